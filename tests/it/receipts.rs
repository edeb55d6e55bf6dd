//! What a respondent can do with a receipt while the answers wait: see, correct and withdraw them.

use chorus::domain::release::Table;
use serde_json::json;

use crate::app::{TestApp, fresh_receipt};
use crate::samples::{one_question, varied, with};
use crate::secrets::{record_id, sealed, survey_id};

pub const WAITS: &str = "Waits for the next release.";
pub const COUNTED: &str = "Counted or withdrawn: nothing individual is left.";
pub const OPENS_NOTHING: &str = "This code opens nothing here.";

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
