//! What is exported is imported again as the same survey, byte for byte.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::makers::survey;
use super::{example, read, with_question};
use crate::domain::key::Key;
use crate::domain::survey::{Survey, Tick};

#[test]
fn the_example_of_the_design_is_a_survey() {
    let survey = read(&example());

    assert_eq!(survey.languages, ["en", "it"]);
    assert_eq!(survey.title.in_language("it"), "La tua visita");
    assert_eq!(survey.questions.len(), 6);
    assert!(survey.is_segment(&Key::parse("region").unwrap()));
    assert_eq!(read(&serde_json::from_str(&survey.to_json()).unwrap()), survey);
}

#[test]
fn an_editor_who_says_little_gets_the_private_default() {
    let survey = read(&with_question(&json!({})));

    assert_eq!(
        survey.to_json(),
        r#"{
  "chorus": 1,
  "slug": "s",
  "languages": [
    "en"
  ],
  "default_language": "en",
  "title": {
    "en": "T"
  },
  "introduction": null,
  "thanks": null,
  "purpose": {
    "en": "P"
  },
  "benefit": null,
  "listed": false,
  "group_size": 10,
  "colluders": 2,
  "expected": null,
  "period": "once",
  "tick": "week",
  "opens": null,
  "closes": null,
  "retention_days": 365,
  "keep": [],
  "segments": [],
  "questions": [
    {
      "key": "q",
      "kind": "yes_no",
      "text": {
        "en": "Well?"
      },
      "help": null,
      "required": false,
      "why": null
    }
  ]
}
"#
    );
}

#[test]
fn kinds_that_say_little_are_written_out() {
    let written = |fields: Value| -> Value {
        let json = read(&with_question(&fields)).to_json();
        serde_json::from_str::<Value>(&json).unwrap()["questions"][0].clone()
    };

    let number = written(json!({ "kind": "number", "max": 5.0 }));
    let date = written(json!({ "kind": "date", "min": "2026-01-01", "max": "2026-01-03" }));
    let option = |key: &str| json!({ "key": key, "text": "O" });
    let choices = written(json!({ "kind": "choices", "options": [option("a"), option("b")] }));

    assert_eq!(number["bands"].to_string(), "[0,0.5,1,1.5,2,2.5,3,3.5,4,4.5,5]");
    assert_eq!(number["unit"], Value::Null);
    assert_eq!(date["bands"], json!(["2026-01-01", "2026-01-02", "2026-01-03"]));
    assert_eq!(
        (&choices["min"], &choices["max"], &choices["none"]),
        (&json!(0), &json!(2), &json!(false))
    );
    assert_eq!(written(json!({ "kind": "rating" }))["steps"], json!(5));
}

#[test]
fn a_standing_weekly_form_is_released_when_the_week_closes() {
    let mut document = with_question(&json!({}));
    document["period"] = json!("week");

    assert_eq!(read(&document).tick, Tick::Close);
}

proptest! {
    #[test]
    fn every_survey_comes_back_as_it_was_exported(survey in survey()) {
        let document = survey.to_json();

        let again = Survey::from_json(&document);

        prop_assert_eq!(again.as_ref().map(Survey::to_json), Ok(document));
        prop_assert_eq!(again, Ok(survey));
    }

    #[test]
    fn default_bands_come_back_as_they_were_exported(min in -1e6..1e6_f64, width in 0.01..1e6_f64) {
        let plain = |number: f64| format!("{number:.3}").parse::<f64>().unwrap();
        let (min, max) = (plain(min), plain(min + width + 0.01));

        let survey = read(&with_question(&json!({ "kind": "number", "min": min, "max": max })));

        prop_assert_eq!(Survey::from_json(&survey.to_json()), Ok(survey));
    }

    #[test]
    fn no_document_brings_the_reader_down(document in "\\PC*", damage in 0..2000_usize) {
        let example = example().to_string();
        let spoiled: String = example.chars().take(damage).chain(document.chars()).collect();

        let _ = Survey::from_json(&spoiled);
        let _ = Survey::from_json(&document);
    }
}
