//! Simulated questions, segments and people.

use rand::{Rng, RngExt};

use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::item::{Item, Shape};
use crate::privacy::protect::Segment;
use crate::privacy::rehearsal::Respondent;

/// A question with so many values.
pub(super) fn scale(values: usize) -> Item {
    Item {
        name: "q".to_owned(),
        question: 0,
        shape: Shape::One {
            values: (1..=values).map(|value| value.to_string()).collect(),
        },
    }
}

/// Segments of so many values each.
pub(super) fn segments(sizes: &[usize]) -> Vec<Segment> {
    sizes
        .iter()
        .enumerate()
        .map(|(place, size)| Segment {
            key: format!("segment{}", place + 1),
            values: (1..=*size).map(|value| format!("v{value}")).collect(),
        })
        .collect()
}

/// How often each segment value and answer comes, independent of each other.
pub(super) struct Shares<'a> {
    segments: &'a [&'a [f64]],
    answers: &'a [f64],
}

impl<'a> Shares<'a> {
    pub(super) fn new(segments: &'a [&'a [f64]], answers: &'a [f64]) -> Self {
        Self { segments, answers }
    }

    pub(super) fn draw(&self, rng: &mut impl Rng) -> Respondent {
        let segments = self
            .segments
            .iter()
            .map(|shares| u8::try_from(pick(shares, rng)).ok())
            .collect();
        Respondent {
            segments: SegmentValues(segments),
            answer: u16::try_from(pick(self.answers, rng)).ok().map(Answer::One),
        }
    }
}

/// A place with probability in proportion to its share.
fn pick(shares: &[f64], rng: &mut impl Rng) -> usize {
    let mut left = rng.random_range(0.0..shares.iter().sum::<f64>());
    shares
        .iter()
        .position(|share| {
            left -= share;
            left < 0.0
        })
        .unwrap_or(shares.len() - 1)
}
