//! The form and the document agree: what is shown and sent back unchanged changes nothing.

#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::changes::{Change, Way};
use super::document::{all, languages, questions};
use super::form::{apply, shown};
use crate::domain::survey::Survey;
use crate::web::form_fields::FormFields;
use crate::web::staff::starters::STARTERS;

/// A survey with a question of every kind.
fn everything() -> Value {
    let text = |words: &str| json!({ "en": words, "it": format!("{words}\ndue") });
    let option = |key: &str| json!({ "key": key, "text": text(key) });
    let ends = json!({ "en": ["low", "high"], "it": ["basso", "alto"] });
    let question = |key: &str, more: Value| {
        let mut question = json!({ "key": key, "kind": key, "text": text(key) });
        question
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        question
    };
    let document = json!({
        "chorus": 1, "slug": "all", "languages": ["en", "it"], "title": text("All"), "purpose": text("Why"),
        "opens": "2026-12-01", "closes": "2027-02-01", "listed": true, "segments": ["yes_no"],
        "questions": [
            question("statement", json!({})),
            question("short_text", json!({ "help": text("Help") })),
            question("long_text", json!({ "max_length": 77 })),
            question("choice", json!({ "options": [option("a"), option("b")], "other": true, "display": "dropdown" })),
            question("choices", json!({ "options": [option("a"), option("b"), option("c")], "min": 1, "max": 2, "none": true })),
            question("yes_no", json!({ "required": true, "why": text("Because") })),
            question("rating", json!({ "steps": 7, "labels": ends })),
            question("nps", json!({ "labels": ends })),
            question("csat", json!({})),
            question("ces", json!({})),
            question("matrix", json!({ "steps": 4, "labels": ends, "rows": [option("a"), option("b")] })),
            question("ranking", json!({ "options": [option("a"), option("b")] })),
            question("number", json!({ "min": -1.5, "max": 1000, "unit": "EUR", "bands": [-1.5, 0, 0.25, 1000] })),
            question("date", json!({ "min": "2026-01-01", "max": "2026-12-31" })),
        ],
    });
    written(&document)
}

/// The document as it is stored.
fn written(document: &Value) -> Value {
    let survey = Survey::from_json(&document.to_string());
    serde_json::from_str(&survey.unwrap_or_else(|mistakes| panic!("{mistakes}")).to_json()).unwrap()
}

/// What a browser sends for the form of a document, with other values for some fields.
fn sent(document: &Value, typed: &[(&str, &str)]) -> FormFields {
    let languages = languages(document);
    let drawn = all(document)
        .into_iter()
        .flat_map(|slot| shown(document, &slot, &languages));
    let keys = questions(document).iter().enumerate().map(|(index, question)| {
        (
            format!("questions[{index}].key:was"),
            question["key"].as_str().unwrap().to_owned(),
        )
    });
    let drawn: Vec<(String, String)> = drawn.chain(keys).collect();
    let lookup = |name: &str| {
        typed
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    };
    let fields = drawn
        .into_iter()
        .map(|(name, value)| (lookup(&name).unwrap_or(value), name));
    let extra = typed
        .iter()
        .filter(|(name, _)| matches!(*name, "act" | "new-kind" | "new-language"));
    let body: Vec<String> = fields
        .map(|(value, name)| pair(&name, &value))
        .chain(extra.map(|(name, value)| pair(name, value)))
        .collect();
    FormFields::parse(body.join("&").as_bytes()).unwrap()
}

fn pair(name: &str, value: &str) -> String {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    // browsers send line ends as CR and LF
    format!("{}={}", escaped(name), escaped(&value.replace('\n', "\r\n")))
}

fn changed(document: &Value, typed: &[(&str, &str)]) -> (Value, Option<usize>) {
    let form = sent(document, typed);
    let mut document = document.clone();
    apply(&mut document, &form);
    let open = Change::of(&form).make(&mut document);
    (document, open)
}

#[test]
fn a_form_sent_back_as_it_was_changes_nothing() {
    let shipped = STARTERS
        .iter()
        .map(|starter| serde_json::from_str(starter.document()).unwrap());

    for document in shipped.map(|document: Value| written(&document)).chain([everything()]) {
        let (after, _) = changed(&document, &[]);

        assert_eq!(written(&after), document);
        assert_eq!(after, document);
    }
}

#[test]
fn what_was_typed_stands_in_the_document_and_nothing_else_moves() {
    let document = everything();

    let (after, _) = changed(
        &document,
        &[
            ("title:it", "Tutto"),
            ("questions[5].required", "no"),
            ("questions[12].max", "1000,5"),
            ("questions[12].bands", "-1,5; 0; 1000,5"),
            ("questions[6].labels:en:0", ""),
            ("closes", ""),
            ("group_size", "twelve"),
        ],
    );

    let mut expected = document;
    expected["title"]["it"] = "Tutto".into();
    expected["questions"][5]["required"] = false.into();
    expected["questions"][12]["max"] = 1000.5.into();
    expected["questions"][12]["bands"] = json!([-1.5, 0, 1000.5]);
    expected["questions"][6]["labels"]["en"][0] = "".into();
    expected["closes"] = Value::Null;
    expected["group_size"] = "twelve".into();
    assert_eq!(after, expected);
}

#[test]
fn a_text_left_blank_everywhere_is_left_out() {
    let (after, _) = changed(
        &everything(),
        &[("questions[1].help:en", " "), ("questions[1].help:it", "")],
    );

    assert_eq!(after["questions"][1]["help"], Value::Null);
}

#[test]
fn mistakes_are_told_at_the_places_of_the_fields() {
    let (after, _) = changed(
        &everything(),
        &[("questions[3].options[1].text:it", ""), ("group_size", "4")],
    );

    let mistakes = Survey::from_json(&after.to_string()).unwrap_err();
    let places: Vec<&str> = mistakes.iter().map(|mistake| mistake.place.as_str()).collect();
    assert_eq!(places, ["group_size", "questions[3].options[1].text"]);
    assert!(
        places
            .iter()
            .all(|place| all(&after).iter().any(|slot| slot.place == *place))
    );
}

#[test]
fn a_question_moves_and_keeps_what_was_typed_into_it() {
    let document = everything();

    let (after, open) = changed(&document, &[("questions[3].text:en", "Which?"), ("act", "up:3")]);

    assert_eq!(open, Some(2));
    assert_eq!(after["questions"][2]["text"]["en"], "Which?");
    assert_eq!(after["questions"][3], document["questions"][2]);
    assert_eq!(changed(&document, &[("act", "up:0")]), (document.clone(), None));
    assert_eq!(changed(&document, &[("act", "down:13")]), (document, None));
}

#[test]
fn options_come_and_go_and_the_most_that_may_be_chosen_follows() {
    let mut document = everything();
    document["questions"][4]["max"] = 3.into();

    let (more, _) = changed(&document, &[("act", "option-add:4")]);
    let (fewer, _) = changed(&document, &[("act", "option-remove:4.0")]);
    let (other, _) = changed(&document, &[("act", "option-down:4.0")]);

    assert_eq!(
        (&more["questions"][4]["max"], &fewer["questions"][4]["max"]),
        (&json!(4), &json!(2))
    );
    assert_eq!(fewer["questions"][4]["options"][0]["key"], "b");
    assert_eq!(other["questions"][4]["options"][1]["key"], "a");
    for document in [more, fewer, other] {
        written(&document);
    }
}

#[test]
fn a_new_question_of_any_kind_is_valid_at_once() {
    let mut document = everything();

    for kind in crate::domain::survey::Kind::NAMES {
        let form = sent(&document, &[("act", "add:"), ("new-kind", kind)]);
        let open = Change::of(&form).make(&mut document);
        assert_eq!(open, Some(questions(&document).len() - 1));
    }

    let after = written(&document);
    assert_eq!(after["questions"].as_array().unwrap().len(), 28);
    assert_eq!(after["questions"][20]["key"], "rating_2");
}

#[test]
fn a_removed_or_renamed_question_is_followed_by_the_segments() {
    let document = everything();

    let (removed, _) = changed(&document, &[("act", "remove:5")]);
    let (renamed, _) = changed(&document, &[("questions[5].key", "agreed")]);

    assert_eq!(removed["segments"], json!([]));
    assert_eq!(renamed["segments"], json!(["agreed"]));
    written(&removed);
    written(&renamed);
}

#[test]
fn a_language_comes_with_copies_and_goes_with_its_texts() {
    let document = everything();

    let (more, _) = changed(&document, &[("act", "language-add:"), ("new-language", "pt-BR")]);
    let (fewer, _) = changed(&document, &[("act", "language-remove:en")]);

    assert_eq!(
        written(&more)["questions"][6]["labels"]["pt-BR"],
        json!(["low", "high"])
    );
    assert_eq!(written(&fewer)["default_language"], "it");
}

#[test]
fn a_button_nobody_drew_changes_nothing() {
    let document = everything();

    for act in [
        "up:99",
        "option-remove:0.0",
        "option-add:5",
        "remove:-1",
        "language-remove:xx",
        "x",
        "add:",
    ] {
        assert_eq!(changed(&document, &[("act", act)]).0, document, "{act}");
    }
    assert_eq!(
        Change::Move(0, Way::Down),
        Change::of(&sent(&document, &[("act", "down:0")]))
    );
}
