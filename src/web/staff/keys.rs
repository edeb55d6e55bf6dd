//! The keys: which one is in force and how old each is. Never a key.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::signed_in::SignedIn;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::keys::{KeyDesk, SurveyKeys};
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/keys.html")]
struct KeysPage {
    words: Words,
    section: &'static str,
    wrapping: String,
    since: String,
    surveys: Vec<KeysLine>,
    campaigns: String,
}

struct KeysLine {
    slug: String,
    number: String,
    since: String,
    age: String,
    earlier: String,
    periods: String,
}

/// Ids and ages of all keys.
pub async fn index(request: HttpRequest, _: SignedIn, desk: Data<KeyDesk>) -> Result<HttpResponse, AppError> {
    let overview = blocking(move || desk.overview()).await?;
    let words = words_for(&request);
    let page = KeysPage {
        section: "office",
        wrapping: overview.wrapping,
        since: words.date(overview.since),
        surveys: overview.surveys.into_iter().map(|keys| line(&words, keys)).collect(),
        campaigns: words.with_one("staff-keys-campaigns", "count", count(overview.campaigns)),
        words,
    };
    Ok(draw(StatusCode::OK, &page))
}

fn line(words: &Words, keys: SurveyKeys) -> KeysLine {
    KeysLine {
        number: words.number(keys.epoch),
        since: words.date(keys.since),
        age: words.with_one("staff-keys-days", "days", keys.days),
        earlier: words.number(count(keys.earlier)),
        periods: words.number(count(keys.periods)),
        slug: keys.slug,
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
