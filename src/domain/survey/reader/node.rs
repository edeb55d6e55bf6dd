//! One value of the document with its place: asked for what it should be, it gives that or notes the mistake.

use std::fmt::Display;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde_json::Value;

use super::object::Object;
use crate::domain::key::Key;
use crate::domain::survey::mistake::{Notes, cut, quoted};
use crate::domain::survey::{Fault, checks};

/// A value, where it stands, and where mistakes are noted.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) place: String,
    pub(super) notes: &'a Notes,
}

impl<'a> Node<'a> {
    /// Notes what is wrong here; nothing can be made of the value.
    pub(super) fn wrong<T>(&self, what: Fault) -> Option<T> {
        self.notes.add(self.place.clone(), what);
        None
    }

    pub(super) fn object(&self) -> Option<Object<'a>> {
        match self.value {
            Value::Object(fields) => Some(Object {
                fields,
                place: self.place.clone(),
                notes: self.notes,
            }),
            _ => self.wrong(Fault::NotAnObject),
        }
    }

    /// The entries of a list, each with its place.
    pub(super) fn list(&self, length: RangeInclusive<usize>) -> Option<Vec<Node<'a>>> {
        let Value::Array(entries) = self.value else {
            return self.wrong(Fault::NotAList);
        };
        if !length.contains(&entries.len()) {
            return self.wrong(Fault::OtherLength {
                least: *length.start(),
                most: *length.end(),
                holds: entries.len(),
            });
        }
        let entry = |(index, value)| Node {
            value,
            place: format!("{}[{index}]", self.place),
            notes: self.notes,
        };
        Some(entries.iter().enumerate().map(entry).collect())
    }

    pub(super) fn string(&self) -> Option<&'a str> {
        self.value
            .as_str()
            .or_else(|| self.wrong(Fault::NotAText { language: None }))
    }

    pub(super) fn boolean(&self) -> Option<bool> {
        self.value.as_bool().or_else(|| self.wrong(Fault::NotAFlag))
    }

    pub(super) fn integer(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let number = self.value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.filter(|number| range.contains(number)).or_else(|| {
            self.wrong(Fault::NotWhole {
                least: *range.start(),
                most: *range.end(),
            })
        })
    }

    /// A number that reads back as it is written, see [`checks::MAX_NUMBER`].
    pub(super) fn number(&self) -> Option<f64> {
        let Some(number) = self.value.as_f64() else {
            return self.wrong(Fault::NotANumber);
        };
        if fits(number) {
            // -0.0 + 0.0 is 0.0
            return Some(number + 0.0);
        }
        self.wrong(Fault::InexactNumber)
    }

    pub(super) fn date(&self) -> Option<NaiveDate> {
        let date = self.value.as_str().and_then(|words| {
            let date = NaiveDate::parse_from_str(words, "%Y-%m-%d").ok()?;
            (date.to_string() == words && words.len() == 10).then_some(date)
        });
        date.or_else(|| self.wrong(Fault::NotADay))
    }

    pub(super) fn key(&self) -> Option<Key> {
        let words = self.string()?;
        match Key::parse(words) {
            Ok(key) => Some(key),
            Err(_) => self.wrong(Fault::NotAKey { word: quoted(words) }),
        }
    }

    /// One of the values that `name` spells.
    pub(super) fn one_of<T: Copy>(&self, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let word = self.string()?;
        all.iter().copied().find(|value| name(*value) == word).or_else(|| {
            let names = listed(all.iter().map(|value| name(*value)));
            self.wrong(Fault::NotOneOf {
                word: quoted(word),
                names,
            })
        })
    }

    /// The words of a string that a page will show: not blank, not too long, no control characters but newline and tab.
    /// `language` is `None` for a string that stands in no language.
    pub(super) fn words(&self, most: usize, language: Option<&str>) -> Option<String> {
        let language = language.map(cut);
        let Some(words) = self.value.as_str() else {
            return self.wrong(Fault::NotAText { language });
        };
        let length = words.chars().count();
        if words.trim().is_empty() {
            return self.wrong(Fault::Blank { language });
        }
        if length > most {
            return self.wrong(Fault::TooLong { most, length, language });
        }
        if words.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return self.wrong(Fault::ControlCharacter { language });
        }
        Some(words.to_owned())
    }
}

/// Whether a number is written with at most 15 digits and of ordinary size, so that reading it back is exact
/// (15 digits are below 2^53 and the powers of ten stay below 10^22: Clinger, "How to read floating point numbers accurately", 1990).
pub(super) fn fits(number: f64) -> bool {
    let size = number.abs();
    let ordinary = (checks::MIN_NUMBER..=checks::MAX_NUMBER).contains(&size);
    size == 0.0 || ordinary && format!("{number:.14e}").parse() == Ok(number)
}

/// Names, with commas between them.
pub(super) fn listed(names: impl Iterator<Item = impl Display>) -> String {
    names.map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}
