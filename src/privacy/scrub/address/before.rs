//! What stands right before the numbers of a text: whether the dearer expressions are worth running.

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
    pub fn of(text: &str) -> Self {
        let mut all = Self::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(offset) = bytes[at..].iter().position(u8::is_ascii_digit) {
            let start = at + offset;
            let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            at = start + digits;
            let from = (start.saturating_sub(NEAR)..=start).find(|from| text.is_char_boundary(*from));
            all.add(&text[from.unwrap_or(start)..start], digits);
        }
        all
    }

    fn add(&mut self, near: &str, digits: usize) {
        let word = without_marks(near);
        self.post_box |= ends_with(word, &BOXES);
        let house = HOUSES.iter().find_map(|house| word.strip_suffix(*house));
        self.street |= ends_with(word, &STREETS) || house.is_some_and(|rest| ends_with(without_marks(rest), &STREETS));
        self.town |= matches!(digits, 4 | 5) && follows_number(near);
    }
}

fn without_marks(near: &str) -> &str {
    near.trim_end_matches([' ', ',', '.'])
}

fn ends_with(near: &str, words: &[&str]) -> bool {
    // comparing one byte first is four times as fast
    let last = near.as_bytes().last();
    words
        .iter()
        .any(|word| word.as_bytes().last() == last && near.ends_with(word))
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
