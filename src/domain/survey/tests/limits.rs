//! A survey stays of a size that people can read and the program can hold.

use serde_json::{Value, json};

use super::{example, mistakes, mistakes_of_question, mistakes_with, options, read, with_question};
use crate::domain::survey::Survey;

#[test]
fn texts_are_neither_blank_nor_endless_nor_full_of_controls() {
    assert_eq!(mistakes_with("/title/it", json!(" \n")), "title: blank in \"it\"");
    assert_eq!(mistakes_with("/title/it", json!(7)), "title: must be a text in \"it\"");
    assert_eq!(
        mistakes_with("/title/it", json!("a".repeat(4001))),
        "title: longer than 4000 characters in \"it\": 4001"
    );
    assert_eq!(
        mistakes_with("/title/it", json!("a\0")),
        "title: holds a control character in \"it\"; only newline and tab are taken"
    );
    assert!(mistakes_with("/questions/1/options/0/text/en", json!("a".repeat(501))).contains("longer than 500"));
}

#[test]
fn words_that_stay_are_few_short_and_each_on_its_line() {
    let told = |words: Value| mistakes_with("/keep", words);
    let many: Vec<String> = (0..201).map(|number| format!("Brand {number}")).collect();

    assert_eq!(read(&example()).keep, ["Chez Léa"]);
    assert_eq!(told(json!("Léa")), "keep: must be a list");
    assert_eq!(told(json!(many)), "keep: must hold 0 to 200 entries, holds 201");
    assert_eq!(told(json!(["x".repeat(61)])), "keep[0]: longer than 60 characters: 61");
    assert_eq!(
        told(json!(["a\nb", "c\td", "", "–", 7])),
        "keep[0]: must be on one line\nkeep[1]: must be on one line\nkeep[2]: blank\nkeep[3]: blank\nkeep[4]: must be a text"
    );
    assert_eq!(told(json!(["Lisboa", " LISBOA "])), "keep[1]: \"LISBOA\" stands twice");
}

#[test]
fn options_have_their_own_names() {
    let option = |key: &str| json!({ "key": key, "text": "O" });
    let told = |options: Value| mistakes_of_question(json!({ "kind": "choice", "options": options }));

    assert_eq!(
        told(json!([option("a"), option("other")])),
        "questions[0].options[1].key: \"other\" is reserved"
    );
    assert_eq!(
        told(json!([option("a"), option("a")])),
        "questions[0].options[1].key: \"a\" is already the key of questions[0].options[0]"
    );
    assert_eq!(
        told(json!([option("a")])),
        "questions[0].options: must hold 2 to 50 entries, holds 1"
    );
    read(&with_question(
        &json!({ "kind": "choice", "options": options(1), "other": true }),
    ));
}

#[test]
fn kinds_keep_their_limits() {
    let cases = [
        (
            json!({ "kind": "slider" }),
            "questions[0].kind: \"slider\" is not one of statement, short_text,",
        ),
        (
            json!({ "kind": "ranking", "options": options(13) }),
            "questions[0].options: must hold 2 to 12",
        ),
        (
            json!({ "kind": "matrix", "rows": [] }),
            "questions[0].rows: must hold 1 to 30",
        ),
        (
            json!({ "kind": "short_text", "max_length": 501 }),
            "questions[0].max_length: must be a whole number from 1",
        ),
        (
            json!({ "kind": "choices", "options": options(3), "max": 4 }),
            "questions[0].max: 4 is more than the 3",
        ),
        (
            json!({ "kind": "choices", "options": options(3), "min": 3, "max": 2 }),
            "questions[0].min: must not be above",
        ),
        (
            json!({ "kind": "number", "min": 5, "max": 5 }),
            "questions[0].min: must be below",
        ),
        (
            json!({ "kind": "number", "bands": [0, 50] }),
            "questions[0].bands: must begin with \"min\" (0) and end",
        ),
        (
            json!({ "kind": "number", "max": 0.123_456_789_012_345_6 }),
            "questions[0].max: must be a number of at most 15",
        ),
        (json!({ "kind": "number", "unit": "" }), "questions[0].unit: blank"),
        (
            json!({ "kind": "date", "min": "2026-1-1" }),
            "questions[0].min: must be a day written YYYY-MM-DD",
        ),
        (
            json!({ "kind": "statement", "required": true }),
            "questions[0].required: a statement takes no answer",
        ),
        (json!({ "kind": "statement" }), "questions: no question takes an answer"),
        (
            json!({ "sensitive": true }),
            "questions[0]: unknown field \"sensitive\"",
        ),
    ];
    for (question, told) in cases {
        let all = mistakes_of_question(question);
        assert!(all.starts_with(told), "{all} / {told}");
    }
}

#[test]
fn a_survey_has_at_most_300_items() {
    let matrix =
        |number: usize| json!({ "key": format!("m{number}"), "kind": "matrix", "text": "M", "rows": options(30) });
    let mut document = with_question(&json!({}));
    document["questions"] = (0..10).map(matrix).collect();
    read(&document);

    document["questions"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "key": "last", "kind": "yes_no", "text": "L" }));

    assert!(mistakes(&document).starts_with("questions: 301 items, more than 300"));
}

#[test]
fn a_document_is_at_most_a_megabyte_as_it_came_and_written_out() {
    let padded = format!("{}{}", with_question(&json!({})), " ".repeat(1_000_000));
    let tags: Vec<String> = ('a'..='z').map(|letter| format!("x{letter}")).collect();
    let text: Value = tags
        .iter()
        .map(|tag| (tag.clone(), json!("T")))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let entry = |number: usize| json!({ "key": format!("o{number}"), "text": text });
    let crowded: Vec<Value> = (0..50).map(entry).collect();
    let question =
        |number: usize| json!({ "key": format!("q{number}"), "kind": "choice", "text": text, "options": crowded });
    let questions: Vec<Value> = (0..60).map(question).collect();
    let document =
        json!({ "chorus": 1, "slug": "s", "languages": tags, "title": text, "purpose": text, "questions": questions });

    assert_eq!(
        Survey::from_json(&padded).unwrap_err().to_string(),
        "larger than 1000000 bytes"
    );
    assert!(document.to_string().len() < 1_000_000);
    assert_eq!(
        mistakes(&document),
        "larger than 1000000 bytes when every field and line is written out"
    );
}

#[test]
fn a_hostile_document_is_told_in_bounded_words() {
    let fields: serde_json::Map<String, Value> = (0..5000).map(|number| (format!("x{number}"), Value::Null)).collect();

    let told = Survey::from_json(&Value::Object(fields).to_string()).unwrap_err();

    assert_eq!(told.len(), 1000);
}
