//! Loading answers from files: exactly once, and never beside answers from people.

use chorus::services::load::{CannotLoad, Loaded};
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::samples::{varied, visit, with};

/// Loads answers as the command does.
fn load(app: &TestApp, batch: Option<&str>, answers: impl Iterator<Item = Value>) -> Result<Loaded, CannotLoad> {
    let lines: Vec<String> = answers
        .map(|answers| json!({ "answers": answers }).to_string())
        .collect();
    let desk = app.app().loads();
    let published = desk.begin("visit", batch).expect("a database that works")?;
    let work = desk.load(&published, batch, lines.into_iter().map(Ok));
    Ok(actix_web::rt::System::new().block_on(work))
}

#[test]
fn a_batch_is_loaded_once_however_often_it_runs() {
    let app = TestApp::start();
    app.survey("visit");

    let first = load(&app, Some("a"), (0..30).map(varied)).expect("a batch");
    let again = load(&app, Some("a"), (0..35).map(varied)).expect("a batch");
    let other = load(&app, Some("b"), (0..5).map(varied)).expect("a batch");
    app.close_period("visit");

    assert_eq!((first.stored, first.known), (30, 0));
    assert_eq!((again.stored, again.known), (5, 30));
    assert_eq!(other.stored, 5);
    let release = &app.releases("visit")[0];
    assert_eq!((release.responses, release.loaded), (40, true));
}

#[test]
fn a_line_that_cannot_be_taken_is_named_without_its_words_and_the_others_are_stored() {
    let app = TestApp::start();
    app.survey("visit");
    let wrong = with(varied(1), "again", json!("perhaps-canary"));

    let loaded = load(&app, None, [varied(0), wrong, varied(2)].into_iter()).expect("a file");

    assert_eq!(loaded.stored, 2);
    assert_eq!(
        loaded.problems,
        [(2, "again: is not one of the values offered".to_owned())]
    );
}

#[test]
fn a_period_of_loaded_answers_takes_none_from_people() {
    let app = TestApp::start();
    app.survey("visit");
    load(&app, None, (0..3).map(varied)).expect("a file");
    app.app().catalogue().forget();

    let form = app.get("/s/visit");
    let program = app.answer_api("visit", &varied(1));

    assert_eq!((form.status, program.status), (410, 410));
}

#[test]
fn a_period_in_which_people_answered_takes_no_file_and_the_next_one_does() {
    let app = TestApp::start();
    app.publish(&visit("visit"));
    app.answer_api("visit", &varied(1)).stored();

    let refused = load(&app, Some("a"), (0..3).map(varied)).expect_err("people answered");
    app.close_period("visit");
    let taken = load(&app, Some("a"), (0..3).map(varied)).expect("a new period");

    assert_eq!(refused, CannotLoad::PeopleAnswer);
    assert_eq!(taken.stored, 3);
}

#[test]
fn a_batch_of_a_closed_period_is_not_loaded_into_the_next() {
    let app = TestApp::start();
    app.survey("visit");
    load(&app, Some("a"), (0..12).map(varied)).expect("a batch");
    app.close_period("visit");

    let again = load(&app, Some("a"), (0..12).map(varied));

    assert!(matches!(again, Err(CannotLoad::OtherPeriod(period)) if period == "2026-11"));
    assert_eq!(app.waiting(), 0);
}
