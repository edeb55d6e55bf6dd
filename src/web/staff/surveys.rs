//! The list of surveys.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::see_other;
use super::signed_in::SignedIn;
use super::survey_head::{Doors, Found, Name, StateLine, find, next_release, period_name};
use crate::clock::Clock;
use crate::domain::permission::Permission;
use crate::domain::program;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "staff/surveys.html")]
struct SurveysPage {
    words: Words,
    section: &'static str,
    may_write: bool,
    surveys: Vec<SurveyLine>,
    /// Whether the program was built long ago.
    is_old: bool,
}

/// One survey: what is settled about it, and nothing of what waits.
struct SurveyLine {
    slug: String,
    name: Name,
    state: StateLine,
    is_published: bool,
    doors: Doors,
    has_changes: bool,
    facts: Vec<String>,
}

/// `/staff`.
pub async fn start(_: SignedIn) -> Result<HttpResponse, AppError> {
    Ok(see_other("/staff/surveys"))
}

/// Every survey.
pub async fn index(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let today = clock.today();
    let all = all(desk, catalogue).await?;
    let sees = |found: &&Found| who.may_on(Permission::SeeSurveys, found.overview.row.id);
    let surveys = all
        .iter()
        .filter(sees)
        .map(|found| {
            let doors = Doors::of(&who, found.overview.row.id);
            line(words, found, doors, today)
        })
        .collect();
    let page = SurveysPage {
        words,
        section: "surveys",
        may_write: who.may(Permission::WriteSurveys),
        surveys,
        is_old: program::is_old(today),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// The page of a survey that is of most use to whoever asks: its results once published, the draft before.
pub async fn show(
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let is_published = found.overview.newest.is_some();
    let tab = match found.doors {
        Doors { results: true, .. } if is_published => "results",
        Doors { edit: true, .. } => "edit",
        Doors { invitations: true, .. } if is_published => "invitations",
        _ => "share",
    };
    Ok(see_other(&format!("/staff/surveys/{slug}/{tab}")))
}

async fn all(desk: Data<SurveyDesk>, catalogue: Data<Catalogue>) -> Result<Vec<Found>, AppError> {
    let (desk, catalogue) = (Arc::clone(&desk), Arc::clone(&catalogue));
    let all = blocking(move || {
        let with_form = |overview: crate::services::publish::Overview| {
            let form = catalogue.form(&overview.row.slug)?;
            Ok(Found {
                doors: Doors::default(),
                overview,
                form,
            })
        };
        desk.all()?.into_iter().map(with_form).collect()
    });
    Ok(all.await?)
}

fn line(words: Words, found: &Found, doors: Doors, today: NaiveDate) -> SurveyLine {
    let overview = &found.overview;
    let mut facts = Vec::new();
    if let Some(published) = found.published() {
        let collection = &published.collection;
        if collection.open {
            let last = collection.ends_on.pred_opt().unwrap_or(collection.ends_on);
            facts.push(words.with(
                "staff-surveys-period",
                &[
                    ("period", &period_name(words, &collection.period)),
                    ("first", &words.date(collection.starts_on)),
                    ("last", &words.date(last)),
                ],
            ));
        }
        let next = next_release(words, published, today);
        facts.extend(next.map(|day| words.with_one("staff-surveys-next-release", "day", day)));
    }
    SurveyLine {
        slug: overview.row.slug.clone(),
        name: Name::of(words, overview.definition(), &overview.row.slug),
        state: StateLine::of(words, &found.form),
        is_published: overview.newest.is_some(),
        doors,
        has_changes: overview.newest.is_some() && overview.draft.is_some(),
        facts,
    }
}
