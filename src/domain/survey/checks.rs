//! How much a definition may hold: the limits that the reader enforces and the defaults it fills in.

use std::ops::RangeInclusive;

/// How many questions may be declared for comparing groups.
pub const MAX_SEGMENTS: usize = 3;
/// How many options a question declared for comparing groups may have.
pub const MAX_SEGMENT_OPTIONS: usize = 12;
/// How large a document may be, in bytes, as it came and as it is written out in full.
pub const MAX_DOCUMENT_BYTES: usize = 1_000_000;
/// How many questions a survey may have.
pub const MAX_QUESTIONS: usize = 100;
/// How many items: one a question, one a row of a matrix, two for a choice with "other"; statements are none.
pub const MAX_ITEMS: usize = 300;
/// How long a text may be, in code points.
pub const MAX_TEXT: usize = 4000;
/// How long the text of an option, a row or the end of a scale may be, in code points.
pub const MAX_LABEL: usize = 500;
/// How long the text of an answer may be, in code points.
pub const LONGEST_ANSWER: u32 = 4000;
/// How long the unit of a number may be, in code points.
pub const MAX_UNIT: usize = 40;
/// How long a word that stays may be, in code points.
pub const MAX_KEPT: usize = 60;
/// The largest size of a number or an edge; with at most 15 digits every number reads back as it was written.
pub const MAX_NUMBER: f64 = 1e15;
/// The smallest size of a number or an edge that is not zero.
pub const MIN_NUMBER: f64 = 1e-6;

pub(super) const GROUP_SIZE: RangeInclusive<u32> = 5..=1000;
pub(super) const DEFAULT_GROUP_SIZE: u32 = 10;
pub(super) const COLLUDERS: RangeInclusive<u32> = 0..=20;
pub(super) const DEFAULT_COLLUDERS: u32 = 2;
/// The minimum group size is at least the number of colluders and this many more.
pub(super) const BEYOND_COLLUDERS: u32 = 3;
pub(super) const EXPECTED: RangeInclusive<u32> = 1..=1_000_000_000;
pub(super) const RETENTION_DAYS: RangeInclusive<u32> = 1..=3650;
pub(super) const DEFAULT_RETENTION_DAYS: u32 = 365;

pub(super) const KEPT: RangeInclusive<usize> = 0..=200;
pub(super) const OPTIONS: RangeInclusive<usize> = 2..=50;
pub(super) const OPTIONS_BESIDE_OTHER: RangeInclusive<usize> = 1..=50;
pub(super) const RANKED: RangeInclusive<usize> = 2..=12;
pub(super) const ROWS: RangeInclusive<usize> = 1..=30;
pub(super) const STEPS: RangeInclusive<u32> = 3..=10;
pub(super) const DEFAULT_STEPS: u32 = 5;
pub(super) const SHORT_TEXT: RangeInclusive<u32> = 1..=500;
pub(super) const DEFAULT_SHORT_TEXT: u32 = 200;
pub(super) const LONG_TEXT: RangeInclusive<u32> = 1..=LONGEST_ANSWER;
pub(super) const DEFAULT_LONG_TEXT: u32 = 4000;
pub(super) const EDGES: RangeInclusive<usize> = 2..=21;
pub(super) const DEFAULT_BANDS: usize = 10;

/// Names that options cannot have: they mean something in answers and releases.
pub(super) const RESERVED_OPTIONS: [&str; 3] = ["all", "other", "none"];
