//! A survey's draft as its JSON document, for whoever prefers it or for what the plain form does not have.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::faults::line;
use super::see_other;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find};
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/json.html")]
struct JsonPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    json: String,
    mistakes: Vec<String>,
}

/// The document.
pub async fn edit(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let json = found.definition()?.to_json();
    Ok(draw(StatusCode::OK, &page(&request, &found, json, Vec::new())))
}

/// Keeps it as the draft.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let json = form.first("json").unwrap_or_default();
    match read(words_for(&request), json, &slug) {
        Ok(survey) => {
            blocking(move || desk.save_draft(&survey)).await?;
            Ok(see_other(&format!("/staff/surveys/{slug}/edit?done=saved")))
        }
        Err(mistakes) => {
            let page = page(&request, &found, json.to_owned(), mistakes);
            Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

fn read(words: Words, json: &str, slug: &str) -> Result<Survey, Vec<String>> {
    match SurveyDesk::read(json) {
        Ok(survey) if survey.slug.as_str() == slug => Ok(survey),
        Ok(_) => Err(vec![words.with_one("staff-json-other-slug", "slug", slug)]),
        Err(mistakes) => Err(mistakes.iter().map(|mistake| line(words, mistake)).collect()),
    }
}

fn page(request: &HttpRequest, found: &Found, json: String, mistakes: Vec<String>) -> JsonPage {
    let words = words_for(request);
    JsonPage {
        words,
        section: "surveys",
        head: found.head(words, "edit"),
        json,
        mistakes,
    }
}
