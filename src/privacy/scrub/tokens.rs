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
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic() && u32::from(c) < 0x0e00)
}

/// Every word of the text, in order.
pub(super) fn tokens(scan: &Scan<'_>) -> Vec<Token> {
    let text = scan.text();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut letters = text.char_indices().peekable();
    let mut done = 0;
    while let Some((start, first)) = letters.next() {
        if !is_spaced_letter(first) {
            continue;
        }
        let (mut end, mut last) = (start + first.len_utf8(), start);
        while let Some((at, _)) = letters.next_if(|(_, c)| is_spaced_letter(*c)) {
            last = at;
            end = at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        let before = &text[done..start];
        // a letter in the middle of a code ("A472625426", "x2") is no word
        let glued = before.ends_with(|c: char| c.is_ascii_digit() || c == '_')
            || text[end..].starts_with(|c: char| c.is_ascii_digit() || c == '_');
        let case = match (scan.is_capital(start), last > start && scan.is_capital(last)) {
            (false, _) => Case::Lower,
            (true, true) if !glued => Case::Upper,
            (true, _) => Case::Capital,
        };
        let gap = if glued || tokens.is_empty() && before.is_empty() {
            Gap::Other
        } else {
            gap(before)
        };
        let begins = tokens.is_empty() && !before.contains('\0') || begins(before);
        tokens.push(Token {
            start,
            end,
            case: if glued { Case::Lower } else { case },
            gap,
            begins,
        });
        done = end;
    }
    tokens
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
