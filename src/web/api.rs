//! The form for programs: the same answers as JSON, the same way, a receipt or a list of problems.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, TryIntoHeaderPair};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::desks::Site;
use super::json_body;
use super::replies::{document, told};
use crate::error::AppError;
use crate::privacy::json;
use crate::privacy::receipt::Nonce;
use crate::privacy::submission::{Piece, Preview, RawSubmission};
use crate::services::catalogue::{Form, Published};
use crate::services::load::say;
use crate::services::submit::{Refused, SubmissionDesk};
use crate::services::writer::Outcome;

/// A submission as a program sends it.
struct Call {
    nonce: Nonce,
    raw: RawSubmission,
    language: String,
}

/// A call that cannot be taken, and why.
struct Refusal {
    status: StatusCode,
    body: Value,
}

/// POST /api/v1/surveys/{slug}/responses
pub async fn create(
    request: HttpRequest,
    slug: Path<String>,
    payload: Payload,
    (desk, site): (Data<SubmissionDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let published = match desk.form(&slug).await? {
        Form::Open(published) => published,
        Form::Unknown => return Ok(told(StatusCode::NOT_FOUND, "there is no such survey")),
        Form::NotYet(_) => return Ok(told(StatusCode::FORBIDDEN, "the survey is not open yet")),
        Form::Closed(_) => return Ok(told(StatusCode::GONE, "the survey takes no answers any more")),
    };
    if published.invited.is_some() {
        return Ok(told(
            StatusCode::FORBIDDEN,
            "only those may answer who were invited, on the page of the survey",
        ));
    }
    if let Some(wait) = site.slows_down(&request) {
        let mut slow = told(
            StatusCode::TOO_MANY_REQUESTS,
            "very many answers from one network: try again with the same receipt",
        );
        let Ok((name, value)) = wait.try_into_pair();
        slow.headers_mut().insert(name, value);
        return Ok(slow);
    }
    Ok(match read(&request, payload, &published).await {
        Ok(call) => answer(call, published, &desk).await,
        Err(refusal) => document(refusal.status, &refusal.body),
    })
}

async fn read(request: &HttpRequest, payload: Payload, published: &Published) -> Result<Call, Refusal> {
    let document = json_body::read(request, payload)
        .await
        .map_err(|wrong| refuse(wrong.status(), &wrong.sentence()))?;
    parse(&document, published)
}

fn parse(document: &Value, published: &Published) -> Result<Call, Refusal> {
    let known = ["answers", "receipt", "language"];
    let object = document
        .as_object()
        .ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "send an object"))?;
    if object.keys().any(|name| !known.contains(&name.as_str())) {
        return Err(refuse(
            StatusCode::BAD_REQUEST,
            "the object has only answers, receipt and language",
        ));
    }
    let answers = object.get("answers").and_then(Value::as_object);
    let answers = answers.ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "answers must be an object"))?;
    let nonce = match object.get("receipt") {
        None | Some(Value::Null) => Some(Nonce::new(rand::random())),
        Some(code) => code.as_str().and_then(Nonce::parse),
    };
    let nonce = nonce.ok_or_else(|| {
        refuse(
            StatusCode::BAD_REQUEST,
            "receipt must be 26 characters of Crockford base 32",
        )
    })?;
    let language = match object.get("language") {
        None | Some(Value::Null) => Some(published.survey.default_language.as_str()),
        Some(tag) => tag.as_str(),
    };
    let language = language
        .ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "language must be a tag such as en"))?
        .to_owned();
    let form = json::fields(&published.survey, answers).map_err(|wrong| {
        problems(
            wrong
                .iter()
                .map(|wrong| (wrong.field.clone(), format!("expected {}", wrong.expected))),
        )
    })?;
    let raw = form
        .parse(&published.survey, &published.items)
        .map_err(|found| problems(found.iter().map(|found| (found.field.clone(), say(&found.problem)))))?;
    Ok(Call { nonce, raw, language })
}

async fn answer(call: Call, published: Arc<Published>, desk: &SubmissionDesk) -> HttpResponse {
    let removed = removed(call.raw.preview(&published.items, &call.language, &published.keep));
    match desk
        .accept(published, &call.nonce, call.raw, &call.language, false)
        .await
    {
        Ok(Outcome::Stored | Outcome::SameAgain) => document(
            StatusCode::OK,
            &json!({ "receipt": call.nonce.code(), "removed": removed }),
        ),
        Ok(Outcome::OtherAnswers) => told(StatusCode::CONFLICT, "this receipt was used with other answers"),
        Ok(Outcome::NotOpen) => told(StatusCode::GONE, "the survey takes no answers any more"),
        Err(Refused::TooLong) => told(StatusCode::UNPROCESSABLE_ENTITY, "a text is too long"),
        Err(Refused::NotTaken(_)) => {
            let mut busy = told(
                StatusCode::SERVICE_UNAVAILABLE,
                "not stored: try again with the same receipt",
            );
            busy.headers_mut()
                .insert(RETRY_AFTER, actix_web::http::header::HeaderValue::from_static("5"));
            busy
        }
    }
}

/// Kinds of what the scrubber takes out, by item.
fn removed(previews: Vec<Preview>) -> Value {
    let by_item = previews.into_iter().map(|preview| {
        let kinds = preview.pieces.iter().filter_map(|piece| match piece {
            Piece::Removed { kind, .. } => Some(Value::from(kind.name())),
            Piece::Kept(_) => None,
        });
        (preview.item, Value::Array(kinds.collect()))
    });
    Value::Object(by_item.collect())
}

fn problems(found: impl Iterator<Item = (String, String)>) -> Refusal {
    let problems: Vec<Value> = found
        .map(|(field, problem)| json!({ "field": field, "problem": problem }))
        .collect();
    let body = json!({ "title": "some answers cannot be taken", "problems": problems });
    Refusal {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        body,
    }
}

fn refuse(status: StatusCode, title: &str) -> Refusal {
    Refusal {
        status,
        body: json!({ "title": title, "status": status.as_u16() }),
    }
}
