//! The measured close: 50 questions, answers loaded through the real path between twelve releases.

use std::sync::Arc;
use std::time::Instant;

use futures_util::stream::{FuturesUnordered, StreamExt};
use rand::RngExt;
use serde_json::{Value, json};

use super::super::{Ending, Failure, block_on, say};
use super::child::{AT_ONCE, open, wait_for_the_end};
use super::closing::sizes;
use crate::app::App;
use crate::privacy::form::SubmissionForm;
use crate::privacy::receipt::Nonce;
use crate::services::catalogue::Published;
use crate::services::publish::SurveyDesk;
use crate::services::release::Tick;
use crate::services::submit::SubmissionDesk;
use crate::services::writer::Outcome;

const QUESTIONS: usize = 50;
const RELEASES: u64 = 12;

pub(super) fn run(app: App, what: &str, people: u64) -> Ending {
    let sizes = sizes(what)?;
    let survey = SurveyDesk::read(&definition(what, sizes).to_string())
        .map_err(|mistakes| Failure::Work(mistakes.to_string()))?;
    app.surveys().publish(&survey)?;
    let published = open(&app, &survey.slug.to_string())?;
    let mut close_seconds = 0.0;
    for release in 1..=RELEASES {
        block_on(load(&app.submissions(), &published, sizes, people / RELEASES))??;
        let began = Instant::now();
        let tick = Tick {
            closes: release == RELEASES,
            unscheduled: true,
        };
        app.releases().run(published.survey.slug.as_str(), tick)?;
        close_seconds = began.elapsed().as_secs_f64();
    }
    let releases = app
        .results()
        .releases(published.survey.slug.as_str())?
        .unwrap_or_default();
    let tables: usize = releases
        .iter()
        .flat_map(|release| &release.tables)
        .filter(|table| table.by.is_some())
        .count();
    say(&json!({ "close_seconds": close_seconds, "tables": tables }).to_string());
    wait_for_the_end();
    app.close();
    Ok(())
}

fn definition(slug: &str, sizes: &[usize]) -> Value {
    let segment = |(place, size): (usize, &usize)| {
        let options: Vec<Value> = (0..*size)
            .map(|value| json!({ "key": format!("v{value}"), "text": { "en": format!("Value {value}") } }))
            .collect();
        json!({ "key": format!("s{place}"), "kind": "choice", "text": { "en": "Which?" }, "why": { "en": "To compare" }, "options": options })
    };
    let rating = |number: usize| {
        json!({ "key": format!("q{number}"), "kind": "rating", "text": { "en": format!("How good is number {number}?") },
            "labels": { "en": ["poor", "excellent"] } })
    };
    let questions: Vec<Value> = sizes
        .iter()
        .enumerate()
        .map(segment)
        .chain((0..QUESTIONS).map(rating))
        .collect();
    let segments: Vec<String> = (0..sizes.len()).map(|place| format!("s{place}")).collect();
    json!({ "chorus": 1, "slug": slug, "title": { "en": slug }, "purpose": { "en": "Measuring" }, "tick": "close",
        "segments": segments, "questions": questions })
}

async fn load(desk: &SubmissionDesk, published: &Arc<Published>, sizes: &[usize], people: u64) -> Ending {
    let mut under_way = FuturesUnordered::new();
    for _ in 0..people {
        under_way.push(one(desk, published, sizes));
        if under_way.len() >= AT_ONCE {
            under_way.next().await.transpose()?;
        }
    }
    while under_way.next().await.transpose()?.is_some() {}
    Ok(())
}

async fn one(desk: &SubmissionDesk, published: &Arc<Published>, sizes: &[usize]) -> Ending {
    let fields: Vec<(String, String)> = {
        let mut rng = rand::rng();
        let segments = sizes
            .iter()
            .enumerate()
            .map(|(place, size)| (format!("s{place}"), format!("v{}", rng.random_range(0..*size))));
        let segments: Vec<_> = segments.collect();
        let ratings = (0..QUESTIONS).map(|number| (format!("q{number}"), rng.random_range(1..=5).to_string()));
        segments.into_iter().chain(ratings.collect::<Vec<_>>()).collect()
    };
    let raw = SubmissionForm::new(fields)
        .parse(&published.survey, &published.items)
        .map_err(|_| Failure::Work("an answer is wrong".to_owned()))?;
    match desk
        .accept(Arc::clone(published), &Nonce::new(rand::random()), raw, "en", false)
        .await
    {
        Ok(Outcome::Stored) => Ok(()),
        other => Err(Failure::Work(format!("an answer was not stored: {other:?}"))),
    }
}
