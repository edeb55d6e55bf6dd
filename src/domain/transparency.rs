//! An entry of the transparency log: what was promised in public, chained to everything promised before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::chain::{Joint, follow};
pub use super::chain::{Sealed, digest};

/// An entry, as it is hashed and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts from 1.
    pub number: i64,
    /// The day it was made.
    pub day: NaiveDate,
    /// What it is about, such as `invitation-keys`.
    pub kind: String,
    /// What is promised.
    pub body: Value,
    /// Digest of the entry before; empty for the first.
    pub previous: String,
}

impl Entry {
    /// The text of the entry and its digest.
    pub fn seal(&self) -> Sealed {
        let text = serde_json::to_string(self).expect("an entry is plain JSON");
        let digest = digest(&text);
        Sealed { text, digest }
    }
}

/// Whether entries in order hang together: numbers without a gap, each with the digest of the one before.
pub fn is_chain(entries: &[Sealed]) -> bool {
    follow(entries, Joint::default()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Vec<Sealed> {
        let mut previous = String::new();
        (1..=3)
            .map(|number| {
                let entry = Entry {
                    number,
                    day: NaiveDate::default(),
                    kind: "test".to_owned(),
                    body: serde_json::json!({ "n": number }),
                    previous: previous.clone(),
                };
                let sealed = entry.seal();
                previous.clone_from(&sealed.digest);
                sealed
            })
            .collect()
    }

    #[test]
    fn a_chain_hangs_together_until_an_entry_is_changed_left_out_or_swapped() {
        let whole = chain();
        assert!(is_chain(&whole));

        let mut changed = chain();
        changed[1].text = changed[1].text.replace("\"n\":2", "\"n\":9");
        assert!(!is_chain(&changed));
        let mut rehashed = changed.clone();
        rehashed[1].digest = digest(&rehashed[1].text);
        assert!(!is_chain(&rehashed), "the next entry names the digest of the old one");
        let mut short = chain();
        short.remove(1);
        assert!(!is_chain(&short));
        let mut swapped = chain();
        swapped.swap(0, 1);
        assert!(!is_chain(&swapped));
    }
}
