//! Closing: a one-off survey for good, or the reporting period of a standing one, ahead of its day.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::see_other;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find, period_name};
use crate::domain::survey::Period;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::release::{Outcome, ReleaseDesk, Tick};
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/close.html")]
struct ClosePage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    /// Whether no period follows.
    is_for_good: bool,
    question: String,
    problem: Option<String>,
}

/// What closing would mean.
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    Ok(draw(StatusCode::OK, &page(words_for(&request), &found, None)?))
}

/// Closes, now; the release says that it was not scheduled.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    releases: Data<ReleaseDesk>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let words = words_for(&request);
    let known = Arc::clone(&catalogue);
    let tick = Tick {
        closes: true,
        unscheduled: true,
    };
    let name = slug.clone();
    let outcome = blocking(move || releases.run(&name, tick).inspect(|_| known.forget())).await?;
    let problem = match outcome {
        Outcome::Released(_) | Outcome::NothingToShow => {
            return Ok(see_other(&format!("/staff/surveys/{slug}/results?done=closed")));
        }
        Outcome::Busy => words.t("staff-close-busy"),
        Outcome::NotCollecting => words.t("staff-close-not-open"),
        Outcome::ClosedEarly => words.t("staff-close-early"),
    };
    let page = page(words, &found, Some(problem))?;
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn page(words: Words, found: &Found, problem: Option<String>) -> Result<ClosePage, AppError> {
    let published = found.published().ok_or(AppError::NotFound)?;
    let is_for_good = published.survey.period == Period::Once;
    let question = if is_for_good {
        words.t("staff-close-survey")
    } else {
        let period = period_name(words, &published.collection.period);
        words.with_one("staff-close-period", "period", period)
    };
    let not_open = || words.t("staff-close-not-open");
    let problem = problem.or_else(|| (!published.collection.open).then(not_open));
    Ok(ClosePage {
        words,
        section: "surveys",
        head: found.head(words, "close"),
        is_for_good,
        question,
        problem,
    })
}
