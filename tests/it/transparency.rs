//! The transparency log: anybody can read it and check the chain; nobody can change it.

use chorus::domain::transparency::{Sealed, is_chain};
use serde_json::Value;

use crate::app::TestApp;

/// The whole log, as somebody outside reads it.
pub fn log(app: &TestApp) -> Vec<Sealed> {
    let document: Value = serde_json::from_str(&app.get("/transparency.json").body).expect("JSON");
    let entries = document["entries"].as_array().expect("entries").iter();
    let text = |entry: &Value, name: &str| entry[name].as_str().expect("a text").to_owned();
    entries
        .map(|entry| Sealed {
            text: text(entry, "entry"),
            digest: text(entry, "digest"),
        })
        .collect()
}

#[test]
fn the_log_begins_empty_and_hangs_together() {
    let app = TestApp::start();

    assert!(log(&app).is_empty());
    assert!(is_chain(&log(&app)));
    assert_eq!(app.get("/transparency.json?from=nonsense").status, 200);
}
