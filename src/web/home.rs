//! The organisation's page: its name, the surveys that are open and listed, the privacy notice.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::page::{draw, words_for};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::text::{Words, direction, negotiate};

/// The organisation's page.
#[derive(Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    words: Words,
    organisation: String,
    surveys: Vec<SurveyLine>,
}

/// A survey that is open and listed.
pub struct SurveyLine {
    slug: String,
    language: String,
    dir: &'static str,
    title: String,
    introduction: String,
}

/// GET /
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let words = words_for(&request);
    let listed = blocking(move || catalogue.listed()).await?;
    let surveys = listed
        .iter()
        .map(|published| {
            let survey = &published.survey;
            let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
            let language = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
            SurveyLine {
                slug: survey.slug.to_string(),
                title: survey.title.in_language(&language).to_owned(),
                introduction: survey
                    .introduction
                    .as_ref()
                    .map(|text| text.in_language(&language).to_owned())
                    .unwrap_or_default(),
                dir: direction(&language),
                language,
            }
        })
        .collect();
    Ok(draw(
        StatusCode::OK,
        &HomePage {
            words,
            organisation: organisation.name.clone(),
            surveys,
        },
    ))
}
