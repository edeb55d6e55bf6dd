//! Statements of a survey: "you said, we did", with figures quoted from releases.

pub mod edit;
mod figures;
pub mod publish;
pub mod quote;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::done::Done;
use super::signed_in::SignedIn;
use super::survey_head::{Found, SurveyHeadPart, find};
use crate::domain::id::Id;
use crate::domain::translated::nearest;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::services::statements::{Known, StatementDesk};
use crate::text::Words;
use crate::web::page::{draw, words_for};
use crate::web::you_said::status;

#[derive(Template)]
#[template(path = "staff/statements.html")]
struct StatementsPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    done: Option<String>,
    statements: Vec<StatementLine>,
}

struct StatementLine {
    id: String,
    title: String,
    status: String,
    /// What was published last; none for a draft.
    published: Option<String>,
    /// Whether the draft says other things than what was published.
    is_changed: bool,
}

/// GET /staff/surveys/{slug}/statements
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    done: Query<Done>,
    desk: Data<StatementDesk>,
    (surveys, catalogue): (Data<SurveyDesk>, Data<Catalogue>),
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let found = find(&who, &surveys, &catalogue, &slug).await?;
    let known = blocking(move || desk.of(&slug)).await?.unwrap_or_default();
    let page = StatementsPage {
        words,
        section: "surveys",
        head: found.head(words, "statements"),
        done: done.told(words),
        statements: known.iter().map(|one| line(words, one)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn line(words: Words, known: &Known) -> StatementLine {
    let (draft, newest) = (&known.draft, known.versions.last());
    let day = |day| words.date(day);
    StatementLine {
        id: known.id.to_string(),
        title: nearest(&draft.title, words.lang()).1.to_owned(),
        status: status(words, draft.status().name()),
        published: newest
            .map(|newest| words.with_two("statement-published", "number", newest.number, "day", day(newest.day))),
        is_changed: newest.is_some_and(|newest| {
            let said = &newest.said;
            (said.status(), &said.quotes) != (draft.status(), &draft.quotes)
                || nearest(&said.text, words.lang()).1 != nearest(&draft.text, words.lang()).1
                || nearest(&said.title, words.lang()).1 != nearest(&draft.title, words.lang()).1
        }),
    }
}

/// A survey with one of its statements.
pub(super) struct Both {
    found: Found,
    known: Known,
}

impl Both {
    /// Those in the address, or 404.
    async fn find(
        who: &SignedIn,
        desk: &Data<StatementDesk>,
        (surveys, catalogue): (&Data<SurveyDesk>, &Data<Catalogue>),
        (slug, id): &(String, String),
    ) -> Result<Self, AppError> {
        let found = find(who, surveys, catalogue, slug).await?;
        let id = Id::parse(id).ok_or(AppError::NotFound)?;
        let (desk, slug) = (desk.clone(), slug.clone());
        let known = blocking(move || desk.find(&slug, id)).await?;
        Ok(Self {
            found,
            known: known.ok_or(AppError::NotFound)?,
        })
    }

    fn href(&self, below: &str) -> String {
        format!(
            "/staff/surveys/{}/statements/{}{below}",
            self.found.overview.row.slug, self.known.id
        )
    }

    fn title(&self, words: Words) -> String {
        nearest(&self.known.draft.title, words.lang()).1.to_owned()
    }
}
