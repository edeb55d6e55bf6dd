//! What stands right before the numbers of a text: whether the dearer expressions are worth running.

use std::sync::LazyLock;

use super::super::lexicon::Places;
use super::super::scan::Scan;

/// Of all numbers of a text.
#[derive(Default)]
pub(super) struct Before {
    /// Some number follows a word that ends as streets do.
    pub street: bool,
    /// Some number follows a word for a box at the post office.
    pub post_box: bool,
    /// Some number of four or five digits follows another number.
    pub town: bool,
}

/// How streets end in German and in Russian, without a last full stop.
const STREETS: [&str; 60] = [
    "straße",
    "strasse",
    "str",
    "gasse",
    "weg",
    "platz",
    "allee",
    "ring",
    "ufer",
    "damm",
    "steig",
    "stieg",
    "chaussee",
    "markt",
    "graben",
    "wall",
    "hof",
    "zeile",
    "promenade",
    "kamp",
    "brücke",
    "bruecke",
    "brucke",
    "berg",
    "feld",
    "garten",
    "anger",
    "twiete",
    "pfad",
    "winkel",
    "tor",
    "siedlung",
    "höhe",
    "hohe",
    "park",
    "grund",
    "bogen",
    "leite",
    "rain",
    "zipfel",
    "au",
    "aue",
    "heide",
    "kai",
    "улица",
    "ул",
    "проспект",
    "проспекте",
    "пр-т",
    "пр",
    "переулок",
    "переулоке",
    "пер",
    "бульвар",
    "бульваре",
    "набережная",
    "наб",
    "шоссе",
    "площадь",
    "проезд",
];
/// Between a street and its number.
const HOUSES: [&str; 6] = ["nr", "haus", "вл", "д", "стр", "дом"];
const BOXES: [&str; 11] = [
    "box", "bp", "b.p", "postfach", "postale", "apartado", "correos", "postal", "а/я", "cp", "c.p",
];

/// Bytes before a number that are looked at.
const NEAR: usize = 32;

impl Before {
    pub fn of(scan: &Scan<'_>) -> Self {
        let mut all = Self::default();
        let text = scan.text();
        for start in scan.counts().numbers.iter().copied() {
            let digits = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit());
            let from = (start.saturating_sub(NEAR)..=start).find(|from| text.is_char_boundary(*from));
            all.add(&text[from.unwrap_or(start)..start], digits.take(6).count());
        }
        all
    }

    fn add(&mut self, near: &str, digits: usize) {
        self.town |= matches!(digits, 4 | 5) && follows_number(near);
        let word = without_marks(near);
        if !may_end(word) {
            return;
        }
        self.post_box |= BOXES.iter().any(|of| word.ends_with(of));
        let house = HOUSES.iter().find_map(|house| word.strip_suffix(*house));
        let on_street = |word: &str| STREETS.iter().any(|street| word.ends_with(street));
        self.street |= on_street(word) || house.is_some_and(|rest| on_street(without_marks(rest)));
    }
}

/// The last two bytes of all words above.
static ENDINGS: LazyLock<Places> = LazyLock::new(|| {
    let mut endings = Places::default();
    let words = STREETS.iter().chain(&HOUSES).chain(&BOXES);
    for last in words.filter_map(|word| word.as_bytes().last_chunk()) {
        endings.add(ending(*last));
    }
    endings
});

fn ending(last: [u8; 2]) -> [u8; 4] {
    [last[0], last[1], 0, 0]
}

fn may_end(word: &str) -> bool {
    word.as_bytes()
        .last_chunk()
        .is_some_and(|last| ENDINGS.has(ending(*last)))
}

fn without_marks(near: &str) -> &str {
    near.trim_end_matches([' ', ',', '.'])
}

/// "14, CH-", "118, ": a number and perhaps the letters of a country.
fn follows_number(near: &str) -> bool {
    let country = near
        .strip_suffix('-')
        .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_alphabetic()));
    let number = country.unwrap_or(near).strip_suffix(' ').map(|rest| {
        rest.trim_end_matches(',')
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
    });
    number.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}
