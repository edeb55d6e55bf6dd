//! A release: the only thing any page, export or API reads about answers. Immutable, numbered, chained by digests.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hex;

/// The audits that need the cells: passed when the release was made (docs/THREATS.md).
pub const AUDITS: [&str; 2] = ["isolation", "witness"];

/// The value of people who left a segment's question out; it stands in a block only where somebody did.
pub const LEFT_OUT: &str = "none";

/// One release, as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Slug of the survey.
    pub survey: String,
    /// Name of the reporting period.
    pub period: String,
    /// Counts from 1 within the survey.
    pub release: u64,
    /// Day of the release.
    pub published_on: NaiveDate,
    /// k in force.
    pub group_size: u32,
    /// c in force.
    pub colluders: u32,
    /// The audits that its breakdowns passed; there exactly when it has breakdowns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audits: Vec<String>,
    /// The largest n + no_answer of the overall tables.
    pub responses: u64,
    /// Made outside the schedule by staff.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unscheduled: bool,
    /// Made of answers that were loaded from a file, not given by people in a form.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub loaded: bool,
    /// Digest of the release before; `null` for the first.
    pub previous: Option<String>,
    /// SHA-256 over this document without `digest`, as compact JSON in this order of fields.
    pub digest: String,
    /// The histograms.
    pub tables: Vec<Table>,
    /// The lots of comments.
    pub lots: Vec<Lot>,
    /// What could not be shown.
    pub withheld: Vec<Withheld>,
}

/// One published histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The item, and for several choices and rankings the option: `areas.price`.
    pub question: String,
    /// The segment it is broken down by; `null` for everybody.
    pub by: Option<String>,
    /// The segment values it holds; `["all"]` for everybody.
    pub block: Vec<String>,
    /// Those who answered.
    pub n: u64,
    /// Those who left it out.
    pub no_answer: u64,
    /// How many gave each answer, zero included.
    pub counts: Counts,
}

/// Values in the order of the question, with how many gave each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(pub Vec<(String, u64)>);

impl Counts {
    /// How many gave `value`.
    pub fn of(&self, value: &str) -> u64 {
        self.0
            .iter()
            .find(|(name, _)| name == value)
            .map_or(0, |(_, count)| *count)
    }

    /// How many gave any.
    pub fn sum(&self) -> u64 {
        self.0.iter().map(|(_, count)| count).sum()
    }
}

impl Serialize for Counts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(value, count)| (value, count)))
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = serde_json::Map::deserialize(deserializer)?;
        map.into_iter()
            .map(|(value, count)| {
                let count = count
                    .as_u64()
                    .ok_or_else(|| serde::de::Error::custom("a count is not a whole number"))?;
                Ok((value, count))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// One lot of comments: their texts stand apart, so that one can go without breaking the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// The item.
    pub question: String,
    /// How many comments.
    pub size: u64,
    /// `sha256:` of salt and text of each, in the order of the digests themselves.
    pub commitments: Vec<String>,
}

/// A table that could not be shown; the reason would tell, so there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The item or option.
    pub question: String,
    /// The segment; `null` for the overall table.
    pub by: Option<String>,
}

impl Release {
    /// The release with its digest filled in.
    pub fn sealed(mut self) -> Self {
        self.digest = self.expected_digest();
        self
    }

    /// What `audits` says beside these tables.
    pub fn audits_of(tables: &[Table]) -> Vec<String> {
        let is_broken_down = tables.iter().any(|table| table.by.is_some());
        let audits: &[&str] = if is_broken_down { &AUDITS } else { &[] };
        audits.iter().map(ToString::to_string).collect()
    }

    /// The digest this document must carry.
    pub fn expected_digest(&self) -> String {
        let mut document = serde_json::to_value(self).unwrap_or_default();
        if let Some(fields) = document.as_object_mut() {
            fields.shift_remove("digest");
        }
        digest(document.to_string().as_bytes())
    }

    /// The document as compact JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The overall table of an item or option.
    pub fn overall(&self, question: &str) -> Option<&Table> {
        self.tables
            .iter()
            .find(|table| table.by.is_none() && table.question == question)
    }
}

/// `sha256:` and 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hex::encode(&Sha256::digest(bytes)))
}

/// The commitment to a comment: the digest of its salt and text.
pub fn commitment(salt: &[u8], text: &str) -> String {
    let mut bytes = salt.to_vec();
    bytes.extend_from_slice(text.as_bytes());
    digest(&bytes)
}

/// All releases by item name, for summing over a period.
pub type TablesByQuestion<'r> = BTreeMap<&'r str, Vec<&'r Table>>;
