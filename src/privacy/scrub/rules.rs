//! The table of rules, in the order they claim, and the counters that skip most of them on most texts.

use std::cmp::Reverse;
use std::ops::Range;

use super::counts::Counts;
use super::keep::Keep;
use super::kind::Kind;
use super::scan::{BLANK, Scan};
use super::{
    address, birth, card, email, email_spoken, handle, iban, id, ip, link, name, number, order, phone, phone_more,
    spelled,
};

/// How one kind of identifier is recognised.
pub(super) struct Rule {
    pub kind: Kind,
    /// Whether the counters leave any chance of a match.
    pub worth: fn(&Counts) -> bool,
    /// The stretches of the shadow, on character boundaries, in any order; of two that overlap the first holds.
    pub find: fn(&Scan<'_>) -> Vec<Range<usize>>,
    /// Language, text, what is left of it: the documentation of the rule and its tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people and by the tests"))]
    pub examples: &'static [(&'static str, &'static str, &'static str)],
}

/// A link goes first because it may hold an address or a number; numbers with a checksum go before telephones.
pub(super) static RULES: [&Rule; 16] = [
    &link::RULE,
    &email::RULE,
    &email_spoken::RULE,
    &handle::RULE,
    &ip::RULE,
    &iban::RULE,
    &card::RULE,
    &id::RULE,
    &birth::RULE,
    &order::RULE,
    &address::RULE,
    &phone_more::RULE,
    &phone::RULE,
    &number::RULE,
    &spelled::RULE,
    &name::RULE,
];

/// Runs every rule once; says whether any of them found something.
pub(super) fn run(scan: &mut Scan<'_>, keep: &Keep) -> bool {
    run_some(scan, keep, |_| true)
}

/// Runs the rules of some kinds once.
pub(super) fn run_some(scan: &mut Scan<'_>, keep: &Keep, wanted: impl Fn(Kind) -> bool) -> bool {
    let mut found = false;
    for (place, rule) in RULES.into_iter().enumerate() {
        // a rule reads nothing but the scan: the same claims, the same nothing
        if wanted(rule.kind) && (rule.worth)(scan.counts()) && !scan.is_as_seen_by(place) {
            let mut ranges = keep_apart((rule.find)(scan), scan.text());
            if rule.kind == Kind::Name {
                ranges.retain(|range| !keep.has(scan.text(), range));
            }
            scan.seen_by(place);
            found |= scan.claim(rule.kind, &ranges);
        }
    }
    found
}

/// Puts ranges in order; drops each that begins inside an earlier one or touches what is already claimed. Here and not
/// in the rules, so that no rule, whatever it returns, can make two claims overlap.
fn keep_apart(mut ranges: Vec<Range<usize>>, text: &str) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, Reverse(range.end)));
    let mut free = 0;
    ranges.retain(|range| {
        let apart = range.start >= free && !text[range.clone()].contains(BLANK);
        free = if apart { range.end } else { free };
        apart
    });
    ranges
}
