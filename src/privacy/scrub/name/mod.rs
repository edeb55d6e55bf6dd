//! Names of persons: by what stands around them and by the lists. No list knows all names, so a capital word after "served by"
//! is one unless the language has it as an ordinary word; no cue stands before all, so a given name with a capital is one as well.

mod alone;
mod decide;
mod han;
mod phrases;
mod run;
mod russian;

use std::ops::Range;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;
use run::Text;

/// A recogniser of names. The rules of this folder are one; a small model could be another, asked for the same stretches.
pub(super) trait NameModel: Sync {
    /// Stretches of the shadow that are names, on character boundaries.
    fn names(&self, scan: &Scan<'_>) -> Vec<Range<usize>>;
}

/// Cues, lists and spelling.
struct Rules;

impl NameModel for Rules {
    fn names(&self, scan: &Scan<'_>) -> Vec<Range<usize>> {
        let mut found = han::find(scan);
        let text = Text::of(scan);
        let (mut at, mut before) = (0, None);
        while at < text.tokens.len() {
            match decide::name_from(&text, at, before) {
                Some((first, last)) => {
                    found.push(text.tokens[first].start..text.tokens[last].end);
                    before = Some(last);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }
}

static MODEL: &dyn NameModel = &Rules;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Name,
    worth: |_| true,
    find: |scan| MODEL.names(scan),
    examples: &[
        (
            "en",
            "I was served by Marcus O'Leary, lovely.",
            "I was served by [name], lovely.",
        ),
        (
            "en",
            "Mr Brown and Dr. Fitzgerald-Moore were late",
            "Mr [name] and Dr. [name] were late",
        ),
        (
            "en",
            "i spoke with david gonzalez on thursday",
            "i spoke with [name] on thursday",
        ),
        (
            "en",
            "Great stay.\n\nRegards,\nBronwen Pugh",
            "Great stay.\n\nRegards,\n[name]",
        ),
        (
            "en",
            "Mark my words: in May we will hope for grace.",
            "Mark my words: in May we will hope for grace.",
        ),
        (
            "en",
            "The Caesar salad at McDonald's, Mercedes and Hugo Boss",
            "The Caesar salad at McDonald's, Mercedes and Hugo Boss",
        ),
        (
            "de",
            "Frau Müller und Herr Klein haben geholfen",
            "Frau [name] und Herr [name] haben geholfen",
        ),
        (
            "de",
            "Bedient hat uns Hannelore Brinkmann im Ernst",
            "Bedient hat uns [name] im Ernst",
        ),
        (
            "fr",
            "Merci à Mme Lefèvre et à Jean-Pierre",
            "Merci à Mme [name] et à [name]",
        ),
        (
            "it",
            "La sig.ra De Luca, Giulia e la margherita",
            "La sig.ra [name], [name] e la margherita",
        ),
        (
            "es",
            "Gracias a doña Carmen Ruiz de la Calle",
            "Gracias a doña [name] de la Calle",
        ),
        ("pt", "Falei com a Beatriz dos Santos ontem", "Falei com a [name] ontem"),
        ("ro", "Mulțumesc doamnei Popa", "Mulțumesc doamnei [name]"),
        ("ru", "Спасибо Татьяне Петровне Агафоновой!", "Спасибо [name]!"),
        ("ru", "На улице Пушкина вкусно", "На улице Пушкина вкусно"),
        ("zh", "前台的李秀英和张经理都很好", "前台的[name]和[name]经理都很好"),
        ("zh", "高兴地等了三张票，马上就来", "高兴地等了三张票，马上就来"),
    ],
};
