//! What a histogram is summed up to, as it is printed: means, scores and shares with their 95 % intervals.

use crate::domain::release::{Counts, Table};
use crate::domain::statistics::{self, Estimate};
use crate::domain::survey::Kind;
use crate::text::Words;
use crate::web::charts::heat::{HeatCell, shade};

/// A number with its name and its 95 % interval.
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The number.
    pub value: String,
    /// The interval.
    pub interval: String,
    /// The same on a scale from 0 to 1.
    pub at: Estimate,
}

impl Figure {
    /// As a cell without a shade.
    pub fn cell(self) -> HeatCell {
        HeatCell {
            text: self.value,
            interval: self.interval,
            shade: "",
        }
    }
}

/// The figures of a question's histogram, the most telling first; none for answers without an order.
pub fn figures(words: Words, kind: &Kind, counts: &Counts) -> Vec<Figure> {
    let steps = steps(counts);
    let found = match kind {
        Kind::Nps { .. } => vec![score(words, &steps), mean_of(words, kind, &steps)],
        Kind::Csat { .. } => {
            let satisfied = statistics::share_from(&steps, 4.0);
            vec![
                satisfied.map(|share| share_figure(words, "staff-results-csat", share)),
                mean_of(words, kind, &steps),
            ]
        }
        Kind::Rating { .. } | Kind::Ces { .. } | Kind::Matrix { .. } => vec![mean_of(words, kind, &steps)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// The one figure by which groups are compared: the first of [`figures`], or the share of *yes*.
pub fn headline(words: Words, kind: &Kind, table: &Table) -> Option<Figure> {
    if matches!(kind, Kind::YesNo) {
        let share = statistics::share(table.counts.of("yes"), table.n);
        return share.map(|share| share_figure(words, "staff-results-yes", share));
    }
    figures(words, kind, &table.counts).into_iter().next()
}

/// The mean of the steps of a scale.
pub fn mean(words: Words, kind: &Kind, counts: &Counts) -> Option<Figure> {
    mean_of(words, kind, &steps(counts))
}

/// The mean place among so many.
pub fn mean_place(words: Words, places: usize, counts: &Counts) -> Option<Figure> {
    let mean = statistics::mean(&steps(counts))?;
    Some(on_scale(
        words,
        "staff-results-mean-place",
        mean,
        (1.0, places as f64),
        2,
    ))
}

/// A share as a cell with its shade; a dash for what is not there.
pub fn share_cell(words: Words, share: Option<Estimate>) -> HeatCell {
    share.map_or_else(
        || HeatCell::plain("–".to_owned()),
        |share| HeatCell {
            text: words.percent(share.value, 0),
            interval: words.percent_range(share.low, share.high, 0),
            shade: shade(share.value),
        },
    )
}

fn mean_of(words: Words, kind: &Kind, steps: &[(f64, u64)]) -> Option<Figure> {
    let (low, high) = kind.scale()?;
    let mean = statistics::mean(steps)?;
    let ends = (f64::from(low), f64::from(high));
    Some(on_scale(words, "staff-results-mean", mean, ends, 2))
}

fn score(words: Words, steps: &[(f64, u64)]) -> Option<Figure> {
    let score = statistics::nps(steps)?;
    Some(on_scale(words, "staff-results-nps", score, (-100.0, 100.0), 0))
}

fn share_figure(words: Words, name: &str, share: Estimate) -> Figure {
    Figure {
        name: words.t(name),
        value: words.percent(share.value, 0),
        interval: words.percent_range(share.low, share.high, 0),
        at: share,
    }
}

/// A figure whose interval stays within the scale: nothing lies beyond its ends.
fn on_scale(words: Words, name: &str, figure: Estimate, ends: (f64, f64), digits: usize) -> Figure {
    let (low, high) = (figure.low.max(ends.0), figure.high.min(ends.1));
    let range = (words.decimal(low, digits), words.decimal(high, digits));
    let part = |value: f64| (value - ends.0) / (ends.1 - ends.0);
    Figure {
        name: words.t(name),
        value: words.decimal(figure.value, digits),
        interval: words.with_two("staff-results-interval", "low", range.0, "high", range.1),
        at: Estimate {
            value: part(figure.value),
            low: part(low),
            high: part(high),
        },
    }
}

/// Counts of steps as numbers.
fn steps(counts: &Counts) -> Vec<(f64, u64)> {
    counts
        .0
        .iter()
        .filter_map(|(value, count)| Some((value.parse().ok()?, *count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_ends_where_the_scale_ends() {
        let kind = Kind::Rating { steps: 5, labels: None };
        let counts = Counts(vec![("4".to_owned(), 3), ("5".to_owned(), 9)]);

        let mean = mean(Words::for_tag("en"), &kind, &counts).unwrap();

        assert_eq!(mean.value, "4.75");
        assert!(
            mean.interval.contains('5') && !mean.interval.contains("5.01"),
            "{}",
            mean.interval
        );
        assert!(mean.at.high <= 1.0 && mean.at.low < mean.at.value);
    }
}
