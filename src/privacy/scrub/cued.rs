//! Values that a word before them announces: "order number 1234", "né le 3 mai 1961".

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::Regex;

use super::fold::Shadow;
use super::lang::{PHRASES, Phrases};
use super::scan::Scan;

/// Phrases of all languages, found in one pass.
pub(super) struct Cues(AhoCorasick);

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

impl Cues {
    /// Those of one column of the phrases.
    pub fn of(column: fn(&Phrases) -> &'static str) -> Self {
        let mut phrases: Vec<String> = PHRASES
            .iter()
            .flat_map(|phrases| column(phrases).split('|'))
            .filter(|phrase| !phrase.is_empty())
            .map(|phrase| Shadow::of(phrase).text)
            .collect();
        phrases.sort();
        phrases.dedup();
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases);
        Self(built.expect("a constant list of short phrases"))
    }

    /// Where each cue stands and where the value it announces would begin.
    pub fn values<'s>(&'s self, scan: &'s Scan<'_>) -> impl Iterator<Item = (Range<usize>, usize)> + 's {
        let text = scan.text();
        self.0.find_iter(text).filter_map(move |cue| {
            let range = cue.range();
            let whole = is_whole(text, &range);
            whole.then(|| {
                let after = scan.after(range.end, 48);
                let filler = FILLER.find(after).map_or(0, |filler| whole_words(after, filler.end()));
                (range.clone(), range.end + filler)
            })
        })
    }
}

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
    let glued_before = first && before.ends_with(spaced) && !compound;
    let glued_after = last && text[range.end..].starts_with(spaced);
    !glued_before && !glued_after
}
