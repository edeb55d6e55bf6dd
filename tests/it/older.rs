//! An older database put back under a newer key folder: nobody is released twice, and what was withdrawn stays away.

use chorus::services::release::Outcome;
use serde_json::json;

use crate::app::TestApp;
use crate::place::Place;
use crate::samples::{one_question, varied, visit, with};

/// A slug nobody else uses, to find the survey in the log.
pub fn own_slug() -> String {
    format!("s{:012x}", rand::random::<u64>() >> 16)
}

pub fn log_of(app: &TestApp, slug: &str) -> String {
    app.log()
        .lines()
        .filter(|line| line.contains(slug))
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn rate(app: &TestApp, slug: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|place| app.answer_api(slug, &json!({"overall": place % 5 + 1})).stored())
        .collect()
}

/// A copy of everything, as a backup of that moment would be.
pub fn backup(app: &mut TestApp) -> Place {
    app.stop();
    let copy = app.place.copy();
    app.restart();
    copy
}

/// Puts an older database back under the program; the key folder stays as it is.
fn put_back(app: &mut TestApp, older: &Place) {
    app.stop();
    app.place.put_back(older);
    app.restart();
}

#[test]
fn an_older_database_put_back_releases_nobody_twice_and_says_so() {
    let mut app = TestApp::start();
    let slug = own_slug();
    app.publish(&one_question(&slug));
    rate(&app, &slug, 30);
    let older = backup(&mut app);
    app.tick(&slug);
    let first = app.releases(&slug).remove(0);

    put_back(&mut app, &older);
    let again = app.tick(&slug);
    let waiting = app.waiting();
    rate(&app, &slug, 25);
    let next = app.tick(&slug);

    assert_eq!((first.responses, again, waiting), (20, Outcome::NothingToShow, 0));
    assert!(log_of(&app, &slug).contains("an older database was put back"));
    assert_eq!(next, Outcome::Released(2));
    let second = app.releases(&slug).remove(0);
    assert_eq!(
        (second.responses, second.previous.as_deref()),
        (15, Some(first.digest.as_str()))
    );
}

#[test]
fn an_option_that_waited_is_not_shown_twice_after_an_older_database_is_put_back() {
    let mut app = TestApp::start();
    app.publish(&with(visit("visit"), "segments", json!([])));
    let chose = |place: usize, desk: bool| {
        let mut chosen = vec!["phone", "web"][place % 2..=place % 2].to_vec();
        chosen.extend(desk.then_some("desk"));
        with(varied(place), "areas", json!(chosen))
    };
    let answer = |app: &TestApp, desk: fn(usize) -> bool| {
        (0..30).for_each(|place| drop(app.answer_api("visit", &chose(place, desk(place))).stored()));
    };
    let desk = |app: &TestApp| {
        app.releases("visit")
            .last()
            .and_then(|release| release.overall("areas.desk").map(|table| table.n))
    };
    answer(&app, |_| true);
    app.tick("visit");
    let alike = desk(&app);
    let older = backup(&mut app);
    answer(&app, |_| false);
    app.tick("visit");
    let joined = desk(&app);

    put_back(&mut app, &older);
    answer(&app, |place| place % 3 == 0);
    app.tick("visit");

    assert_eq!(
        (alike, joined),
        (None, Some(50)),
        "twenty of the first release and thirty of the second"
    );
    assert_eq!(
        desk(&app),
        Some(20),
        "only people who came since: the others were in the second release"
    );
}

#[test]
fn what_was_withdrawn_or_corrected_stays_so_after_an_older_database_is_put_back() {
    let mut app = TestApp::start();
    let slug = own_slug();
    app.publish(&one_question(&slug));
    let codes = rate(&app, &slug, 20);
    let older = backup(&mut app);
    app.receipt(&slug, &codes[0], "withdraw-all", &[]);
    app.receipt(&slug, &codes[1], "withdraw:overall", &[]);
    app.receipt(&slug, &codes[2], "save:overall", &[("overall", "1")]);

    put_back(&mut app, &older);
    let waiting = app.waiting();
    app.close_period(&slug);

    assert_eq!(waiting, 17);
    assert!(log_of(&app, &slug).contains("what respondents had withdrawn since is dropped"));
    assert_eq!(app.releases(&slug)[0].responses, 17);
}

#[test]
fn a_withdrawn_comment_stays_away_after_an_older_database_is_put_back() {
    let mut app = TestApp::start();
    let slug = own_slug();
    app.publish(&visit(&slug));
    let comment = |place: usize| format!("opinion {}", "x".repeat(place + 1));
    let answers = |place: usize| with(varied(place), "more", json!(comment(place)));
    let codes: Vec<String> = (0..25)
        .map(|place| app.answer_api(&slug, &answers(place)).stored())
        .collect();
    app.tick(&slug);
    let older = backup(&mut app);
    app.receipt(&slug, &codes[7], "withdraw:more", &[]);

    put_back(&mut app, &older);

    let comments = app.place.texts("text", "FROM comments");
    assert!(comments.len() == 24 && !comments.contains(&comment(7)), "{comments:?}");
    assert!(log_of(&app, &slug).contains("what respondents had withdrawn since is dropped"));
}
