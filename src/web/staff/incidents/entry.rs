//! Entering an incident, and changing what the register says of it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::find;
use super::typed::{FIELDS, Look, Typed};
use crate::clock::Clock;
use crate::domain::incident::{Incident, Severity, State};
use crate::domain::inventory::DataKind;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::IncidentDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::Did;
use crate::web::staff::campaigns::field::FieldPart;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

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
