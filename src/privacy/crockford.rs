//! Crockford's base 32: no I, L, O, U (<https://www.crockford.com/base32.html>). What people copy by hand is written in it.

/// The digits.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a typed code that are read at all.
const LONGEST: usize = 200;

/// The digit of the lowest five bits.
pub fn digit(number: u8) -> u8 {
    ALPHABET[usize::from(number & 31)]
}

/// Reads digits as people type them: any case, spaces and hyphens anywhere, O for 0, I and L for 1. `None` where something else stands
/// between them.
pub fn read(typed: &str) -> Option<Vec<u8>> {
    if typed.len() > LONGEST {
        return None;
    }
    let letters = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    letters.map(number).collect()
}

fn number(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|digit| char::from(*digit) == letter)?;
    u8::try_from(place).ok()
}
