//! What one sealed record is about: a question, a row of a matrix, or the text of an "other".

use std::borrow::Cow;

use super::survey::{Kind, Question, Survey};

/// One thing a respondent answers by itself; the records of two items are never joined.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name in releases: the question's key, `key.row` for a matrix, `key.other` for the text of an "other".
    pub name: String,
    /// Place of its question in the survey.
    pub question: usize,
    /// What an answer to it looks like.
    pub shape: Shape,
}

/// What an answer to an item looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Free text of at most so many code points; becomes a comment.
    Text {
        /// Limit in code points.
        max_length: u32,
    },
    /// Exactly one of these values.
    One {
        /// The values, as releases name them.
        values: Vec<String>,
    },
    /// A set of these options; with `none`, the last one is "none of these".
    Set {
        /// The options, as releases name them.
        options: Vec<String>,
        /// How many of them an answer has at least, "none of these" apart; 1 or more.
        min: u32,
        /// Whether how many were chosen is known to everybody, so that the tables of all options but one give away the last.
        fixed_size: bool,
    },
    /// All of these options in an order.
    Order {
        /// The options, as releases name them.
        options: Vec<String>,
    },
}

impl Shape {
    /// Whether answers are free text.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text { .. })
    }
}

impl Survey {
    /// Every item of the survey in the order of the page; a submission has one record for each, answered or not.
    pub fn items(&self) -> Vec<Item> {
        self.questions
            .iter()
            .enumerate()
            .flat_map(|(place, question)| items_of(place, question))
            .collect()
    }
}

fn items_of(place: usize, question: &Question) -> Vec<Item> {
    let key = question.key.as_str();
    let item = |name: String, shape: Shape| Item {
        name,
        question: place,
        shape,
    };
    let one = |values: Vec<String>| vec![item(key.to_owned(), Shape::One { values })];
    match &question.kind {
        Kind::Statement => Vec::new(),
        Kind::ShortText { max_length } | Kind::LongText { max_length } => {
            vec![item(
                key.to_owned(),
                Shape::Text {
                    max_length: *max_length,
                },
            )]
        }
        Kind::Choice { options, other, .. } => {
            let mut values: Vec<String> = options.iter().map(|option| option.key.to_string()).collect();
            if !other {
                return one(values);
            }
            values.push("other".to_owned());
            vec![
                item(key.to_owned(), Shape::One { values }),
                item(
                    format!("{key}.other"),
                    Shape::Text {
                        max_length: OTHER_LENGTH,
                    },
                ),
            ]
        }
        Kind::Choices {
            options,
            min,
            max,
            none,
        } => {
            let mut names: Vec<String> = options.iter().map(|option| option.key.to_string()).collect();
            if *none {
                names.push("none".to_owned());
            }
            let min = (*min).max(1);
            let shape = Shape::Set {
                options: names,
                min,
                fixed_size: min == *max,
            };
            vec![item(key.to_owned(), shape)]
        }
        Kind::YesNo => one(vec!["yes".to_owned(), "no".to_owned()]),
        Kind::Rating { .. } | Kind::Nps { .. } | Kind::Csat { .. } | Kind::Ces { .. } => one(scale_values(question)),
        Kind::Matrix { rows, .. } => rows
            .iter()
            .map(|row| {
                item(
                    format!("{key}.{}", row.key),
                    Shape::One {
                        values: scale_values(question),
                    },
                )
            })
            .collect(),
        Kind::Ranking { options } => {
            let options = options.iter().map(|option| option.key.to_string()).collect();
            vec![item(key.to_owned(), Shape::Order { options })]
        }
        Kind::Number { bands, .. } => one(band_names(bands, |edge| Cow::from(edge.to_string()))),
        Kind::Date { bands, .. } => one(band_names(bands, |edge| Cow::from(edge.to_string()))),
    }
}

/// Longest text of an "other", in code points.
pub const OTHER_LENGTH: u32 = 200;

fn scale_values(question: &Question) -> Vec<String> {
    question
        .kind
        .scale()
        .map(|(low, high)| (low..=high).map(|step| step.to_string()).collect())
        .unwrap_or_default()
}

/// Names bands by their edges, `0..10`, `10..50`: each holds its lower edge, the last one both.
fn band_names<T>(edges: &[T], name: impl Fn(&T) -> Cow<'static, str>) -> Vec<String> {
    edges
        .windows(2)
        .map(|pair| match pair {
            [low, high] => format!("{}..{}", name(low), name(high)),
            _ => String::new(),
        })
        .collect()
}

/// The band a value falls in: each holds its lower edge, the last one both.
pub fn band_of<T: PartialOrd>(edges: &[T], value: &T) -> Option<usize> {
    let last = edges.len().checked_sub(1)?;
    if value == &edges[last] {
        return last.checked_sub(1);
    }
    edges
        .windows(2)
        .position(|pair| matches!(pair, [low, high] if low <= value && value < high))
}

impl Kind {
    /// Lowest and highest step of a scale; `None` for what is not a scale.
    pub fn scale(&self) -> Option<(u32, u32)> {
        match self {
            Self::Rating { steps, .. } | Self::Matrix { steps, .. } => Some((1, *steps)),
            Self::Nps { .. } => Some((0, 10)),
            Self::Csat { .. } => Some((1, 5)),
            Self::Ces { .. } => Some((1, 7)),
            _ => None,
        }
    }
}
