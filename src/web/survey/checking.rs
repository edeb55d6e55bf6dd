//! "Check my text": what would be removed from one text, for the script of the form. Nothing is stored and nothing is logged.

use actix_web::http::StatusCode;
use actix_web::http::header::TryIntoHeaderPair;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::forms::language_of;
use crate::domain::survey::checks::LONGEST_ANSWER;
use crate::error::AppError;
use crate::privacy::submission::{Piece, pieces};
use crate::services::catalogue::{Form, Published};
use crate::services::submit::SubmissionDesk;
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::json_body;
use crate::web::page::words_for;
use crate::web::placeholders::{label, reasons};
use crate::web::replies::{document, told};

/// POST /s/{slug}/check
pub async fn check(
    request: HttpRequest,
    slug: Path<String>,
    payload: Payload,
    (desk, site): (Data<SubmissionDesk>, Data<Site>),
) -> Result<HttpResponse, AppError> {
    let published = match desk.form(&slug).await? {
        Form::Open(published) => published,
        closed => return Ok(not_open(&request, &closed)),
    };
    let words = Words::for_tag(&language_of(&request, &published));
    if let Some(wait) = site.slows_checks(&request) {
        let mut slow = told(StatusCode::TOO_MANY_REQUESTS, &words.t("check-too-many"));
        let Ok((name, value)) = wait.try_into_pair();
        slow.headers_mut().insert(name, value);
        return Ok(slow);
    }
    Ok(match json_body::read(&request, payload).await {
        Ok(document) => answer(&document, &published, words),
        Err(wrong) => told(wrong.status(), &words.t(sentence(wrong.status()))),
    })
}

fn answer(asked: &Value, published: &Published, words: Words) -> HttpResponse {
    let field = |name: &str| asked.get(name).and_then(Value::as_str);
    let (Some(text), Some(language)) = (field("text"), field("language")) else {
        return told(StatusCode::UNPROCESSABLE_ENTITY, &words.t("check-unreadable"));
    };
    if text.chars().count() > LONGEST_ANSWER as usize {
        let too_long = words.with_one("problem-too-long", "most", i64::from(LONGEST_ANSWER));
        return told(StatusCode::UNPROCESSABLE_ENTITY, &too_long);
    }
    let survey = &published.survey;
    let known = survey.languages.iter().find(|tag| *tag == language);
    let language = known.unwrap_or(&survey.default_language);
    let pieces = pieces(text, language, &published.keep);
    document(StatusCode::OK, &found(Words::for_tag(language), &pieces))
}

fn found(words: Words, pieces: &[Piece]) -> Value {
    let drawn = pieces.iter().map(|piece| match piece {
        Piece::Kept(text) => json!({ "text": text }),
        Piece::Removed { words: text, kind } => {
            json!({ "text": text, "kind": kind.name(), "label": label(words, *kind) })
        }
    });
    let kinds = pieces.iter().filter_map(|piece| match piece {
        Piece::Removed { kind, .. } => Some(*kind),
        Piece::Kept(_) => None,
    });
    let mut sentences = reasons(words, &kinds.collect::<Vec<_>>());
    if sentences.is_empty() {
        sentences.push(words.t("check-nothing"));
    }
    json!({ "pieces": drawn.collect::<Vec<_>>(), "sentences": sentences })
}

fn not_open(request: &HttpRequest, form: &Form) -> HttpResponse {
    match form {
        Form::Unknown => told(StatusCode::NOT_FOUND, &words_for(request).t("error-404-title")),
        Form::NotYet(published) => {
            let words = Words::for_tag(&language_of(request, published));
            told(StatusCode::FORBIDDEN, &words.t("not-yet-title"))
        }
        Form::Closed(published) | Form::Open(published) => {
            let words = Words::for_tag(&language_of(request, published));
            told(StatusCode::GONE, &words.t("closed-title"))
        }
    }
}

fn sentence(status: StatusCode) -> &'static str {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => "error-413-title",
        StatusCode::REQUEST_TIMEOUT => "error-408-title",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "error-415-title",
        _ => "check-unreadable",
    }
}
