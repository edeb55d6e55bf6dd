//! The word lists: names, places and ordinary words, compiled into one map (`lists/make.py` says from what).

use std::collections::HashMap;
use std::sync::LazyLock;

use fst::Map;

static BYTES: &[u8] = include_bytes!("lists/words.fst");

static WORDS: LazyLock<Map<&[u8]>> = LazyLock::new(|| Map::new(BYTES).expect("the file was compiled by tests/words"));

/// Words that are everywhere, one a line with its flags: most of what is looked up, found without walking through the map.
static HOT: LazyLock<HashMap<&str, Word, foldhash::fast::FixedState>> = LazyLock::new(|| {
    let lines = include_str!("lists/hot.txt")
        .lines()
        .filter_map(|line| line.split_once(' '));
    lines
        .map(|(word, flags)| (word, Word(u64::from_str_radix(flags, 16).unwrap_or(0))))
        .collect()
});

/// The languages whose ordinary words are listed, in the order of their flags, as `tests/words` writes them.
const LANGUAGES: [&str; 8] = ["en", "pt", "it", "es", "de", "fr", "ro", "ru"];

/// What the lists say of a folded word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(u64);

/// A language of the lists; [`Language::of`] an unknown one has no words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language(u64);

impl Language {
    /// The language of a primary tag.
    pub fn of(tag: &str) -> Self {
        Self(
            LANGUAGES
                .iter()
                .position(|known| *known == tag)
                .map_or(0, |place| 1 << place),
        )
    }
}

/// Looks a folded word up.
pub(super) fn look_up(folded: &str) -> Word {
    HOT.get(folded)
        .copied()
        .unwrap_or_else(|| Word(WORDS.get(folded).unwrap_or(0)))
}

/// The sum of all bytes of the map.
pub(super) fn checksum() -> u64 {
    BYTES.iter().map(|byte| u64::from(*byte)).sum()
}

impl Word {
    const ENGLISH: u64 = 1;
    const GIVEN: u64 = 1 << 16;
    const SURNAME: u64 = 1 << 17;
    const COMMON_SURNAME: u64 = 1 << 18;
    const PLACE: u64 = 1 << 19;
    const ALONE: u64 = 1 << 20;
    const CHINESE: u64 = 1 << 21;
    const CHINESE_SURNAME: u64 = 1 << 22;
    const FREQUENT: u64 = 1 << 23;

    fn has(self, flag: u64) -> bool {
        self.0 & flag != 0
    }

    /// As a given name of the language as well.
    pub fn or_given(self, language: Language) -> Self {
        Self(self.0 | Self::GIVEN | language.0 << 8)
    }

    /// As a surname as well.
    pub fn or_surname(self) -> Self {
        Self(self.0 | Self::SURNAME)
    }

    /// Whether the lists do not know it.
    pub fn is_unknown(self) -> bool {
        self.0 == 0
    }

    /// An ordinary word of the language.
    pub fn is_word(self, language: Language) -> bool {
        self.has(language.0)
    }

    /// An ordinary word of any of the languages.
    pub fn is_word_somewhere(self) -> bool {
        self.0 & 0xff != 0
    }

    /// An English word: shops and products have English names everywhere.
    pub fn is_english(self) -> bool {
        self.has(Self::ENGLISH)
    }

    /// A given name, of whatever language.
    pub fn is_given(self) -> bool {
        self.has(Self::GIVEN)
    }

    /// A given name where this language is spoken.
    pub fn is_given_in(self, language: Language) -> bool {
        self.has(language.0 << 8)
    }

    /// A surname, of whatever language.
    pub fn is_surname(self) -> bool {
        self.has(Self::SURNAME)
    }

    /// A surname many people have.
    pub fn is_common_surname(self) -> bool {
        self.has(Self::COMMON_SURNAME)
    }

    /// A town, a region.
    pub fn is_place(self) -> bool {
        self.has(Self::PLACE)
    }

    /// A month, a brand, a product, a place: not a name without more.
    pub fn needs_company(self) -> bool {
        self.has(Self::ALONE)
    }

    /// A word that is everywhere in some language: "will", "best", "long".
    pub fn is_frequent(self) -> bool {
        self.has(Self::FREQUENT)
    }

    /// A Chinese word that is no name.
    pub fn is_chinese_word(self) -> bool {
        self.has(Self::CHINESE)
    }

    /// A Chinese surname.
    pub fn is_chinese_surname(self) -> bool {
        self.has(Self::CHINESE_SURNAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_know_names_places_and_words() {
        let english = Language::of("en");

        WORDS.as_fst().verify().expect("as it was compiled");
        assert!(look_up("laura").is_given_in(english) && !look_up("laura").is_word(english));
        assert!(look_up("grace").is_given_in(english) && look_up("grace").is_word(english));
        assert!(look_up("smith").is_common_surname());
        assert!(look_up("смирнов").is_surname() && look_up("欧阳").is_chinese_surname());
        assert!(look_up("march").needs_company() && look_up("高兴").is_chinese_word());
        assert!(look_up("xqzt").is_unknown());
    }
}
