//! A text as words with what the lists and the phrases say of each, and how far a name goes on once it has begun.

use super::super::scan::Scan;
use super::super::tokens::{Case, Gap, Token, tokens};
use super::super::words::{Language, Word, look_up};
use super::phrases::{LONGEST, Phrase, Phrases};
use super::russian::look_up_cases;

/// A name has at most so many words.
const WORDS: usize = 6;

/// The words of a text.
pub(super) struct Text<'t> {
    shadow: &'t str,
    pub tokens: Vec<Token>,
    words: Vec<(Word, Phrase)>,
    pub language: Language,
    phrases: Phrases,
    /// Whether capitals tell something: not in a text that shouts or is all headings.
    pub has_case: bool,
    /// German, where every noun has a capital.
    pub nouns_are_capital: bool,
}

impl<'t> Text<'t> {
    pub fn of(scan: &'t Scan<'_>) -> Self {
        let shadow = scan.text();
        let tokens = tokens(scan);
        let language = Language::of(scan.language());
        let phrases = Phrases::of(scan.language());
        let words = tokens
            .iter()
            .map(|token| {
                let written = &shadow[token.start..token.end];
                (
                    word(written, token.case != Case::Lower, language),
                    phrases.look_up(written),
                )
            })
            .collect();
        let long = || tokens.iter().filter(|token| token.len() >= 3);
        let (all, upper) = (long().count(), long().filter(|token| token.case == Case::Upper).count());
        let inside = || long().filter(|token| !token.begins);
        let capitals = inside().filter(|token| token.case != Case::Lower).count();
        let german = scan.language() == "de";
        let shouts = all >= 3 && upper * 5 > all * 3;
        let headings = !german && all >= 6 && capitals * 4 > inside().count() * 3;
        Self {
            shadow,
            words,
            language,
            phrases,
            has_case: !shouts && !headings,
            nouns_are_capital: german,
            tokens,
        }
    }

    pub fn word(&self, at: usize) -> Word {
        self.words[at].0
    }

    pub fn written(&self, at: usize) -> &'t str {
        &self.shadow[self.tokens[at].start..self.tokens[at].end]
    }

    pub fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Other, |token| token.gap)
    }

    /// Whether the word has a capital that tells something.
    pub fn is_capital(&self, at: usize) -> bool {
        self.has_case && self.tokens[at].case != Case::Lower
    }

    /// Whether it is one capital letter, as of a first name.
    pub fn is_initial(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.case == Case::Capital) && self.written(at).chars().count() == 1
    }

    /// What one word is, as a phrase.
    pub fn phrase(&self, at: usize) -> Phrase {
        self.words.get(at).map_or(Phrase::default(), |(_, phrase)| *phrase)
    }

    /// What the phrases are that end before this word, of one word to [`LONGEST`].
    pub fn phrases_before(&self, at: usize) -> Phrase {
        let mut found = Phrase::default();
        for count in 1..=LONGEST.min(at) {
            let first = at - count;
            if count > 1 && matches!(self.gap(first + 1), Gap::Line | Gap::Other) {
                break;
            }
            found = found.and(
                self.phrases
                    .look_up(&self.shadow[self.tokens[first].start..self.tokens[at - 1].end]),
            );
        }
        found
    }

    /// What the phrases are that begin after this word.
    pub fn phrases_after(&self, at: usize) -> Phrase {
        let mut found = Phrase::default();
        if self.gap(at + 1) != Gap::Space {
            return found;
        }
        for last in at + 1..(at + 1 + LONGEST).min(self.tokens.len()) {
            if last > at + 1 && !matches!(self.gap(last), Gap::Space | Gap::Apostrophe | Gap::Hyphen) {
                break;
            }
            found = found.and(
                self.phrases
                    .look_up(&self.shadow[self.tokens[at + 1].start..self.tokens[last].end]),
            );
        }
        found
    }

    /// Whether the word is within a brand, a work or a place that reads like a name.
    pub fn is_in_brand(&self, at: usize) -> bool {
        (at.saturating_sub(3)..=at).any(|first| {
            (at.max(first)..(first + LONGEST).min(self.tokens.len())).any(|last| {
                let slice = &self.shadow[self.tokens[first].start..self.tokens[last].end];
                slice.len() < 40 && self.phrases.look_up(&slice.replace('-', " ")).is(Phrase::BRAND)
            })
        })
    }

    /// Whether it is "and" in the language of the text.
    pub fn is_and(&self, at: usize) -> bool {
        matches!(
            self.written(at),
            "and" | "und" | "et" | "y" | "e" | "i" | "si" | "и" | "ed" | "sowie" | "or" | "oder" | "ou" | "o"
        )
    }

    /// What stands between two words.
    pub fn shadow_between(&self, last: usize, next: usize) -> &'t str {
        &self.shadow[self.tokens[last].end..self.tokens[next].start]
    }

    /// Whether nothing but marks stands between this word and the end of its line.
    pub fn ends_line(&self, at: usize) -> bool {
        let rest = &self.shadow[self.tokens[at].end..];
        let line = rest.split('\n').next().unwrap_or_default();
        !line.contains(|c: char| c.is_alphanumeric() || c == '\0')
    }

    /// Whether a word could be part of a name that has begun.
    pub fn may_follow(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let word = self.word(at);
        let named = word.is_given() || word.is_surname();
        let ordinary = word.is_word(self.language) || word.is_english() && !word.is_given_in(self.language);
        if token.begins && token.gap != Gap::Dot
            || self.phrase(at).is(Phrase::THING.and(Phrase::ROLE).and(Phrase::TITLE))
                && !(word.is_common_surname() && self.follows_given(at))
        {
            return false;
        }
        if !self.is_capital(at) {
            let surname = word.is_surname() && !word.is_frequent();
            let new = word.is_unknown() && token.len() >= 5;
            return !self.has_case_here(at) && (named && (!ordinary || surname) || new) && !word.needs_company();
        }
        if token.case == Case::Upper && (!named || token.len() < 4) || token.begins && !named {
            return false;
        }
        if word.needs_company() {
            return word.is_common_surname();
        }
        if ordinary {
            return if self.nouns_are_capital {
                word.is_surname() && !word.is_frequent()
            } else {
                !word.is_frequent() || word.is_common_surname()
            };
        }
        true
    }

    /// Whether the word before is a given name and nothing else.
    fn follows_given(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1).is_given_in(self.language) && !self.word(at - 1).is_word(self.language)
    }

    /// Whether a small letter of this word says that it is no name: somebody who writes other words with capitals.
    fn has_case_here(&self, at: usize) -> bool {
        self.has_case && at > 0 && self.is_capital(at - 1)
    }

    /// The last word of the name that begins with this one.
    pub fn end_of_name(&self, first: usize) -> usize {
        let mut last = first;
        while last + 1 < self.tokens.len() && last - first < WORDS {
            let next = last + 1;
            last = match self.gap(next) {
                Gap::Hyphen | Gap::Apostrophe
                    if self.tokens[next].len() > 1 && (self.is_capital(next) || self.may_follow(next)) =>
                {
                    next
                }
                Gap::Dot if self.is_initial(last) && (self.may_follow(next) || self.is_initial(next)) => next,
                Gap::Space if self.is_initial(next) && self.is_capital(last) && self.goes_on(next) => next,
                Gap::Space if self.is_initial(last) && (self.may_follow(next) || self.is_initial(next)) => next,
                Gap::Space if !self.is_initial(next) && self.may_follow(next) => next,
                Gap::Space => match self.after_particles(next) {
                    Some(end) => end,
                    None => break,
                },
                _ => break,
            };
        }
        last
    }

    /// Whether a name goes on after an initial.
    fn goes_on(&self, initial: usize) -> bool {
        matches!(self.gap(initial + 1), Gap::Dot | Gap::Space)
            && (self.may_follow(initial + 1) || self.is_initial(initial + 1))
            || self.shadow[self.tokens[initial].end..].starts_with('.')
    }

    /// The word after one or two particles, if it can be the end of a name.
    pub fn after_particles(&self, first: usize) -> Option<usize> {
        let mut at = first;
        while at < self.tokens.len() && at < first + 2 && self.phrase(at).is(Phrase::PARTICLE) {
            at += 1;
            let joined = matches!(self.gap(at), Gap::Space | Gap::Hyphen | Gap::Apostrophe);
            if joined && self.is_capital(at) && !self.phrase(at).is(Phrase::PARTICLE) && self.may_follow(at) {
                return Some(at);
            }
        }
        None
    }
}

fn word(folded: &str, capital: bool, language: Language) -> Word {
    if folded.starts_with(|c: char| ('а'..='я').contains(&c)) {
        look_up_cases(folded, capital, Language::of("ru"))
    } else {
        latin(folded, language)
    }
}

/// Without the genitives that German and Romanian hang on names, and the diminutives of Portuguese and Spanish: "Ingeborgs", "Ioanei",
/// "Tiaguinho".
fn latin(folded: &str, language: Language) -> Word {
    let word = look_up(folded);
    if word.is_given() || word.is_word(language) || folded.len() < 4 {
        return word;
    }
    let (german, romanian, portuguese, spanish) = (
        Language::of("de"),
        Language::of("ro"),
        Language::of("pt"),
        Language::of("es"),
    );
    let stems: &[(&str, &str)] = match language {
        _ if language == portuguese => &[
            ("inha", "a"),
            ("inho", "o"),
            ("inho", "e"),
            ("zinho", ""),
            ("zinha", ""),
        ],
        _ if language == spanish => &[("ito", "o"), ("ita", "a"), ("cito", "")],
        _ if language == german => &[("s", "")],
        _ if language == romanian => &[
            ("ei", "a"),
            ("ii", "ia"),
            ("ii", "a"),
            ("ului", ""),
            ("ai", "aia"),
            ("o", "a"),
            ("ule", ""),
        ],
        _ => return word,
    };
    stems.iter().fold(word, |word, (ending, nominative)| {
        let stem = folded.strip_suffix(ending).filter(|stem| stem.len() >= 3);
        let known = stem
            .map(|stem| look_up(&[stem, nominative].concat()))
            .unwrap_or_default();
        let word = if known.is_given_in(language) && !known.is_word(language) {
            word.or_given(language)
        } else {
            word
        };
        if known.is_common_surname() && !known.is_word(language) {
            word.or_surname()
        } else {
            word
        }
    })
}
