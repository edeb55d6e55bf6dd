//! Simulated questions, segments and people.

use rand::seq::SliceRandom;
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

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// One of five values.
    Scale,
    /// Some of twelve options.
    Choices,
    /// An order of five options.
    Ranking,
}

impl Asked {
    /// The question.
    pub(super) fn item(self) -> Item {
        let options = |count: usize| (1..=count).map(|option| format!("o{option}")).collect();
        let shape = match self {
            Self::Scale => return scale(ANSWERS.len()),
            Self::Choices => Shape::Set {
                options: options(12),
                min: 1,
                fixed_size: false,
            },
            Self::Ranking => Shape::Order { options: options(5) },
        };
        Item {
            name: "q".to_owned(),
            question: 0,
            shape,
        }
    }

    /// Somebody's answer.
    pub(super) fn answer(self, rng: &mut impl Rng) -> Answer {
        match self {
            Self::Scale => Answer::One(u16::try_from(pick(ANSWERS, rng)).unwrap_or(0)),
            Self::Choices => {
                let chosen = (0..12)
                    .filter(|_| rng.random::<f64>() < 0.3)
                    .fold(0, |set, option| set | 1 << option);
                // nothing chosen is no answer
                Answer::Set(if chosen == 0 { 1 } else { chosen })
            }
            Self::Ranking => {
                let mut order: Vec<u8> = (0..5).collect();
                order.shuffle(rng);
                Answer::Order(order)
            }
        }
    }
}

/// How often each of five answers comes.
pub(super) const ANSWERS: &[f64] = &[8.0, 12.0, 25.0, 35.0, 20.0];

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
