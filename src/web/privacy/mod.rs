//! The privacy notice: computed from the configuration, the published surveys and the inventory of columns, with the organisation's
//! own words beside it, its versions and what changed.

pub mod changes;
pub mod summary;
mod told;
pub mod versions;

pub use told::line as told_change;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use versions::OwnText;

use super::page::{draw, words_for};
use super::survey::form_page::invited;
use crate::domain::inventory::DataKind;
use crate::domain::organisation::Organisation;
use crate::domain::policy::Standing;
use crate::domain::scrubbing::{NAMES_FOUND_PER_HUNDRED, OTHERS_FOUND_PER_THOUSAND};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::{Catalogue, Published};
use crate::services::organisation::OrganisationDesk;
use crate::services::policy::PolicyDesk;
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
    /// The version in force, its day and address; none before anything was published.
    version: Option<(i32, String)>,
    own: OwnText,
    /// Versions that were published and do not count yet: number and sentence.
    announced: Vec<(i32, String)>,
    processors: Vec<String>,
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
    (organisation, policy): (Data<OrganisationDesk>, Data<PolicyDesk>),
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let words = words_for(&request);
    let current = policy.current().await?;
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
        version: current.version.as_ref().map(|version| {
            let body = &version.body;
            let since = words.date(body.effective_on);
            let number = words.with_one("policy-version", "number", i64::from(body.number));
            (
                body.number,
                words.with_two("policy-now", "version", number.as_str(), "day", since.as_str()),
            )
        }),
        own: OwnText::of(words, &current.wording().policy),
        announced: current
            .announced
            .iter()
            .map(|standing| coming(words, standing))
            .collect(),
        processors: told::processors(words, &current.facts),
        surveys: listed.iter().map(|published| promise(words, published)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// That a version comes, with its number.
fn coming(words: Words, standing: &Standing) -> (i32, String) {
    let day = words.date(standing.effective_on);
    (standing.number, words.with_one("policy-changes-on", "day", day))
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
