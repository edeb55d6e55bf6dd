//! The privacy notice, computed from the configuration, the published surveys and the inventory of columns.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::page::{draw, words_for};
use super::survey::form_page::invited;
use crate::domain::inventory::DataKind;
use crate::domain::organisation::Organisation;
use crate::domain::scrubbing::{NAMES_FOUND_PER_HUNDRED, OTHERS_FOUND_PER_THOUSAND};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::text::{Words, direction, negotiate};

/// The notice.
#[derive(Template)]
#[template(path = "public/privacy.html")]
pub struct PrivacyPage {
    words: Words,
    organisation: Organisation,
    legal_ground: String,
    respondents: Vec<DataLine>,
    others: Vec<DataLine>,
    /// How much of what identifies is found, as our own tests measured it.
    found: String,
    surveys: Vec<PromiseLine>,
}

/// A kind of data.
pub struct DataLine {
    name: String,
    why: String,
    kept: String,
}

/// What one survey promises.
pub struct PromiseLine {
    slug: String,
    language: String,
    dir: &'static str,
    title: String,
    purpose: String,
    group_size: i64,
    retention_days: i64,
    keep: String,
    invited: Vec<String>,
}

/// GET /privacy
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let words = words_for(&request);
    let listed = blocking(move || catalogue.listed()).await?;
    let line = |kind: &DataKind| {
        let text = |ending: &str| words.t(&format!("data-{}{ending}", kind.name()));
        DataLine {
            name: text(""),
            why: text("-why"),
            kept: text("-kept"),
        }
    };
    let (respondents, others): (Vec<_>, Vec<_>) = DataKind::ALL.iter().partition(|kind| kind.is_from_respondents());
    let page = PrivacyPage {
        words,
        legal_ground: words.t(&format!("legal-{}", organisation.legal_ground.name().replace('_', "-"))),
        organisation: (*organisation).clone(),
        respondents: respondents.iter().map(line).collect(),
        others: others.iter().map(line).collect(),
        found: found(words),
        surveys: listed.iter().map(|published| promise(words, published)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn found(words: Words) -> String {
    let names = words.percent(f64::from(NAMES_FOUND_PER_HUNDRED) / 100.0, 0);
    let others = words.percent(f64::from(OTHERS_FOUND_PER_THOUSAND) / 1000.0, 1);
    words.with_two("privacy-found", "names", names, "others", others)
}

fn promise(words: Words, published: &Published) -> PromiseLine {
    let survey = &published.survey;
    let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
    let language = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
    PromiseLine {
        slug: survey.slug.to_string(),
        title: survey.title.in_language(&language).to_owned(),
        purpose: survey.purpose.in_language(&language).to_owned(),
        group_size: i64::from(survey.group_size),
        retention_days: i64::from(survey.retention_days),
        keep: words.list(&survey.keep),
        invited: invited(words, published),
        dir: direction(&language),
        language,
    }
}
