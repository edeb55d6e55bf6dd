//! What a respondent can do with a receipt: see, correct and withdraw what waits, withdraw a comment, and hear plainly when it is too late.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chorus::domain::release::Table;
use chorus::services::release::Outcome;
use serde_json::json;

use crate::app::{TestApp, fresh_receipt};
use crate::samples::{one_question, varied, with};
use crate::secrets::{record_id, sealed, survey_id};

const WAITS: &str = "Waits for the next release.";
const COUNTED: &str = "Counted or withdrawn: nothing individual is left.";
const OPENS_NOTHING: &str = "This code opens nothing here.";

fn overall(app: &TestApp, slug: &str) -> Table {
    app.releases(slug)
        .last()
        .and_then(|release| release.overall("overall").cloned())
        .expect("a table")
}

#[test]
fn a_receipt_shows_every_answer_that_waits_and_what_was_left_out() {
    let app = TestApp::start();
    app.survey("visit");
    let code = app
        .answer(
            "visit",
            &[
                ("overall", "4"),
                ("region", "south"),
                ("staff.kind", "2"),
                ("more", "quite good"),
            ],
        )
        .stored();

    let page = app.receipt("visit", &code.to_lowercase().replace('-', " "), "", &[]);

    assert_eq!(page.status, 200);
    for shown in [
        ">4<",
        ">SOUTH<",
        "Friendly: 2",
        ">quite good<",
        "You left this out.",
        WAITS,
    ] {
        assert!(page.body.contains(shown), "{shown} in {}", page.body);
    }
    assert!(!page.body.contains(COUNTED));
}

#[test]
fn a_code_that_is_wrong_unknown_or_of_another_survey_opens_nothing_in_the_same_words() {
    let app = TestApp::start();
    app.survey("visit");
    app.publish(&one_question("one"));
    let of_another = app.answer_api("one", &json!({"overall": 3})).stored();

    for code in ["", "no code", &fresh_receipt(), &of_another] {
        for step in ["", "edit:overall", "withdraw:overall", "withdraw-all"] {
            let page = app.receipt("visit", code, step, &[]);
            assert_eq!(page.status, 422, "{code} {step}");
            assert!(page.body.contains(OPENS_NOTHING), "{code} {step}");
        }
    }
    assert_eq!(app.waiting(), 1);
}

#[test]
fn a_corrected_answer_is_the_one_that_is_counted() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let codes: Vec<String> = (0..20)
        .map(|place| app.answer_api("one", &json!({"overall": place % 4 + 1})).stored())
        .collect();

    let form = app.receipt("one", &codes[0], "edit:overall", &[]);
    let refused = app.receipt("one", &codes[0], "save:overall", &[("overall", "6")]);
    let saved = app.receipt("one", &codes[0], "save:overall", &[("overall", "5")]);
    app.close_period("one");

    assert_eq!((form.status, refused.status, saved.status), (200, 422, 200));
    assert!(form.body.contains("value=\"1\" checked"), "{}", form.body);
    assert!(saved.body.contains("Your new answer waits for the next release."));
    let table = overall(&app, "one");
    assert_eq!((table.n, table.counts.of("5"), table.counts.of("1")), (20, 1, 4));
}

#[test]
fn one_withdrawn_answer_is_as_if_it_was_left_out() {
    let app = TestApp::start();
    app.survey("visit");
    let codes = app.many("visit", 20);

    let page = app.receipt("visit", &codes[0], "withdraw:overall", &[]);
    app.close_period("visit");

    assert!(page.body.contains("Done. It is withdrawn."));
    let table = overall(&app, "visit");
    assert_eq!((table.n, table.no_answer, table.counts.of("1")), (19, 1, 3));
    assert_eq!(app.releases("visit")[0].overall("again").map(|table| table.n), Some(20));
}

#[test]
fn somebody_who_withdrew_everything_is_in_no_table() {
    let app = TestApp::start();
    app.survey("visit");
    let codes = app.many("visit", 20);
    let waiting = app.waiting();

    let page = app.receipt("visit", &codes[0], "withdraw-all", &[]);
    let left = app.waiting();
    let again = app.answer_api_as("visit", &codes[0], &varied(0));
    app.close_period("visit");

    assert!(page.body.contains("Done. It is withdrawn.") && !page.body.contains(WAITS));
    assert_eq!(left, waiting - waiting / 20);
    assert_eq!(
        (again.status, app.releases("visit")[0].responses),
        (200, 19),
        "a repeated form stores nothing"
    );
    assert!(
        app.releases("visit")[0]
            .tables
            .iter()
            .all(|table| table.n == 19 && table.no_answer == 0)
    );
}

#[test]
fn another_region_seals_every_waiting_answer_anew_under_it() {
    let app = TestApp::start();
    app.survey("visit");
    let code = app
        .answer_api("visit", &with(varied(0), "more", json!("a comment")))
        .stored();
    let survey = survey_id(&app.place, "visit");
    let items = [
        "overall",
        "region",
        "areas",
        "way",
        "again",
        "friends",
        "staff.kind",
        "staff.fast",
        "order",
        "spend",
    ];
    let bytes = || items.map(|item| sealed(&app.place, record_id(survey, &code, item)).expect("a record"));
    let before = bytes();

    let page = app.receipt("visit", &code, "save:region", &[("region", "west")]);

    assert_eq!(page.status, 200);
    assert!(before.iter().zip(bytes()).all(|(old, new)| *old != new));
    for item in items {
        assert_eq!(app.segments_of("visit", &code, item), [Some(2)], "{item}");
    }
}

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
            assert_ne!(app.tick("one"), Outcome::Busy);
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
