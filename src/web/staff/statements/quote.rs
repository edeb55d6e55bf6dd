//! Quoting a figure: a release, a question, then one of the figures it shows. Nobody types a number.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::Both;
use super::figures::{GroupPart, about, chosen, offered};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::results::ResultsReader;
use crate::services::statements::{Quoted, StatementDesk};
use crate::text::Words;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::results::labels::Labels;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::SurveyHeadPart;

/// What may stand in the address.
#[derive(Default, Deserialize)]
pub struct Asked {
    release: Option<String>,
    question: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/statement_quote.html")]
struct QuotePage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    heading: String,
    id: String,
    releases: Vec<OptionLine>,
    questions: Vec<OptionLine>,
    release: u64,
    question: String,
    groups: Vec<GroupPart>,
    problem: Option<String>,
}

struct OptionLine {
    value: String,
    label: String,
    is_chosen: bool,
}

/// The desks a page about quoting needs.
type Desks = (Data<SurveyDesk>, Data<Catalogue>, Data<ResultsReader>);

/// GET /staff/surveys/{slug}/statements/{id}/quote
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    asked: Query<Asked>,
    desk: Data<StatementDesk>,
    (surveys, catalogue, reader): Desks,
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let page = page(words_for(&request), &both, &asked, &desk, &reader).await?;
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/surveys/{slug}/statements/{id}/quote
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<StatementDesk>,
    (surveys, catalogue, reader): Desks,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let both = Both::find(&who, &desk, (&surveys, &catalogue), &path).await?;
    let words = words_for(&request);
    let release = form
        .first("release")
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    let wish = form.first("figure").and_then(|figure| chosen(release, figure));
    let quoted = match wish {
        Some(wish) => {
            let (desk, slug, id) = (desk.clone(), path.0.clone(), both.known.id);
            let quoting = blocking(move || {
                let Some(results) = desk.results(&slug, release)? else {
                    return Ok(Quoted::NotShown);
                };
                let found = results.releases.iter().find(|one| one.release == release);
                let about = found.map(|found| about(&results, found, &wish)).unwrap_or_default();
                desk.quote(&slug, id, &wish, &about)
            });
            quoting.await?
        }
        None => Quoted::NotShown,
    };
    let problem = match quoted {
        Quoted::Done => return Ok(see_other(&both.href("?done=saved#quotes"))),
        Quoted::Enough => "quote-enough",
        Quoted::NotShown => "quote-choose",
    };
    let asked = Asked {
        release: form.first("release").map(str::to_owned),
        question: form.first("question").map(str::to_owned),
    };
    let mut page = page(words, &both, &asked, &desk, &reader).await?;
    page.problem = Some(words.t(problem));
    Ok(draw(typed_status(true), &page))
}

async fn page(
    words: Words,
    both: &Both,
    asked: &Asked,
    desk: &Data<StatementDesk>,
    reader: &Data<ResultsReader>,
) -> Result<QuotePage, AppError> {
    let slug = both.found.overview.row.slug.clone();
    let wished: Option<u64> = asked.release.as_deref().and_then(|number| number.parse().ok());
    let (desk, reader) = (desk.clone(), reader.clone());
    let (releases, number, results) = blocking(move || {
        let releases = reader.releases(&slug)?.unwrap_or_default();
        let newest = releases.last().map_or(0, |release| release.release);
        let known = wished.filter(|wished| releases.iter().any(|release| release.release == *wished));
        let number = known.unwrap_or(newest);
        let results = desk.results(&slug, number)?;
        Ok((releases, number, results))
    })
    .await?;
    let release = results.as_ref().and_then(|results| {
        let found = results.releases.iter().find(|one| one.release == number)?;
        Some((results, found))
    });
    let question = asked.question.clone().unwrap_or_default();
    let release_line = |release: &crate::domain::release::Release| OptionLine {
        value: release.release.to_string(),
        label: words.with_two(
            "quote-source",
            "number",
            release.release,
            "day",
            words.date(release.published_on),
        ),
        is_chosen: release.release == number,
    };
    let mut questions = vec![OptionLine {
        value: String::new(),
        label: words.t("quote-how-many"),
        is_chosen: question.is_empty(),
    }];
    let mut groups = Vec::new();
    if let Some((results, release)) = release {
        let labels = Labels::new(words, &results.survey);
        let is_shown = |key: &str| !key.is_empty() && !offered(words, results, release, key).is_empty();
        let shown = results.survey.questions.iter().filter(|one| is_shown(one.key.as_str()));
        questions.extend(shown.map(|one| OptionLine {
            value: one.key.to_string(),
            label: labels.text(&one.text),
            is_chosen: one.key.as_str() == question,
        }));
        groups = offered(words, results, release, &question);
    }
    Ok(QuotePage {
        words,
        section: "surveys",
        head: both.found.head(words, "statements"),
        heading: both.title(words),
        id: both.known.id.to_string(),
        releases: releases.iter().rev().map(release_line).collect(),
        questions,
        release: number,
        question,
        groups,
        problem: None,
    })
}
