//! The trail: who of the staff did what, on which survey, when. Never an answer, a respondent, or what somebody looked for.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::chain::{Joint, Sealed, digest};

/// An act, before it is written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Act {
    /// Name of the account; empty for the command line and the program itself.
    pub who: String,
    /// What was done, such as `results.see`.
    pub what: String,
    /// The survey's name in addresses; empty for none.
    pub survey: String,
    /// Whom or what it was done to: words with a space between them, such as the random name of an account and the names of its roles; empty for none.
    pub about: String,
}

/// An entry, as it is hashed and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts from 1.
    pub number: i64,
    /// When, in UTC, to the second.
    pub at: NaiveDateTime,
    /// As in [`Act`].
    pub who: String,
    /// As in [`Act`].
    pub what: String,
    /// As in [`Act`].
    pub survey: String,
    /// As in [`Act`].
    pub about: String,
    /// Digest of the entry before; empty for the first.
    pub previous: String,
}

impl Entry {
    /// The entry that comes after `before`.
    pub fn after(before: &Joint, at: NaiveDateTime, act: &Act) -> Self {
        Self {
            number: before.number + 1,
            at,
            who: act.who.clone(),
            what: act.what.clone(),
            survey: act.survey.clone(),
            about: act.about.clone(),
            previous: before.digest.clone(),
        }
    }

    /// The text of the entry and its digest.
    pub fn seal(&self) -> Sealed {
        let text = serde_json::to_string(self).expect("an entry is plain JSON");
        let digest = digest(&text);
        Sealed { text, digest }
    }
}
