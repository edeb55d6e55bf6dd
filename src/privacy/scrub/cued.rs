//! Values that a word before them announces: "order number 1234", "né le 3 mai 1961".

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::fold::Shadow;
use super::lang::PHRASES;
use super::lexicon::Lexicon;
use super::scan::{BLANK, Scan};
use super::tld::MAILBOX_ONLY;
use super::{address, birth, email_spoken, handle, spelled};

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announced {
    Order = 1,
    Id = 2,
    Birth = 4,
    Postcode = 8,
}

/// A word without which an expression is not worth running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// After a date of birth.
    Born = 16,
    /// A kind of street that stands after the number.
    NumberFirst = 32,
    /// A kind of street that stands before the name.
    StreetFirst = 64,
    /// The sign of an e-mail address, or a provider.
    Mail = 128,
    /// The dot of an e-mail address.
    Dot = 256,
    /// A network or a messenger.
    Network = 512,
    /// A digit in words.
    Spelled = 1024,
}

const ANNOUNCED: u16 = 15;

/// The phrases of all languages in one lexicon, so that a text is walked through once for all of them.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut phrases: BTreeMap<String, u16> = BTreeMap::new();
    for of in PHRASES {
        let columns = [
            (of.orders, Announced::Order),
            (of.ids, Announced::Id),
            (of.births, Announced::Birth),
            (of.postcodes, Announced::Postcode),
        ];
        for (list, announced) in columns {
            for phrase in list.split('|').filter(|phrase| !phrase.is_empty()) {
                *phrases.entry(Shadow::of(phrase).text).or_default() |= announced as u16;
            }
        }
    }
    let hints = [
        (birth::AFTER, Hint::Born),
        (address::NUMBER_FIRST, Hint::NumberFirst),
        (address::STREET_FIRST, Hint::StreetFirst),
        (email_spoken::SIGN_WORDS, Hint::Mail),
        (email_spoken::WEAK_SIGNS, Hint::Mail),
        (email_spoken::DOT_WORDS, Hint::Dot),
        (email_spoken::DOT_SIGNS, Hint::Dot),
        (handle::NETWORKS, Hint::Network),
        (spelled::WORDS, Hint::Spelled),
    ];
    let of_list = |(list, hint): (&'static str, Hint)| list.split('|').map(move |word| (word, hint));
    let mailboxes = MAILBOX_ONLY.iter().map(|word| (*word, Hint::Mail));
    for (word, hint) in hints.into_iter().flat_map(of_list).chain(mailboxes) {
        *phrases.entry(Shadow::of(word).text).or_default() |= hint as u16;
    }
    Lexicon::of(phrases)
});

/// The phrases of a text.
pub(super) struct Cues {
    /// What is announced and by which phrase: of those that overlap the first, and of these the longest, which announces what
    /// the shorter ones it begins with do.
    announced: Vec<(u16, Range<usize>)>,
    hints: u16,
    /// How many digits are there in words.
    pub spelled: usize,
}

impl Cues {
    pub fn of(text: &str) -> Self {
        let mut cues = Self {
            announced: Vec::new(),
            hints: 0,
            spelled: 0,
        };
        LEXICON.find(text, |means, range| {
            cues.hints |= means;
            cues.spelled += usize::from(means & Hint::Spelled as u16 != 0);
            if means & ANNOUNCED != 0 {
                cues.announce(means, range);
            }
        });
        cues
    }

    fn announce(&mut self, means: u16, range: Range<usize>) {
        match self.announced.last_mut() {
            Some((all, last)) if last.start == range.start => {
                *all |= means;
                last.end = range.end;
            }
            Some((_, last)) if range.start < last.end => {}
            _ => self.announced.push((means, range)),
        }
    }

    /// Whether a phrase that announces something reaches into the stretch.
    pub fn announces_within(&self, stretch: &Range<usize>) -> bool {
        self.announced
            .iter()
            .any(|(_, phrase)| phrase.start < stretch.end && stretch.start < phrase.end)
    }

    /// Whether one of the words stands in the text.
    pub fn has(&self, hint: Hint) -> bool {
        self.hints & hint as u16 != 0
    }
}

/// Where each phrase of a kind stands and where the value it announces would begin.
pub(super) fn values(scan: &Scan<'_>, wanted: Announced) -> impl Iterator<Item = (Range<usize>, usize)> {
    let of_kind = scan
        .cues()
        .announced
        .iter()
        .filter(move |(announced, _)| announced & wanted as u16 != 0);
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
