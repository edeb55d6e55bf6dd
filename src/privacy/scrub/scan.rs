//! One text under examination: its shadow, its language, what has been claimed. Knows nothing about any kind.

use std::cell::OnceCell;
use std::ops::Range;

use super::counts::Counts;
use super::cued::Cues;
use super::fold::Shadow;
use super::kind::Kind;
use super::rules::RULES;

/// What a claimed byte becomes in the shadow: neither a letter, a digit, a space nor a separator. However many there
/// are, a rule must read them as one wall; this is what makes a second scrub change nothing.
pub(super) const BLANK: char = '\0';

/// A stretch of the original that a rule recognised.
pub(super) struct Claim {
    pub kind: Kind,
    pub bytes: Range<usize>,
}

/// The state handed from rule to rule.
pub(super) struct Scan<'t> {
    original: &'t str,
    language: String,
    shadow: Shadow,
    claims: Vec<Claim>,
    /// How many claims there were when each rule last looked.
    seen: [Option<usize>; RULES.len()],
    counts: Counts,
    cues: OnceCell<Cues>,
}

impl<'t> Scan<'t> {
    /// Folds the text and blanks the placeholders it already has.
    pub fn new(original: &'t str, language: &str) -> Self {
        let primary = language
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let mut scan = Self {
            original,
            language: primary,
            shadow: Shadow::of(original),
            claims: Vec::new(),
            seen: [None; RULES.len()],
            counts: Counts::default(),
            cues: OnceCell::new(),
        };
        let typed = scan.typed_placeholders();
        scan.blank(&typed);
        scan.counts = Counts::of(scan.text());
        scan
    }

    /// The shadow: what rules read, and whose byte offsets they return.
    pub fn text(&self) -> &str {
        &self.shadow.text
    }

    /// Whether a letter stands right beside the stretch.
    fn abuts_a_word(&self, range: &Range<usize>) -> bool {
        let text = self.text();
        text[..range.start].ends_with(char::is_alphabetic) || text[range.end..].starts_with(char::is_alphabetic)
    }

    /// The phrases that announce a value; some of those claimed since they were sought are among them.
    pub fn cues(&self) -> &Cues {
        self.cues.get_or_init(|| Cues::of(self.text()))
    }

    /// What a glance told of the text before anything was claimed: never less than there is now.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Whether nothing was claimed since the rule at this place looked.
    pub fn is_as_seen_by(&self, place: usize) -> bool {
        self.seen[place] == Some(self.claims.len())
    }

    /// Remembers that the rule at this place has looked.
    pub fn seen_by(&mut self, place: usize) {
        self.seen[place] = Some(self.claims.len());
    }

    /// The primary language, lower case (`pt`).
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether the original has a capital letter at this byte of the shadow.
    pub fn is_capital(&self, at: usize) -> bool {
        let at = self.shadow.original(at);
        match self.original.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => self.original[at..].starts_with(char::is_uppercase),
        }
    }

    /// Where the stretch ends without a last word of at most three small letters: "12345678Z no" is a number and a word.
    pub fn without_small_word(&self, range: &Range<usize>) -> usize {
        let written = &self.text()[range.clone()];
        match written.rfind(' ') {
            Some(space)
                if written[space + 1..].chars().all(char::is_alphabetic)
                    && written.len() - space <= 7
                    && !self.is_capital(range.start + space + 1) =>
            {
                range.start + space
            }
            _ => range.end,
        }
    }

    /// At most `bytes` of the shadow before `at`, on the same line and on this side of any claim.
    pub fn before(&self, at: usize, bytes: usize) -> &str {
        let text = self.text();
        let mut from = at.saturating_sub(bytes);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let near = &text[from..at];
        near.rfind([BLANK, '\n']).map_or(near, |wall| &near[wall + 1..])
    }

    /// At most `bytes` of the shadow from `at` on, on the same line and on this side of any claim.
    pub fn after(&self, at: usize, bytes: usize) -> &str {
        let text = self.text();
        let mut to = text.len().min(at + bytes);
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let near = &text[at..to];
        near.find([BLANK, '\n']).map_or(near, |wall| &near[..wall])
    }

    /// Takes the ranges of the shadow as identifiers of one kind; says whether there were any.
    pub fn claim(&mut self, kind: Kind, ranges: &[Range<usize>]) -> bool {
        for range in ranges {
            let bytes = self.shadow.original(range.start)..self.shadow.original(range.end);
            self.claims.push(Claim { kind, bytes });
            // other phrases may have become whole, or are no longer covered by this one
            if self.abuts_a_word(range) || self.cues.get().is_some_and(|cues| cues.announces_within(range)) {
                self.cues.take();
            }
        }
        self.blank(ranges);
        !ranges.is_empty()
    }

    /// All claims, in the order they were made.
    pub fn into_claims(self) -> Vec<Claim> {
        self.claims
    }

    fn blank(&mut self, ranges: &[Range<usize>]) {
        if ranges.is_empty() {
            return;
        }
        let mut bytes = std::mem::take(&mut self.shadow.text).into_bytes();
        for range in ranges {
            bytes[range.clone()].fill(BLANK as u8);
        }
        self.shadow.text = String::from_utf8(bytes).expect("a rule claims whole characters, and NUL is one");
    }

    fn typed_placeholders(&self) -> Vec<Range<usize>> {
        let text = self.text();
        let placeholder_at = |at: usize| {
            let typed = Kind::ALL
                .into_iter()
                .find(|kind| text[at..].starts_with(kind.placeholder()))?;
            Some(at..at + typed.placeholder().len())
        };
        text.match_indices('[')
            .filter_map(|(at, _)| placeholder_at(at))
            .collect()
    }
}
