//! What each language says around names and addresses: one file a language, phrases between bars, written with their accents.

mod brands;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod pt;
mod ro;
mod ru;
mod zh;

pub(super) use brands::{BRANDS, CHINESE_BRANDS};

/// The phrases of one language. Matching folds them as it folds the text: case and accents do not matter.
pub(super) struct Phrases {
    /// The primary tag.
    pub language: &'static str,
    /// Before a surname, whatever its spelling.
    pub titles: &'static str,
    /// Somebody says a name; hardly anything else follows.
    pub naming: &'static str,
    /// A name or much else follows.
    pub perhaps: &'static str,
    /// Somebody did something for the respondent: a name often follows.
    pub service: &'static str,
    /// Occupations and relatives: "the waiter Marco", "my son Oliver".
    pub roles: &'static str,
    /// A name often stands before: "… deserves a raise".
    pub after: &'static str,
    /// Ends of letters.
    pub closings: &'static str,
    /// Next to one of these a capital word names a place, a shop or a thing.
    pub things: &'static str,
    /// Small words inside names.
    pub particles: &'static str,
    /// Before the number of an order, a customer, a contract, a parcel.
    pub orders: &'static str,
    /// Before a number of the state.
    pub ids: &'static str,
    /// Before a date of birth.
    pub births: &'static str,
    /// Before a postcode.
    pub postcodes: &'static str,
}

/// All languages with phrases.
pub(super) static PHRASES: [&Phrases; 9] = [
    &en::PHRASES,
    &pt::PHRASES,
    &it::PHRASES,
    &es::PHRASES,
    &de::PHRASES,
    &fr::PHRASES,
    &ro::PHRASES,
    &ru::PHRASES,
    &zh::PHRASES,
];
