//! What is to be done about an incident: the checklist and the tasks with their owners.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

use super::{find, page};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::incident::Task;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::{IncidentDesk, Known};
use crate::services::staff::StaffDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};
use crate::web::staff::campaigns::field::{FieldPart, typed};
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

/// Code points of a task and of who does it.
const LINE: usize = 200;

/// The tasks, and the form of another one.
pub struct TaskPart {
    /// The tasks.
    pub tasks: Vec<TaskLine>,
    /// What is to be done.
    pub what: FieldPart,
    /// Accounts that may own it.
    pub people: Vec<PersonLine>,
    /// Somebody else.
    pub owner: FieldPart,
    /// When it is due.
    pub due: FieldPart,
    /// The fields to put right with their sentences.
    pub problems: Vec<(String, String)>,
}

/// A task.
pub struct TaskLine {
    /// Its random name.
    pub id: String,
    /// What.
    pub what: String,
    /// Who, and until when.
    pub about: String,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether its day has passed.
    pub is_late: bool,
}

/// An account that may own a task.
pub struct PersonLine {
    /// Its random name.
    pub id: String,
    /// The address.
    pub email: String,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// POST /staff/incidents/{id}/checklist
pub async fn tick(id: Path<String>, desk: Data<IncidentDesk>, form: FormFields) -> Result<HttpResponse, AppError> {
    let name = Id::parse(&id).ok_or(AppError::NotFound)?;
    let steps: Vec<String> = form.all("step").map(str::to_owned).collect();
    match blocking(move || desk.tick(name, &steps)).await? {
        true => Ok(see_other(&format!("/staff/incidents/{name}?done=saved#checklist"))),
        false => Err(AppError::NotFound),
    }
}

/// POST /staff/incidents/{id}/tasks
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    (desk, staff): (Data<IncidentDesk>, Data<StaffDesk>),
    clock: Data<dyn Clock>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let known = find(&desk, &id).await?;
    let name = known.incident.id;
    let back = || Ok(see_other(&format!("/staff/incidents/{name}?done=saved#tasks")));
    for (act, done) in [("finish", true), ("reopen", false)] {
        if let Some(task) = form.first(act) {
            let task = Id::parse(task).ok_or(AppError::NotFound)?;
            return match blocking(move || desk.set_done(name, task, done)).await? {
                true => back(),
                false => Err(AppError::NotFound),
            };
        }
    }
    let words = words_for(&request);
    let mut part = TaskPart::of(words, &who, staff, &known, clock.today()).await?;
    let task = part.read(words, &form);
    if part.problems.is_empty() {
        blocking(move || desk.add_task(name, &task)).await?;
        return back();
    }
    let page = page(words, &who, &known, part, clock.now());
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

impl TaskPart {
    /// The tasks of an incident with an empty form.
    pub async fn of(
        words: Words,
        who: &SignedIn,
        staff: Data<StaffDesk>,
        known: &Known,
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let proofs = *who.proofs();
        let people = blocking(move || staff.people(&proofs)).await?;
        let people: Vec<PersonLine> = people
            .into_iter()
            .map(|one| PersonLine {
                id: one.account.id.to_string(),
                email: one.account.email,
                is_chosen: false,
            })
            .collect();
        let tasks = known.tasks.iter().map(|task| line(words, &people, task, today));
        Ok(Self {
            tasks: tasks.collect(),
            what: FieldPart::line(words, "task", "incident-task-what", "", ""),
            owner: FieldPart::line(words, "owner", "incident-task-owner", "incident-task-owner-hint", ""),
            due: FieldPart::short(words, "date", "due_on", "incident-task-due", "", ""),
            people,
            problems: Vec::new(),
        })
    }

    /// Fills the form with what was typed and says what is to be put right.
    fn read(&mut self, words: Words, form: &FormFields) -> Task {
        for field in [&mut self.what, &mut self.owner, &mut self.due] {
            field.value = typed(form, &field.id);
        }
        let chosen = typed(form, "account");
        for person in &mut self.people {
            person.is_chosen = person.id == chosen;
        }
        let is_long = |text: &str| text.chars().count() > LINE;
        let too_long = || words.with_one("staff-organisation-too-long", "most", LINE);
        if self.what.value.is_empty() {
            self.what.problem = Some(words.t("staff-organisation-missing"));
        } else if is_long(&self.what.value) {
            self.what.problem = Some(too_long());
        }
        if is_long(&self.owner.value) {
            self.owner.problem = Some(too_long());
        }
        let due_on = self.due.value.parse::<NaiveDate>().ok();
        if due_on.is_none() && !self.due.value.is_empty() {
            self.due.problem = Some(words.t("incident-no-day"));
        }
        let told = |field: &FieldPart| {
            let problem = field.problem.as_ref()?;
            Some((field.id.clone(), format!("{}: {problem}", field.label)))
        };
        self.problems = [&self.what, &self.owner, &self.due]
            .into_iter()
            .filter_map(told)
            .collect();
        Task {
            id: Id::new([0; 16]),
            what: self.what.value.clone(),
            account: self
                .people
                .iter()
                .find(|person| person.is_chosen)
                .and_then(|person| Id::parse(&person.id)),
            owner: self.owner.value.clone(),
            due_on,
            done_on: None,
        }
    }
}

fn line(words: Words, people: &[PersonLine], task: &Task, today: NaiveDate) -> TaskLine {
    let account = task.account.map(|id| {
        let id = id.to_string();
        let known = people.iter().find(|person| person.id == id);
        known.map_or_else(|| words.t("incident-task-gone"), |person| person.email.clone())
    });
    let owner = (!task.owner.is_empty()).then(|| task.owner.clone());
    let day = match (task.done_on, task.due_on) {
        (Some(day), _) => Some(words.with_one("incident-task-done-on", "day", words.date(day))),
        (None, Some(day)) => Some(words.with_one("incident-task-due-on", "day", words.date(day))),
        (None, None) => None,
    };
    TaskLine {
        id: task.id.to_string(),
        what: task.what.clone(),
        about: account
            .into_iter()
            .chain(owner)
            .chain(day)
            .collect::<Vec<_>>()
            .join(" · "),
        is_done: task.done_on.is_some(),
        is_late: task.done_on.is_none() && task.due_on.is_some_and(|day| day < today),
    }
}
