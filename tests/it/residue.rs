//! What is left of an answer after its tick: nothing that anybody could read.

use chorus::domain::id::Id;
use chorus::keys::KeyFolder;
use chorus::services::release::Outcome;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::binary::Binary;
use crate::find::Finder;
use crate::older::{backup, log_of, own_slug, rate};
use crate::samples::{one_question, varied, with};
use crate::secrets::{everything_sealed, opened, survey_id};

#[test]
fn after_the_tick_no_ciphertext_of_before_is_left_or_can_be_opened() {
    let mut app = TestApp::start();
    app.survey("visit");
    for place in 0..30 {
        app.answer_api("visit", &with(varied(place), "more", json!(format!("comment {place}"))))
            .stored();
    }
    app.settled();
    let survey = survey_id(&app.place, "visit");
    let before = everything_sealed(&app.place, survey);
    let pieces = Finder::new(before.iter().map(|sealed| sealed.bytes()[1..33].to_vec()));
    let there = |app: &TestApp| {
        app.place
            .database_files()
            .iter()
            .any(|(_, bytes)| pieces.find(bytes).is_some())
    };
    let found_before = there(&app);

    app.tick("visit");

    let keys = KeyFolder::open(&app.place.key_file()).expect("a key folder");
    assert!(
        keys.pool_key(survey, 1).expect("a key folder").is_none(),
        "the key of before the tick"
    );
    let newer = keys.pool_key(survey, 2).expect("a key folder").expect("the key of now");
    assert!(before.iter().all(|sealed| sealed.open(survey, &newer).is_none()));
    if app.place.is_postgres() {
        return;
    }
    assert!(found_before, "the search itself works");
    assert!(!there(&app), "in the file or the log of the running program");
    app.stop();
    assert!(!there(&app), "in the file of the stopped program");
}

#[test]
fn a_backup_of_before_the_tick_opens_nothing_with_the_key_folder_of_after() {
    let mut app = TestApp::start();
    app.survey("visit");
    app.many("visit", 25);
    let survey = survey_id(&app.place, "visit");
    let older = backup(&mut app);
    let (with_its_own_keys, _) = opened(&older, survey);

    app.tick("visit");
    app.stop();
    app.place.put_back(&older);

    let (records, closed) = opened(&app.place, survey);
    assert_eq!(with_its_own_keys.len(), 25 * 12);
    assert_eq!((records.len(), closed), (0, 25 * 12));
}

#[test]
fn the_text_of_a_withdrawn_comment_is_in_no_file_after_the_next_tick() {
    let mut app = TestApp::start();
    app.survey("visit");
    // in letters: a run of digits would be taken for a number of somebody
    let words = format!("opinion {:016x}", rand::random::<u64>()).replace(char::is_numeric, "k");
    let comment = |place: usize| {
        if place == 3 {
            words.clone()
        } else {
            format!("opinion {place}")
        }
    };
    let answers = |place: usize| with(varied(place), "more", json!(comment(place)));
    let codes: Vec<String> = (0..25)
        .map(|place| app.answer_api("visit", &answers(place)).stored())
        .collect();
    app.tick("visit");
    let finder = Finder::new([words.clone().into_bytes()]);
    let found = |app: &TestApp| {
        app.place
            .database_files()
            .iter()
            .any(|(_, bytes)| finder.find(bytes).is_some())
    };
    let published = app.place.texts("text", "FROM comments").contains(&words);

    app.receipt("visit", &codes[3], "withdraw:more", &[]);
    app.tick("visit");

    assert!(published && !app.place.texts("text", "FROM comments").contains(&words));
    if !app.place.is_postgres() {
        assert!(!found(&app), "in the file or the log of the running program");
        app.stop();
        assert!(!found(&app), "in the file of the stopped program");
    }
}

#[test]
fn after_the_close_nothing_but_the_release_is_left_of_a_period() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    rate(&app, "one", 30);
    app.tick("one");
    let survey = survey_id(&app.place, "one");
    let keys = KeyFolder::open(&app.place.key_file()).expect("a key folder");
    let cell_key_before = keys.cell_key(survey, "once").expect("a key folder").is_some();

    app.close_period("one");

    assert!(cell_key_before && keys.cell_key(survey, "once").expect("a key folder").is_none());
    for table in ["inbox", "pool", "sent", "cells", "pending_releases", "leases"] {
        assert_eq!(
            app.place.number(&format!("SELECT count(*) AS value FROM {table}")),
            0,
            "{table}"
        );
    }
    assert_eq!(kept_keys(&app, survey), ["last", "pool-3"]);
}

fn kept_keys(app: &TestApp, survey: Id) -> Vec<String> {
    let files = app
        .place
        .key_files()
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains(&survey.to_string()));
    let mut names: Vec<String> = files
        .filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

#[test]
fn a_key_folder_that_is_lost_is_said_and_with_a_new_one_the_survey_goes_on() {
    let mut app = TestApp::start();
    let slug = own_slug();
    app.publish(&one_question(&slug));
    rate(&app, &slug, 25);
    app.stop();
    std::fs::remove_dir_all(app.place.key_file().parent().expect("a folder")).expect("a folder");
    let refused = Binary::on(&app.place).run(&["release", "run"]);
    Binary::on(&app.place).ok(&["keys", "adopt", "--yes"]);

    app.restart();
    let lost = app.tick(&slug);
    rate(&app, &slug, 25);
    let next = app.tick(&slug);

    assert!(refused.status == Some(2) && refused.err.contains("written with other keys than those in"));
    assert_eq!((lost, next), (Outcome::NothingToShow, Outcome::Released(1)));
    assert_eq!(app.releases(&slug)[0].responses, 15);
    let said: Value = serde_json::from_str(log_of(&app, &slug).lines().next().expect("a line")).expect("JSON");
    assert_eq!(said["level"], "WARN");
}
