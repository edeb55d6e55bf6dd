//! Which phrases stand around a word: one table of all languages, folded.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::fold::Shadow;
use super::super::lang::{BRANDS, PHRASES};

/// Kinds of phrases, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase(u16);

impl Phrase {
    pub const TITLE: Self = Self(1);
    pub const NAMING: Self = Self(1 << 1);
    pub const PERHAPS: Self = Self(1 << 2);
    pub const SERVICE: Self = Self(1 << 3);
    pub const ROLE: Self = Self(1 << 4);
    pub const AFTER: Self = Self(1 << 5);
    pub const CLOSING: Self = Self(1 << 6);
    pub const THING: Self = Self(1 << 7);
    pub const PARTICLE: Self = Self(1 << 8);
    pub const BRAND: Self = Self(1 << 9);

    /// Whether it is of any of these kinds.
    pub fn is(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Those of these kinds.
    pub fn only(self, kinds: Self) -> Self {
        Self(self.0 & kinds.0)
    }

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const KINDS: usize = 10;
const ALL_KINDS: u128 = (1 << KINDS) - 1;

/// The most words a phrase has.
pub(super) const LONGEST: usize = 5;

/// Ten kinds for each of nine languages.
static TABLE: LazyLock<HashMap<String, u128, foldhash::fast::FixedState>> = LazyLock::new(|| {
    let mut table: HashMap<String, u128, foldhash::fast::FixedState> = HashMap::default();
    for (place, phrases) in PHRASES.iter().enumerate() {
        let kinds = [
            (phrases.titles, Phrase::TITLE),
            (phrases.naming, Phrase::NAMING),
            (phrases.perhaps, Phrase::PERHAPS),
            (phrases.service, Phrase::SERVICE),
            (phrases.roles, Phrase::ROLE),
            (phrases.after, Phrase::AFTER),
            (phrases.closings, Phrase::CLOSING),
            (phrases.things, Phrase::THING),
            (phrases.particles, Phrase::PARTICLE),
        ];
        for (list, kind) in kinds.into_iter().filter(|_| phrases.language != "zh") {
            for phrase in list.split('|').filter(|phrase| !phrase.is_empty()) {
                let folded = Shadow::of(phrase.trim_end_matches([':', ' '])).text;
                *table.entry(folded).or_default() |= u128::from(kind.0) << (KINDS * place);
            }
        }
    }
    for brand in BRANDS.split('|') {
        let everywhere =
            (0..PHRASES.len()).fold(0, |bits, place| bits | u128::from(Phrase::BRAND.0) << (KINDS * place));
        *table.entry(Shadow::of(brand).text).or_default() |= everywhere;
    }
    table
});

/// The phrases that hold in a text: those of its language and the English ones, of an unknown language all.
#[derive(Clone, Copy)]
pub(super) struct Phrases(u128);

impl Phrases {
    /// For texts of a primary language.
    pub fn of(language: &str) -> Self {
        let bits = |tag: &str| {
            let place = PHRASES.iter().position(|phrases| phrases.language == tag);
            place.map(|place| ALL_KINDS << (KINDS * place))
        };
        let english = bits("en").unwrap_or_default();
        Self(bits(language).map_or(u128::MAX, |own| own | english))
    }

    /// What a folded phrase is. Longer titles and phrases that introduce somebody hold in every language: people answer in theirs.
    pub fn look_up(self, folded: &str) -> Phrase {
        if !may_be_one(folded) {
            return Phrase::default();
        }
        let everywhere = TABLE.get(folded).copied().unwrap_or_default();
        if everywhere == 0 {
            return Phrase::default();
        }
        let foreign = if folded.len() >= FOREIGN {
            Phrase::TITLE.and(Phrase::NAMING).and(Phrase::SERVICE)
        } else {
            Phrase::default()
        };
        kinds(everywhere & self.0).and(kinds(everywhere).only(foreign))
    }
}

/// Which lengths and first bytes phrases have: most words have none of them, and need not be looked up.
static BEGINNINGS: LazyLock<Box<[u64; PLACES / 64]>> = LazyLock::new(|| {
    let mut beginnings = Box::new([0; PLACES / 64]);
    for phrase in TABLE.keys() {
        let place = beginning(phrase);
        beginnings[place / 64] |= 1 << (place % 64);
    }
    beginnings
});

const PLACES: usize = 1 << 15;

fn beginning(folded: &str) -> usize {
    let bytes = folded.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let four = u32::from_le_bytes([byte(0), byte(1), byte(2), bytes.last().copied().unwrap_or_default()]);
    // Knuth's multiplicative hash, the top fifteen bits
    (four.wrapping_add(folded.len() as u32).wrapping_mul(0x9e37_79b1) >> 17) as usize
}

fn may_be_one(folded: &str) -> bool {
    let place = beginning(folded);
    BEGINNINGS[place / 64] >> (place % 64) & 1 == 1
}

/// Bytes a phrase of another language has at least.
const FOREIGN: usize = 4;

/// The kinds of all languages together.
fn kinds(mut bits: u128) -> Phrase {
    let mut kinds = 0;
    while bits != 0 {
        kinds |= u16::try_from(bits & ALL_KINDS).unwrap_or_default();
        bits >>= KINDS;
    }
    Phrase(kinds)
}
