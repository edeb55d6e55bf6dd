//! What changed: every version with its changes, and each compared with the one it follows.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::told::{self, ChangeLine};
use super::versions::OwnText;
use crate::clock::Clock;
use crate::domain::policy::{Body, Version};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::organisation::OrganisationDesk;
use crate::services::policy::PolicyDesk;
use crate::services::transparency::TransparencyDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::difference::{Row, Tag, compare};
use crate::web::feed::{FeedEntry, FeedHead, FeedSeed, atom};
use crate::web::inclusion::InclusionPart;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/policy_changes.html")]
struct ChangesPage {
    words: Words,
    organisation: String,
    versions: Vec<VersionPart>,
    /// The address of older versions; empty for none.
    older: String,
}

/// A version among others.
pub(super) struct VersionPart {
    pub(super) number: i32,
    pub(super) title: String,
    /// When it was published and counts.
    pub(super) when: String,
    pub(super) is_coming: bool,
    pub(super) summary: Option<OwnText>,
    pub(super) changes: Vec<ChangeLine>,
}

#[derive(Template)]
#[template(path = "public/policy_change_feed.html")]
struct EntryPart<'v> {
    words: Words,
    version: &'v VersionPart,
}

#[derive(Template)]
#[template(path = "public/policy_change.html")]
struct ChangePage {
    words: Words,
    organisation: String,
    version: VersionPart,
    /// The number of the version it is compared with; none for the first.
    former: Option<i32>,
    compared: String,
    rows: Vec<Row>,
    is_side_by_side: bool,
    inclusion: Option<InclusionPart>,
}

/// Versions a page or the feed shows.
const SHOWN: usize = 20;

/// Which versions.
#[derive(Deserialize)]
pub struct Part {
    before: Option<String>,
}

/// How to compare.
#[derive(Deserialize)]
pub struct View {
    view: Option<String>,
}

impl VersionPart {
    pub(super) fn of(words: Words, body: &Body, is_coming: bool) -> Self {
        let key = match body.effective_on > body.published_on {
            true => "changes-announced",
            false => "changes-at-once",
        };
        Self {
            number: body.number,
            title: words.with_one("policy-version", "number", i64::from(body.number)),
            when: words.with_two(
                key,
                "published",
                words.date(body.published_on).as_str(),
                "day",
                words.date(body.effective_on).as_str(),
            ),
            is_coming,
            summary: (!body.summary.is_empty()).then(|| OwnText::of(words, &body.summary)),
            changes: told::changes(words, body),
        }
    }
}

/// GET /privacy/changes
pub async fn index(
    request: HttpRequest,
    part: Query<Part>,
    (desk, organisation): (Data<PolicyDesk>, Data<OrganisationDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let current = desk.current().await?;
    let before = part.before.as_deref().and_then(|before| before.parse().ok());
    let versions = blocking(move || desk.versions_before(before.unwrap_or(i32::MAX), SHOWN)).await?;
    let last = versions.last().map_or(1, |version| version.body.number);
    let is_coming = |version: &Version| current.announced.iter().any(|one| one.number == version.body.number);
    let page = ChangesPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        versions: versions
            .iter()
            .map(|version| VersionPart::of(words, &version.body, is_coming(version)))
            .collect(),
        older: match last > 1 {
            true => format!("/privacy/changes?before={last}"),
            false => String::new(),
        },
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /privacy/changes.atom
pub async fn feed(
    request: HttpRequest,
    (desk, organisation): (Data<PolicyDesk>, Data<OrganisationDesk>),
    (site, seed): (Data<Site>, Data<FeedSeed>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let versions = blocking(move || desk.versions_before(i32::MAX, SHOWN)).await?;
    let organisation = organisation.current().await?;
    let author = match organisation.name.is_empty() {
        true => "Chorus".to_owned(),
        false => organisation.name.clone(),
    };
    let head = FeedHead {
        seed: **seed,
        name: "changes",
        title: format!("{} – {author}", words.t("changes-title")),
        author,
        language: words.lang(),
        origin: &site.origin,
        path: "/privacy/changes.atom",
        page: "/privacy/changes",
        today: clock.today(),
    };
    let entries = versions.iter().map(|version| {
        let part = VersionPart::of(words, &version.body, false);
        let html = EntryPart { words, version: &part }.render().unwrap_or_default();
        FeedEntry {
            id: version.body.number.to_string(),
            title: part.title,
            path: format!("/privacy/changes/{}", version.body.number),
            html,
            day: version.body.published_on,
            language: words.lang().to_owned(),
        }
    });
    Ok(atom(&head, entries.collect()))
}

/// GET /privacy/changes/{number}
pub async fn show(
    request: HttpRequest,
    number: Path<String>,
    view: Query<View>,
    (desk, log, organisation): (Data<PolicyDesk>, Data<TransparencyDesk>, Data<OrganisationDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let number: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    let current = desk.current().await?;
    let (found, inclusion) =
        blocking(move || Ok((desk.with_former(number)?, log.inclusion("policy", &number.to_string())?))).await?;
    let (version, former) = found.ok_or(AppError::NotFound)?;
    let rows = match &former {
        Some(former) => compare(
            &told::paragraphs(words, &former.body),
            &told::paragraphs(words, &version.body),
        ),
        None => Vec::new(),
    };
    let former = former.map(|former| former.body.number);
    let page = ChangePage {
        words,
        organisation: organisation.current().await?.name.clone(),
        version: VersionPart::of(
            words,
            &version.body,
            current.announced.iter().any(|one| one.number == number),
        ),
        compared: words.with_one("changes-compared", "number", i64::from(former.unwrap_or_default())),
        former,
        // what stays the same would hide what does not
        rows: rows.into_iter().filter(Row::differs).collect(),
        is_side_by_side: view.view.as_deref() == Some("side"),
        inclusion: InclusionPart::new(words, inclusion),
    };
    Ok(draw(StatusCode::OK, &page))
}
