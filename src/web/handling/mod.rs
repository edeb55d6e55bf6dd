//! Public pages about the handling of data: every kind of it, who else handles it, how long it is kept.

pub mod kinds;
pub mod processors;
pub mod retention;

use crate::domain::data_access::Who;
use crate::domain::inventory::DataKind;
use crate::domain::retention::{FIXED, SETTABLE};
use crate::text::Words;

/// The name of a kind of data.
pub fn kind_name(words: Words, kind: DataKind) -> String {
    words.t(&format!("data-{}", kind.name()))
}

/// Names of kinds of data, as a list.
pub fn kind_names(words: Words, kinds: &[DataKind]) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| kind_name(words, *kind)).collect();
    words.list(&names)
}

/// Who may do something, in words.
pub fn who_in_words(words: Words, who: &[Who]) -> String {
    let names: Vec<String> = who
        .iter()
        .flat_map(|one| match one {
            Who::May(permission) => permission
                .roles()
                .iter()
                .map(|role| words.t(&format!("role-{}", role.word())))
                .collect(),
            other => vec![words.t(&format!("who-{}", other.name()))],
        })
        .collect();
    match names.is_empty() {
        true => words.t("who-nobody"),
        false => words.list(&names),
    }
}

/// A count in steps, in words.
pub fn amount(words: Words, shown: i64, step: i64) -> String {
    match shown {
        0 => words.with_one("amount-fewer", "count", step),
        shown => words.with_one("amount-least", "count", shown),
    }
}

/// A rule of retention, in words.
pub struct RuleLine {
    /// Its name in forms.
    pub name: &'static str,
    /// What it is about.
    pub what: String,
    /// What happens, and when it begins to count.
    pub about: String,
    /// How long.
    pub kept: String,
    /// Days, where they can be chosen.
    pub days: Option<i64>,
}

/// Every rule: those that can be chosen, with the days that count, and those that cannot.
pub fn rules(words: Words, days: impl Fn(&str) -> Option<i64>) -> Vec<RuleLine> {
    let line = |name: &'static str, kept: String, days| RuleLine {
        name,
        what: words.t(&format!("retention-{name}")),
        about: words.t(&format!("retention-{name}-about")),
        kept,
        days,
    };
    let fixed = FIXED
        .iter()
        .map(|(name, _)| line(name, words.t(&format!("retention-{name}-kept")), None));
    let settable = SETTABLE.iter().map(|rule| {
        let days = days(rule.name);
        let kept = days.map(|days| words.with_one("retention-days", "days", days));
        line(rule.name, kept.unwrap_or_default(), days)
    });
    fixed.chain(settable).collect()
}
