//! "Why don't I see more?": the rules of a survey in the words of whoever reads its results.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::super::signed_in::SignedIn;
use super::super::survey_head::{Found, SurveyHeadPart, find, reading_language};
use crate::domain::survey::{Period, Survey, Tick};
use crate::error::AppError;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::text::{Words, direction};
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/why.html")]
struct WhyPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    /// k.
    people: u32,
    /// c.
    colluders: u32,
    /// c + 1, how many gave another answer.
    different: u32,
    /// When results appear.
    schedule: String,
    /// What the groups are made by.
    segments: Vec<String>,
    /// The language of that.
    lang: String,
    /// The direction of that.
    dir: &'static str,
    /// Whether results could wait for the close.
    may_wait: bool,
}

/// The page.
pub async fn show(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let survey = &found.published().ok_or(AppError::NotFound)?.survey;
    let page = WhyPage::new(words_for(&request), &found, survey);
    Ok(draw(StatusCode::OK, &page))
}

impl WhyPage {
    fn new(words: Words, found: &Found, survey: &Survey) -> Self {
        let lang = reading_language(survey, words);
        let segments = survey.segments.iter().filter_map(|key| survey.question(key.as_str()));
        Self {
            words,
            section: "surveys",
            head: found.head(words, "results"),
            people: survey.group_size,
            colluders: survey.colluders,
            different: survey.colluders + 1,
            schedule: schedule(words, survey),
            segments: segments
                .map(|question| question.text.in_language(&lang).to_owned())
                .collect(),
            dir: direction(&lang),
            lang,
            may_wait: survey.tick != Tick::Close,
        }
    }
}

fn schedule(words: Words, survey: &Survey) -> String {
    let period = words.t(match survey.period {
        Period::Once => "staff-publish-period-once",
        Period::Week => "staff-publish-period-week",
        Period::Month => "staff-publish-period-month",
        Period::Quarter => "staff-publish-period-quarter",
    });
    let tick = words.t(match survey.tick {
        Tick::Day => "staff-publish-tick-day",
        Tick::Week => "staff-publish-tick-week",
        Tick::Close => "staff-publish-tick-close",
    });
    words.with_two("staff-why-schedule", "period", period, "tick", tick)
}
