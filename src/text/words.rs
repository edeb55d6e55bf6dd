//! The words of the interface: one Fluent file a language in `templates/i18n/`.
//!
//! Adding a language is adding its file there and its line in [`SOURCES`]; a test compares the keys.

use std::{borrow::Cow, collections::BTreeSet, fmt, sync::LazyLock};

use chrono::NaiveDate;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{direction, negotiate, numbers};

/// Tag and words of every interface language; the first one serves what another one lacks.
const SOURCES: [(&str, &str); 3] = [
    ("en", include_str!("../../templates/i18n/en.ftl")),
    ("pt", include_str!("../../templates/i18n/pt.ftl")),
    ("zh", include_str!("../../templates/i18n/zh.ftl")),
];

/// The tags of the languages the interface speaks, the fallback first.
pub const INTERFACE_LANGUAGES: [&str; SOURCES.len()] = {
    let mut tags = [""; SOURCES.len()];
    let mut place = 0;
    while place < SOURCES.len() {
        tags[place] = SOURCES[place].0;
        place += 1;
    }
    tags
};

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|(tag, source)| Language::read(tag, source))
        .collect()
});

struct Language {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
    formats: Option<numbers::Formats>,
}

impl Language {
    fn read(tag: &'static str, source: &str) -> Self {
        // What is wrong in a file is left out here and reported by the tests below.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(true);
        bundle.set_formatter(Some(numbers::fluent_number));
        bundle.add_resource_overriding(resource);
        Self {
            tag,
            bundle,
            formats: numbers::Formats::of(tag),
        }
    }

    fn message(&self, key: &str, arguments: Option<&FluentArgs>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut problems);
        Some(text.into_owned())
    }
}

/// The words of one language: a handle as light as a reference, kept by every page as its field `words`.
#[derive(Clone, Copy)]
pub struct Words(&'static Language);

impl Words {
    /// The interface language nearest to a BCP 47 tag; English if none is near.
    pub fn for_tag(tag: &str) -> Self {
        Self::negotiated(Some(tag), None)
    }

    /// The interface language for a reader of a page that has no language of its own.
    pub fn negotiated(query: Option<&str>, accept_language: Option<&str>) -> Self {
        let [fallback, ..] = INTERFACE_LANGUAGES;
        let tag = negotiate(query, accept_language, &INTERFACE_LANGUAGES, fallback);
        let language = LANGUAGES.iter().find(|language| language.tag == tag);
        Self(language.unwrap_or(&LANGUAGES[0]))
    }

    /// The BCP 47 tag, for `lang`.
    pub fn lang(&self) -> &'static str {
        self.0.tag
    }

    /// `ltr` or `rtl`, for `dir`.
    pub fn dir(&self) -> &'static str {
        direction(self.0.tag)
    }

    /// The text of `key`; English where this language has none; the key itself where nobody has one.
    pub fn t(&self, key: &str) -> String {
        self.find(key, None)
    }

    /// The text of `key` with its variables filled in: `words.with("days-left", &[("days", &3)])`.
    ///
    /// Every value comes out between U+2068 and U+2069, so that a name in another script cannot turn
    /// the sentence around it; numbers have the digits and separators of the language.
    pub fn with(&self, key: &str, arguments: &[(&str, &dyn Argument)]) -> String {
        let arguments: FluentArgs = arguments
            .iter()
            .map(|(name, value)| (Cow::Borrowed(*name), value.fluent()))
            .collect();
        self.find(key, Some(&arguments))
    }

    /// [`Words::with`] one variable, which is easier to write in a template.
    pub fn with_one(&self, key: &str, name: &str, value: impl Argument) -> String {
        self.with(key, &[(name, &value)])
    }

    /// [`Words::with`] two variables.
    pub fn with_two(
        &self,
        key: &str,
        first: &str,
        first_value: impl Argument,
        second: &str,
        second_value: impl Argument,
    ) -> String {
        self.with(key, &[(first, &first_value), (second, &second_value)])
    }

    /// A whole number: `12,345`.
    pub fn number(&self, number: impl TryInto<i64>) -> String {
        match number.try_into() {
            Ok(number) => self.formatted(number.to_string(), |formats| formats.whole(number)),
            Err(_) => "–".to_owned(),
        }
    }

    /// A number with so many digits after the point, rounded; `–` for one that is not finite.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        self.formatted(format!("{value:.digits$}"), |formats| formats.decimal(value, digits))
    }

    /// A share (0 to 1) in per cent, with so many digits after the point.
    pub fn percent(&self, share: f64, digits: usize) -> String {
        let number = self.decimal(share * 100.0, digits);
        plain(self.with_one("percent", "number", number))
    }

    /// An interval of two shares in per cent: `38–48%`.
    pub fn percent_range(&self, low: f64, high: f64, digits: usize) -> String {
        let low = self.decimal(low * 100.0, digits);
        let high = self.decimal(high * 100.0, digits);
        plain(self.with_two("percent-range", "low", low, "high", high))
    }

    /// A day in the long form: `November 21, 2026`, `21 de novembro de 2026`, `2026年11月21日`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.formatted(date.to_string(), |formats| formats.date(date))
    }

    /// Names one after the other, with the mark of the language between them.
    pub fn list(&self, names: &[String]) -> String {
        names.join(&self.t("list-mark"))
    }

    fn formatted(&self, plain: String, format: impl FnOnce(&numbers::Formats) -> String) -> String {
        self.0.formats.as_ref().map_or(plain, format)
    }

    fn find(&self, key: &str, arguments: Option<&FluentArgs>) -> String {
        self.0
            .message(key, arguments)
            .or_else(|| LANGUAGES[0].message(key, arguments))
            .unwrap_or_else(|| key.to_owned())
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Words({})", self.0.tag)
    }
}

/// Without the marks of isolation, which a number standing alone does not need.
fn plain(text: String) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// What can fill a variable of a text: whole numbers, decimals, texts, and references to them.
pub trait Argument {
    /// The value as Fluent takes it.
    fn fluent(&self) -> FluentValue<'_>;
}

impl Argument for str {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Argument for String {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn fluent(&self) -> FluentValue<'_> {
        (**self).fluent()
    }
}

macro_rules! numeric_arguments {
    ($($number:ty)*) => {$(
        impl Argument for $number {
            fn fluent(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )*};
}
numeric_arguments!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize f64);

/// The keys of an interface language's file; empty for a tag that has none. For tests that compare
/// the languages, and the files with the templates.
pub fn keys(tag: &str) -> BTreeSet<&'static str> {
    SOURCES
        .iter()
        .filter(|(known, _)| *known == tag)
        .flat_map(|(_, source)| source.lines())
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect()
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
