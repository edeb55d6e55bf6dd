//! What is wrong with a document, each mistake with its place.

use std::cell::RefCell;
use std::error::Error;
use std::fmt;

use super::Fault;

/// How many mistakes are told at once; a document with more is hardly a survey.
const MOST_TOLD: usize = 1000;

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands, such as `questions[3].options[2].text` (counted from 0); empty for the whole document.
    pub place: String,
    /// What is wrong there, such as `missing in "it"`.
    pub what: Fault,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            self.what.fmt(f)
        } else {
            write!(f, "{}: {}", self.place, self.what)
        }
    }
}

/// Everything wrong with a document, in the order of reading; prints one mistake a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// For a document that gave no survey although nothing was noted.
    pub(super) fn unknown() -> Self {
        Self(vec![Mistake {
            place: String::new(),
            what: Fault::Unreadable,
        }])
    }

    /// Each mistake, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.0.iter()
    }

    /// How many there are; at most a thousand are told.
    #[allow(clippy::len_without_is_empty, reason = "mistakes that exist are never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl IntoIterator for Mistakes {
    type Item = Mistake;
    type IntoIter = std::vec::IntoIter<Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, mistake) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for Mistakes {}

/// The mistakes noted so far; shared by everything that reads one document.
#[derive(Debug, Default)]
pub(super) struct Notes(RefCell<Vec<Mistake>>);

impl Notes {
    /// Notes one more.
    pub(super) fn add(&self, place: impl Into<String>, what: Fault) {
        let mut noted = self.0.borrow_mut();
        if noted.len() < MOST_TOLD {
            noted.push(Mistake {
                place: place.into(),
                what,
            });
        }
    }

    /// All of them, or nothing where nothing is wrong.
    pub(super) fn close(self) -> Result<(), Mistakes> {
        let noted = self.0.into_inner();
        if noted.is_empty() { Ok(()) } else { Err(Mistakes(noted)) }
    }
}

/// The editor's own words in quotation marks, cut where they are long.
pub(super) fn quoted(words: &str) -> String {
    format!("{:?}", cut(words))
}

/// The editor's own words, cut where they are long.
pub(super) fn cut(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
