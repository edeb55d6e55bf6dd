//! A set of phrases, found where words begin: one glance at the next three bytes sends most places away.

use std::ops::Range;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};

/// Phrases with what each means, as bits.
pub(super) struct Lexicon {
    /// Whether a phrase may begin with three bytes, by their hash.
    begins: Box<[u64; PLACES / 64]>,
    phrases: AhoCorasick,
    meanings: Vec<u16>,
}

const PLACES: usize = 1 << 15;

impl Lexicon {
    /// Of folded phrases of two bytes at least.
    pub fn of(phrases: impl IntoIterator<Item = (String, u16)>) -> Self {
        let (phrases, meanings): (Vec<String>, Vec<u16>) = phrases.into_iter().unzip();
        let mut begins = Box::new([0; PLACES / 64]);
        let mut set = |place: usize| begins[place / 64] |= 1_u64 << (place % 64);
        for phrase in phrases.iter().map(String::as_bytes) {
            match phrase {
                [first, second, third, ..] => set(place(*first, *second, *third)),
                [first, second] => (0..=u8::MAX).for_each(|third| set(place(*first, *second, third))),
                _ => unreachable!("no phrase is one letter"),
            }
        }
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .start_kind(StartKind::Anchored)
            .build(&phrases);
        Self {
            begins,
            phrases: built.expect("a constant list of short phrases"),
            meanings,
        }
    }

    /// Every phrase that stands in the text as words, with its meanings: by where it begins, and of those that begin
    /// together the shortest first.
    pub fn find(&self, text: &str, mut hit: impl FnMut(u16, Range<usize>)) {
        let bytes = text.as_bytes();
        for at in 0..bytes.len() {
            let within = at > 0 && bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_lowercase();
            if (within && bytes[at] != b'n') || !self.may_begin(bytes, at) || !text.is_char_boundary(at) {
                continue;
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
    }

    fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
        let place = place(byte(0), byte(1), byte(2));
        self.begins[place / 64] >> (place % 64) & 1 == 1
    }
}

fn place(first: u8, second: u8, third: u8) -> usize {
    let three = u32::from_le_bytes([first, second, third, 0]);
    // Knuth's multiplicative hash, the top fifteen bits
    (three.wrapping_mul(0x9e37_79b1) >> 17) as usize
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
