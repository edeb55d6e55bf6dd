//! Numbers of tables added up and subtracted. Whatever a document says fits: 2^63 tables of 2^64 people are less than 2^127.

use std::collections::BTreeMap;

use super::names::plain;
use crate::domain::release::Table;

/// How many differences a finding tells.
const MOST_TOLD: usize = 4;

/// The numbers of some tables together, or of what is left of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sums<'r> {
    pub(super) n: i128,
    pub(super) no_answer: i128,
    pub(super) counts: BTreeMap<&'r str, i128>,
}

impl<'r> Sums<'r> {
    pub(super) fn of(tables: impl IntoIterator<Item = &'r Table>) -> Self {
        let mut sums = Self::default();
        for table in tables {
            sums.add(table);
        }
        sums
    }

    pub(super) fn add(&mut self, table: &'r Table) {
        self.n += i128::from(table.n);
        self.no_answer += i128::from(table.no_answer);
        for (value, count) in &table.counts.0 {
            *self.counts.entry(value).or_insert(0) += i128::from(*count);
        }
    }

    /// What is left when `other` is taken away.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut left = self.clone();
        left.n -= other.n;
        left.no_answer -= other.no_answer;
        for (value, count) in &other.counts {
            *left.counts.entry(value).or_insert(0) -= count;
        }
        left
    }

    /// Whether it can be a histogram of people.
    pub(super) fn is_possible(&self) -> bool {
        self.n >= 0 && self.no_answer >= 0 && self.counts.values().all(|count| *count >= 0) && self.counted() == self.n
    }

    /// All answers counted.
    pub(super) fn counted(&self) -> i128 {
        self.counts.values().sum()
    }

    /// Rule 3: an answer that all but at most `colluders` gave. Where only *yes* is protected, no other answer counts.
    pub(super) fn pinned(&self, colluders: u32, only_yes: bool) -> Option<&'r str> {
        let pins = |value: &str, count: i128| {
            count > 0 && (!only_yes || value == "yes") && self.n - count <= i128::from(colluders)
        };
        self.counts
            .iter()
            .find(|(value, count)| pins(value, **count))
            .map(|(value, _)| *value)
    }

    /// Where it differs from `other`, as `n 99 of 100, "5" 11 of 12`; nothing where it does not.
    pub(super) fn differences(&self, other: &Self) -> Option<String> {
        let left = other.minus(self);
        let heads = [
            ("n", left.n, self.n, other.n),
            ("no_answer", left.no_answer, self.no_answer, other.no_answer),
        ];
        let heads = heads.into_iter().filter(|(_, left, ..)| *left != 0);
        let mut told: Vec<String> = heads
            .map(|(name, _, own, whole)| format!("{name} {own} of {whole}"))
            .collect();
        let counts = left.counts.iter().filter(|(_, left)| **left != 0);
        told.extend(counts.map(|(value, _)| {
            let of = |sums: &Self| sums.counts.get(value).copied().unwrap_or(0);
            format!("\"{}\" {} of {}", plain(value), of(self), of(other))
        }));
        if told.len() > MOST_TOLD {
            told.truncate(MOST_TOLD);
            told.push("…".to_owned());
        }
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// Whether it is a table of one of several choices: there *yes* is protected, *no* is not.
pub(super) fn is_option(table: &Table) -> bool {
    let values = &table.counts.0;
    table.question.contains('.')
        && values.len() == 2
        && ["yes", "no"]
            .iter()
            .all(|value| values.iter().any(|(name, _)| name == value))
}
