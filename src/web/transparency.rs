//! The transparency log: as a page, as JSON with each entry as the text that was hashed, and what an entry tells of.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::desks::Site;
use super::page::{draw, words_for};
use super::replies::document;
use crate::domain::transparency::Entry;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::organisation::OrganisationDesk;
use crate::services::transparency::{Head, PAGE, TransparencyDesk};
use crate::text::Words;

/// Entries a page for people shows.
const SHOWN: i64 = 100;
/// Kinds of entries that have a word of their own (`log-{kind}`).
pub const KINDS: &[&str] = &[
    "invitation-keys",
    "policy",
    "guidelines",
    "release",
    "incident",
    "statement",
    "retention",
    "gap",
];

/// Which part of the log is asked for.
#[derive(Deserialize)]
pub struct Part {
    from: Option<String>,
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "public/transparency.html")]
struct LogPage {
    words: Words,
    organisation: String,
    head: Option<Head>,
    /// Whether entries are missing at its end.
    is_cut: bool,
    lines: Vec<EntryLine>,
    /// The address of older entries; empty for none.
    older: String,
    /// What visitors type.
    origin: String,
}

struct EntryLine {
    number: i64,
    day: String,
    what: String,
}

#[derive(Template)]
#[template(path = "public/transparency_entry.html")]
struct EntryPage {
    words: Words,
    organisation: String,
    title: String,
    day: String,
    what: String,
    /// The entry as it was hashed.
    text: String,
    digest: String,
    number: i64,
    /// Where people read what it tells of; empty for nothing.
    path: String,
}

fn what(words: Words, entry: &Entry) -> String {
    let name = entry.body["name"].as_str().unwrap_or_default();
    let told = match KINDS.contains(&entry.kind.as_str()) {
        true => words.with_one(&format!("log-{}", entry.kind), "name", name),
        false => format!("{} {name}", entry.kind),
    };
    match entry.body["policy"].as_i64().filter(|_| entry.kind == "release") {
        Some(policy) => format!("{told}. {}", words.with_one("log-release-under", "number", policy)),
        None => told,
    }
}

/// GET /transparency
pub async fn show(
    request: HttpRequest,
    query: Query<Part>,
    (desk, organisation, site): (Data<TransparencyDesk>, Data<OrganisationDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let before = query.before.as_deref().and_then(|before| before.parse().ok());
    let (head, entries) = blocking(move || {
        let entries = desk.before(before.unwrap_or(i64::MAX), SHOWN)?;
        Ok((desk.head()?, entries))
    })
    .await?;
    let last = entries.last().map_or(1, |(entry, _)| entry.number);
    let page = LogPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        is_cut: head.is_none() && !entries.is_empty(),
        head,
        lines: entries
            .iter()
            .map(|(entry, _)| EntryLine {
                number: entry.number,
                day: words.date(entry.day),
                what: what(words, entry),
            })
            .collect(),
        older: match last > 1 {
            true => format!("/transparency?before={last}"),
            false => String::new(),
        },
        origin: site.origin.clone(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /transparency.json
pub async fn export(query: Query<Part>, desk: Data<TransparencyDesk>) -> Result<HttpResponse, AppError> {
    let from = query.from.as_deref().and_then(|from| from.parse().ok()).unwrap_or(1);
    let (entries, head) = blocking(move || desk.page(from)).await?;
    let next = (entries.len() == PAGE).then(|| from + i64::try_from(PAGE).unwrap_or_default());
    let shown: Vec<_> = entries
        .iter()
        .map(|sealed| json!({ "entry": sealed.text, "digest": sealed.digest }))
        .collect();
    let body = json!({
        "chorus": 1,
        "check": "digest is the SHA-256 of entry; each entry names the digest of the one before it; head signs the last one: \
                  Ed25519 over \"chorus log NUMBER DIGEST\"; the SHA-256 of /transparency/NUMBER/text is the digest in body, where there is one",
        "entries": shown,
        "next": next.map(|next| format!("/transparency.json?from={next}")),
        "head": head,
    });
    Ok(document(StatusCode::OK, &body))
}

/// GET /transparency/{number}
pub async fn entry(
    request: HttpRequest,
    number: Path<String>,
    (desk, organisation): (Data<TransparencyDesk>, Data<OrganisationDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let opened = blocking(move || desk.open(number)).await?.ok_or(AppError::NotFound)?;
    let page = EntryPage {
        words,
        organisation: organisation.current().await?.name.clone(),
        title: words.with_one("log-entry", "number", number),
        day: words.date(opened.entry.day),
        what: what(words, &opened.entry),
        text: opened.sealed.text,
        digest: opened.sealed.digest,
        number,
        path: opened.published.map(|published| published.path).unwrap_or_default(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// GET /transparency/{number}/text: what was published, byte by byte as it was hashed.
pub async fn text(number: Path<String>, desk: Data<TransparencyDesk>) -> Result<HttpResponse, AppError> {
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let opened = blocking(move || desk.open(number)).await?;
    let published = opened.and_then(|opened| opened.published).ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(published.text))
}
