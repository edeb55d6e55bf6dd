//! The trail of what staff did, for privacy officers and auditors.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use super::account::moment;
use super::signed_in::SignedIn;
use crate::domain::id::Id;
use crate::domain::trail::Entry;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::{Member, StaffDesk};
use crate::services::trail::{Checked, Filter, Head, TrailDesk};
use crate::text::Words;
use crate::web::page::{draw, words_for};

/// Entries a page shows.
const SHOWN: usize = 100;

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    who: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    survey: String,
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "staff/trail.html")]
struct TrailPage {
    words: Words,
    section: &'static str,
    /// What the check found.
    state: String,
    is_whole: bool,
    head: Option<Head>,
    people: Vec<(String, String, bool)>,
    whats: Vec<(String, String, bool)>,
    survey: String,
    entries: Vec<EntryLine>,
    /// The address of older entries; empty for none.
    older: String,
    may_export: bool,
}

struct EntryLine {
    number: String,
    at: String,
    who: String,
    what: String,
    survey: String,
    about: String,
}

/// Parts of what can be filtered for, by the first word of an act.
const WHATS: &[&str] = &[
    "sign-in",
    "sign-out",
    "password",
    "factor",
    "recovery",
    "session",
    "address",
    "token",
    "people",
    "organisation",
    "survey",
    "results",
    "release",
    "answers",
    "campaign",
    "mails",
    "keys",
    "guidelines",
    "policy",
    "training",
    "request",
    "processors",
    "inventory",
    "retention",
    "trail",
    "incident",
    "statement",
    "denied",
];

/// GET /staff/trail
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    wish: Query<Wish>,
    (desk, staff): (Data<TrailDesk>, Data<StaffDesk>),
) -> Result<HttpResponse, AppError> {
    let (words, proofs) = (words_for(&request), *who.proofs());
    let wish = wish.into_inner();
    let filter = Filter {
        who: wish.who.clone(),
        what: wish.what.clone(),
        survey: wish.survey.clone(),
    };
    let before = wish.before.unwrap_or(i64::MAX);
    let (checked, (entries, more), people) = blocking(move || {
        Ok((
            desk.check()?,
            desk.entries(before, SHOWN, &filter)?,
            staff.people(&proofs)?,
        ))
    })
    .await?;
    let last = entries.last().map_or(0, |entry| entry.number);
    let (state, head) = state(words, &checked);
    let page = TrailPage {
        words,
        section: "office",
        state,
        is_whole: matches!(checked, Checked::Whole { .. }),
        head,
        people: people
            .iter()
            .map(|one| {
                let id = one.account.id.to_string();
                (id.clone(), one.account.email.clone(), id == wish.who)
            })
            .collect(),
        whats: WHATS
            .iter()
            .map(|what| ((*what).to_owned(), (*what).to_owned(), *what == wish.what))
            .collect(),
        entries: entries.iter().map(|entry| line(words, entry, &people)).collect(),
        older: match more {
            true => format!(
                "/staff/trail?before={last}&who={}&what={}&survey={}",
                plain(&wish.who),
                plain(&wish.what),
                plain(&wish.survey)
            ),
            false => String::new(),
        },
        survey: wish.survey,
        may_export: who.may(crate::domain::permission::Permission::ExportTrail),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// A word fit to stand in an address: names here are letters, digits and hyphens.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'))
        .collect()
}

fn state(words: Words, checked: &Checked) -> (String, Option<Head>) {
    match checked {
        Checked::Whole { entries, head } => (words.with_one("trail-whole", "count", *entries), head.clone()),
        Checked::Broken { at } => (words.with_one("trail-broken", "number", *at), None),
        Checked::Cut { remembered } => (words.with_one("trail-cut", "number", *remembered), None),
    }
}

fn line(words: Words, entry: &Entry, people: &[Member]) -> EntryLine {
    let name = |id: &str| {
        people
            .iter()
            .find(|one| one.account.id.to_string() == id)
            .map(|one| one.account.email.clone())
    };
    EntryLine {
        number: entry.number.to_string(),
        at: moment(words, entry.at),
        who: match entry.who.as_str() {
            "" => words.t("trail-nobody"),
            id => name(id).unwrap_or_else(|| words.with_one("trail-former", "id", short(id))),
        },
        what: entry.what.clone(),
        survey: entry.survey.clone(),
        about: told(&entry.about, name),
    }
}

/// Words of what an act was about: people by their address, random names and digests by their beginning.
fn told(about: &str, name: impl Fn(&str) -> Option<String>) -> String {
    let words = about.split(' ').map(|word| {
        let is_random = word.len() >= 32 && word.bytes().all(|letter| letter.is_ascii_hexdigit());
        match (name(word), Id::parse(word)) {
            (Some(email), _) => email,
            (None, Some(_)) => short(word).to_owned(),
            (None, None) if is_random => short(word).to_owned(),
            (None, None) => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The beginning of a long name.
fn short(name: &str) -> &str {
    name.get(..8).unwrap_or(name)
}

/// GET /staff/trail.json: every entry as it was hashed, with the signed end.
pub async fn export(_: SignedIn, desk: Data<TrailDesk>) -> Result<HttpResponse, AppError> {
    let (head, entries) = blocking(move || {
        let mut entries = Vec::new();
        let mut from = 1;
        loop {
            let (part, next) = desk.export(from)?;
            if next == from {
                break;
            }
            from = next;
            entries.extend(
                part.into_iter()
                    .map(|(entry, digest)| json!({ "entry": entry, "digest": digest })),
            );
        }
        let last = entries
            .last()
            .and_then(|one: &Value| one["digest"].as_str().map(str::to_owned));
        Ok((last.map(|digest| desk.sign_at(from - 1, &digest)), entries))
    })
    .await?;
    let head = head.map(|head| {
        json!({ "number": head.number, "digest": head.digest, "signature": head.signature, "public": head.public })
    });
    let document = json!({ "head": head, "entries": Value::Array(entries) });
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"trail.json\""))
        .body(document.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::staff::access::TABLE;

    #[test]
    fn every_act_of_a_route_can_be_looked_for() {
        for row in TABLE {
            let first = row.act.split('.').next().unwrap_or_default();
            let is_found = WHATS.iter().any(|what| first.starts_with(what));
            assert!(first.is_empty() || is_found, "{first} of {}", row.act);
        }
    }

    #[test]
    fn an_act_is_told_with_addresses_whole_names_and_the_beginning_of_random_ones() {
        let id = Id::new([7; 16]).to_string();
        let name = |word: &str| (word == id).then(|| "a@shop.example".to_owned());
        let digest = "ab".repeat(32);

        assert_eq!(
            told(&format!("{id} officer auditor"), name),
            "a@shop.example officer auditor"
        );
        assert_eq!(told("visit-of-a-long-name", name), "visit-of-a-long-name");
        assert_eq!(told(&digest, name), "abababab");
    }
}
