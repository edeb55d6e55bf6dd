//! How long each kind of data is kept, and what the daily runs deleted, for everybody.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{RuleLine, amount, rules};
use crate::domain::retention::RUN;
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::organisation::OrganisationDesk;
use crate::services::retention::{Ran, RetentionDesk, Rules};
use crate::text::{Words, direction, negotiate};
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/retention.html")]
struct RetentionPage {
    words: Words,
    organisation: String,
    rules: Vec<RuleLine>,
    to_come: Vec<String>,
    surveys: Vec<SurveyLine>,
    kinds: Vec<String>,
    runs: Vec<RunLine>,
}

/// How long one survey keeps comments.
struct SurveyLine {
    language: String,
    dir: &'static str,
    title: String,
    kept: String,
}

/// A run: its day, and what it deleted of each kind.
struct RunLine {
    day: String,
    amounts: Vec<(String, String)>,
}

/// GET /privacy/retention
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    desk: Data<RetentionDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let words = words_for(&request);
    let (known, log, listed) = blocking(move || Ok((desk.rules()?, desk.log()?, catalogue.listed()?))).await?;
    let page = RetentionPage {
        words,
        organisation: organisation.name.clone(),
        rules: rules(words, |name| known.in_force.get(name).copied()),
        to_come: announced(words, &known),
        surveys: listed
            .iter()
            .map(|published| survey(words, &published.survey))
            .collect(),
        kinds: RUN.iter().map(|kind| words.t(&format!("retention-{kind}"))).collect(),
        runs: log
            .chunk_by(|one, other| one.number == other.number)
            .map(|run| line(words, run))
            .collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// What people were told that comes later.
fn announced(words: Words, known: &Rules) -> Vec<String> {
    let told = known.to_come.iter().filter_map(|rule| {
        let day = words.date(rule.from_day?);
        let what = words.t(&format!("retention-{}", rule.kind));
        let days = words.with_one("retention-days", "days", rule.days);
        let arguments: [(&str, &dyn crate::text::Argument); 3] = [("what", &what), ("days", &days), ("day", &day)];
        Some(words.with("retention-to-come", &arguments))
    });
    told.collect()
}

fn survey(words: Words, survey: &Survey) -> SurveyLine {
    let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
    let language = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
    SurveyLine {
        title: survey.title.in_language(&language).to_owned(),
        kept: words.with_one("panel-texts", "days", i64::from(survey.retention_days)),
        dir: direction(&language),
        language,
    }
}

fn line(words: Words, run: &[Ran]) -> RunLine {
    let of = |kind: &str| {
        let found = run.iter().find(|ran| ran.kind == kind);
        found.map_or_else(|| "–".to_owned(), |ran| amount(words, ran.shown, ran.step))
    };
    RunLine {
        day: run.first().map(|ran| words.date(ran.day)).unwrap_or_default(),
        amounts: RUN
            .iter()
            .map(|kind| (words.t(&format!("retention-{kind}")), of(kind)))
            .collect(),
    }
}
