//! What staff must know before they see results: the text that comes with the program, or the organisation's own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::hex;

/// Markdown by language of the interface.
pub type Texts = BTreeMap<String, String>;

/// The language that stands in for one that has no text.
const FALLBACK: &str = "en";

/// The text that comes with the program, in every language of the interface.
const SHIPPED: [(&str, &str); 3] = [
    ("en", include_str!("../../templates/guidelines/en.md")),
    ("pt", include_str!("../../templates/guidelines/pt.md")),
    ("zh", include_str!("../../templates/guidelines/zh.md")),
];

static SHIPPED_VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for (language, text) in SHIPPED {
        digest.update(language);
        digest.update([0]);
        digest.update(text);
        digest.update([0]);
    }
    format!("shipped-{}", hex::encode(&digest.finalize()[..4]))
});

/// A version of the guidelines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidelines {
    number: Option<i32>,
    texts: Texts,
}

impl Guidelines {
    /// The text that comes with the program.
    pub fn shipped() -> Self {
        let texts = SHIPPED.map(|(language, text)| (language.to_owned(), text.trim().to_owned()));
        Self {
            number: None,
            texts: texts.into(),
        }
    }

    /// What the organisation published.
    pub fn published(number: i32, texts: Texts) -> Self {
        Self {
            number: Some(number),
            texts,
        }
    }

    /// The number of the organisation's own version; the shipped text has none.
    pub fn number(&self) -> Option<i32> {
        self.number
    }

    /// The name of the version, as records keep it.
    pub fn version(&self) -> String {
        version_name(self.number)
    }

    /// The texts.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The text for a reader of a language, with the language it is in.
    pub fn text(&self, language: &str) -> (&str, &str) {
        let known = [language, FALLBACK].into_iter().find_map(|wished| {
            let (language, text) = self.texts.get_key_value(wished)?;
            Some((language.as_str(), text.as_str()))
        });
        let any = || {
            self.texts
                .iter()
                .next()
                .map(|(tag, text)| (tag.as_str(), text.as_str()))
        };
        known.or_else(any).unwrap_or((FALLBACK, ""))
    }
}

/// The name of version `number`; without a number that of the shipped text, which changes with every letter of it.
pub fn version_name(number: Option<i32>) -> String {
    number.map_or_else(|| SHIPPED_VERSION.clone(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_text_of_their_own_language_reads_english_or_what_there_is() {
        let of = |tags: &[&str]| {
            let texts = tags.iter().map(|tag| ((*tag).to_owned(), format!("in {tag}")));
            Guidelines::published(1, texts.collect())
        };

        assert_eq!(of(&["en", "pt"]).text("pt"), ("pt", "in pt"));
        assert_eq!(of(&["en", "pt"]).text("zh"), ("en", "in en"));
        assert_eq!(of(&["pt", "zh"]).text("en"), ("pt", "in pt"));
    }

    #[test]
    fn the_shipped_text_and_the_organisations_versions_have_different_names() {
        let shipped = Guidelines::shipped().version();

        assert!(shipped.starts_with("shipped-") && shipped.len() == 16);
        assert_eq!(Guidelines::published(3, Texts::new()).version(), "3");
    }
}
