//! The names that surveys carry in addresses.

use std::borrow::Borrow;
use std::error::Error;
use std::fmt;

/// A name of 1 to 63 characters: `[a-z0-9][a-z0-9-]{0,62}`, not ending with a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The words are not a [`Slug`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSlug;

impl Slug {
    /// The slug spelled `words`, exactly as they stand.
    ///
    /// # Errors
    /// [`InvalidSlug`] where the words are empty, too long, hold another character or begin or end with a hyphen.
    pub fn parse(words: &str) -> Result<Self, InvalidSlug> {
        let made_well = words
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let framed_well = !words.starts_with('-') && !words.ends_with('-');
        if made_well && framed_well && (1..=63).contains(&words.len()) {
            Ok(Self(words.to_owned()))
        } else {
            Err(InvalidSlug)
        }
    }

    /// The slug as it is spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvalidSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be 1 to 63 characters: small letters, digits and hyphens, no hyphen first or last")
    }
}

impl Error for InvalidSlug {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_survey_is_found_under_a_plain_address() {
        for words in ["a", "7", "visit", "visit-2026", "a--b", &"s".repeat(63)] {
            assert_eq!(Slug::parse(words).unwrap().as_str(), words);
        }
    }

    #[test]
    fn an_editor_cannot_choose_an_address_that_needs_escaping() {
        for words in [
            "",
            "-",
            "-a",
            "a-",
            "A",
            "a_b",
            "a/b",
            "..",
            "à",
            "a\n",
            &"s".repeat(64),
        ] {
            assert_eq!(Slug::parse(words), Err(InvalidSlug), "{words:?}");
        }
    }
}
