//! Identifiers out of free text: a pure function from text to text. No storage, no log, no network, no model.
//!
//! The text is folded into a shadow (`fold`), each rule of `rules::RULES` claims what it recognises, a claim blanks
//! its bytes so that later rules do not see them, and the claims are cut out of the original. To add a kind: one file
//! with one `Rule`, one line in `RULES`, one variant of [`Kind`]; the examples of the rule are its tests.

mod address;
mod birth;
mod card;
mod checksum;
pub mod cost;
mod counts;
mod cued;
mod email;
mod email_spoken;
mod fold;
mod handle;
mod iban;
mod id;
mod ip;
mod keep;
mod kind;
mod lang;
mod lexicon;
mod link;
mod name;
mod number;
mod numbers;
mod order;
mod phone;
mod phone_more;
mod phone_plan;
mod phone_shape;
mod rules;
mod scan;
mod spelled;
mod tld;
mod tokens;
mod words;

use std::fmt;

pub use keep::Keep;
pub use kind::Kind;
use scan::{Claim, Scan};

/// One identifier that was removed: its kind and where it stood, in code points of the original text (end excluded).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it was.
    pub kind: Kind,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// A text without its identifiers. Only [`scrub`] makes one.
pub struct Scrubbed {
    text: String,
    found: Vec<Found>,
}

impl Scrubbed {
    /// The text, with a placeholder where each identifier stood and every other byte as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was removed, in the order of the text; never overlapping.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The text, by value.
    pub fn into_text(self) -> String {
        self.text
    }
}

impl fmt::Debug for Scrubbed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scrubbed({} found)", self.found.len())
    }
}

/// A claim can uncover another (its neighbour is no longer a digit), so the rules run until nothing is found; real
/// texts need two rounds, and the bound keeps hostile ones linear.
const ROUNDS: usize = 16;

/// Removes the identifiers of `text`; `language` is a tag such as `pt` or `pt-BR`, and an unknown one still gets every
/// rule that is free of language. `keep` are words that are no names here. Never fails, takes time linear in the text, and
/// changes nothing the second time.
pub fn scrub(text: &str, language: &str, keep: &Keep) -> Scrubbed {
    let mut scan = Scan::new(text, language);
    for _ in 0..ROUNDS {
        if !rules::run(&mut scan, keep) {
            break;
        }
    }
    replace(text, scan.into_claims())
}

fn replace(text: &str, mut claims: Vec<Claim>) -> Scrubbed {
    claims.sort_unstable_by_key(|claim| claim.bytes.start);
    let mut scrubbed = Scrubbed {
        text: String::with_capacity(text.len()),
        found: Vec::with_capacity(claims.len()),
    };
    let (mut done, mut points) = (0, 0);
    for Claim { kind, bytes } in claims {
        let (kept, removed) = (&text[done..bytes.start], &text[bytes.clone()]);
        let start = points + kept.chars().count();
        points = start + removed.chars().count();
        scrubbed.text.push_str(kept);
        scrubbed.text.push_str(kind.placeholder());
        scrubbed.found.push(Found {
            kind,
            start,
            end: points,
        });
        done = bytes.end;
    }
    scrubbed.text.push_str(&text[done..]);
    scrubbed
}

#[cfg(test)]
mod tests;
