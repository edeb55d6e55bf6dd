//! The record of training, for the privacy officer: who is current, since when, until when.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::version_label;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::staff::StaffDesk;
use crate::services::training::{Trained, TrainingDesk, csv};
use crate::text::Words;
use crate::web::page::{draw, words_for};
use crate::web::staff::signed_in::SignedIn;

#[derive(Template)]
#[template(path = "staff/training_record.html")]
struct RecordPage {
    words: Words,
    section: &'static str,
    /// How many are current, of how many.
    summary: String,
    people: Vec<PersonLine>,
}

struct PersonLine {
    email: String,
    is_current: bool,
    /// The version they acknowledged last.
    version: String,
    since: String,
    due: String,
}

/// The page.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<TrainingDesk>,
    staff: Data<StaffDesk>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let record = record(&who, desk, staff).await?;
    let current = record.iter().filter(|trained| trained.current.is_some()).count();
    let page = RecordPage {
        words,
        section: "office",
        summary: words.with_two("training-record-summary", "current", current, "all", record.len()),
        people: record.iter().map(|trained| line(words, trained)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The file.
pub async fn file(who: SignedIn, desk: Data<TrainingDesk>, staff: Data<StaffDesk>) -> Result<HttpResponse, AppError> {
    let record = record(&who, desk, staff).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"training.csv\""))
        .body(csv(&record)))
}

async fn record(who: &SignedIn, desk: Data<TrainingDesk>, staff: Data<StaffDesk>) -> Result<Vec<Trained>, AppError> {
    let proofs = *who.proofs();
    let record = blocking(move || {
        let people = staff.people(&proofs)?.into_iter();
        desk.record(people.map(|one| (one.account.id, one.account.email)).collect())
    });
    Ok(record.await?)
}

fn line(words: Words, trained: &Trained) -> PersonLine {
    let last = trained.current.as_ref().or(trained.acknowledged.last());
    let due = trained.current.as_ref();
    PersonLine {
        email: trained.email.clone(),
        is_current: trained.current.is_some(),
        version: last.map_or_else(|| "–".to_owned(), |last| version_label(words, &last.version)),
        since: last.map_or_else(|| "–".to_owned(), |last| words.date(last.day)),
        due: due.map_or_else(|| words.t("training-record-now"), |due| words.date(due.due_on())),
    }
}
