//! Receipts after a tick and during one: what is counted stays counted, a comment can still be withdrawn, and the page says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use chorus::app::App;
use chorus::clock::{Clock, SystemClock};
use chorus::domain::release::Table;
use chorus::services::release::{Outcome, Tick};
use serde_json::json;

use crate::app::TestApp;
use crate::receipts::{COUNTED, OPENS_NOTHING, WAITS};
use crate::samples::{one_question, varied, with};

#[test]
fn after_the_first_fold_a_region_stays_and_the_page_says_why() {
    let app = TestApp::start();
    app.survey("visit");
    let codes = app.many("visit", 25);
    app.tick("visit");

    let pages: Vec<_> = codes
        .iter()
        .map(|code| (code, app.receipt("visit", code, "", &[]).body))
        .collect();
    let (code, page) = pages
        .iter()
        .find(|(_, page)| page.contains(WAITS) && page.contains(COUNTED))
        .expect("one in both");
    let refused = app.receipt("visit", code, "save:region", &[("region", "west")]);
    let withdrawn = app.receipt("visit", code, "withdraw:region", &[]);

    assert!(!page.contains("edit:region") && page.contains("nothing individual left"));
    for answer in [refused, withdrawn] {
        assert!(
            answer
                .body
                .contains("can only be changed while none of your answers has been counted"),
            "{}",
            answer.body
        );
    }
}

#[test]
fn what_was_counted_cannot_be_changed_and_after_the_close_the_code_opens_nothing() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let codes: Vec<String> = (0..20)
        .map(|place| app.answer_api("one", &json!({"overall": place % 5 + 1})).stored())
        .collect();
    app.tick("one");

    let counted: Vec<&String> = codes
        .iter()
        .filter(|code| app.receipt("one", code, "", &[]).body.contains(COUNTED))
        .collect();
    let saved = app.receipt("one", counted[0], "save:overall", &[("overall", "5")]);
    let withdrawn = app.receipt("one", counted[0], "withdraw-all", &[]);
    app.close_period("one");
    let closed = app.receipt("one", counted[0], "", &[]);

    assert_eq!(counted.len(), 10);
    for page in [saved, withdrawn] {
        assert!(
            page.body.contains("Too late: this was counted already"),
            "{}",
            page.body
        );
    }
    assert!(closed.status == 422 && closed.body.contains(OPENS_NOTHING));
    assert_eq!(
        app.releases("one").iter().map(|release| release.responses).sum::<u64>(),
        20
    );
}

#[test]
fn a_withdrawn_comment_disappears_with_the_next_release_and_not_before() {
    let app = TestApp::start();
    app.survey("visit");
    let comment = |place: usize| {
        format!(
            "comment of somebody {}",
            ["one", "two", "three", "four"][place % 4].repeat(place + 1)
        )
    };
    let codes: Vec<String> = (0..20)
        .map(|place| {
            app.answer_api("visit", &with(varied(place), "more", json!(comment(place))))
                .stored()
        })
        .collect();
    app.tick("visit");
    let comments = || {
        let results = app
            .app()
            .results()
            .of_period("visit", None)
            .expect("a database that works")
            .expect("a survey");
        results.comments.get("more").cloned().unwrap_or_default()
    };
    let before = comments();

    let shown = app.receipt("visit", &codes[3], "", &[]);
    let withdrawn = app.receipt("visit", &codes[3], "withdraw:more", &[]);
    let until_then = comments();
    app.tick("visit");
    let after = comments();

    assert!(shown.body.contains(&comment(3)) && shown.body.contains("Published without your other answers."));
    assert!(withdrawn.body.contains("It disappears with the next release."));
    assert_eq!((before.len(), &until_then), (20, &before));
    assert!(after.len() == 19 && !after.contains(&comment(3)));
    let lot = &app.releases("visit")[0].lots[0];
    assert_eq!(
        (lot.size, lot.commitments.len()),
        (20, 20),
        "the chain keeps the commitment"
    );
}

#[test]
fn a_comment_withdrawn_after_the_end_of_the_survey_disappears_at_midnight() {
    let app = TestApp::start();
    app.publish(&json!({
        "chorus": 1, "slug": "words", "title": "Words", "purpose": "A test.",
        "questions": [{"key": "more", "kind": "long_text", "text": "Anything?"}]
    }));
    let codes: Vec<String> = (0..20)
        .map(|place| {
            app.answer_api("words", &json!({ "more": format!("word {place}") }))
                .stored()
        })
        .collect();
    app.close_period("words");
    let comments = || {
        let results = app
            .app()
            .results()
            .of_period("words", None)
            .expect("a database that works");
        results
            .expect("a survey")
            .comments
            .get("more")
            .cloned()
            .unwrap_or_default()
    };

    app.receipt("words", &codes[3], "withdraw:more", &[]);
    app.run_due();
    let same_day = comments();
    app.on("2026-11-03");
    app.run_due();

    assert_eq!(same_day.len(), 20);
    assert!(comments().len() == 19 && !comments().contains(&"word 3".to_owned()));
}

#[test]
fn corrections_during_ticks_are_counted_as_the_page_said() {
    let app = TestApp::start();
    let mut definition = one_question("one");
    definition["questions"][0]["steps"] = json!(10);
    app.publish(&definition);
    let codes: Vec<(usize, String)> = (0..80)
        .map(|place| {
            (
                place % 5 + 1,
                app.answer_api("one", &json!({"overall": place % 5 + 1})).stored(),
            )
        })
        .collect();
    let saved = AtomicUsize::new(0);

    thread::scope(|scope| {
        for part in codes.chunks(27) {
            let (app, saved) = (&app, &saved);
            scope.spawn(move || {
                for (step, code) in part {
                    let page = app.receipt("one", code, "save:overall", &[("overall", &(step + 5).to_string())]);
                    let done = page.body.contains("Your new answer waits for the next release.");
                    assert!(
                        done || page.body.contains("Too late: this was counted already"),
                        "{}",
                        page.body
                    );
                    saved.fetch_add(usize::from(done), Ordering::SeqCst);
                }
            });
        }
        for _ in 0..4 {
            // one that met a correction at each of its folds takes nothing
            app.tick("one");
        }
    });
    app.close_period("one");

    let tables: Vec<Table> = app
        .releases("one")
        .iter()
        .filter_map(|release| release.overall("overall").cloned())
        .collect();
    let counted = |step: usize| -> u64 { tables.iter().map(|table| table.counts.of(&step.to_string())).sum() };
    let changed: u64 = (6..=10).map(counted).sum();
    assert_eq!(tables.iter().map(|table| table.n).sum::<u64>(), 80);
    assert_eq!(changed, saved.load(Ordering::SeqCst) as u64);
    assert!(
        (1..=5).all(|step| counted(step) + counted(step + 5) == 16),
        "{tables:?}"
    );
}

/// A clock that corrects an answer whenever it is looked at.
struct Restless {
    url: String,
    code: String,
    awake: AtomicBool,
    saved: AtomicUsize,
}

impl Clock for Restless {
    fn now(&self) -> chrono::NaiveDateTime {
        if self.awake.load(Ordering::SeqCst) {
            let step = (self.saved.fetch_add(1, Ordering::SeqCst) % 5 + 1).to_string();
            let fields = [("_code", &*self.code), ("_step", "save:overall"), ("overall", &step)];
            let from = format!("10.1.{}.1", self.saved.load(Ordering::SeqCst));
            let request = reqwest::blocking::Client::new()
                .post(&self.url)
                .header("X-Forwarded-For", from);
            let page = request.form(&fields).send();
            assert!(page.is_ok_and(|page| page.status().is_success()));
        }
        SystemClock.now()
    }

    fn passed(&self) -> chrono::TimeDelta {
        SystemClock.passed()
    }
}

#[test]
fn a_run_that_meets_a_correction_at_every_fold_takes_nothing_and_the_next_one_counts_everybody_once() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let codes: Vec<String> = (0..20)
        .map(|place| app.answer_api("one", &json!({"overall": place % 5 + 1})).stored())
        .collect();
    let clock = Arc::new(Restless {
        url: app.url("/s/one/receipt"),
        code: codes[0].clone(),
        awake: AtomicBool::new(false),
        saved: AtomicUsize::new(0),
    });
    let other = App::open(&app.place.url(), &app.place.key_file(), clock.clone()).expect("a second instance");
    let tick = Tick {
        closes: false,
        unscheduled: true,
    };

    clock.awake.store(true, Ordering::SeqCst);
    let restless = other.releases().run("one", tick).expect("a database that works");
    clock.awake.store(false, Ordering::SeqCst);
    other.close();

    assert!(restless == Outcome::Busy && clock.saved.load(Ordering::SeqCst) >= 20);
    assert!(app.releases("one").is_empty());
    assert_eq!(app.waiting(), 20);
    assert_eq!(app.tick("one"), Outcome::Released(1));
    app.close_period("one");
    let counted: u64 = app.releases("one").iter().map(|release| release.responses).sum();
    assert_eq!(counted, 20);
}
