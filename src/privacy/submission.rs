//! A submission before it is split: what was typed, what it means, and what is left of it without identifiers.

use std::fmt;

use zeroize::Zeroizing;

use super::record::{Body, Record};
use super::scrub::{self, Keep, Kind};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::item::Item;

/// Meaningful and still personal. Not cloned, not serialised, prints nothing; the only way on is [`RawSubmission::scrub`].
pub struct RawSubmission {
    values: Vec<RawValue>,
    segments: SegmentValues,
}

/// One item of a raw submission.
pub enum RawValue {
    /// Not answered.
    LeftOut,
    /// A value among those the item offers.
    Counted(Answer),
    /// A text as it was typed.
    Text(Zeroizing<String>),
}

/// A text as its author sees it before sending: which pieces stay and which go.
pub struct Preview {
    /// The item.
    pub item: String,
    /// The text in pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a previewed text.
pub enum Piece {
    /// Stays as it is.
    Kept(String),
    /// Goes, and its kind stands in its place.
    Removed {
        /// What was typed.
        words: String,
        /// What it was taken for.
        kind: Kind,
    },
}

/// Without identifiers; what it becomes next is split.
pub struct ScrubbedSubmission {
    records: Vec<Record>,
}

impl RawSubmission {
    /// One value for each item, in their order.
    pub(super) fn new(values: Vec<RawValue>, segments: SegmentValues) -> Self {
        Self { values, segments }
    }

    /// What would be removed, for each text that holds something to remove.
    pub fn preview(&self, items: &[Item], language: &str, keep: &Keep) -> Vec<Preview> {
        self.values
            .iter()
            .zip(items)
            .filter_map(|(value, item)| match value {
                RawValue::Text(text) => preview(&item.name, text, language, keep),
                _ => None,
            })
            .collect()
    }

    /// Takes the identifiers out of every text; `keep` are words of the survey that stay.
    pub fn scrub(self, language: &str, keep: &Keep) -> ScrubbedSubmission {
        let segments = self.segments;
        let records = self
            .values
            .into_iter()
            .map(|value| match value {
                RawValue::LeftOut => Record {
                    segments: segments.clone(),
                    body: Body::LeftOut,
                },
                RawValue::Counted(answer) => Record {
                    segments: segments.clone(),
                    body: Body::Counted(answer),
                },
                RawValue::Text(text) => scrub_text(&text, language, keep),
            })
            .collect();
        ScrubbedSubmission { records }
    }
}

/// A comment's record: scrubbed, without segments.
pub(super) fn scrub_text(text: &str, language: &str, keep: &Keep) -> Record {
    let scrubbed = scrub::scrub(text, language, keep);
    let removed = Kind::ALL
        .iter()
        .filter_map(|kind| {
            let count = scrubbed.found().iter().filter(|found| found.kind == *kind).count();
            (count > 0).then(|| (*kind, u8::try_from(count).unwrap_or(u8::MAX)))
        })
        .collect();
    Record {
        segments: SegmentValues::default(),
        body: Body::Comment {
            text: Zeroizing::new(scrubbed.into_text()),
            removed,
        },
    }
}

fn preview(item: &str, text: &str, language: &str, keep: &Keep) -> Option<Preview> {
    let pieces = pieces(text, language, keep);
    let is_removed = |piece: &Piece| matches!(piece, Piece::Removed { .. });
    pieces.iter().any(is_removed).then(|| Preview {
        item: item.to_owned(),
        pieces,
    })
}

/// A text in pieces, in order: what would stay and what would go.
pub fn pieces(text: &str, language: &str, keep: &Keep) -> Vec<Piece> {
    let scrubbed = scrub::scrub(text, language, keep);
    let letters: Vec<char> = text.chars().collect();
    let words = |from: usize, to: usize| {
        letters
            .get(from..to)
            .map(|part| part.iter().collect())
            .unwrap_or_default()
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    for found in scrubbed.found() {
        if found.start > at {
            pieces.push(Piece::Kept(words(at, found.start)));
        }
        pieces.push(Piece::Removed {
            words: words(found.start, found.end),
            kind: found.kind,
        });
        at = found.end;
    }
    if at < letters.len() {
        pieces.push(Piece::Kept(words(at, letters.len())));
    }
    pieces
}

impl ScrubbedSubmission {
    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }
}

impl fmt::Debug for RawSubmission {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RawSubmission")
    }
}

impl fmt::Debug for ScrubbedSubmission {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ScrubbedSubmission")
    }
}
