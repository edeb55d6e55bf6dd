//! The words of a text with what its spelling says about them. Knows no kind.

use super::scan::Scan;

/// How a word is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two capitals or more, nothing else.
    Upper,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// One space.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// A full stop, with or without a space.
    Dot,
    /// A comma and a space, a colon, a dash, a quotation mark, a bracket: still the same thought.
    Pause,
    /// A new line.
    Line,
    /// Anything else, and the beginning.
    Other,
}

/// A word of the shadow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its spelling.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a sentence, a line or a quotation begins with it, so that a capital says nothing.
    pub begins: bool,
}

impl Token {
    /// Bytes of the shadow.
    pub fn len(self) -> usize {
        self.end - self.start
    }
}

/// Whether words of this letter are put apart by spaces.
fn is_spaced_letter(c: char) -> bool {
    match u32::from(c) {
        0..=0x7f => c.is_ascii_alphabetic(),
        // the letters of nearly all texts, without a look at the tables
        0x400..=0x481 | 0xdf..=0xf6 => true,
        0x80..=0xdff => c.is_alphabetic(),
        _ => false,
    }
}

/// Every word of the text, in order.
pub(super) fn tokens(scan: &Scan<'_>) -> Vec<Token> {
    let text = scan.text();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    let mut done = 0;
    while let Some((start, end, last)) = next_word(text, done) {
        let before = &text[done..start];
        let case = match (scan.is_capital(start), last > start) {
            (false, _) => Case::Lower,
            (true, true) if scan.is_capital(last) => Case::Upper,
            (true, _) => Case::Capital,
        };
        let mut token = Token {
            start,
            end,
            case,
            gap: Gap::Space,
            begins: false,
        };
        let code = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'_');
        // a letter in the middle of a code ("A472625426", "x2") is no word
        let glued = code(before.as_bytes().last()) || code(text.as_bytes().get(end));
        if glued {
            (token.case, token.gap) = (Case::Lower, Gap::Other);
        } else if before != " " {
            token.gap = gap(before);
        }
        if tokens.is_empty() {
            token.gap = if before.is_empty() { Gap::Other } else { token.gap };
            token.begins = !before.contains('\0');
        }
        token.begins |= before != " " && begins(before);
        tokens.push(token);
        done = end;
    }
    tokens
}

/// Where the next word begins and ends, and where its last letter begins.
fn next_word(text: &str, from: usize) -> Option<(usize, usize, usize)> {
    let bytes = text.as_bytes();
    let letter = |at: usize| match bytes[at] {
        byte if byte.is_ascii() => (byte.is_ascii_alphabetic(), 1),
        _ => {
            let letter = text[at..].chars().next().unwrap_or_default();
            (is_spaced_letter(letter), letter.len_utf8())
        }
    };
    let mut start = from;
    while start < bytes.len() {
        let (is_letter, mut length) = letter(start);
        if !is_letter {
            start += length;
            continue;
        }
        let (mut end, mut last) = (start, start);
        while length > 0 {
            last = end;
            end += length;
            length = match end < bytes.len() {
                true => Some(letter(end))
                    .filter(|(goes_on, _)| *goes_on)
                    .map_or(0, |(_, length)| length),
                false => 0,
            };
        }
        return Some((start, end, last));
    }
    None
}

fn gap(before: &str) -> Gap {
    match before {
        " " => Gap::Space,
        "-" => Gap::Hyphen,
        "'" | "\u{2019}" | "`" => Gap::Apostrophe,
        "." | ". " => Gap::Dot,
        _ if before.contains(|c: char| c.is_alphanumeric() || c == '\0') => Gap::Other,
        _ if before.contains('\n') => Gap::Line,
        _ if before.chars().count() <= 4 && !before.contains(['.', '!', '?', '@', '/', '&', '+', '#', '_', '*']) => {
            Gap::Pause
        }
        _ => Gap::Other,
    }
}

fn begins(before: &str) -> bool {
    let near = before.rfind('\0').map_or(before, |wall| &before[wall + 1..]);
    near.contains(|c: char| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | '\u{2026}'
                | ':'
                | ';'
                | '\n'
                | '"'
                | '\u{ab}'
                | '\u{201c}'
                | '\u{201e}'
                | '('
                | '\u{2022}'
                | '*'
                | '\u{bf}'
                | '\u{a1}'
                | '\u{2013}'
                | '\u{2014}'
                | '>'
                | '/'
        ) || u32::from(c) > 0x2190
    }) || near.ends_with("- ")
}
