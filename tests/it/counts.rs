//! What releases must add up to, counted by hand.

use std::collections::BTreeMap;

use chorus::domain::release::Release;
use serde_json::{Value, json};

/// Counts by table and value, summed over releases.
fn sums(releases: &[Release]) -> BTreeMap<(String, String), u64> {
    let mut sums = BTreeMap::new();
    for table in releases
        .iter()
        .flat_map(|release| &release.tables)
        .filter(|table| table.by.is_none())
    {
        for (value, count) in &table.counts.0 {
            *sums.entry((table.question.clone(), value.clone())).or_insert(0) += count;
        }
    }
    sums.retain(|_, count| *count > 0);
    sums
}

/// The same counted by hand from the answers of `varied`.
fn counted_by_hand(answers: &[Value]) -> BTreeMap<(String, String), u64> {
    let mut sums = BTreeMap::new();
    let mut count = |question: String, value: String| *sums.entry((question, value)).or_insert(0) += 1;
    let bands = [(10, "0..10"), (50, "10..50"), (100, "50..100"), (501, "100..500")];
    for answer in answers.iter().filter_map(Value::as_object) {
        for (key, value) in answer {
            match (key.as_str(), value) {
                ("areas", chosen) => {
                    for option in ["desk", "phone", "web", "none"] {
                        let yes = chosen.as_array().expect("a list").contains(&json!(option));
                        count(format!("areas.{option}"), if yes { "yes" } else { "no" }.to_owned());
                    }
                }
                ("order", order) => {
                    for (place, option) in order.as_array().expect("a list").iter().enumerate() {
                        count(
                            format!("order.{}", option.as_str().expect("a key")),
                            (place + 1).to_string(),
                        );
                    }
                }
                ("spend", spent) => {
                    let (_, band) = bands
                        .iter()
                        .find(|(edge, _)| spent.as_i64() < Some(*edge))
                        .expect("a band");
                    count("spend".to_owned(), (*band).to_owned());
                }
                (_, Value::Object(rows)) => {
                    rows.iter()
                        .for_each(|(row, step)| count(format!("{key}.{row}"), step.to_string()));
                }
                (_, Value::String(option)) => count(key.clone(), option.clone()),
                (_, step) => count(key.clone(), step.to_string()),
            }
        }
    }
    sums
}

/// After the close everything is counted but what the last release withheld: the last ten may have been too alike (rule 3).
pub fn assert_all_counted(releases: &[Release], answers: &[Value]) {
    let withheld = |question: &str| {
        let last = releases.last().expect("a release");
        last.withheld
            .iter()
            .any(|hidden| hidden.question == question && hidden.by.is_none())
    };
    let without_withheld = |mut sums: BTreeMap<(String, String), u64>| {
        sums.retain(|(question, _), _| !withheld(question));
        sums
    };
    assert!(
        ["overall", "friends", "staff.kind", "staff.fast"]
            .iter()
            .all(|question| !withheld(question)),
        "many values"
    );
    assert_eq!(
        without_withheld(sums(releases)),
        without_withheld(counted_by_hand(answers))
    );
}
