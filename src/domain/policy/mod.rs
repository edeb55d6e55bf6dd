//! The privacy policy: the organisation's own words and the facts computed beside them, version by version.

mod change;
mod facts;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use change::{Change, Concerns, What, changes};
pub use facts::{Facts, OrganisationFact, ProcessorFact, SurveyFact};

use super::guidelines::Texts;

/// The texts that come with the program: policy and questions people ask, in every language of the interface.
const SHIPPED: [(&str, &str, &str); 3] = [
    (
        "en",
        include_str!("../../../templates/policy/en.md"),
        include_str!("../../../templates/policy/faq.en.md"),
    ),
    (
        "pt",
        include_str!("../../../templates/policy/pt.md"),
        include_str!("../../../templates/policy/faq.pt.md"),
    ),
    (
        "zh",
        include_str!("../../../templates/policy/zh.md"),
        include_str!("../../../templates/policy/faq.zh.md"),
    ),
];

/// What people write of a policy, Markdown by language of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The policy in the organisation's own words, beside the computed facts.
    pub policy: Texts,
    /// Questions people ask.
    pub faq: Texts,
}

impl Wording {
    /// The texts that come with the program.
    pub fn shipped() -> Self {
        let pick = |text: fn(&(&str, &'static str, &'static str)) -> &'static str| -> Texts {
            SHIPPED
                .iter()
                .map(|entry| (entry.0.to_owned(), text(entry).trim().to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        Self {
            policy: pick(|entry| entry.1),
            faq: pick(|entry| entry.2),
        }
    }
}

/// The next version while it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The texts.
    pub wording: Wording,
    /// What changed, in plain words by language.
    pub summary: Texts,
    /// Whether its author says that its words promise no less than before.
    pub is_stricter: bool,
}

/// A version as it is published, hashed and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Counts from 1.
    pub number: i32,
    /// The day of publication.
    pub published_on: NaiveDate,
    /// The first day it counts.
    pub effective_on: NaiveDate,
    /// Whether anything in it is less strict than in the version before it.
    pub loosens: bool,
    /// The texts.
    pub wording: Wording,
    /// What changed, in plain words by language; empty where only facts did.
    pub summary: Texts,
    /// What the program computed on that day.
    pub facts: Facts,
    /// Which facts differ from the version it follows.
    pub changes: Vec<Change>,
}

/// A published version with the text that was hashed, which is never written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it says.
    pub body: Body,
    /// The text that was hashed.
    pub text: String,
    /// Its digest.
    pub digest: String,
}

impl Body {
    /// When it counts.
    pub fn standing(&self) -> Standing {
        Standing {
            number: self.number,
            published_on: self.published_on,
            effective_on: self.effective_on,
            loosens: self.loosens,
        }
    }

    /// The text that is published and hashed.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("a policy is plain JSON")
    }
}

/// When a published version counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Counts from 1.
    pub number: i32,
    /// The day of publication.
    pub published_on: NaiveDate,
    /// The first day it counts.
    pub effective_on: NaiveDate,
    /// Whether anything in it is less strict than before.
    pub loosens: bool,
}

/// The version in force on a day: the newest whose day has come. `versions` by number, oldest first.
pub fn in_force(versions: &[Standing], day: NaiveDate) -> Option<Standing> {
    versions
        .iter()
        .rev()
        .find(|version| version.effective_on <= day)
        .copied()
}

/// The version under which a period that began on `start` takes answers on `today`: what was made less strict since then counts
/// from the next period on only.
pub fn of_period(versions: &[Standing], start: NaiveDate, today: NaiveDate) -> Option<Standing> {
    let base = in_force(versions, start.min(today));
    let holds_less = |version: &Standing| {
        let later = |other: &&Standing| {
            base.is_some_and(|base| other.number > base.number)
                && other.number <= version.number
                && other.effective_on <= version.effective_on
        };
        versions.iter().filter(later).any(|other| other.loosens)
    };
    versions
        .iter()
        .rfind(|version| version.effective_on <= today && !holds_less(version))
        .copied()
}

/// Versions that were published and do not count yet, the next first; of several for one day the newest.
pub fn announced(versions: &[Standing], today: NaiveDate) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for version in versions.iter().rev() {
        // a later number that counts earlier goes on until its own day
        let is_next = found
            .last()
            .is_none_or(|later| version.effective_on < later.effective_on);
        if version.effective_on > today && is_next {
            found.push(*version);
        }
        if version.effective_on <= today {
            break;
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::translated::nearest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn version(number: i32, effective_on: &str, loosens: bool) -> Standing {
        Standing {
            number,
            published_on: day("2026-11-01"),
            effective_on: day(effective_on),
            loosens,
        }
    }

    fn number(version: Option<Standing>) -> Option<i32> {
        version.map(|version| version.number)
    }

    #[test]
    fn the_newest_version_counts_whose_day_has_come() {
        let versions = [
            version(1, "2026-11-01", false),
            version(2, "2026-12-10", true),
            version(3, "2026-11-20", false),
            version(4, "2026-12-10", true),
        ];

        assert_eq!(number(in_force(&versions, day("2026-10-31"))), None);
        assert_eq!(number(in_force(&versions, day("2026-11-19"))), Some(1));
        assert_eq!(number(in_force(&versions, day("2026-12-09"))), Some(3));
        assert_eq!(number(in_force(&versions, day("2026-12-10"))), Some(4));
        let next: Vec<i32> = announced(&versions, day("2026-11-21"))
            .iter()
            .map(|version| version.number)
            .collect();
        assert_eq!(next, [4]);
    }

    #[test]
    fn a_period_that_began_before_keeps_what_it_was_promised_and_gains_what_is_stricter() {
        let versions = [
            version(1, "2026-11-01", false),
            version(2, "2026-11-10", false),
            version(3, "2026-11-15", true),
            version(4, "2026-11-20", false),
        ];

        let of = |start, today| number(of_period(&versions, day(start), day(today)));
        assert_eq!(of("2026-11-05", "2026-11-05"), Some(1));
        assert_eq!(
            of("2026-11-05", "2026-11-30"),
            Some(2),
            "stricter, and not what loosens"
        );
        assert_eq!(of("2026-11-15", "2026-11-30"), Some(4));
        let announced = [
            version(1, "2026-11-01", false),
            version(2, "2026-11-20", true),
            version(3, "2026-11-10", false),
            version(4, "2026-11-20", true),
        ];
        let of_announced = number(of_period(&announced, day("2026-11-05"), day("2026-11-25")));
        assert_eq!(of_announced, Some(3), "stricter before what was announced counts");
        assert_eq!(of("2026-10-01", "2026-10-02"), None);
        assert_eq!(
            of("2026-10-01", "2026-11-30"),
            Some(4),
            "nothing was promised when it began"
        );
    }

    #[test]
    fn every_language_of_the_interface_has_a_text_that_comes_along() {
        let shipped = Wording::shipped();

        for language in crate::text::INTERFACE_LANGUAGES {
            assert_eq!(nearest(&shipped.policy, language).0, language);
            assert!(nearest(&shipped.faq, language).1.len() > 500);
        }
        assert_eq!(nearest(&shipped.policy, "nl").0, "en");
    }
}
