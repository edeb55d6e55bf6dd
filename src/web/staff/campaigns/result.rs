//! What a list of addresses comes to, in numbers: no address stands in it.

use crate::domain::invitees::List;
use crate::services::campaigns::{Group, Preview};
use crate::text::Words;

/// What the list came to.
pub struct ResultPart {
    /// How many of what.
    pub numbers: Vec<(String, String)>,
    /// Which lines hold no address.
    pub wrong: Option<String>,
    /// The groups, where the list gives a segment.
    pub groups: Vec<GroupLine>,
    /// Whether nothing stands against it.
    pub can_send: bool,
}

/// A group of answers.
pub struct GroupLine {
    /// The values.
    pub values: String,
    /// How many people.
    pub people: String,
    /// Whether answers say it.
    pub is_told: bool,
}

impl ResultPart {
    /// Of a list.
    pub fn of(words: Words, list: &List, preview: &Preview, can_send: bool) -> Self {
        let number = |key: &str, number: usize| (words.t(key), words.number(i64::try_from(number).unwrap_or(i64::MAX)));
        let more = list.wrong_count - list.wrong.len();
        let lines: Vec<String> = list
            .wrong
            .iter()
            .map(|line| words.number(i64::try_from(*line).unwrap_or(i64::MAX)))
            .collect();
        let wrong = match more {
            0 => words.with_one("staff-list-wrong-lines", "lines", words.list(&lines)),
            _ => words.with_two("staff-list-wrong-more", "lines", words.list(&lines), "more", more),
        };
        let group = |group: &Group| GroupLine {
            values: group
                .values
                .iter()
                .map(|value| match value.is_empty() {
                    true => words.t("staff-list-no-value"),
                    false => value.clone(),
                })
                .collect::<Vec<_>>()
                .join(&words.t("list-mark")),
            people: words.number(i64::try_from(group.people).unwrap_or(i64::MAX)),
            is_told: !group.pooled,
        };
        Self {
            numbers: vec![
                number("staff-list-people", preview.people),
                number("staff-list-tests", preview.tests),
                number("staff-list-doubles", list.doubles),
                number("staff-list-wrong", list.wrong_count),
                number("staff-list-domains", preview.domains),
            ],
            wrong: (list.wrong_count > 0).then_some(wrong),
            groups: preview.groups.iter().map(group).collect(),
            can_send,
        }
    }
}
