//! The results of a survey: releases and nothing else, a period at a time.

pub(super) mod blocks;
mod breakdown;
mod comparison;
mod figures;
pub(super) mod labels;
mod overview;
mod part;
pub mod why;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use self::comparison::ComparisonPart;
use self::labels::Labels;
use self::part::QuestionPart;
use super::done::Done;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find, next_release, period_name};
use crate::clock::Clock;
use crate::domain::release::Release;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::results::{Results, ResultsReader};
use crate::text::Words;
use crate::web::page::{draw, words_for};

/// What may stand in the address of the page.
#[derive(Deserialize)]
pub struct Wish {
    period: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/results.html")]
struct ResultsPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    /// Before the first release.
    is_empty: bool,
    rule: String,
    next_release: Option<String>,
    periods: Vec<PeriodLine>,
    /// The groups, for a survey that compares some.
    comparison: Option<ComparisonPart>,
    questions: Vec<QuestionPart>,
    releases: Vec<ReleaseLine>,
    /// Whether the answers came over a link that anybody can open.
    is_open_link: bool,
    removed: Option<String>,
}

struct PeriodLine {
    name: String,
    text: String,
    is_chosen: bool,
}

struct ReleaseLine {
    number: String,
    day: String,
    responses: String,
    /// What is unusual about it.
    remarks: String,
}

/// The page.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    (wish, done): (Query<Wish>, Query<Done>),
    (desk, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
    reader: Data<ResultsReader>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let (name, period) = (slug.clone(), wish.into_inner().period);
    let results = blocking(move || reader.of_period(&name, period.as_deref())).await?;
    let results = results.ok_or(AppError::NotFound)?;
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let words = words_for(&request);
    let mut page = ResultsPage::new(words, &found, results, clock.today());
    page.done = done.told(words);
    Ok(draw(StatusCode::OK, &page))
}

impl ResultsPage {
    fn new(words: Words, found: &Found, results: Results, today: NaiveDate) -> Self {
        let labels = Labels::new(words, &results.survey);
        let questions = if results.releases.is_empty() {
            Vec::new()
        } else {
            part::all(&labels, &results)
        };
        let next = found
            .published()
            .and_then(|published| next_release(words, published, today));
        Self {
            words,
            section: "surveys",
            head: found.head(words, "results"),
            done: None,
            is_empty: results.releases.is_empty(),
            rule: words.with_one("staff-results-rule", "people", results.survey.group_size),
            next_release: next.map(|day| words.with_one("staff-results-next", "day", day)),
            periods: periods(words, &results),
            comparison: comparison::of(&labels, &results, found.published()),
            questions,
            releases: results
                .releases
                .iter()
                .map(|release| release_line(words, release))
                .collect(),
            is_open_link: results.releases.iter().any(|release| !release.loaded),
            removed: removed(words, &results.removals),
        }
    }
}

fn periods(words: Words, results: &Results) -> Vec<PeriodLine> {
    let line = |name: &String| PeriodLine {
        name: name.clone(),
        text: period_name(words, name),
        is_chosen: results.period.as_ref() == Some(name),
    };
    results.periods.iter().rev().map(line).collect()
}

fn release_line(words: Words, release: &Release) -> ReleaseLine {
    let unscheduled = release.unscheduled.then(|| words.t("staff-results-unscheduled"));
    let loaded = release.loaded.then(|| words.t("staff-results-loaded"));
    ReleaseLine {
        number: words.number(release.release),
        day: words.date(release.published_on),
        responses: words.number(release.responses),
        remarks: [unscheduled, loaded]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    }
}

/// The identifiers that were taken out of texts, in one line.
fn removed(words: Words, removals: &[(String, i64)]) -> Option<String> {
    let kind = |kind: &str| {
        words.t(match kind {
            "email" => "staff-removed-email",
            "phone" => "staff-removed-phone",
            "card" => "staff-removed-card",
            "iban" => "staff-removed-iban",
            "ip" => "staff-removed-ip",
            "link" => "staff-removed-link",
            "handle" => "staff-removed-handle",
            "id number" => "staff-removed-id",
            "address" => "staff-removed-address",
            "date of birth" => "staff-removed-birth",
            "order number" => "staff-removed-order",
            "number" => "staff-removed-number",
            _ => "staff-removed-name",
        })
    };
    let parts: Vec<String> = removals
        .iter()
        .map(|(name, count)| words.with_two("staff-removed-about", "kind", kind(name), "count", *count))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
