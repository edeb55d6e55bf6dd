//! Numbers and dates: their range, and the bands that are kept of an answer.

use std::fmt::Display;

use chrono::{Days, NaiveDate};

use super::node::{Node, fits};
use super::object::Object;
use crate::domain::survey::{Fault, Kind, checks};

/// The fields of a number.
pub(super) const NUMBER: &[&str] = &["min", "max", "unit", "bands"];
/// The fields of a date.
pub(super) const DATE: &[&str] = &["min", "max", "bands"];

pub(super) fn number(question: &Object<'_>) -> Option<Kind> {
    let range = range(question, (0.0, 100.0), Node::number);
    let unit = question.optional("unit", |node| node.words(checks::MAX_UNIT, None));
    let given = question.optional("bands", |node| edges(node, range, Node::number));
    let (min, max) = range?;
    let bands = match given? {
        Some(bands) => bands,
        None => equal_numbers(min, max).or_else(|| question.wrong("bands", Fault::NoRoomForBands))?,
    };
    Some(Kind::Number {
        min,
        max,
        unit: unit?,
        bands,
    })
}

pub(super) fn date(question: &Object<'_>) -> Option<Kind> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(2049, 12, 31)?;
    let range = range(question, (first, last), Node::date);
    let given = question.optional("bands", |node| edges(node, range, Node::date));
    let (min, max) = range?;
    let bands = given?.unwrap_or_else(|| equal_dates(min, max));
    Some(Kind::Date { min, max, bands })
}

/// `min` and `max`, the first below the second.
fn range<'a, T: PartialOrd>(
    question: &Object<'a>,
    default: (T, T),
    read: impl Fn(&Node<'a>) -> Option<T>,
) -> Option<(T, T)> {
    let min = question.or("min", default.0, &read);
    let max = question.or("max", default.1, &read);
    let (min, max) = (min?, max?);
    if min < max {
        Some((min, max))
    } else {
        question.wrong("min", Fault::EmptyRange)
    }
}

/// The edges as the editor set them: rising, from `min` to `max`.
fn edges<'a, T: PartialOrd + Copy + Display>(
    node: &Node<'a>,
    range: Option<(T, T)>,
    read: impl Fn(&Node<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let edges: Vec<Option<T>> = node.list(checks::EDGES)?.iter().map(read).collect();
    let edges = edges.into_iter().collect::<Option<Vec<T>>>()?;
    if !edges.is_sorted_by(|lower, upper| lower < upper) {
        return node.wrong(Fault::EdgesDoNotRise);
    }
    let (min, max) = range?;
    if edges.first() != Some(&min) || edges.last() != Some(&max) {
        let (min, max) = (min.to_string(), max.to_string());
        return node.wrong(Fault::EdgesElsewhere { min, max });
    }
    Some(edges)
}

/// Ten bands of the same width, rounded where the 15 digits end; nothing where they would fall together.
fn equal_numbers(min: f64, max: f64) -> Option<Vec<f64>> {
    let size = min.abs().max(max.abs());
    let decimals = (14.0 - size.log10().floor()).clamp(0.0, 20.0) as usize;
    let count = checks::DEFAULT_BANDS as f64;
    let edge = |number: usize| match number {
        0 => Some(min),
        checks::DEFAULT_BANDS => Some(max),
        between => {
            let share = between as f64;
            let edge = (min * (count - share) + max * share) / count;
            format!("{edge:.decimals$}").parse::<f64>().ok().map(|edge| edge + 0.0)
        }
    };
    let edges = (0..=checks::DEFAULT_BANDS).map(edge).collect::<Option<Vec<f64>>>()?;
    let usable = edges.iter().all(|edge| fits(*edge)) && edges.is_sorted_by(|lower, upper| lower < upper);
    usable.then_some(edges)
}

/// Ten bands as equal as whole days allow; a band a day where there are fewer than ten days.
fn equal_dates(min: NaiveDate, max: NaiveDate) -> Vec<NaiveDate> {
    let days = max.signed_duration_since(min).num_days().unsigned_abs();
    let count = days.min(checks::DEFAULT_BANDS as u64);
    (0..=count)
        .filter_map(|number| min.checked_add_days(Days::new(days * number / count.max(1))))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_editor_who_sets_no_bands_gets_ten_plain_ones() {
        let edges = equal_numbers(0.0, 1.0).unwrap();

        assert_eq!(edges, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]);
        assert_eq!(equal_numbers(-0.1, 0.4).unwrap()[2], 0.0);
        assert_eq!(equal_numbers(1.0, 1.000_000_000_000_01), None);
    }

    #[test]
    fn three_days_are_three_bands() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 2, day).unwrap();

        let edges = equal_dates(day(1), day(4));

        assert_eq!(edges, [day(1), day(2), day(3), day(4)]);
    }
}
