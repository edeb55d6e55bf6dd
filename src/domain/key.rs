//! The names that questions, options and rows carry in forms, answers and releases.

use std::borrow::Borrow;
use std::error::Error;
use std::fmt;

/// A name of 1 to 32 characters: `[a-z][a-z0-9_]{0,31}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

/// The words are not a [`Key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidKey;

impl Key {
    /// The key spelled `words`, exactly as they stand.
    ///
    /// # Errors
    /// [`InvalidKey`] where the words are empty, too long or hold another character.
    pub fn parse(words: &str) -> Result<Self, InvalidKey> {
        let starts_well = words.starts_with(|first: char| first.is_ascii_lowercase());
        let goes_on_well = words
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if starts_well && goes_on_well && words.len() <= 32 {
            Ok(Self(words.to_owned()))
        } else {
            Err(InvalidKey)
        }
    }

    /// The key as it is spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvalidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be 1 to 32 characters: a small letter, then small letters, digits and \"_\"")
    }
}

impl Error for InvalidKey {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_editor_names_a_question_in_small_letters() {
        for words in ["a", "q1", "how_was_it", &"k".repeat(32)] {
            assert_eq!(Key::parse(words).unwrap().as_str(), words);
        }
    }

    #[test]
    fn an_editor_cannot_name_a_question_otherwise() {
        for words in ["", "1a", "_a", "A", "a-b", "a.b", "à", "a b", "a\n", &"k".repeat(33)] {
            assert_eq!(Key::parse(words), Err(InvalidKey), "{words:?}");
        }
    }
}
