//! What the organisation published of incidents: the list, each with its dated updates, and the feed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::desks::Site;
use super::feed::{FeedEntry, FeedHead, FeedSeed, atom};
use super::inclusion::InclusionPart;
use super::markdown::MarkdownPart;
use super::page::{draw, words_for};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::incident::Update;
use crate::domain::translated::nearest;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::IncidentDesk;
use crate::services::organisation::OrganisationDesk;
use crate::services::transparency::TransparencyDesk;
use crate::text::{Words, direction};

#[derive(Template)]
#[template(path = "public/incidents.html")]
struct IncidentsPage {
    words: Words,
    organisation: String,
    incidents: Vec<IncidentLine>,
}

struct IncidentLine {
    id: String,
    title: TitlePart,
    state: String,
    first: String,
    last: String,
    /// Whether there was more than one update.
    is_updated: bool,
}

/// A line in the language it was written in.
pub(super) struct TitlePart {
    pub(super) text: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
}

#[derive(Template)]
#[template(path = "public/incident.html")]
struct IncidentPage {
    words: Words,
    organisation: String,
    title: TitlePart,
    state: String,
    updates: Vec<UpdatePart>,
}

/// An update as everybody reads it.
pub struct UpdatePart {
    /// Number and day.
    pub heading: String,
    pub(super) title: TitlePart,
    pub(super) state: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) text: MarkdownPart,
    /// Where it stands in the log; none for what is not published yet.
    pub(super) inclusion: Option<InclusionPart>,
}

/// GET /incidents
pub async fn index(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    desk: Data<IncidentDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let published = blocking(move || desk.public()).await?;
    let page = IncidentsPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        incidents: published.iter().filter_map(|updates| line(words, updates)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /incidents/{id}
pub async fn show(
    request: HttpRequest,
    id: Path<String>,
    organisation: Data<OrganisationDesk>,
    (desk, log): (Data<IncidentDesk>, Data<TransparencyDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let id = Id::parse(&id).ok_or(AppError::NotFound)?;
    let (updates, places) = blocking(move || {
        let (updates, known) = (desk.public_of(id)?, log.inclusions("incident")?);
        let place = |update: &Update| known.get(&format!("{}/{}", update.incident, update.number)).cloned();
        let places: Vec<_> = updates.iter().map(place).collect();
        Ok((updates, places))
    })
    .await?;
    let newest = updates.last().ok_or(AppError::NotFound)?;
    let page = IncidentPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        title: title(words, newest),
        state: state(words, newest),
        updates: updates
            .iter()
            .zip(places)
            .rev()
            .map(|(update, place)| UpdatePart {
                inclusion: InclusionPart::new(words, place),
                ..part(words, update)
            })
            .collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /incidents.atom
pub async fn feed(
    request: HttpRequest,
    (desk, organisation): (Data<IncidentDesk>, Data<OrganisationDesk>),
    (site, seed): (Data<Site>, Data<FeedSeed>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let published = blocking(move || desk.public()).await?;
    let organisation = organisation.current().await?;
    let author = match organisation.name.is_empty() {
        true => "Chorus".to_owned(),
        false => organisation.name.clone(),
    };
    let head = FeedHead {
        seed: **seed,
        name: "incidents",
        title: format!("{} – {author}", words.t("incidents-title")),
        author,
        language: words.lang(),
        origin: &site.origin,
        path: "/incidents.atom",
        page: "/incidents",
        today: clock.today(),
    };
    let entries = published.iter().flatten().map(|update| entry(words, update));
    Ok(atom(&head, entries.collect()))
}

fn entry(words: Words, update: &Update) -> FeedEntry {
    let (language, text) = nearest(&update.text, words.lang());
    FeedEntry {
        id: format!("{}/{}", update.incident, update.number),
        title: title(words, update).text,
        path: format!("/incidents/{}", update.incident),
        html: MarkdownPart::of(text).to_string(),
        day: update.day,
        language: language.to_owned(),
    }
}

fn line(words: Words, updates: &[Update]) -> Option<IncidentLine> {
    let (first, last) = (updates.first()?, updates.last()?);
    Some(IncidentLine {
        id: last.incident.clone(),
        title: title(words, last),
        state: state(words, last),
        first: words.date(first.day),
        last: words.date(last.day),
        is_updated: updates.len() > 1,
    })
}

fn title(words: Words, update: &Update) -> TitlePart {
    let (lang, text) = nearest(&update.title, words.lang());
    TitlePart {
        text: text.to_owned(),
        lang: lang.to_owned(),
        dir: direction(lang),
    }
}

fn state(words: Words, update: &Update) -> String {
    words.t(&format!("incident-state-{}", update.state))
}

/// An update, for the public page and for a preview of it.
pub fn part(words: Words, update: &Update) -> UpdatePart {
    let (lang, text) = nearest(&update.text, words.lang());
    let day = words.date(update.day);
    UpdatePart {
        heading: words.with_two("incident-update", "number", update.number, "day", day),
        title: title(words, update),
        state: state(words, update),
        dir: direction(lang),
        text: MarkdownPart::below(2, text),
        lang: lang.to_owned(),
        inclusion: None,
    }
}
