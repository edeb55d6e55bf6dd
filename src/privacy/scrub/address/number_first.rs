//! "12 ter allée des Chênes", "14 Larkspur Close": the number stands first, as in English and French.

use std::sync::LazyLock;

use regex::Regex;

use super::super::cued::Hint;
use super::super::scan::Scan;
use super::{Ranges, every, tail};

/// The kinds of streets of [`EXPRESSION`]: one must occur.
pub(in super::super) const WORDS: &str = "allee|allees|alley|av|av.|ave|avenue|bank|bd|bd.|bld|blvd|boul|boul.|boulevard|brae|broadway|causeway|ch.|chaussee|chemin|cir|circle|cite|cl|close|cours|court|cres|crescent|croft|crossing|ct|dr|drive|drove|embankment|esplanade|estate|expressway|faubourg|fbg|fields|gardens|garth|gate|gdns|gr|grand rue|grand-place|grand-rue|grande rue|green|grove|hameau|heights|highway|hill|hwy|imp.|impasse|lane|lieu-dit|ln|loop|lotissement|meadow|meadows|mews|montee|mount|parade|park|parkway|passage|path|petite rue|pkwy|pl|pl.|place|plaza|promenade|quai|quay|rd|residence|ridge|rise|road|rond-point|route|row|rte|rue|ruelle|run|sentier|sq|square|st|str|street|ter|terrace|trail|traverse|trl|turnpike|vale|venelle|view|villa|walk|way|wharf|wynd|yard|za|zi|zone artisanale|zone industrielle";

/// "12 ter allée", "14 Larkspur Close": what follows the number decides.
static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<unit>(?-u:\b)(?:flat|apartment|apt|unit|suite|room|bat\.?|batiment|appt?\.?|res\.?|residence) ?[a-z0-9]{1,4}(?: [a-z]+)?,? )?",
        r"(?P<number>(?-u:\b)[0-9]{1,5}(?:[/-][0-9]{1,5})?[a-d]?)(?: ?(?:bis|ter|quater))?,? ",
        r"(?:(?P<french>grande? rue|boul\.?|zone artisanale|zone industrielle|za|zi|grand-rue|petite rue|grand-place|rue|avenue|av\.?|boulevard|bd\.?|bld|blvd|place|pl\.|impasse|imp\.|allees?|chemin|ch\.|route|rte|quai|cours|square|passage|sentier|ruelle|esplanade|promenade|villa|cite|faubourg|fbg|hameau|lotissement|lieu-dit|residence|rond-point|chaussee|montee|traverse|venelle)(?-u:\b)",
        r"|(?P<english>(?:(?:north|south|east|west|n|s|e|w)\.? )?(?:[a-z][a-z'’.-]*|[0-9]{1,3}(?:st|nd|rd|th)) (?:[a-z][a-z'’.-]* ){0,3}?(?:street|str?|road|rd|avenue|ave?|lane|ln|close|cl|drive|dr|court|ct|way|place|pl|square|sq|crescent|cres|terrace|ter|gardens|gdns|grove|gr|mews|parade|boulevard|blvd|park|row|walk|rise|hill|view|green|gate|wharf|quay|broadway|highway|hwy|parkway|pkwy|circle|cir|loop|trail|trl|alley|plaza|vale|mount|croft|meadows?|wynd|brae|bank|estate|causeway|embankment|crossing|run|path|ridge|heights|turnpike|expressway|fields|yard|drove|garth)(?-u:\b)(?: (?:mews|close|court|road|street|lane|gardens|terrace|drive|way|walk|place|square|park|row|estate|[nsew]|north|south|east|west)(?-u:\b)\.?)?))"
    ))
    .expect("a constant pattern")
});

/// Streets whose kind is never anything else, so that small letters do.
const CLEAR: [&str; 14] = [
    "street", "road", "avenue", "lane", "close", "crescent", "terrace", "gardens", "mews", "st", "rd", "ave", "blvd",
    "ln",
];

/// After one of these the number was a quantity.
const MEASURES: [&str; 30] = [
    "minutes", "minute", "min", "miles", "metres", "meters", "m", "km", "hours", "stars", "star", "people", "or",
    "and", "of", "in", "at", "on", "to", "for", "the", "days", "per", "pm", "am", "years", "times", "weeks", "months",
    "x",
];

pub(super) fn find(scan: &Scan<'_>, found: &mut Ranges) {
    let text = scan.text();
    if !scan.cues().has(Hint::NumberFirst) {
        return;
    }
    every(
        &EXPRESSION,
        text,
        found,
        |_| true,
        |hit| {
            let number = hit.name("number")?;
            let start = hit.name("unit").map_or(number.start(), |unit| unit.start());
            let end = if let Some(street) = hit.name("french") {
                let named = tail::names(scan, street.end(), 6);
                let whole = street.as_str().starts_with("grand") || street.as_str().starts_with("petit");
                named.or(whole.then(|| street.end()))?
            } else {
                let street = hit.name("english")?;
                let mut words = street.as_str().split(' ');
                let first = words.next().unwrap_or_default();
                let last = words.next_back().unwrap_or(first);
                let numbered = first.starts_with(|c: char| c.is_ascii_digit());
                let small = !scan.is_capital(street.start()) && !numbered;
                if MEASURES.contains(&first) || (small && !CLEAR.contains(&last)) {
                    return None;
                }
                street.end()
            };
            Some(start..tail::end(scan, end))
        },
    );
}
