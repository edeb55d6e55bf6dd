//! The register of incidents: the list with the clock of 72 hours, and one incident with its checklist, its tasks and what was published.

pub mod drafts;
pub mod entry;
pub mod publish;
pub mod tasks;
mod typed;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;

use self::tasks::TaskPart;
use super::done::Done;
use super::signed_in::SignedIn;
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::incident::{Incident, Severity, TimeLeft};
use crate::domain::permission::Permission;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::{IncidentDesk, Known};
use crate::services::staff::StaffDesk;
use crate::text::Words;
use crate::web::incidents::{UpdatePart, part};
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/incidents.html")]
struct IncidentsPage {
    words: Words,
    section: &'static str,
    may_handle: bool,
    incidents: Vec<HeadPart>,
}

/// What stands at the head of an incident, on every page about it.
pub(super) struct HeadPart {
    id: String,
    number: String,
    title: String,
    severity: String,
    is_high: bool,
    state: String,
    is_exercise: bool,
    found: String,
    clock: Option<ClockLine>,
}

/// The clock in a sentence.
pub(super) struct ClockLine {
    /// What is left.
    pub text: String,
    /// Whether it is over.
    pub is_over: bool,
}

#[derive(Template)]
#[template(path = "staff/incident.html")]
struct IncidentPage {
    words: Words,
    section: &'static str,
    done: Option<String>,
    head: HeadPart,
    may_handle: bool,
    may_publish: bool,
    facts: Vec<(String, String)>,
    steps: Vec<StepLine>,
    tasks: TaskPart,
    updates: Vec<UpdatePart>,
}

struct StepLine {
    name: &'static str,
    text: String,
    /// The day it was ticked; empty for not yet.
    day: String,
}

/// GET /staff/incidents
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<IncidentDesk>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (words, now) = (words_for(&request), clock.now());
    let incidents = blocking(move || desk.all()).await?;
    let page = IncidentsPage {
        words,
        section: "office",
        may_handle: who.may(Permission::HandleIncidents),
        incidents: incidents.iter().map(|one| HeadPart::of(words, one, now)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/incidents/{id}
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    id: Path<String>,
    done: Query<Done>,
    (desk, staff): (Data<IncidentDesk>, Data<StaffDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = find(&desk, &id).await?;
    let tasks = TaskPart::of(words, &who, staff, &known, clock.today()).await?;
    let mut page = page(words, &who, &known, tasks, clock.now());
    page.done = done.told(words);
    Ok(draw(StatusCode::OK, &page))
}

/// The incident in the address, or 404.
pub(super) async fn find(desk: &Data<IncidentDesk>, id: &str) -> Result<Known, AppError> {
    let id = Id::parse(id).ok_or(AppError::NotFound)?;
    let desk = desk.clone();
    blocking(move || desk.find(id)).await?.ok_or(AppError::NotFound)
}

fn page(words: Words, who: &SignedIn, known: &Known, tasks: TaskPart, now: NaiveDateTime) -> IncidentPage {
    let incident = &known.incident;
    let step = |name: &'static str| StepLine {
        name,
        text: words.t(&format!("incident-check-{name}")),
        day: incident
            .facts
            .ticks
            .get(name)
            .map(|day| words.date(*day))
            .unwrap_or_default(),
    };
    IncidentPage {
        words,
        section: "office",
        done: None,
        head: HeadPart::of(words, incident, now),
        may_handle: who.may(Permission::HandleIncidents),
        may_publish: who.may(Permission::PublishIncidents),
        facts: drafts::facts(words, incident),
        steps: incident.severity.checklist().into_iter().map(step).collect(),
        tasks,
        updates: known.updates.iter().rev().map(|update| part(words, update)).collect(),
    }
}

impl HeadPart {
    /// The head of one incident at a moment.
    pub fn of(words: Words, incident: &Incident, now: NaiveDateTime) -> Self {
        Self {
            id: incident.id.to_string(),
            number: words.with_one("incident-number", "number", incident.number),
            title: incident.title.clone(),
            severity: words.t(&format!("incident-severity-{}", incident.severity.name())),
            is_high: incident.severity == Severity::High,
            state: words.t(&format!("incident-state-{}", incident.state.name())),
            is_exercise: incident.exercise,
            found: moment(words, incident.found_at),
            clock: clock_line(words, incident, now),
        }
    }
}

/// The clock of an incident, where it runs.
pub(super) fn clock_line(words: Words, incident: &Incident, now: NaiveDateTime) -> Option<ClockLine> {
    let (key, minutes, is_over) = match incident.clock(now)? {
        TimeLeft::Left(minutes) => ("incident-clock-left", minutes, false),
        TimeLeft::Over(minutes) => ("incident-clock-over", minutes, true),
    };
    let (hours, due) = ((minutes / 60, minutes % 60), moment(words, incident.due_at()));
    Some(ClockLine {
        text: words.with(key, &[("hours", &hours.0), ("minutes", &hours.1), ("due", &due)]),
        is_over,
    })
}

/// A moment to the minute.
pub(super) fn moment(words: Words, moment: NaiveDateTime) -> String {
    format!("{}, {} UTC", words.date(moment.date()), moment.format("%H:%M"))
}
