//! A counted answer: what a histogram has one bar for. Never free text.

use serde::{Deserialize, Serialize};

/// An answer by the places of its values in the item's shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Answer {
    /// The place of the one value.
    One(u16),
    /// The chosen options, one bit each.
    Set(u64),
    /// The places of the options, from first to last.
    Order(Vec<u8>),
}

/// The segment values of a respondent: for each declared segment the place of the option, `None` where left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct SegmentValues(pub Vec<Option<u8>>);
