//! Exactly once: whatever a browser, a person or a program repeats, an answer is stored one time, and nothing typed is lost.

use std::thread;

use chorus::services::publish::Publication;
use serde_json::json;

use crate::app::{Answered, TestApp, fresh_receipt};
use crate::samples::{one_question, varied, visit, with};

#[test]
fn the_same_form_sent_again_stores_nothing_and_shows_the_same_page() {
    let app = TestApp::start();
    app.survey("visit");
    let token = app.form_token("visit");
    let fields = [("overall", "4"), ("more", "a good day")];

    let first = app.answer_with("visit", &token, &fields);
    let waiting = app.waiting();
    let again = app.answer_with("visit", &token, &fields);

    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.body, again.body);
    assert_eq!(app.waiting(), waiting);
    assert!(first.receipt.is_some());
}

#[test]
fn eight_clicks_at_the_same_instant_store_one_form() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let token = app.form_token("one");

    let pages: Vec<Answered> = thread::scope(|scope| {
        let clicks: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| app.answer_with("one", &token, &[("overall", "2")])))
            .collect();
        clicks
            .into_iter()
            .map(|click| click.join().expect("an answer"))
            .collect()
    });

    assert!(
        pages
            .iter()
            .all(|page| page.status == 200 && page.body == pages[0].body),
        "{pages:?}"
    );
    assert_eq!(app.waiting(), 1);
}

#[test]
fn the_same_form_with_other_answers_is_refused_with_a_fresh_one_and_no_receipt() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let token = app.form_token("one");
    let code = app.answer_with("one", &token, &[("overall", "2")]).stored();

    let other = app.answer_with("one", &token, &[("overall", "3")]);

    assert_eq!((other.status, other.receipt.as_deref()), (409, None));
    assert!(other.body.contains("This form was already sent") && other.body.contains("href=\"/s/one"));
    assert!(!other.body.contains(&code) && !other.body.contains(&code.replace('-', "")));
    assert_eq!(app.waiting(), 1);
    assert!(app.receipt("one", &code, "", &[]).body.contains(">2<"));
}

#[test]
fn a_form_that_was_open_for_three_days_keeps_what_was_typed_and_can_be_sent_again() {
    let app = TestApp::start();
    app.survey("visit");
    let token = app.form_token("visit");
    app.on("2026-11-05");

    let late = app.answer_with("visit", &token, &[("overall", "4"), ("more", "typed with care")]);
    let fresh = late.hidden("_form").expect("a fresh form");
    let sent = app.answer_with("visit", &fresh, &[("overall", "4"), ("more", "typed with care")]);

    assert_eq!(late.status, 422);
    assert!(late.body.contains("This form was open for a long time") && late.body.contains("typed with care"));
    assert_ne!(fresh, token);
    assert_eq!(sent.status, 200);
}

#[test]
fn a_form_of_an_older_version_or_with_a_made_up_token_keeps_what_was_typed() {
    let app = TestApp::start();
    app.survey("visit");
    let token = app.form_token("visit");
    let stricter = app.publish(&with(visit("visit"), "group_size", json!(12)));

    let older = app.answer_with("visit", &token, &[("overall", "4"), ("more", "typed with care")]);
    let made_up = app.answer_with(
        "visit",
        "no token at all",
        &[("overall", "4"), ("more", "typed with care")],
    );

    assert!(matches!(stricter, Publication::Done { version: 2, .. }));
    for page in [older, made_up] {
        assert_eq!(page.status, 422);
        assert!(page.body.contains("typed with care"));
    }
    assert_eq!(app.waiting(), 0);
}

#[test]
fn a_form_with_mistakes_stores_nothing_and_keeps_everything() {
    let app = TestApp::start();
    app.survey("visit");

    let page = app.answer(
        "visit",
        &[("region", "north"), ("friends", "12"), ("more", "typed with care")],
    );

    assert_eq!(page.status, 422);
    assert!(page.body.contains("href=\"#q-overall") && page.body.contains("href=\"#q-friends"));
    assert!(page.body.contains("typed with care"));
    assert_eq!(app.waiting(), 0);
}

#[test]
fn before_anything_is_removed_from_a_text_its_author_sees_it_and_can_go_back() {
    let app = TestApp::start();
    app.survey("visit");
    let token = app.form_token("visit");
    let fields = [("overall", "4"), ("more", "write to anna@mail.example please")];

    let review = app.answer_with("visit", &token, &fields);
    let waiting = app.waiting();
    let again = review.hidden("_form").expect("a token");
    let edit = app.answer_with("visit", &again, &[&fields[..], &[("_step", "edit")]].concat());
    let sent = app.answer_with("visit", &again, &[&fields[..], &[("_step", "send")]].concat());

    assert_eq!((review.status, edit.status, sent.status), (200, 200, 200));
    assert!(review.receipt.is_none() && review.body.contains("anna@mail.example"));
    assert_eq!(waiting, 0);
    assert!(edit.receipt.is_none() && edit.body.contains("write to anna@mail.example please"));
    let code = sent.stored();
    let receipt = app.receipt("visit", &code, "", &[]).body;
    assert!(receipt.contains("write to ") && !receipt.contains("anna@mail.example"));
}

#[test]
fn a_program_that_repeats_itself_stores_once_and_one_that_changes_its_mind_is_refused() {
    let app = TestApp::start();
    app.survey("visit");
    let receipt = fresh_receipt();

    let first = app.answer_api_as("visit", &receipt, &varied(1));
    let waiting = app.waiting();
    let again = app.answer_api_as("visit", &receipt, &varied(1));
    let other = app.answer_api_as("visit", &receipt, &varied(2));

    assert_eq!((first.status, again.status, other.status), (200, 200, 409));
    assert_eq!(
        (first.receipt.as_deref(), again.receipt.as_deref(), other.receipt),
        (Some(&*receipt), Some(&*receipt), None)
    );
    assert_eq!(app.waiting(), waiting);
}
