//! The measured close: 50 questions, answers loaded through the real path between twelve releases.

use std::time::Instant;

use rand::RngExt;
use serde_json::{Value, json};

use super::super::{Ending, Failure, block_on, say};
use super::child::{Fields, load, open, wait_for_the_end};
use super::closing::sizes;
use crate::app::App;
use crate::services::publish::SurveyDesk;
use crate::services::release::Tick;

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
        block_on(load(&app.submissions(), &published, people / RELEASES, |_| {
            random_answers(sizes)
        }))??;
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

/// Somebody's answers to everything.
fn random_answers(sizes: &[usize]) -> Fields {
    let mut rng = rand::rng();
    let mut fields = Fields::new();
    for (place, size) in sizes.iter().enumerate() {
        fields.push((format!("s{place}"), format!("v{}", rng.random_range(0..*size))));
    }
    for number in 0..QUESTIONS {
        fields.push((format!("q{number}"), rng.random_range(1..=5).to_string()));
    }
    fields
}
