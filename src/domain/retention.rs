//! How long what is kept, and what may be chosen of it.

use super::inventory::DataKind;

/// Something whose days can be chosen. Its texts are the interface words `retention-{name}` and `retention-{name}-about`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settable {
    /// Its name in the database.
    pub name: &'static str,
    /// The kind of data it is part of.
    pub data: DataKind,
    /// Days at least.
    pub least: i64,
    /// Days at most.
    pub most: i64,
}

/// What can be chosen.
pub const SETTABLE: [Settable; 4] = [
    Settable {
        name: "trail",
        data: DataKind::Trail,
        least: 180,
        most: 1096,
    },
    Settable {
        name: "calls",
        data: DataKind::Technical,
        least: 2,
        most: 90,
    },
    Settable {
        name: "campaigns",
        data: DataKind::Invitations,
        least: 30,
        most: 1096,
    },
    Settable {
        name: "accounts",
        data: DataKind::Staff,
        least: 4,
        most: 90,
    },
];

/// What is fixed by the way the program works, or by what each survey promises: the interface words are the same.
pub const FIXED: [(&str, DataKind); 7] = [
    ("comments", DataKind::Comments),
    ("answers", DataKind::WaitingAnswers),
    ("addresses", DataKind::Invitations),
    ("sessions", DataKind::Staff),
    ("tokens", DataKind::Staff),
    ("subscriptions", DataKind::Subscribers),
    ("requests", DataKind::Requests),
];

/// Everything a run deletes and counts, in the order it does.
pub const RUN: [&str; 7] = [
    "comments",
    "trail",
    "calls",
    "campaigns",
    "accounts",
    "subscriptions",
    "requests",
];

impl Settable {
    /// The one of a name.
    pub fn find(name: &str) -> Option<Self> {
        SETTABLE.into_iter().find(|rule| rule.name == name)
    }

    /// Whether so many days may be chosen.
    pub fn allows(&self, days: i64) -> bool {
        (self.least..=self.most).contains(&days)
    }
}

/// Steps in which counts are shown: the largest group any survey promises, or 25.
pub fn step(largest_group: i64) -> i64 {
    largest_group.max(25)
}

/// A count as it is shown: rounded down to a step.
pub fn shown(count: i64, step: i64) -> i64 {
    count - count % step.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_shown_in_steps_of_the_largest_group() {
        assert_eq!((step(10), step(40)), (25, 40));
        assert_eq!([0, 24, 25, 49, 50].map(|count| shown(count, 25)), [0, 0, 25, 25, 50]);
    }
}
