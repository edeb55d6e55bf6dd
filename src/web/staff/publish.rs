//! Publishing a draft: what it promises and from when, then the act itself.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{NaiveDate, TimeDelta};

use super::see_other;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find};
use crate::clock::Clock;
use crate::domain::survey::{Kind, Period, Survey, Tick};
use crate::error::AppError;
use crate::privacy::promise::{Refusal, TakesEffect, takes_effect};
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::publish::{Publication, SurveyDesk, period_from};
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/publish.html")]
struct PublishPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    has_draft: bool,
    /// What respondents are promised, a sentence each.
    promises: Vec<String>,
    /// What would make comparisons safer or richer, a sentence each.
    advice: Vec<String>,
    takes_effect: String,
    /// Why it cannot be published, a sentence each.
    refusals: Vec<String>,
    organisation_missing: bool,
}

/// What publishing would mean.
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    organisation: Data<OrganisationDesk>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let mut page = page(words_for(&request), &found, clock.today())?;
    page.organisation_missing = !organisation.current().await?.missing().is_empty();
    Ok(draw(StatusCode::OK, &page))
}

/// Publishes.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (publisher, name) = (Arc::clone(&desk), slug.clone());
    let publication = blocking(move || publisher.publish_draft(&name)).await?;
    if let Publication::Done { .. } | Publication::Unchanged = publication {
        return Ok(see_other(&format!("/staff/surveys/{slug}/share?done=published")));
    }
    let words = words_for(&request);
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let mut page = page(words, &found, clock.today())?;
    page.organisation_missing = matches!(publication, Publication::OrganisationMissing(_));
    page.refusals = refusals(words, publication);
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn page(words: Words, found: &Found, today: NaiveDate) -> Result<PublishPage, AppError> {
    let survey = found.definition()?;
    let has_draft = found.overview.draft.is_some();
    let (effect, mut refusals) = effect(words, found, survey, today);
    if has_draft && found.overview.row.closed_on.is_some() {
        refusals = vec![words.t("staff-publish-closed")];
    }
    Ok(PublishPage {
        words,
        section: "surveys",
        head: found.head(words, "publish"),
        has_draft,
        promises: promises(words, survey),
        advice: advice(words, survey),
        takes_effect: effect,
        refusals,
        organisation_missing: false,
    })
}

/// What the draft promises, in plain words.
fn promises(words: Words, survey: &Survey) -> Vec<String> {
    let period = match survey.period {
        Period::Once => words.t("staff-publish-period-once"),
        Period::Week => words.t("staff-publish-period-week"),
        Period::Month => words.t("staff-publish-period-month"),
        Period::Quarter => words.t("staff-publish-period-quarter"),
    };
    let tick = match survey.tick {
        Tick::Day => words.t("staff-publish-tick-day"),
        Tick::Week => words.t("staff-publish-tick-week"),
        Tick::Close => words.t("staff-publish-tick-close"),
    };
    let mut promises = vec![
        words.with_one("staff-publish-group-size", "people", survey.group_size),
        words.t("staff-publish-no-person"),
        words.with_one("staff-publish-retention", "days", survey.retention_days),
        format!("{period} {tick}"),
    ];
    let day = |day: Option<NaiveDate>| day.map(|day| words.date(day));
    let keep = words.list(&survey.keep);
    promises.extend((!keep.is_empty()).then(|| words.with_one("panel-keep", "words", keep)));
    promises.extend(day(survey.opens).map(|day| words.with_one("staff-publish-opens", "day", day)));
    promises.extend(day(survey.closes).map(|day| words.with_one("staff-publish-closes", "day", day)));
    promises
}

/// Below so many answers a period, releases before its close cost comparisons (rule 1 of docs/THREATS.md).
const ENOUGH_FOR_TICKS: u32 = 200;

/// What is worth a thought where groups are compared and few answers are expected: rules 1 and 8.
fn advice(words: Words, survey: &Survey) -> Vec<String> {
    let Some(expected) = survey.expected.filter(|_| !survey.segments.is_empty()) else {
        return Vec::new();
    };
    let ways: u32 = survey
        .segments
        .iter()
        .filter_map(|key| survey.question(key.as_str()))
        .map(|question| match &question.kind {
            Kind::Choice { options, .. } => u32::try_from(options.len()).unwrap_or(u32::MAX),
            _ => 2,
        })
        .product();
    let rare = expected < survey.group_size.saturating_mul(ways);
    let rare = rare.then(|| words.with("staff-publish-advice-rare", &[("expected", &expected), ("ways", &ways)]));
    let wait = expected < ENOUGH_FOR_TICKS && survey.tick != Tick::Close;
    let wait = wait.then(|| words.t("staff-publish-advice-close"));
    rare.into_iter().chain(wait).collect()
}

/// From when the draft would count, and what stands against it.
fn effect(words: Words, found: &Found, draft: &Survey, today: NaiveDate) -> (String, Vec<String>) {
    let (Some((_, newest)), Some(state)) = (&found.overview.newest, &found.overview.collection) else {
        return (words.t("staff-publish-first"), Vec::new());
    };
    match takes_effect(newest, draft) {
        Err(refused) => (String::new(), refused.iter().map(|why| refusal(words, why)).collect()),
        Ok(TakesEffect::AtOnce) => (
            words.with_one("staff-publish-at-once", "day", words.date(today)),
            Vec::new(),
        ),
        Ok(TakesEffect::NextPeriod) => {
            let day = words.date(state.ends_on.max(today));
            (words.with_one("staff-publish-next-period", "day", day), Vec::new())
        }
        Ok(TakesEffect::AfterNotice) => {
            let notice = TimeDelta::days(found.overview.notice_days);
            let first = period_from(newest, found.overview.first_published, state, today + notice);
            let day = words.date(first);
            (words.with_one("staff-publish-after-notice", "day", day), Vec::new())
        }
    }
}

fn refusals(words: Words, publication: Publication) -> Vec<String> {
    match publication {
        Publication::Refused(refused) => refused.iter().map(|why| refusal(words, why)).collect(),
        Publication::Closed => vec![words.t("staff-publish-closed")],
        Publication::ClosesInThePast => vec![words.t("staff-publish-closes-in-the-past")],
        Publication::NoDraft => vec![words.t("staff-publish-no-draft")],
        Publication::OrganisationMissing(_) | Publication::Done { .. } | Publication::Unchanged => Vec::new(),
    }
}

fn refusal(words: Words, refusal: &Refusal) -> String {
    let (key, promised, wished) = match refusal {
        Refusal::GroupSize { promised, wished } => ("staff-publish-refused-group-size", promised, wished),
        Refusal::Colluders { promised, wished } => ("staff-publish-refused-colluders", promised, wished),
        Refusal::Retention { promised, wished } => ("staff-publish-refused-retention", promised, wished),
        Refusal::OneOff => return words.t("staff-publish-refused-one-off"),
    };
    words.with_two(key, "promised", *promised, "wished", *wished)
}
