//! The shadow of a text: lower case, without accents, zero-width characters or exotic digits, so that one spelling of
//! each rule is enough. One character becomes one character or none; nothing is ever expanded.

/// A folded text and the way back to the original.
pub(super) struct Shadow {
    /// The folded text.
    pub text: String,
    /// For each byte of the shadow, the byte of the original where its character starts, and the original's length
    /// at the end; `None` where the two run in step (ASCII).
    starts: Option<Vec<usize>>,
}

impl Shadow {
    /// Folds a text.
    pub fn of(original: &str) -> Self {
        if original.is_ascii() {
            return Self {
                text: original.to_ascii_lowercase(),
                starts: None,
            };
        }
        let mut text = String::with_capacity(original.len());
        let mut starts = Vec::with_capacity(original.len() + 1);
        let mut at = 0;
        while at < original.len() {
            let plain = original.as_bytes()[at..]
                .iter()
                .take_while(|byte| byte.is_ascii())
                .count();
            let from = text.len();
            text.push_str(&original[at..at + plain]);
            text[from..].make_ascii_lowercase();
            starts.extend(at..at + plain);
            at += plain;
            for character in original[at..].chars().take_while(|character| !character.is_ascii()) {
                if let Some(folded) = fold(character) {
                    text.push(folded);
                    starts.resize(text.len(), at);
                }
                at += character.len_utf8();
            }
        }
        starts.push(original.len());
        Self {
            text,
            starts: Some(starts),
        }
    }

    /// The byte of the original that belongs to a character boundary of the shadow. As an end it takes in the
    /// characters without width that follow, since they belong to the letter before them.
    pub fn original(&self, at: usize) -> usize {
        self.starts.as_ref().map_or(at, |starts| starts[at])
    }
}

/// The zero of each set of decimal digits people write: Arabic, Persian, Devanagari, Bengali, Thai.
const ZEROES: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

fn fold(character: char) -> Option<char> {
    let code = u32::from(character);
    // what nearly all texts that are not Latin are made of
    if matches!(code, 0x430..=0x438 | 0x43a..=0x44f | 0x4e00..=0x9fff) {
        return Some(character);
    }
    if has_no_width(character) {
        return None;
    }
    let ascii = match code {
        // full-width forms
        0xff01..=0xff5e => code - 0xfee0,
        // letters in circles, digits in circles
        0x24b6..=0x24cf => code - 0x24b6 + 0x61,
        0x24d0..=0x24e9 => code - 0x24d0 + 0x61,
        0x2460..=0x2468 => code - 0x2460 + 0x31,
        0x24ea => 0x30,
        // mathematical letters (thirteen alphabets) and digits (five sets)
        0x1d400..=0x1d6a3 => (code - 0x1d400) % 26 + 0x61,
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10 + 0x30,
        // spaces, dashes, small forms, signs
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => 0x20,
        0x2010..=0x2015 | 0x2212 | 0xfe58 | 0xfe63 => 0x2d,
        0x2024 | 0xfe52 => 0x2e,
        0xfe55 | 0x2236 => 0x3a,
        0xfe6b => 0x40,
        0xffe5 => 0xa5,
        _ => match ZEROES.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
            Some(zero) => code - zero + 0x30,
            None => {
                return Some(without_accent(character.to_lowercase().next().unwrap_or(character)));
            }
        },
    };
    char::from_u32(ascii).map(|folded| folded.to_ascii_lowercase())
}

/// Characters that print nothing of their own: joiners, marks of direction, variation selectors, accents, key caps.
fn has_no_width(character: char) -> bool {
    matches!(u32::from(character),
        0xad | 0x34f | 0x61c | 0x180b..=0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0x300..=0x36f | 0x20d0..=0x20f0 | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff)
}

fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ł' | 'ĺ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'й' => 'и',
        'ё' => 'е',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_digit_or_a_letter_folds_to_one() {
        let spellings = [
            "John+06 @",
            "ＪＯＨＮ＋０６　＠",
            "j\u{200b}o\u{ad}hn+0\u{fe0f}\u{20e3}6\u{a0}﹫",
            "𝐉𝑜𝒽𝓃+𝟬𝟼 @",
            "Ⓙⓞⓗⓝ+٠۶ @",
        ];

        for spelling in spellings {
            assert_eq!(Shadow::of(spelling).text, "john+06 @", "{spelling}");
        }
    }

    #[test]
    fn composed_and_decomposed_accents_fold_to_one() {
        assert_eq!(Shadow::of("É ä й").text, Shadow::of("E\u{301} a\u{308} и\u{306}").text);
    }

    #[test]
    fn each_boundary_leads_back_to_the_original() {
        let shadow = Shadow::of("a\u{200b}é中b");

        let original: Vec<usize> = [0, 1, 2, 5, 6].into_iter().map(|at| shadow.original(at)).collect();

        assert_eq!(shadow.text, "ae中b");
        assert_eq!(original, [0, 4, 6, 9, 10]);
    }
}
