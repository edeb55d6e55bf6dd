//! A thief with everything: the database with its log, the key folder, all mails. After a tick they try to match invitations and comments.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use chorus::keys::KeyFolder;
use chorus::privacy::invitation::Code;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::invited::{Begun, Mail, invited, plan};

/// People of the test.
const PEOPLE: usize = 200;

/// A rating and a comment, so that something individual is left after a tick.
fn definition() -> Value {
    json!({
        "chorus": 1, "slug": "one", "title": {"en": "One"}, "purpose": {"en": "A test."},
        "questions": [
            {"key": "overall", "kind": "rating", "steps": 5, "text": {"en": "How was it?"}},
            {"key": "more", "kind": "long_text", "max_length": 200, "text": {"en": "Anything else?"}}
        ]
    })
}

/// Where each of these byte strings stands first and last in the files of the database, as an order of them.
fn orders_in_files(app: &TestApp, sought: &BTreeMap<Vec<u8>, usize>) -> Vec<Vec<usize>> {
    let words: Vec<&Vec<u8>> = sought.keys().collect();
    let automaton = AhoCorasick::new(&words).expect("an automaton");
    let mut bytes = Vec::new();
    for (_, file) in app.place.database_files() {
        bytes.extend(file);
    }
    let (mut first, mut last) = (BTreeMap::new(), BTreeMap::new());
    for hit in automaton.find_iter(&bytes) {
        let person = sought[words[hit.pattern().as_usize()]];
        first.entry(person).or_insert(hit.start());
        last.insert(person, hit.start());
    }
    [first, last]
        .into_iter()
        .map(|places| {
            let mut people: Vec<(usize, usize)> = places.into_iter().map(|(person, at)| (at, person)).collect();
            people.sort_unstable();
            people.into_iter().map(|(_, person)| person).collect()
        })
        .collect()
}

/// The order a query gives, of people.
fn order_of(app: &TestApp, query: &str, sought: &BTreeMap<Vec<u8>, usize>) -> Vec<usize> {
    let found = app.place.bytes(query);
    found.iter().filter_map(|name| sought.get(name).copied()).collect()
}

#[test]
fn from_everything_that_is_kept_nobody_matches_invitations_and_comments_after_a_tick() {
    let app = TestApp::start();
    app.publish(&definition());
    let (_, mails) = invited(&app, "one", &plan(), PEOPLE);
    let codes: Vec<String> = mails.iter().filter_map(Mail::code).collect();
    for (person, code) in codes.iter().enumerate() {
        let (overall, more) = ((person % 5 + 1).to_string(), format!("comment {}", letters(person)));
        let fields = [("overall", overall.as_str()), ("more", more.as_str())];
        // half of them with script
        let (name, value) = if person % 2 == 0 {
            ("_code", code.clone())
        } else {
            let begun = Begun::new();
            let answer: Value = serde_json::from_str(&begun.claim(&app, "one", code).body).expect("JSON");
            ("_ticket", begun.finish(&answer))
        };
        app.answer("one", &[&fields[..], &[(name, value.as_str())]].concat())
            .stored();
    }
    app.settled();
    app.tick("one");

    let key = KeyFolder::open(&app.place.key_file())
        .expect("keys")
        .purpose("invitation codes");
    let invitations: BTreeMap<Vec<u8>, usize> = codes
        .iter()
        .enumerate()
        .map(|(person, code)| (Code::parse(code).expect("a code").hash(&key).to_vec(), person))
        .collect();
    let (text, id) = (
        "SELECT convert_to(text, 'UTF8') AS value FROM comments",
        "SELECT id AS value FROM comments",
    );
    let text = if app.place.is_postgres() {
        text
    } else {
        "SELECT CAST(text AS BLOB) AS value FROM comments"
    };
    let by_text: BTreeMap<Vec<u8>, usize> = (0..PEOPLE)
        .map(|person| (format!("comment {}", letters(person)).into_bytes(), person))
        .collect();
    let comments: BTreeMap<Vec<u8>, usize> = app
        .place
        .bytes(&format!("{id} ORDER BY id"))
        .into_iter()
        .zip(app.place.bytes(&format!("{text} ORDER BY id")))
        .filter_map(|(id, text)| Some((id, *by_text.get(&text)?)))
        .collect();
    assert!(comments.len() >= PEOPLE - 20, "{} comments are out", comments.len());

    let hidden = |app: &TestApp| {
        if app.place.is_postgres() {
            " ORDER BY xmin::text::bigint, ctid"
        } else {
            ""
        }
    };
    let mut left = orders_in_files(&app, &invitations);
    left.push(order_of(
        &app,
        &format!("SELECT hash AS value FROM invitations WHERE used{}", hidden(&app)),
        &invitations,
    ));
    let mut right = orders_in_files(&app, &comments);
    right.push(order_of(&app, &format!("{id}{}", hidden(&app)), &comments));
    for one in &left {
        for other in &right {
            let same = |step: i64| {
                let pairs = one.iter().enumerate().filter(|(at, person)| {
                    let there = i64::try_from(*at).unwrap_or(0) + step;
                    usize::try_from(there).ok().and_then(|there| other.get(there)) == Some(*person)
                });
                pairs.count()
            };
            // a random order gets one right on average; nine or more once in a million
            let best = (-2..=2).map(same).max().unwrap_or(0);
            assert!(best < 9, "{best} of {PEOPLE} are told");
        }
    }
}

/// A number in letters: digits might be taken for something else.
fn letters(number: usize) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}
