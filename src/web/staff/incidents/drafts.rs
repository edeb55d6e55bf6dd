//! Drafts filled from the register: the notice to an authority with the fields of GDPR article 33(3), and the one to people with those of
//! article 34(2), in plain words. What is not known yet is named.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;

use super::{HeadPart, find, moment};
use crate::clock::Clock;
use crate::domain::incident::Incident;
use crate::domain::inventory::DataKind;
use crate::domain::organisation::Organisation;
use crate::error::AppError;
use crate::services::incidents::IncidentDesk;
use crate::services::organisation::OrganisationDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/incident_authority.html")]
struct AuthorityPage {
    words: Words,
    section: &'static str,
    head: HeadPart,
    missing: Vec<String>,
    fields: Vec<DraftLine>,
}

/// A field of a draft.
struct DraftLine {
    label: String,
    /// Empty where it is not known yet.
    value: String,
}

#[derive(Template)]
#[template(path = "staff/incident_people.html")]
struct PeoplePage {
    words: Words,
    section: &'static str,
    head: HeadPart,
    missing: Vec<String>,
    opening: String,
    parts: Vec<DraftLine>,
    /// Whether the risk is high, so that people must be told.
    is_needed: bool,
}

/// GET /staff/incidents/{id}/authority
pub async fn authority(
    request: HttpRequest,
    id: Path<String>,
    (desk, organisation): (Data<IncidentDesk>, Data<OrganisationDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (words, now) = (words_for(&request), clock.now());
    let (known, organisation) = (find(&desk, &id).await?, organisation.current().await?);
    let page = AuthorityPage {
        words,
        section: "office",
        head: HeadPart::of(words, &known.incident, now),
        missing: missing(words, &known.incident, &organisation, now),
        fields: fields(words, &known.incident, &organisation, now),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /staff/incidents/{id}/authority.txt
pub async fn file(
    request: HttpRequest,
    id: Path<String>,
    (desk, organisation): (Data<IncidentDesk>, Data<OrganisationDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (words, now) = (words_for(&request), clock.now());
    let (known, organisation) = (find(&desk, &id).await?, organisation.current().await?);
    let mark = known.incident.exercise.then(|| words.t("incident-exercise-mark"));
    let heading = mark
        .into_iter()
        .chain([words.t("incident-authority-title"), known.incident.title.clone()]);
    let line = |field: DraftLine| {
        let value = match field.value.is_empty() {
            true => words.t("incident-not-known"),
            false => field.value,
        };
        format!("{}\n{value}", field.label)
    };
    let lines = fields(words, &known.incident, &organisation, now).into_iter().map(line);
    let text = heading.chain(lines).collect::<Vec<_>>().join("\n\n");
    let name = match known.incident.exercise {
        true => "exercise",
        false => "incident",
    };
    let name = format!("attachment; filename=\"{name}-{}.txt\"", known.incident.number);
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(format!("{}\n", plain(&text))))
}

/// GET /staff/incidents/{id}/people
pub async fn people(
    request: HttpRequest,
    id: Path<String>,
    (desk, organisation): (Data<IncidentDesk>, Data<OrganisationDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (words, now) = (words_for(&request), clock.now());
    let (known, organisation) = (find(&desk, &id).await?, organisation.current().await?);
    let incident = &known.incident;
    let parts = told(words, incident, &organisation);
    let missing = parts.iter().filter(|part| part.value.is_empty());
    let page = PeoplePage {
        words,
        section: "office",
        head: HeadPart::of(words, incident, now),
        missing: missing.map(|part| part.label.clone()).collect(),
        opening: opening(words, incident, &organisation),
        parts,
        is_needed: incident.severity == crate::domain::incident::Severity::High,
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The register in lines, for its own page.
pub(super) fn facts(words: Words, incident: &Incident) -> Vec<(String, String)> {
    let facts = &incident.facts;
    let told = match (facts.tell_authority, facts.told_at) {
        (_, Some(at)) => words.with_one("incident-told-at", "moment", moment(words, at)),
        (true, None) => words.t("incident-told-not-yet"),
        (false, None) => words.t("incident-told-not-needed"),
    };
    let lines = [
        ("found-by", facts.found_by.clone()),
        ("what", facts.what.clone()),
        ("kinds", kinds(words, incident)),
        ("groups", facts.groups.clone()),
        ("people", number(words, facts.people)),
        ("records", number(words, facts.records)),
        ("risk", facts.risk.clone()),
        ("measures", facts.measures.clone()),
        ("advice", facts.advice.clone()),
        ("contact", facts.contact.clone()),
        ("tell-authority", told),
        ("delay", facts.delay.clone()),
    ];
    let line = |(name, value): (&str, String)| (words.t(&format!("incident-field-{name}")), value);
    lines
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(line)
        .collect()
}

/// The notice to people as Markdown, to begin what is published with.
pub(super) fn markdown(words: Words, incident: &Incident, organisation: &Organisation) -> String {
    let parts = told(words, incident, organisation).into_iter();
    let parts = parts.filter(|part| !part.value.is_empty());
    let parts = parts.map(|part| format!("## {}\n\n{}", part.label, part.value));
    let text: Vec<String> = [opening(words, incident, organisation)]
        .into_iter()
        .chain(parts)
        .collect();
    plain(&text.join("\n\n"))
}

fn opening(words: Words, incident: &Incident, organisation: &Organisation) -> String {
    let day = words.date(incident.found_at.date());
    words.with_two(
        "incident-people-opening",
        "organisation",
        organisation.name.as_str(),
        "day",
        day,
    )
}

/// What people are told, article 34(2).
fn told(words: Words, incident: &Incident, organisation: &Organisation) -> Vec<DraftLine> {
    let facts = &incident.facts;
    let parts = [
        ("what", facts.what.clone()),
        ("kinds", kinds(words, incident)),
        ("risk", facts.risk.clone()),
        ("measures", facts.measures.clone()),
        ("advice", facts.advice.clone()),
        ("contact", contact(incident, organisation)),
    ];
    let part = |(name, value): (&str, String)| DraftLine {
        label: words.t(&format!("incident-people-{name}")),
        value,
    };
    parts.into_iter().map(part).collect()
}

fn fields(words: Words, incident: &Incident, organisation: &Organisation, now: NaiveDateTime) -> Vec<DraftLine> {
    let facts = &incident.facts;
    let delay = incident.is_late(now).then(|| ("delay", facts.delay.clone()));
    let told = facts.told_at.map(|at| moment(words, at)).unwrap_or_default();
    let responsible = [organisation.name.as_str(), organisation.address.as_str()];
    let responsible: Vec<&str> = responsible.into_iter().filter(|fact| !fact.is_empty()).collect();
    let lines = [
        ("responsible", responsible.join(", ")),
        ("found", moment(words, incident.found_at)),
        ("told", told),
        ("what", facts.what.clone()),
        ("groups", facts.groups.clone()),
        ("people", number(words, facts.people)),
        ("kinds", kinds(words, incident)),
        ("records", number(words, facts.records)),
        ("contact", contact(incident, organisation)),
        ("risk", facts.risk.clone()),
        ("measures", facts.measures.clone()),
    ];
    let line = |(name, value): (&str, String)| DraftLine {
        label: words.t(&format!("incident-authority-{name}")),
        value,
    };
    lines.into_iter().chain(delay).map(line).collect()
}

fn missing(words: Words, incident: &Incident, organisation: &Organisation, now: NaiveDateTime) -> Vec<String> {
    let has_contact = !contact(incident, organisation).is_empty();
    let names = incident.missing(now, has_contact).into_iter();
    names
        .map(|name| words.t(&format!("incident-authority-{name}")))
        .collect()
}

/// Who answers questions: the contact of the incident, or else the privacy officer or the organisation's contact.
fn contact(incident: &Incident, organisation: &Organisation) -> String {
    if !incident.facts.contact.is_empty() {
        return incident.facts.contact.clone();
    }
    let known = [organisation.officer.as_str(), organisation.contact.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|fact| !fact.is_empty()).collect();
    known.join(", ")
}

fn kinds(words: Words, incident: &Incident) -> String {
    let chosen = |kind: &&DataKind| incident.facts.kinds.iter().any(|name| name == kind.name());
    let names = DataKind::ALL
        .iter()
        .filter(chosen)
        .map(|kind| words.t(&format!("data-{}", kind.name())));
    words.list(&names.collect::<Vec<_>>())
}

fn number(words: Words, number: Option<i64>) -> String {
    number
        .map(|number| words.with_one("incident-about", "number", number))
        .unwrap_or_default()
}

/// Without the marks that keep names apart from sentences, which a plain text does not need.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
