//! Values that a word before them announces: "order number 1234", "né le 3 mai 1961".

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;

use super::fold::Shadow;
use super::lang::PHRASES;
use super::scan::{BLANK, Scan};

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announced {
    Order = 1,
    Id = 2,
    Birth = 4,
    Postcode = 8,
}

/// The phrases of all languages in one automaton, so that a text is walked through once for all of them, and what each announces.
static PHRASES_OF_ALL: LazyLock<(AhoCorasick, Vec<u8>)> = LazyLock::new(|| {
    let mut phrases: BTreeMap<String, u8> = BTreeMap::new();
    for of in PHRASES {
        let columns = [
            (of.orders, Announced::Order),
            (of.ids, Announced::Id),
            (of.births, Announced::Birth),
            (of.postcodes, Announced::Postcode),
        ];
        for (list, announced) in columns {
            for phrase in list.split('|').filter(|phrase| !phrase.is_empty()) {
                *phrases.entry(Shadow::of(phrase).text).or_default() |= announced as u8;
            }
        }
    }
    // the longest phrase holds, and announces what the shorter one it begins with does
    let announced = |(phrase, own): (&String, &u8)| {
        let shorter = phrases.iter().filter(|(other, _)| {
            phrase
                .strip_prefix(other.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
        });
        shorter.fold(*own, |all, (_, more)| all | more)
    };
    let announced = phrases.iter().map(announced).collect();
    let built = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases.keys());
    (built.expect("a constant list of short phrases"), announced)
});

/// Every phrase of a text that stands there as words, with what it announces; of those that overlap the first, and of these the longest.
pub(super) fn phrases(text: &str) -> Vec<(u8, Range<usize>)> {
    let (automaton, announced) = &*PHRASES_OF_ALL;
    let whole = automaton
        .find_overlapping_iter(text)
        .filter(|hit| is_whole(text, &hit.range()));
    let mut found: Vec<(u8, Range<usize>)> = whole
        .map(|hit| (announced[hit.pattern().as_usize()], hit.range()))
        .collect();
    found.sort_unstable_by_key(|(_, range)| (range.start, Reverse(range.end)));
    let mut free = 0;
    found.retain(|(_, range)| {
        let apart = range.start >= free;
        free = if apart { range.end } else { free };
        apart
    });
    found
}

/// Where each phrase of a kind stands and where the value it announces would begin.
pub(super) fn values(scan: &Scan<'_>, wanted: Announced) -> impl Iterator<Item = (Range<usize>, usize)> {
    let of_kind = scan
        .phrases()
        .iter()
        .filter(move |(announced, _)| announced & wanted as u8 != 0);
    // a rule before may have claimed it
    let left = of_kind.filter(|(_, range)| !scan.text()[range.clone()].contains(BLANK));
    left.map(|(_, range)| {
        let after = scan.after(range.end, 48);
        let filler = FILLER.find(after).map_or(0, |filler| whole_words(after, filler.end()));
        (range.clone(), range.end + filler)
    })
}

/// What may stand between a cue and its value: signs, and small words such as "is" or "number".
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"^(?:[ :#=.,()"'«»№º°/*]| [-–—] |\n|：|，|（|(?-u:\b)(?:"#,
        r"is|was|are|no|nr|nos|num|number|numbers|code|id|ref|reference|my|your|the|on|in|of|which|", // en
        r"auf|richtige|richtig|neue|neuer|correct|new|old|giusto|corretto|correcto|correto|nuevo|nuovo|novo|nouveau|belge|suisse|corect|corecta|nou|gestellt|von|für|правильныи|новыи|ist|war|lautet|nummer|mit der|der|die|das|am|den|vom|im|und zwar|ihre|meine|unsere|eure|", // de
        r"est|etait|le|la|c|numero|n|d|du|un|mon|ma|se termine par|", // fr
        r"e|il|era|del|mio|mia|miei|del giorno|numero di|i|",         // it
        r"es|el|fue|dia|de|mi|su|con|numero de|n\.o|",                // es
        r"sao|foi|da|do|o|a|em|meu|minha|numero do|numero da|",       // pt
        r"este|era|mea|mele|meu|cu|are|numarul|pe|data de|din|si|al|", // ro
        r"ul)(?-u:\b)|(?:номер|номером|под номером|под|мои|моя|мое|моего|серия|это|за|от|с|у меня|года|год)[ :№.]", // ru
        r"|是|为|為|写成|写的是|写|：|号码|號碼|码|碼|号|號|编号|尾号|后面|在|于|我的|的)*"
    ))
    .expect("a constant pattern")
});

/// Where a filler ends that does not take the prefix of a code for a word: "es" of "ES-90233817".
fn whole_words(text: &str, end: usize) -> usize {
    let torn = text[end..].starts_with(['-', '/', '_']) && text[..end].ends_with(|c: char| c.is_ascii_alphabetic());
    let word = text[..end].trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if torn { word.len() } else { end }
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
