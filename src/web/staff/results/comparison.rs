//! What the results page says about groups as a whole: when they come, how they differ, or that they cannot be shown.

use super::breakdown::{is_comparable, segments};
use super::labels::Labels;
use super::overview::{OverviewPart, overview};
use crate::services::catalogue::Published;
use crate::services::results::Results;

/// The groups of a period.
pub enum ComparisonPart {
    /// They come later; the sentence says when.
    AtClose(String),
    /// Nothing can be shown.
    Withheld,
    /// All groups at a glance; empty where no question has a figure to compare.
    Shown(Vec<OverviewPart>),
}

/// What there is to say; nothing about a survey that compares no groups, and nothing in the moments of a close.
pub fn of(labels: &Labels, results: &Results, published: Option<&Published>) -> Option<ComparisonPart> {
    segments(results).next()?;
    if !results.breakdowns.is_empty() {
        return Some(ComparisonPart::Shown(overview(labels, results)));
    }
    let state = &published?.collection;
    let is_current = results.period.as_ref().is_none_or(|period| *period == state.period);
    if is_current && state.open {
        let day = labels.words.date(state.ends_on);
        return Some(ComparisonPart::AtClose(labels.words.with_one(
            "staff-breakdown-at-close",
            "day",
            day,
        )));
    }
    if results.period.is_none() || state.closing == results.period {
        return None;
    }
    let mut questions = results.survey.questions.iter();
    questions
        .any(|question| is_comparable(results, question))
        .then_some(ComparisonPart::Withheld)
}
