//! Entering an incident, and changing what the register says of it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::find;
use crate::clock::Clock;
use crate::domain::incident::{Facts, Incident, Severity, State};
use crate::domain::inventory::DataKind;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::{Entry, IncidentDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::Did;
use crate::web::staff::campaigns::field::{FieldPart, typed};
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

/// Code points of a line.
const LINE: usize = 200;
/// Code points of a text.
const TEXT: usize = 10_000;

#[derive(Template)]
#[template(path = "staff/incident_edit.html")]
struct EntryPage {
    words: Words,
    section: &'static str,
    heading: String,
    /// Where to go back to.
    back: String,
    is_new: bool,
    is_exercise: bool,
    top: Vec<FieldPart>,
    severities: Vec<OptionLine>,
    states: Vec<OptionLine>,
    what: FieldPart,
    kinds: Vec<OptionLine>,
    middle: Vec<FieldPart>,
    tell_authority: bool,
    told: Vec<FieldPart>,
    problems: Vec<(String, String)>,
}

struct OptionLine {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

/// What was typed: the fields as they were, and what could be read of them.
struct Typed {
    fields: Vec<(&'static str, String)>,
    severity: Severity,
    state: State,
    kinds: Vec<String>,
    tell_authority: bool,
    exercise: bool,
}

/// Every field that is typed: name, key of its label and hint, how it looks.
const FIELDS: [(&str, Look); 15] = [
    ("title", Look::Line),
    ("found_on", Look::Short("date")),
    ("found_time", Look::Short("time")),
    ("found_by", Look::Line),
    ("what", Look::Long(6)),
    ("groups", Look::Line),
    ("people", Look::Number),
    ("records", Look::Number),
    ("risk", Look::Long(4)),
    ("measures", Look::Long(4)),
    ("advice", Look::Long(4)),
    ("contact", Look::Long(2)),
    ("told_on", Look::Short("date")),
    ("told_time", Look::Short("time")),
    ("delay", Look::Long(3)),
];

#[derive(Clone, Copy, PartialEq)]
enum Look {
    Line,
    Short(&'static str),
    Number,
    Long(usize),
}

/// GET /staff/incidents/new
pub async fn new(request: HttpRequest, _: SignedIn, clock: Data<dyn Clock>) -> HttpResponse {
    let words = words_for(&request);
    let typed = Typed::blank(clock.now());
    draw(StatusCode::OK, &page(words, None, &typed, Vec::new()))
}

/// POST /staff/incidents/new
pub async fn create(
    request: HttpRequest,
    _: SignedIn,
    desk: Data<IncidentDesk>,
    clock: Data<dyn Clock>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let (words, typed) = (words_for(&request), Typed::read(&form));
    let entry = match typed.entry(words, clock.now()) {
        Ok(entry) => entry,
        Err(problems) => return Ok(draw(typed_status(true), &page(words, None, &typed, problems))),
    };
    let exercise = typed.exercise;
    let (id, _) = blocking(move || desk.create(&entry, exercise)).await?;
    let taken = see_other(&format!("/staff/incidents/{id}?done=saved"));
    Ok(Did::say("incident.created", id.to_string(), taken))
}

/// GET /staff/incidents/{id}/edit
pub async fn edit(
    request: HttpRequest,
    _: SignedIn,
    id: Path<String>,
    desk: Data<IncidentDesk>,
) -> Result<HttpResponse, AppError> {
    let known = find(&desk, &id).await?;
    let typed = Typed::of(&known.incident);
    let page = page(words_for(&request), Some(&known.incident), &typed, Vec::new());
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/incidents/{id}/edit
pub async fn update(
    request: HttpRequest,
    _: SignedIn,
    id: Path<String>,
    desk: Data<IncidentDesk>,
    clock: Data<dyn Clock>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let known = find(&desk, &id).await?;
    let (words, typed, name) = (words_for(&request), Typed::read(&form), known.incident.id);
    let entry = match typed.entry(words, clock.now()) {
        Ok(entry) => entry,
        Err(problems) => {
            let page = page(words, Some(&known.incident), &typed, problems);
            return Ok(draw(typed_status(true), &page));
        }
    };
    blocking(move || desk.save(name, &entry)).await?;
    Ok(see_other(&format!("/staff/incidents/{name}?done=saved")))
}

impl Typed {
    fn blank(now: NaiveDateTime) -> Self {
        let value = |name: &str| match name {
            "found_on" => now.date().to_string(),
            "found_time" => now.format("%H:%M").to_string(),
            _ => String::new(),
        };
        Self {
            fields: names().map(|name| (name, value(name))).collect(),
            severity: Severity::Medium,
            state: State::Open,
            kinds: Vec::new(),
            tell_authority: true,
            exercise: false,
        }
    }

    fn of(incident: &Incident) -> Self {
        let facts = &incident.facts;
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let told = |format: &str| {
            facts
                .told_at
                .map(|at| at.format(format).to_string())
                .unwrap_or_default()
        };
        let value = |name: &str| match name {
            "title" => incident.title.clone(),
            "found_on" => incident.found_at.date().to_string(),
            "found_time" => incident.found_at.format("%H:%M").to_string(),
            "found_by" => facts.found_by.clone(),
            "what" => facts.what.clone(),
            "groups" => facts.groups.clone(),
            "people" => number(facts.people),
            "records" => number(facts.records),
            "risk" => facts.risk.clone(),
            "measures" => facts.measures.clone(),
            "advice" => facts.advice.clone(),
            "contact" => facts.contact.clone(),
            "told_on" => told("%Y-%m-%d"),
            "told_time" => told("%H:%M"),
            _ => facts.delay.clone(),
        };
        Self {
            fields: names().map(|name| (name, value(name))).collect(),
            severity: incident.severity,
            state: incident.state,
            kinds: facts.kinds.clone(),
            tell_authority: facts.tell_authority,
            exercise: incident.exercise,
        }
    }

    fn read(form: &FormFields) -> Self {
        let kinds = DataKind::ALL.iter().map(|kind| kind.name().to_owned());
        Self {
            fields: names().map(|name| (name, typed(form, name))).collect(),
            severity: Severity::parse(&typed(form, "severity")).unwrap_or(Severity::Medium),
            state: State::parse(&typed(form, "state")).unwrap_or(State::Open),
            kinds: kinds
                .filter(|kind| form.all("kind").any(|chosen| chosen == kind))
                .collect(),
            tell_authority: form.first("tell_authority").is_some(),
            exercise: form.first("exercise").is_some(),
        }
    }

    fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What it says, or the fields to put right with their sentences, in the order of the page.
    fn entry(&self, words: Words, now: NaiveDateTime) -> Result<Entry, Vec<(String, String)>> {
        let mut problems = Vec::new();
        let mut wrong = |name: &str, problem: String| {
            let label = words.t(&format!("incident-field-{}", name.replace('_', "-")));
            problems.push((name.to_owned(), format!("{label}: {problem}")));
        };
        for (name, look) in FIELDS {
            let value = self.value(name);
            let most = if matches!(look, Look::Long(_)) { TEXT } else { LINE };
            let is_required = matches!(name, "title" | "found_on" | "found_time" | "found_by" | "what");
            let told_half = match name {
                "told_on" => value.is_empty() && !self.value("told_time").is_empty(),
                "told_time" => value.is_empty() && !self.value("told_on").is_empty(),
                _ => false,
            };
            if value.is_empty() {
                if is_required || told_half {
                    wrong(name, words.t("staff-organisation-missing"));
                }
            } else if value.chars().count() > most {
                wrong(name, words.with_one("staff-organisation-too-long", "most", most));
            } else if look == Look::Number && number(value).is_none() {
                wrong(name, words.t("incident-no-number"));
            } else if look == Look::Short("date") && value.parse::<NaiveDate>().is_err() {
                wrong(name, words.t("incident-no-day"));
            } else if look == Look::Short("time") && time(value).is_none() {
                wrong(name, words.t("incident-no-time"));
            }
        }
        let moment = |day: &str, at: &str| {
            Some(
                self.value(day)
                    .parse::<NaiveDate>()
                    .ok()?
                    .and_time(time(self.value(at))?),
            )
        };
        let (found_at, told_at) = (moment("found_on", "found_time"), moment("told_on", "told_time"));
        if found_at.is_some_and(|at| at > now) {
            wrong("found_on", words.t("incident-in-the-future"));
        }
        if told_at.is_some_and(|at| at > now) {
            wrong("told_on", words.t("incident-in-the-future"));
        } else if told_at < found_at && told_at.is_some() {
            wrong("told_on", words.t("incident-told-before"));
        }
        match found_at {
            Some(found_at) if problems.is_empty() => Ok(self.taken(found_at, told_at)),
            _ => Err(problems),
        }
    }

    fn taken(&self, found_at: NaiveDateTime, told_at: Option<NaiveDateTime>) -> Entry {
        let text = |name: &str| self.value(name).to_owned();
        Entry {
            title: text("title"),
            found_at,
            severity: self.severity,
            state: self.state,
            facts: Facts {
                found_by: text("found_by"),
                what: text("what"),
                kinds: self.kinds.clone(),
                groups: text("groups"),
                people: number(self.value("people")),
                records: number(self.value("records")),
                risk: text("risk"),
                measures: text("measures"),
                advice: text("advice"),
                contact: text("contact"),
                tell_authority: self.tell_authority,
                told_at,
                delay: text("delay"),
                ticks: Default::default(),
            },
        }
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.into_iter().map(|(name, _)| name)
}

fn number(text: &str) -> Option<i64> {
    text.parse()
        .ok()
        .filter(|number| (0..=i64::from(i32::MAX)).contains(number))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

fn page(words: Words, known: Option<&Incident>, typed: &Typed, problems: Vec<(String, String)>) -> EntryPage {
    let field = |(name, look): (&'static str, Look)| {
        let label = format!("incident-field-{}", name.replace('_', "-"));
        let value = typed.value(name);
        let mut field = match look {
            Look::Line => FieldPart::line(words, name, &label, "", value),
            Look::Short(kind) => FieldPart::short(words, kind, name, &label, "", value),
            Look::Number => FieldPart::short(words, "text", name, &label, "incident-number-hint", value),
            Look::Long(rows) => FieldPart::line(words, name, &label, "", value).long(rows),
        };
        let problem = problems.iter().find(|(id, _)| id == name);
        field.problem = problem.map(|(_, problem)| problem.clone());
        field
    };
    let fields = |wanted: &[&str]| -> Vec<FieldPart> {
        let of = |name: &&str| FIELDS.into_iter().find(|(known, _)| known == name).map(field);
        wanted.iter().filter_map(of).collect()
    };
    let option = |value: &'static str, label: String, is_chosen: bool| OptionLine {
        value,
        label,
        is_chosen,
    };
    let severity = |one: Severity| {
        let label = words.t(&format!("incident-severity-{}", one.name()));
        option(one.name(), label, one == typed.severity)
    };
    let state = |one: State| {
        let label = words.t(&format!("incident-state-{}", one.name()));
        option(one.name(), label, one == typed.state)
    };
    let kind = |one: &DataKind| {
        let is_chosen = typed.kinds.iter().any(|chosen| chosen == one.name());
        option(one.name(), words.t(&format!("data-{}", one.name())), is_chosen)
    };
    EntryPage {
        words,
        section: "office",
        heading: known.map_or_else(|| words.t("incident-new"), |incident| incident.title.clone()),
        back: known.map_or_else(String::new, |incident| format!("/{}", incident.id)),
        is_new: known.is_none(),
        is_exercise: known.map_or(typed.exercise, |incident| incident.exercise),
        top: fields(&["title", "found_on", "found_time", "found_by"]),
        severities: Severity::ALL.map(severity).into(),
        states: State::ALL.map(state).into(),
        what: field(("what", Look::Long(6))),
        kinds: DataKind::ALL.iter().map(kind).collect(),
        middle: fields(&["groups", "people", "records", "risk", "measures", "advice", "contact"]),
        tell_authority: typed.tell_authority,
        told: fields(&["told_on", "told_time", "delay"]),
        problems,
    }
}
