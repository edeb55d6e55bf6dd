//! An editor learns everything that is wrong at once, and where.

use serde_json::{Value, json};

use super::{example, mistakes, mistakes_of_question, mistakes_with, options, with_question};
use crate::domain::survey::Survey;

/// The mistakes of the example with a field of the document set.
fn mistakes_with_field(field: &str, value: Value) -> String {
    let mut document = example();
    document[field] = value;
    mistakes(&document)
}

#[test]
fn a_missing_translation_is_named_with_its_place() {
    let told = mistakes_with("/questions/2/options/1/text", json!({ "en": "Price" }));

    assert_eq!(told, "questions[2].options[1].text: missing in \"it\"");
}

#[test]
fn an_editor_is_told_every_mistake_at_once() {
    let mut document = example();
    document["group_size"] = json!("ten");
    document["titel"] = json!("x");
    document["questions"][0]["steps"] = json!(11);
    document["questions"][0]["labels"]["it"] = json!(["solo"]);
    document["questions"][5]["key"] = json!("overall");
    document["questions"][4]["bands"] = json!([0, 50, 10, 500]);

    let told = mistakes(&document);

    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [
            "unknown field \"titel\"",
            "group_size: must be a whole number from 5 to 1000",
            "questions[0].steps: must be a whole number from 3 to 10",
            "questions[0].labels: must be the two ends of the scale, [low, high], in \"it\"",
            "questions[4].bands: the edges must rise",
            "questions[5].key: \"overall\" is already the key of questions[0]",
        ]
    );
}

#[test]
fn a_document_that_is_not_json_is_told_by_line_and_column() {
    let told = Survey::from_json("{\n  \"chorus\": 1,\n  oops\n}").unwrap_err();

    assert_eq!(told.to_string(), "line 3 column 3: not JSON: key must be a string");
    assert!(Survey::from_json("").is_err());
    assert!(Survey::from_json("[1]").is_err());
    assert!(Survey::from_json("{} {}").is_err());
    assert!(Survey::from_json(&"[".repeat(100_000)).is_err());
}

#[test]
fn a_field_that_stands_twice_is_not_settled_silently() {
    let document = with_question(&json!({}))
        .to_string()
        .replace("\"kind\"", "\"key\":\"r\",\"kind\"");

    let told = Survey::from_json(&document).unwrap_err();

    assert_eq!(told.to_string(), "questions[0]: the field \"key\" stands twice");
}

#[test]
fn an_editor_who_leaves_out_what_is_required_is_told_all_of_it() {
    let told = mistakes(&json!({ "questions": [{}] }));

    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [
            "chorus: missing",
            "slug: missing",
            "title: missing",
            "purpose: missing",
            "questions[0].key: missing",
            "questions[0].kind: missing",
            "questions[0].text: missing",
        ]
    );
}

#[test]
fn a_field_with_another_spelling_is_recognised() {
    let told = mistakes_of_question(json!({ "kind": "long_text", "maxLength": 10 }));

    assert_eq!(
        told,
        "questions[0]: unknown field \"maxLength\", did you mean \"max_length\"?"
    );
}

#[test]
fn promises_that_cannot_be_kept_are_refused() {
    assert_eq!(
        mistakes_with_field("group_size", json!(4)),
        "group_size: must be a whole number from 5 to 1000"
    );
    assert_eq!(
        mistakes_with_field("group_size", json!(10.0)),
        "group_size: must be a whole number from 5 to 1000"
    );
    assert_eq!(
        mistakes_with_field("colluders", json!(8)),
        "group_size: must be at least 11 where \"colluders\" is 8"
    );
    assert_eq!(
        mistakes_with_field("retention_days", json!(0)),
        "retention_days: must be a whole number from 1 to 3650"
    );
    assert_eq!(
        mistakes_with_field("closes", json!("2026-11-01")),
        "closes: must be after \"opens\" (2026-11-01)"
    );
    assert_eq!(
        mistakes_with_field("opens", json!("2026-11-31")),
        "opens: must be a day written YYYY-MM-DD"
    );
    assert_eq!(
        mistakes_with_field("chorus", json!(2)),
        "chorus: must be 1, the version of this format"
    );
    assert_eq!(
        mistakes_with_field("period", json!("year")),
        "period: \"year\" is not one of once, week, month, quarter"
    );
}

#[test]
fn languages_are_tags_and_each_stands_once() {
    assert_eq!(
        mistakes_with_field("languages", json!(["en", "i"])),
        "languages[1]: \"i\" is not a language tag such as en or pt-BR"
    );
    assert_eq!(
        mistakes_with_field("languages", json!(["en", "it", "EN"])),
        "languages[2]: \"EN\" stands twice"
    );
    assert_eq!(
        mistakes_with_field("default_language", json!("fr")),
        "default_language: \"fr\" is not among the languages of the survey"
    );
    assert_eq!(
        mistakes_with("/title", json!({ "en": "a", "it": "b", "fr": "c" })),
        "title: \"fr\" is not among the languages of the survey"
    );
    assert_eq!(
        mistakes_with("/title", json!("Visit")),
        "title: must be an object with a text for each of en, it"
    );
}

#[test]
fn a_segment_is_a_plain_choice_of_few_options() {
    let cases = [
        (json!(["nobody"]), "segments[0]: no question has the key \"nobody\""),
        (json!(["region", "region"]), "segments[1]: \"region\" stands twice"),
        (
            json!(["overall"]),
            "segments[0]: a question of kind rating cannot compare groups, only choice and yes_no",
        ),
        (
            json!(["a", "b", "c", "d"]),
            "segments: must hold 0 to 3 entries, holds 4",
        ),
    ];
    for (segments, told) in cases {
        assert_eq!(mistakes_with_field("segments", segments), told);
    }
    assert_eq!(
        mistakes_with("/questions/1/other", json!(true)),
        "segments[0]: a choice with \"other\" cannot compare groups"
    );

    let mut wide = with_question(&json!({ "kind": "choice", "options": options(13) }));
    wide["segments"] = json!(["q"]);
    assert_eq!(
        mistakes(&wide),
        "segments[0]: a choice with more than 12 options cannot compare groups"
    );
}

#[test]
fn a_segment_is_not_blamed_for_its_question() {
    let told = mistakes_with("/questions/1/display", json!("wheel"));

    assert_eq!(told, "questions[1].display: \"wheel\" is not one of radio, dropdown");
}
