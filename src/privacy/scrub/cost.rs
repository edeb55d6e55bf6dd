//! What each rule costs, for the bench: the same rules over the same shadow, timed one by one by a clock that is handed in.

use super::Kind;
use super::keep::Keep;
use super::rules::{self, RULES};
use super::scan::Scan;
use super::words;

/// The cost of one rule over some texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// What the rule finds; several rules may find the same.
    pub kind: Kind,
    /// On how many texts the counters let it run.
    pub runs: usize,
    /// How many nanoseconds it took, the first round of each text alone.
    pub taken: u128,
}

/// Times every rule over `texts` (language, text), in the order they claim; `timed` does some work and says how many nanoseconds it took.
pub fn costs(texts: &[(&str, &str)], timed: impl Fn(&mut dyn FnMut()) -> u128) -> Vec<Cost> {
    let one = |rule: &&rules::Rule| {
        let mut cost = Cost {
            kind: rule.kind,
            runs: 0,
            taken: 0,
        };
        for (language, text) in texts {
            let scan = Scan::new(text, language);
            scan.cues();
            if (rule.worth)(scan.counts()) {
                cost.taken += timed(&mut || drop(std::hint::black_box((rule.find)(&scan))));
                cost.runs += 1;
            }
        }
        cost
    };
    RULES.iter().map(one).collect()
}

/// Scrubs a text of everything but names, and forgets it.
pub fn without_names(text: &str, language: &str) {
    let mut scan = Scan::new(text, language);
    while rules::run_some(&mut scan, &Keep::default(), |kind| kind != Kind::Name) {}
    drop(std::hint::black_box(scan.into_claims()));
}

/// Reads every byte of the word lists, so that the memory they can take is taken.
pub fn touch_lists() {
    std::hint::black_box(words::checksum());
}
