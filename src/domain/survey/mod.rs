//! A survey as its editor defined it: texts, questions, promises. Pure; reading and checking the JSON document is in `reader`, writing it in `writer`, its limits in `checks`.

pub mod checks;
mod diff;
mod fault;
mod mistake;
mod names;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use checks::MAX_SEGMENTS;
pub use diff::structure_changed;
pub use fault::Fault;
pub use mistake::{Mistake, Mistakes};

use super::key::Key;
use super::slug::Slug;

/// A BCP 47 language tag as the definition spells it, such as `en` or `pt-BR`.
pub type LanguageTag = String;

/// A text in every language of its survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(BTreeMap<LanguageTag, String>);

impl Text {
    /// Words by language; the reader makes sure that no language of the survey is missing.
    pub fn new(words: BTreeMap<LanguageTag, String>) -> Self {
        Self(words)
    }

    /// The words in `language`; a language the survey does not have gives an empty string.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }

    /// Every language with its words, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, words)| (tag.as_str(), words.as_str()))
    }
}

/// A checked definition: a value that exists is valid.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The name in addresses.
    pub slug: Slug,
    /// Every language the survey is written in, in the editor's order; never empty.
    pub languages: Vec<LanguageTag>,
    /// The language shown when the respondent asks for none of them.
    pub default_language: LanguageTag,
    /// The heading.
    pub title: Text,
    /// What stands above the first question.
    pub introduction: Option<Text>,
    /// What the thank-you page says.
    pub thanks: Option<Text>,
    /// What the answers are used for: a promise.
    pub purpose: Text,
    /// What the respondent gets from it.
    pub benefit: Option<Text>,
    /// Whether the organisation's page lists it.
    pub listed: bool,
    /// k, the minimum group size; at least 5 and at least `colluders` + 3.
    pub group_size: u32,
    /// c, how many respondents telling their own answers are withstood.
    pub colluders: u32,
    /// How many answers the editor expects in a period; decides advice only.
    pub expected: Option<u32>,
    /// How long a reporting period is.
    pub period: Period,
    /// When overall results are released within a period.
    pub tick: Tick,
    /// First day on which the form is open (UTC); open from publication where absent.
    pub opens: Option<NaiveDate>,
    /// First day on which the form is closed (UTC).
    pub closes: Option<NaiveDate>,
    /// How long released comments are kept, in days after their release.
    pub retention_days: u32,
    /// Words that stay in texts although they look like names: brands, places, and people only where they agreed; none twice.
    pub keep: Vec<String>,
    /// Keys of the questions declared for comparing groups, at most three.
    pub segments: Vec<Key>,
    /// The questions, in the order of the page.
    pub questions: Vec<Question>,
}

/// The reporting period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One period from the opening to the close.
    Once,
    /// ISO weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
}

/// How often overall results are released within a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Every midnight (UTC).
    Day,
    /// Every seventh day of the period.
    Week,
    /// Only when the period closes.
    Close,
}

/// One question of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question's name in forms, answers and releases.
    pub key: Key,
    /// What it asks.
    pub text: Text,
    /// A hint below the question.
    pub help: Option<Text>,
    /// Whether the form insists on an answer.
    pub required: bool,
    /// Why the organisation asks.
    pub why: Option<Text>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// The kinds of questions, with what only they have.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the line of each kind says what its fields are")]
pub enum Kind {
    /// A text between questions; takes no answer.
    Statement,
    /// One line; at most `max_length` code points.
    ShortText { max_length: u32 },
    /// Several lines; at most `max_length` code points.
    LongText { max_length: u32 },
    /// Exactly one option.
    Choice {
        options: Vec<Choice>,
        other: bool,
        display: Display,
    },
    /// Several options; between `min` and `max` of them, or none of these where `none` allows it.
    Choices {
        options: Vec<Choice>,
        min: u32,
        max: u32,
        none: bool,
    },
    /// Yes or no.
    YesNo,
    /// 1 to `steps`.
    Rating { steps: u32, labels: Option<EndLabels> },
    /// 0 to 10.
    Nps { labels: Option<EndLabels> },
    /// 1 to 5.
    Csat { labels: Option<EndLabels> },
    /// 1 to 7.
    Ces { labels: Option<EndLabels> },
    /// Rows on one scale of 1 to `steps`.
    Matrix {
        steps: u32,
        labels: Option<EndLabels>,
        rows: Vec<Choice>,
    },
    /// All options in the respondent's order.
    Ranking { options: Vec<Choice> },
    /// A number from `min` to `max`; only its band is kept. `bands` holds the edges, first = `min`, last = `max`.
    Number {
        min: f64,
        max: f64,
        unit: Option<String>,
        bands: Vec<f64>,
    },
    /// A day from `min` to `max`; only its band is kept. `bands` holds the edges, first = `min`, last = `max`.
    Date {
        min: NaiveDate,
        max: NaiveDate,
        bands: Vec<NaiveDate>,
    },
}

/// An option of a choice or a row of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name in answers and releases.
    pub key: Key,
    /// What the respondent reads.
    pub text: Text,
}

/// How the options of a single choice are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Radio buttons.
    Radio,
    /// A list that opens.
    Dropdown,
}

/// What the two ends of a scale are called.
#[derive(Debug, Clone, PartialEq)]
pub struct EndLabels {
    /// The lowest step.
    pub low: Text,
    /// The highest step.
    pub high: Text,
}

impl Survey {
    /// The question named `key`.
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key.as_str() == key)
    }

    /// Whether a question is declared for comparing groups.
    pub fn is_segment(&self, key: &Key) -> bool {
        self.segments.contains(key)
    }
}

impl Survey {
    /// What the respondent reads for a value of `question`: an option's or a row's text; `None` for steps, bands and the interface's own words.
    pub fn label(question: &Question, value: &str, language: &str) -> Option<String> {
        let choices = match &question.kind {
            Kind::Choice { options, .. } | Kind::Choices { options, .. } | Kind::Ranking { options } => options,
            Kind::Matrix { rows, .. } => rows,
            _ => return None,
        };
        let choice = choices.iter().find(|choice| choice.key.as_str() == value)?;
        Some(choice.text.in_language(language).to_owned())
    }
}
