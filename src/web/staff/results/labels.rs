//! What the values of releases are called, in the language of the survey that suits the reader.

use chrono::NaiveDate;

use super::super::survey_head::reading_language;
use crate::domain::survey::{Choice, EndLabels, Kind, Question, Survey, Text};
use crate::text::{Words, direction};

/// Labels for one reader.
pub struct Labels {
    /// The words of the interface.
    pub words: Words,
    /// The language of the survey's own texts.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
}

impl Labels {
    /// In the reader's language where the survey has it, or else in its own.
    pub fn new(words: Words, survey: &Survey) -> Self {
        let lang = reading_language(survey, words);
        Self {
            words,
            dir: direction(&lang),
            lang,
        }
    }

    /// A text of the survey.
    pub fn text(&self, text: &Text) -> String {
        text.in_language(&self.lang).to_owned()
    }

    /// A value of a question's counts.
    pub fn value(&self, question: &Question, value: &str) -> String {
        match &question.kind {
            Kind::Choice { options, .. } => self.option(options, value),
            Kind::YesNo => self.yes_or_no(value),
            Kind::Rating { labels, .. }
            | Kind::Nps { labels }
            | Kind::Csat { labels }
            | Kind::Ces { labels }
            | Kind::Matrix { labels, .. } => self.step(question, labels.as_ref(), value),
            Kind::Number { unit, .. } => self.band(value, unit.as_deref(), |edge| self.number(edge)),
            Kind::Date { .. } => self.band(value, None, |edge| self.day(edge)),
            _ => value.to_owned(),
        }
    }

    /// An option, `other` and `none` among them.
    pub fn option(&self, options: &[Choice], key: &str) -> String {
        match options.iter().find(|option| option.key.as_str() == key) {
            Some(option) => self.text(&option.text),
            None if key == "other" => self.words.t("staff-results-other"),
            None if key == "none" => self.words.t("staff-results-none-of-these"),
            None => key.to_owned(),
        }
    }

    fn yes_or_no(&self, value: &str) -> String {
        self.words.t(if value == "yes" {
            "staff-results-yes"
        } else {
            "staff-results-no"
        })
    }

    /// A step, with what its end of the scale is called.
    fn step(&self, question: &Question, labels: Option<&EndLabels>, value: &str) -> String {
        let (low, high) = question.kind.scale().unwrap_or_default();
        let end = match labels {
            Some(labels) if value == low.to_string() => Some(&labels.low),
            Some(labels) if value == high.to_string() => Some(&labels.high),
            _ => None,
        };
        end.map_or_else(|| value.to_owned(), |end| format!("{value} – {}", self.text(end)))
    }

    fn band(&self, value: &str, unit: Option<&str>, edge: impl Fn(&str) -> String) -> String {
        let Some((low, high)) = value.split_once("..") else {
            return value.to_owned();
        };
        let band = self
            .words
            .with_two("staff-results-band", "low", edge(low), "high", edge(high));
        match unit {
            Some(unit) => format!("{band} {unit}"),
            None => band,
        }
    }

    fn number(&self, edge: &str) -> String {
        let digits = edge.split_once('.').map_or(0, |(_, digits)| digits.len());
        edge.parse()
            .map_or_else(|_| edge.to_owned(), |number| self.words.decimal(number, digits))
    }

    fn day(&self, edge: &str) -> String {
        edge.parse::<NaiveDate>()
            .map_or_else(|_| edge.to_owned(), |day| self.words.date(day))
    }
}
