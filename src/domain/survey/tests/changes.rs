//! Which changes begin a new count and which only say the same better.

use serde_json::{Value, json};

use super::{example, read};
use crate::domain::survey::structure_changed;

fn changed(pointer: &str, value: Value) -> bool {
    let mut document = example();
    *document.pointer_mut(pointer).unwrap() = value;
    structure_changed(&read(&example()), &read(&document))
}

#[test]
fn an_editor_may_find_better_words() {
    assert!(!changed("/title/en", json!("Your last visit")));
    assert!(!changed("/questions/0/labels", Value::Null));
    assert!(!changed("/questions/0/help", Value::Null));
    assert!(!changed("/questions/1/options/0/text/it", json!("Nord")));
    assert!(!changed("/questions/1/display", json!("dropdown")));
    assert!(!changed("/questions/3/rows/0/text/en", json!("Kind")));
    assert!(!changed("/listed", json!(false)));
}

#[test]
fn a_stricter_promise_asks_the_same() {
    assert!(!changed("/group_size", json!(20)));
    assert!(!changed("/retention_days", json!(30)));
    assert!(!changed("/closes", json!("2026-12-01")));
    assert!(!changed("/purpose/en", json!("Other")));
    assert!(!changed("/keep", json!([])));
}

#[test]
fn an_editor_who_asks_something_else_begins_a_new_count() {
    assert!(changed("/period", json!("month")));
    assert!(changed("/tick", json!("day")));
    assert!(changed("/segments", json!([])));
    assert!(changed("/questions/0/steps", json!(7)));
    assert!(changed("/questions/0/required", json!(false)));
    assert!(changed("/questions/0/key", json!("total")));
    assert!(changed("/questions/1/options/0/key", json!("up_north")));
    assert!(changed("/questions/2/max", json!(2)));
    assert!(changed("/questions/2/none", json!(false)));
    assert!(changed("/questions/3/rows/0/key", json!("friendly")));
    assert!(changed("/questions/4/bands/1", json!(20)));
    assert!(changed("/questions/4/unit", json!("USD")));
    assert!(changed("/questions/5/max_length", json!(10)));
    assert!(changed(
        "/questions/5",
        json!({ "key": "more", "kind": "statement", "text": { "en": "M", "it": "M" } })
    ));
}

#[test]
fn a_question_in_another_place_begins_a_new_count() {
    let mut document = example();
    document["questions"].as_array_mut().unwrap().swap(0, 2);

    assert!(structure_changed(&read(&example()), &read(&document)));
}
