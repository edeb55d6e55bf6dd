//! Proofs about invitations: each counts once whoever races, nobody can tell from what is kept which answer came from which, and no
//! address, code or ticket stands anywhere in the clear.

use std::collections::BTreeMap;
use std::thread;

use serde_json::Value;

use crate::app::TestApp;
use crate::invited::{Begun, Mail, invited, plan};
use crate::log;
use crate::place::files_in;
use crate::running::Running;
use crate::samples::{one_question, visit};

fn app_with(definition: &Value, people: usize) -> (TestApp, Vec<String>, Vec<Mail>) {
    let app = TestApp::start();
    app.publish(definition);
    let slug = definition["slug"].as_str().expect("a slug");
    let (_, mails) = invited(&app, slug, &plan(), people);
    let codes = mails.iter().filter_map(Mail::code).collect();
    (app, codes, mails)
}

#[test]
fn forty_codes_sent_twelve_times_at_once_through_two_servers_are_forty_answers() {
    // CHORUS_TEST_CODES sets another number than forty
    let people = std::env::var("CHORUS_TEST_CODES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(40);
    let (app, codes, _) = app_with(&one_question("one"), people);
    let second = Running::start(&app.place, &app.clock);
    let elsewhere = format!("http://{}", second.address);

    let stored: usize = codes
        .chunks(4)
        .map(|some| {
            let forms: Vec<(String, &String, &str)> = some
                .iter()
                .flat_map(|code| (0..12).map(move |place| (place, code)))
                .map(|(place, code)| {
                    let origin = if place % 2 == 0 { "here" } else { "there" };
                    (app.form_token("one"), code, origin)
                })
                .collect();
            thread::scope(|scope| {
                let send = |(token, code, place): &(String, &String, &str)| {
                    let origin = if *place == "here" {
                        app.origin()
                    } else {
                        elsewhere.clone()
                    };
                    let fields = [("_form", token.as_str()), ("overall", "3"), ("_code", code.as_str())];
                    let request = app.client().post(format!("{origin}/s/one")).form(&fields);
                    app.send(request).status
                };
                let racing: Vec<_> = forms.iter().map(|form| scope.spawn(move || send(form))).collect();
                let statuses = racing.into_iter().map(|one| one.join().expect("an answer"));
                statuses.filter(|status| *status == 200).count()
            })
        })
        .sum();

    second.stop();
    assert_eq!((stored, app.waiting()), (people, people as i64));
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM invitations WHERE NOT used"),
        0
    );
}

/// A column of a table in hexadecimal, in the order in which the database tells that its rows were written.
fn order(app: &TestApp, table: &str, column: &str, place: &str) -> Vec<String> {
    let rest = match app.place.is_postgres() {
        true => format!("FROM {table} {place} ORDER BY xmin::text::bigint, ctid"),
        false => format!("FROM {table} {place}"),
    };
    let hex = match app.place.is_postgres() {
        true => format!("encode({column}, 'hex')"),
        false => format!("lower(hex({column}))"),
    };
    app.place.texts(&hex, &rest)
}

/// How many of `truth` an attacker gets right who puts used invitations and waiting answers into the order the database tells.
fn matched_by_order(app: &TestApp, codes: &[String], records: &BTreeMap<String, String>) -> usize {
    let used = order(app, "invitations", "hash", "WHERE used");
    let mut answers = order(app, "pool", "id", "");
    answers.extend(order(app, "inbox", "id", ""));
    assert_eq!(used.len(), codes.len());
    assert_eq!(answers.len(), codes.len());
    let right = used
        .iter()
        .zip(&answers)
        .filter(|(hash, id)| records.get(*hash) == Some(*id));
    right.count()
}

#[test]
fn from_the_order_of_the_rows_nobody_matches_invitations_and_answers_before_a_tick_either() {
    let (app, codes, _) = app_with(&one_question("one"), 100);
    let hash_key = chorus::keys::KeyFolder::open(&app.place.key_file())
        .expect("keys")
        .purpose("invitation codes");
    let survey = app
        .app()
        .catalogue()
        .published("one")
        .expect("a database")
        .expect("it")
        .id;
    let mut truth = BTreeMap::new();
    let mut in_order = Vec::new();

    for (place, code) in codes.iter().enumerate() {
        let begun = Begun::new();
        let answer: Value = serde_json::from_str(&begun.claim(&app, "one", code).body).expect("JSON");
        let ticket = begun.finish(&answer);
        let overall = (place % 5 + 1).to_string();
        let receipt = app
            .answer("one", &[("overall", &overall), ("_ticket", &ticket)])
            .stored();
        let hash = chorus::privacy::invitation::Code::parse(code)
            .expect("a code")
            .hash(&hash_key);
        let nonce = chorus::privacy::receipt::Nonce::parse(&receipt).expect("a receipt");
        in_order.push(chorus::domain::hex::encode(&hash));
        truth.insert(
            chorus::domain::hex::encode(&hash),
            nonce.record(survey, "overall").to_string(),
        );
    }
    app.settled();

    let right = matched_by_order(&app, &codes, &truth);

    // a random order gets one right on average; eight or more once in 100,000 runs
    assert!(right < 8, "{right} of 100 are told by the order");
    let used = order(&app, "invitations", "hash", "WHERE used");
    let in_place = used.iter().zip(&in_order).filter(|(one, other)| one == other).count();
    assert!(
        in_place < 8,
        "{in_place} of 100 invitations lie in the order of their use"
    );
}

#[test]
fn after_a_tick_nothing_is_left_that_could_join_a_typed_code_and_an_answer() {
    let (app, codes, _) = app_with(&one_question("one"), 60);
    for (place, code) in codes.iter().enumerate() {
        let overall = (place % 5 + 1).to_string();
        app.answer("one", &[("overall", &overall), ("_code", code)]).stored();
    }
    app.settled();
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM invitations WHERE mark IS NOT NULL"),
        60
    );

    app.tick("one");

    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM invitations WHERE mark IS NOT NULL"),
        0
    );
    assert_eq!(
        app.place.number("SELECT count(*) AS value FROM invitations WHERE used"),
        60
    );
    let counted = app
        .releases("one")
        .iter()
        .filter(|release| release.release == 1)
        .count();
    assert!(
        counted == 1 && app.waiting() <= 10,
        "answers are counts now, but for those held back"
    );
}

#[test]
fn no_address_code_or_ticket_stands_anywhere_in_the_clear() {
    let (mut app, codes, mails) = app_with(&visit("visit"), 30);
    let begun = Begun::new();
    let answer: Value = serde_json::from_str(&begun.claim(&app, "visit", &codes[0]).body).expect("JSON");
    let ticket = begun.finish(&answer);
    app.answer("visit", &[("overall", "4"), ("_ticket", &ticket)]).stored();
    app.answer("visit", &[("overall", "4"), ("_code", &codes[1])]).stored();
    app.post(&mails[2].stop(), &[]);
    app.stop();

    let (input, output) = ticket.split_once('.').expect("two parts");
    let plain = |code: &String| code.replace('-', "");
    let mut sought: Vec<String> = codes.iter().flat_map(|code| [code.clone(), plain(code)]).collect();
    sought.extend(mails.iter().map(|mail| mail.to.clone()));
    sought.extend([input.to_owned(), output.to_owned(), begun.blinded.clone()]);
    let mut kept: Vec<(String, Vec<u8>)> = app.place.every_value();
    kept.extend(
        files_in(&app.place.data())
            .into_iter()
            .map(|(path, bytes)| (path.display().to_string(), bytes)),
    );
    kept.push(("log".to_owned(), log::text().into_bytes()));
    assert!(kept.len() > 100);
    for (place, bytes) in &kept {
        let text = String::from_utf8_lossy(bytes).to_uppercase();
        for word in &sought {
            assert!(!text.contains(&word.to_uppercase()), "{word} in {place}");
        }
    }
}

#[test]
fn a_form_that_was_sent_uses_up_no_second_invitation() {
    let (app, codes, _) = app_with(&one_question("one"), 30);
    let token = app.form_token("one");
    app.answer_with("one", &token, &[("overall", "3"), ("_code", &codes[0])])
        .stored();

    // a shared device, the Back button, and the next person types their own code
    for overall in ["3", "5"] {
        let again = app.answer_with("one", &token, &[("overall", overall), ("_code", &codes[1])]);
        assert_eq!(again.status, 409, "{}", again.body);
    }

    assert_eq!(
        app.place.number("SELECT count(*) AS value FROM invitations WHERE used"),
        1
    );
    app.answer("one", &[("overall", "5"), ("_code", &codes[1])]).stored();
    assert_eq!(app.waiting(), 2);
}
