//! A set of phrases, found where words begin: one glance at the next three bytes sends most places away.

use std::ops::Range;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};

/// Phrases with what each means, as bits.
pub(super) struct Lexicon {
    /// The first three bytes of phrases, by their hash.
    three: Places,
    /// The first four bytes of those that have as many, by their hash.
    four: Places,
    /// The bytes of those that have not, by their hash.
    short: Places,
    phrases: AhoCorasick,
    meanings: Vec<u16>,
}

impl Lexicon {
    /// Of folded phrases; one of a single byte is never found.
    pub fn of(phrases: impl IntoIterator<Item = (String, u16)>) -> Self {
        let (phrases, meanings): (Vec<String>, Vec<u16>) = phrases.into_iter().unzip();
        let (mut three, mut four, mut short) = (Places::default(), Places::default(), Places::default());
        for phrase in phrases.iter().map(String::as_bytes) {
            match phrase {
                [first, second, third, fourth, ..] => {
                    three.add([*first, *second, *third, 0]);
                    four.add([*first, *second, *third, *fourth]);
                }
                [first, second, third] => {
                    three.add([*first, *second, *third, 0]);
                    short.add([*first, *second, *third, 0]);
                }
                [first, second] => {
                    (0..=u8::MAX).for_each(|third| three.add([*first, *second, third, 0]));
                    short.add([*first, *second, 0, 0]);
                }
                // one letter alone announces nothing
                _ => {}
            }
        }
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .start_kind(StartKind::Anchored)
            .build(&phrases);
        Self {
            three,
            four,
            short,
            phrases: built.expect("a constant list of short phrases"),
            meanings,
        }
    }

    /// Every phrase that stands in the text as words, with its meanings: by where it begins, and of those that begin
    /// together the shortest first.
    pub fn find(&self, text: &str, mut hit: impl FnMut(u16, Range<usize>)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at + 2 < bytes.len() {
            let three = [bytes[at], bytes[at + 1], bytes[at + 2], 0];
            if self.three.has(three) && self.may_begin(three, bytes.get(at + 3).copied().unwrap_or_default()) {
                self.find_at(text, at, &mut hit);
            }
            at = next_beginning(bytes, at);
        }
        // two letters at the end of the text
        if let Some(at) = bytes.len().checked_sub(2)
            && self.short.has([bytes[at], bytes[at + 1], 0, 0])
        {
            self.find_at(text, at, &mut hit);
        }
    }

    fn find_at(&self, text: &str, at: usize, hit: &mut impl FnMut(u16, Range<usize>)) {
        if !text.is_char_boundary(at) {
            return;
        }
        let from = Input::new(text).range(at..).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        loop {
            self.phrases.find_overlapping(from.clone(), &mut state);
            let Some(found) = state.get_match() else { break };
            if is_whole(text, &found.range()) {
                hit(self.meanings[found.pattern().as_usize()], found.range());
            }
        }
    }

    fn may_begin(&self, three: [u8; 4], fourth: u8) -> bool {
        let [first, second, third, _] = three;
        self.four.has([first, second, third, fourth])
            || self.short.has(three)
            || self.short.has([first, second, 0, 0]) && !(second.is_ascii_lowercase() && third.is_ascii_lowercase())
    }
}

/// A set that answers too often rather than too seldom.
pub(super) struct Places(Box<[u64; PLACES / 64]>);

const PLACES: usize = 1 << 15;

impl Default for Places {
    fn default() -> Self {
        Self(Box::new([0; PLACES / 64]))
    }
}

impl Places {
    pub fn add(&mut self, bytes: [u8; 4]) {
        let place = place(bytes);
        self.0[place / 64] |= 1 << (place % 64);
    }

    pub fn has(&self, bytes: [u8; 4]) -> bool {
        let place = place(bytes);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// Knuth's multiplicative hash, the top fifteen bits.
fn place(bytes: [u8; 4]) -> usize {
    (u32::from_le_bytes(bytes).wrapping_mul(0x9e37_79b1) >> 17) as usize
}

/// Where a phrase may begin next: not within a word, but for the "nummer" that German glues to anything.
fn next_beginning(bytes: &[u8], at: usize) -> usize {
    let cyrillic = |at: usize| matches!(bytes.get(at), Some(0xd0..=0xd3));
    let mut next = at + 1;
    if bytes[at].is_ascii_lowercase() {
        while let Some(byte) = bytes.get(next).filter(|byte| byte.is_ascii_lowercase()) {
            if *byte == b'n' && bytes[next..].starts_with(b"num") {
                break;
            }
            next += 1;
        }
    } else if cyrillic(at) {
        next = at + 2;
        while cyrillic(next) {
            next += 2;
        }
    }
    while bytes.get(next).is_some_and(|byte| byte & 0xc0 == 0x80) {
        next += 1;
    }
    next
}

/// Whether a phrase stands there as words and not as a part of a longer one; Chinese has no such parts.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let spaced = |c: char| c.is_alphabetic() && u32::from(c) < 0x2e80;
    let first = text[range.clone()].chars().next().is_some_and(spaced);
    let last = text[range.clone()].chars().next_back().is_some_and(spaced);
    let before = &text[..range.start];
    // "Abholnummer", "Vertragsnummer" and whatever else German makes of it
    let compound = &text[range.clone()] == "nummer"
        && ![
            "telefon", "handy", "haus", "zimmer", "fax", "ruf", "mobil", "flug", "zug", "gleis", "haupt",
        ]
        .iter()
        .any(|other| before.ends_with(other));
    if &text[range.clone()] == "nummer" && !before.ends_with(spaced) {
        // "meine Nummer ist": of what, its own spelling has to tell
        return false;
    }
    let glued_before = first && before.ends_with(spaced) && !compound;
    let glued_after = last && text[range.end..].starts_with(spaced);
    !glued_before && !glued_after
}
