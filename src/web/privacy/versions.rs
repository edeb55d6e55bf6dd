//! A version of the policy at its own address, as it was published.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::told::{self, Section};
use crate::domain::translated::nearest;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::policy::PolicyDesk;
use crate::services::transparency::TransparencyDesk;
use crate::text::{Words, direction};
use crate::web::inclusion::InclusionPart;
use crate::web::markdown::MarkdownPart;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/policy_version.html")]
struct VersionPage {
    words: Words,
    organisation: String,
    title: String,
    /// Since when or from when it counts.
    standing: String,
    is_in_force: bool,
    number: i32,
    text: OwnText,
    faq: OwnText,
    sections: Vec<Section>,
    inclusion: Option<InclusionPart>,
}

/// Markdown of the organisation in the language a reader gets.
pub(super) struct OwnText {
    /// Its language.
    pub(super) language: String,
    /// Its direction.
    pub(super) dir: &'static str,
    /// The text.
    pub(super) html: MarkdownPart,
}

impl OwnText {
    /// The text for a reader.
    pub(super) fn of(words: Words, texts: &crate::domain::guidelines::Texts) -> Self {
        let (language, text) = nearest(texts, words.lang());
        Self {
            language: language.to_owned(),
            dir: direction(language),
            html: MarkdownPart::of(text),
        }
    }
}

/// GET /privacy/versions/{number}
pub async fn show(
    request: HttpRequest,
    number: Path<String>,
    (desk, log): (Data<PolicyDesk>, Data<TransparencyDesk>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let number: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    let current = desk.current().await?;
    let (version, inclusion) =
        blocking(move || Ok((desk.version(number)?, log.inclusion("policy", &number.to_string())?))).await?;
    let body = version.ok_or(AppError::NotFound)?.body;
    let in_force = current.version.as_ref().map(|version| version.body.number);
    let is_in_force = in_force == Some(number);
    let is_coming = current.announced.iter().any(|standing| standing.number == number);
    let key = match (is_in_force, is_coming) {
        (true, _) => "policy-in-force",
        (_, true) => "policy-coming",
        _ => "policy-past",
    };
    let page = VersionPage {
        words,
        organisation: body.facts.organisation.name.clone(),
        title: words.with_one("policy-version", "number", i64::from(number)),
        standing: words.with_two(
            key,
            "day",
            words.date(body.effective_on).as_str(),
            "published",
            words.date(body.published_on).as_str(),
        ),
        is_in_force,
        number,
        text: OwnText::of(words, &body.wording.policy),
        faq: OwnText::of(words, &body.wording.faq),
        sections: told::sections(words, &body.facts),
        inclusion: InclusionPart::new(words, inclusion),
    };
    Ok(draw(StatusCode::OK, &page))
}
