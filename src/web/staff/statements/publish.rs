//! Publishing a statement: how everybody will read it, then the act itself.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::Both;
use crate::clock::Clock;
use crate::domain::statement::Version;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::statements::{Publication, StatementDesk};
use crate::text::Words;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::Did;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::SurveyHeadPart;
use crate::web::you_said::StatementPart;

#[derive(Template)]
#[template(path = "staff/statement_publish.html")]
struct PublishPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    id: String,
    heading: String,
    /// Why it cannot be published, a sentence each.
    problems: Vec<String>,
    /// Whether somebody tried to.
    is_refused: bool,
    statement: StatementPart,
}

/// GET /staff/surveys/{slug}/statements/{id}/publish
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let words = words_for(&request);
    let language = both.found.definition()?.default_language.clone();
    let problems = missing(words, &both.known.draft.missing(&language));
    let page = page(words, &both, problems, &**clock);
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/surveys/{slug}/statements/{id}/publish
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let (words, slug, id) = (words_for(&request), path.0.clone(), both.known.id);
    let name = slug.clone();
    let problems = match blocking(move || desk.publish(&name, id)).await? {
        Publication::Done(number) => {
            catalogue.forget();
            let taken = see_other(&format!("/staff/surveys/{slug}/statements?done=published"));
            return Ok(Did::say("statement.published", format!("{id} {number}"), taken));
        }
        Publication::Unknown => return Err(AppError::NotFound),
        Publication::Missing(names) => missing(words, &names),
        Publication::Same => vec![words.t("incident-publish-same")],
    };
    let mut page = page(words, &both, problems, &**clock);
    page.is_refused = true;
    Ok(draw(typed_status(true), &page))
}

fn missing(words: Words, names: &[&'static str]) -> Vec<String> {
    names
        .iter()
        .map(|name| words.t(&format!("statement-missing-{name}")))
        .collect()
}

fn page(words: Words, both: &Both, problems: Vec<String>, clock: &dyn Clock) -> PublishPage {
    let next = Version {
        statement: both.known.id.to_string(),
        number: both.known.versions.last().map_or(0, |newest| newest.number) + 1,
        survey: both.found.overview.row.slug.clone(),
        listed: true,
        day: clock.today(),
        said: both.known.draft.clone(),
    };
    let all: Vec<&Version> = both.known.versions.iter().chain([&next]).collect();
    PublishPage {
        words,
        section: "surveys",
        head: both.found.head(words, "statements"),
        id: both.known.id.to_string(),
        heading: both.title(words),
        problems,
        is_refused: false,
        statement: StatementPart::of(words, &next, &all),
    }
}
