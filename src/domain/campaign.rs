//! A campaign: who is asked to answer a survey, why, and in which words.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::id::Id;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being written; nobody was sent anything but a test.
    Draft,
    /// Its list is sealed; mails go out and answers are taken.
    Sealed,
    /// Staff stopped it: no more mails; invitations that went out still count.
    Stopped,
    /// Its addresses and codes are deleted.
    Ended,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Sealed, Self::Stopped, Self::Ended];

    /// The name in the database and of its interface word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sealed => "sealed",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }

    /// From a row.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The words of a mail in one language. In the body a line of its own stands for the link; see `mail::letter`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MailText {
    /// One line.
    pub subject: String,
    /// Paragraphs, parted by empty lines.
    pub body: String,
}

/// What staff say of a campaign before it is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What staff call it.
    pub name: String,
    /// Why people are asked.
    pub purpose: String,
    /// Where the addresses come from.
    pub source: String,
    /// `consent`, `public_task` or `legitimate_interest`.
    pub legal_ground: String,
    /// The segment whose values come from the list.
    pub segment: Option<String>,
    /// Whether only those are reminded whose invitation was not used.
    pub remembers: bool,
    /// Whether single invitations are sent by a program.
    pub standing: bool,
    /// Reminders, 0 to 2.
    pub reminders: i32,
    /// Days between two mails.
    pub wait_days: i32,
    /// The words by language.
    pub texts: BTreeMap<String, MailText>,
}

/// Numbers that staff see; none of them is about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Addresses that were sealed, tests left out.
    pub listed: i64,
    /// People who were sent the invitation.
    pub sent: i64,
    /// Addresses that refused it.
    pub undeliverable: i64,
    /// People who asked for no more mail.
    pub stopped: i64,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Random name.
    pub id: Id,
    /// The survey people are asked to answer.
    pub survey: Id,
    /// What staff said of it.
    pub plan: Plan,
    /// Where it stands.
    pub state: State,
    /// The period in which its invitations count; empty in a draft and for single invitations.
    pub period: String,
    /// Reminders that were put into the outbox.
    pub reminded: i32,
    /// When the first mail may go.
    pub starts_at: Option<NaiveDateTime>,
    /// The day its addresses and codes are deleted.
    pub ends_on: Option<NaiveDate>,
    /// The day it was made.
    pub created_on: NaiveDate,
    /// The numbers.
    pub tally: Tally,
}

impl Campaign {
    /// Whether it is the list of those who alone may answer in a period.
    pub fn counts_in(&self, period: &str) -> bool {
        matches!(self.state, State::Sealed | State::Stopped) && !self.plan.standing && self.period == period
    }
}

/// Days addresses are kept unless staff say otherwise.
pub const DAYS: i32 = 30;
/// The most days they may be kept.
pub const MOST_DAYS: i32 = 180;

/// A list has at least so many addresses: max(2k, 25) (DISCLOSURE rule 11).
pub fn least_addresses(group_size: usize) -> usize {
    (2 * group_size).max(25)
}

/// A segment value that comes from the list has at least so many people: max(k, 25) (DISCLOSURE rule 11).
pub fn least_block(group_size: usize) -> usize {
    group_size.max(25)
}

/// Puts segment values into groups that are large enough: big values alone, small ones pooled, the pool joined by the smallest big group
/// while it is still too small. Gives for each value the name of its group; the values of a pool get no value in the answer.
pub fn blocks(counts: &BTreeMap<String, usize>, least: usize) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    let mut big: Vec<(&String, usize)> = Vec::new();
    let (mut pool, mut pooled) = (Vec::new(), 0);
    for (value, count) in counts {
        if *count >= least && !value.is_empty() {
            big.push((value, *count));
        } else {
            pool.push(value);
            pooled += count;
        }
    }
    big.sort_by_key(|(value, count)| (*count, (*value).clone()));
    let mut big = big.into_iter();
    while pooled > 0 && pooled < least {
        let Some((value, count)) = big.next() else { break };
        pool.push(value);
        pooled += count;
    }
    groups.extend(big.map(|(value, _)| (value.clone(), value.clone())));
    groups.extend(pool.into_iter().map(|value| (value.clone(), POOL.to_owned())));
    groups
}

/// The name of the group of values that are too small alone.
pub const POOL: &str = "";

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(counts: &[(&str, usize)]) -> Vec<(String, String)> {
        let counts = counts
            .iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect();
        blocks(&counts, 25).into_iter().collect()
    }

    #[test]
    fn small_values_are_pooled_until_the_pool_is_large_enough() {
        let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        assert_eq!(grouped(&[("a", 30), ("b", 25)]), of(&[("a", "a"), ("b", "b")]));
        assert_eq!(
            grouped(&[("a", 30), ("b", 40), ("c", 3)]),
            of(&[("a", ""), ("b", "b"), ("c", "")]),
            "three people would be told by their missing value"
        );
        assert_eq!(
            grouped(&[("a", 30), ("b", 13), ("c", 12)]),
            of(&[("a", "a"), ("b", ""), ("c", "")])
        );
        assert_eq!(grouped(&[("a", 20), ("", 5)]), of(&[("", ""), ("a", "")]));
    }

    #[test]
    fn the_least_sizes_are_those_of_the_rules() {
        assert_eq!((least_addresses(10), least_addresses(20)), (25, 40));
        assert_eq!((least_block(10), least_block(30)), (25, 30));
    }
}
