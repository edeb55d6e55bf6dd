//! Postal addresses: a street with its house number in the form of each language, and what hangs on it; a postcode that a word announces.

mod before;
mod chinese;
mod number_first;
mod street_first;
mod suffixed;
mod tail;
mod town;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cued::{Announced, values};
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use before::Before;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Address,
    worth: |counts| counts.digits >= 1,
    find,
    examples: &[
        (
            "en",
            "I live at 14 Larkspur Close, Swindon, SN2 7QT not 41.",
            "I live at [address] not 41.",
        ),
        (
            "en",
            "to Flat 4, 179 Thomas Close, Leeds LS1 7AB instead",
            "to [address] instead",
        ),
        (
            "en",
            "Open 24 hours on Main Street, 3 minutes away",
            "Open 24 hours on Main Street, 3 minutes away",
        ),
        (
            "de",
            "Kaiser-Wilhelm-Allee 201, 53113 Bonn und Hauptstr. 5",
            "[address] und [address]",
        ),
        (
            "fr",
            "au 12 ter allée des Chênes, 13008 Marseille hier",
            "au [address] hier",
        ),
        (
            "it",
            "in via Alessandro Contarini 130, 69195 Torino invece",
            "in [address] invece",
        ),
        (
            "es",
            "en la calle Mayor nº 5, 2º dcha., 41001 Sevilla",
            "en la [address]",
        ),
        (
            "pt",
            "na Rua Castro, 142, São Paulo, CEP 24970-118 em vez",
            "na [address] em vez",
        ),
        (
            "ro",
            "pe Str. Lalelelor nr. 14, bl. C2, sc. B, ap. 23, Cluj-Napoca și",
            "pe [address] și",
        ),
        ("ru", "на улица Мира 54, Пермь, 941011 вместо", "на [address] вместо"),
        (
            "zh",
            "我住在朝阳区建国路88号院3号楼1单元502，快递",
            "我住在[address]，快递",
        ),
        (
            "en",
            "my postcode is M20 4BX apparently",
            "my postcode is [address] apparently",
        ),
        ("it", "inviato via email 3 volte", "inviato via email 3 volte"),
    ],
};

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[a-z]{1,2}-?[0-9]{4,5}|[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9]|[a-z][0-9]{2} ?[0-9a-z]{4}|[a-z][0-9]{4}[a-z]{3}",
        r"|[a-z]{1,2}[0-9]{1,2}[a-z]?|[0-9]{5}-[0-9]{3,4}|[0-9]{4}-[0-9]{3}|[0-9]{3} [0-9]{2}|[0-9]{4} ?[a-z]{2}|[0-9]{4,6})(?-u:\b)"
    ))
    .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let before = Before::of(scan);
    number_first::find(scan, &mut found);
    street_first::find(scan, &mut found);
    suffixed::find(scan, &before, &mut found);
    town::find(scan, &before, &mut found);
    chinese::find(scan, &mut found);
    found.extend(values(scan, Announced::Postcode).filter_map(|(cue, at)| {
        let hit = POSTCODE.find(scan.after(at, 16))?;
        // "cap", "cp", "plz" are words elsewhere
        let digits = hit.as_str().bytes().filter(u8::is_ascii_digit).count();
        (cue.len() > 3 || digits >= 4).then(|| at..at + hit.end())
    }));
    found
}

pub(super) use number_first::WORDS as NUMBER_FIRST;
pub(super) use street_first::WORDS as STREET_FIRST;

type Ranges = Vec<Range<usize>>;

/// Takes of every match that `may` be one what `take` makes of it; goes on inside those that were refused.
fn every(
    pattern: &Regex,
    text: &str,
    found: &mut Ranges,
    may: fn(&str) -> bool,
    mut take: impl FnMut(&regex::Captures<'_>) -> Option<Range<usize>>,
) {
    let mut at = 0;
    while let Some(whole) = pattern.find_at(text, at).map(|hit| hit.range()) {
        let next = whole.start + text[whole.start..].chars().next().map_or(1, char::len_utf8);
        // where the groups are is many times dearer than whether there is a match
        let hit = may(&text[whole.clone()]).then(|| pattern.captures_at(text, whole.start));
        let taken = hit.flatten().and_then(|hit| take(&hit));
        at = taken.as_ref().map_or(next, |range| range.end.max(next));
        found.extend(taken);
        if at >= text.len() {
            break;
        }
    }
}
