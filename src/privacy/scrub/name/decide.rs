//! Whether a name begins with a word: first what stands around it, then what the lists say of it alone.

use super::super::tokens::{Case, Gap};
use super::alone::{is_alone, is_apposition, is_last_line, is_pair, is_surname_alone};
use super::phrases::Phrase;
use super::run::Text;

/// The first and last word of the name that begins here, if one does.
///
/// `before` is the last word of the name before: "Klaus und Ilse Wernicke".
pub(super) fn name_from(text: &Text<'_>, at: usize, before: Option<usize>) -> Option<(usize, usize)> {
    let joined = before.is_some_and(|last| last + 2 == at && text.gap(last + 1) == Gap::Space && text.is_and(last + 1))
        || before
            .is_some_and(|last| last + 1 == at && text.gap(at) == Gap::Pause && text.shadow_between(last, at) == ", ");
    let first = start(text, at, joined)?;
    Some((at, text.end_of_name(first)))
}

/// The first word of the name that is not a particle.
fn start(text: &Text<'_>, at: usize, joined: bool) -> Option<usize> {
    if let Some(after) = after_particles(text, at) {
        return Some(after);
    }
    let contracted = text.gap(at + 1) == Gap::Apostrophe && matches!(text.written(at + 1), "t" | "ll" | "ve" | "re");
    if contracted || !may_begin(text, at) {
        return None;
    }
    let cue = cue(text, at);
    let by_cue = (cue.is(Phrase::TITLE) && after_title(text, at))
        || (cue.is(Phrase::NAMING) && after_naming(text, at))
        || (cue.is(Phrase::SERVICE.and(Phrase::ROLE)) && after_service(text, at))
        || (joined && !text.tokens[at].begins && is_listed(text, at) && after_service(text, at))
        || (joined && !text.is_capital(at) && text.word(at).is_given_in(text.language) && !is_ordinary(text, at))
        || (cue.is(Phrase::PERHAPS) && after_perhaps(text, at))
        || (cue.is(Phrase::CLOSING) && signs(text, at))
        || (text.is_capital(at)
            && before_after(text, at)
            && text.phrases_after(text.end_of_name(at)).is(Phrase::AFTER));
    let found = by_cue
        || is_apposition(text, at)
        || is_surname_alone(text, at)
        || is_alone(text, at)
        || is_pair(text, at)
        || is_last_line(text, at);
    (found && !text.is_in_brand(at)).then_some(at)
}

/// "Mr van Dyke": the word after the particles that begin here.
fn after_particles(text: &Text<'_>, at: usize) -> Option<usize> {
    let small = [
        "den", "der", "dem", "zum", "zur", "zu", "du", "la", "das", "dos", "los", "del",
    ];
    if text.tokens[at].len() > 5 || text.is_and(at) || !text.phrase(at).is(Phrase::PARTICLE) {
        return None;
    }
    let after = text.after_particles(at)?;
    let cue = cue(text, at);
    let strong = cue.is(Phrase::NAMING.and(Phrase::SERVICE).and(Phrase::ROLE)) && !small.contains(&text.written(at));
    (strong || cue.is(Phrase::TITLE)).then_some(after)
}

/// Whether a word is worth looking around: most are ordinary ones without a capital.
fn may_begin(text: &Text<'_>, at: usize) -> bool {
    let (word, token) = (text.word(at), text.tokens[at]);
    if token.len() < 2 {
        return text.is_initial(at);
    }
    if token.case == Case::Upper && text.has_case && text.written(at).chars().count() <= 3 {
        return false;
    }
    let named = word.is_given() || word.is_surname();
    let small = !text.is_capital(at) && token.case == Case::Lower;
    if small {
        return !word.is_frequent() && (!word.is_word(text.language) || word.is_given_in(text.language));
    }
    let ordinary = word.is_word(text.language) && word.is_frequent() && !named;
    let little = word.is_frequent() && text.phrase(at).is(Phrase::PARTICLE);
    !ordinary && !little
}

/// The phrases before a word that may point at it: not across the end of a sentence, but for titles and ends of letters.
fn cue(text: &Text<'_>, at: usize) -> Phrase {
    let found = match text.gap(at) {
        Gap::Other if at > 0 => return Phrase::default(),
        _ => text.phrases_before(at),
    };
    match text.gap(at) {
        // "Sig. Rossi", but "… na minha cara. Chegou"
        Gap::Dot if at > 0 && text.tokens[at - 1].len() >= 4 && text.word(at - 1).is_word(text.language) => {
            found.only(Phrase::CLOSING)
        }
        Gap::Dot => found.only(Phrase::TITLE.and(Phrase::CLOSING)),
        Gap::Line => found.only(Phrase::CLOSING),
        Gap::Pause => found.only(Phrase::CLOSING.and(Phrase::NAMING).and(Phrase::ROLE)),
        Gap::Hyphen => Phrase::default(),
        _ => found,
    }
}

/// An ordinary word here: of the language, or an English one that is no given name where the language is spoken.
pub(super) fn is_ordinary(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    word.is_word(text.language) || (word.is_english() && !word.is_given_in(text.language))
}

pub(super) fn is_listed(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    word.is_given() || word.is_surname()
}

/// Words that are no names whatever stands before them: occupations, titles, streets.
pub(super) fn is_role_or_thing(text: &Text<'_>, at: usize) -> bool {
    text.phrase(at).is(Phrase::ROLE.and(Phrase::THING).and(Phrase::TITLE)) && !text.word(at).is_given_in(text.language)
}

pub(super) fn has_surname_after(text: &Text<'_>, at: usize) -> bool {
    text.end_of_name(at) > at
}

fn after_title(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let ordinary = is_ordinary(text, at);
    if is_role_or_thing(text, at) && !word.is_common_surname() || (word.needs_company() && !word.is_surname()) {
        return false;
    }
    if text.is_initial(at) {
        return has_surname_after(text, at);
    }
    if text.is_capital(at) {
        return !ordinary || is_listed(text, at) || !word.is_frequent();
    }
    is_listed(text, at) && !ordinary
}

fn after_naming(text: &Text<'_>, at: usize) -> bool {
    if is_role_or_thing(text, at) {
        return false;
    }
    if text.is_initial(at) {
        return has_surname_after(text, at);
    }
    let ordinary = is_ordinary(text, at);
    if text.is_capital(at) {
        let word = text.word(at);
        return !ordinary && (!word.needs_company() || has_surname_after(text, at))
            || word.is_given_in(text.language)
            || (is_listed(text, at) && has_surname_after(text, at));
    }
    !ordinary && (is_listed(text, at) || text.word(at).is_unknown() && text.tokens[at].len() >= 3)
}

fn after_service(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    if is_role_or_thing(text, at) {
        return false;
    }
    if text.is_initial(at) {
        return is_pair(text, at);
    }
    let ordinary = is_ordinary(text, at);
    let company = has_surname_after(text, at);
    if text.is_capital(at) {
        if text.tokens[at].case == Case::Upper && !is_listed(text, at) {
            return false;
        }
        if word.needs_company() || word.is_place() {
            return company && word.is_given();
        }
        if ordinary {
            let named = word.is_given_in(text.language) || word.is_common_surname() && company;
            return named && (!text.nouns_are_capital || company);
        }
        // every noun of German is a capital word, and the lists have few of its compounds
        return !is_thing_near(text, at) && (!text.nouns_are_capital || is_listed(text, at) || company);
    }
    if word.is_given_in(text.language)
        && text.gap(at + 1) == Gap::Space
        && text.may_follow(at + 1)
        && text.word(at + 1).is_surname()
    {
        return true;
    }
    if ordinary || word.needs_company() || word.is_place() {
        return false;
    }
    word.is_given_in(text.language)
        || (word.is_given() && !word.is_word_somewhere())
        || ((word.is_unknown() || word.is_surname()) && two_small(text, at))
}

/// Two words without capitals that no list has as ordinary ones.
fn two_small(text: &Text<'_>, at: usize) -> bool {
    let next = at + 1;
    text.gap(next) == Gap::Space && {
        let word = text.word(next);
        (word.is_unknown() || word.is_surname())
            && !is_ordinary(text, next)
            && !word.needs_company()
            && text.tokens[next].len() >= 3
    }
}

fn after_perhaps(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    if is_role_or_thing(text, at) || word.needs_company() || is_ordinary(text, at) {
        return false;
    }
    if text.is_capital(at) {
        return word.is_given() && !word.is_place() && !is_thing_near(text, at);
    }
    word.is_given_in(text.language) && !word.is_word_somewhere() && !word.is_place()
}

fn before_after(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let ordinary = is_ordinary(text, at);
    text.is_capital(at)
        && text.tokens[at].case == Case::Capital
        && !is_role_or_thing(text, at)
        && !word.needs_company()
        && (!ordinary || (word.is_given_in(text.language) && !text.nouns_are_capital))
        && (!text.tokens[at].begins || is_listed(text, at))
        && (!text.nouns_are_capital || is_listed(text, at) || has_surname_after(text, at))
        && !is_thing_near(text, at)
}

/// A name under a letter: to the end of its line.
fn signs(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let last = text.end_of_name(at);
    let fits = text.ends_line(last) && !is_role_or_thing(text, at) && (!word.needs_company() || last > at);
    let ordinary = is_ordinary(text, at) && !word.is_given_in(text.language);
    let capital = text.is_capital(at) || text.tokens[at].case != Case::Lower;
    let small = is_listed(text, at) && !is_ordinary(text, at) || word.is_given_in(text.language) && !word.is_frequent();
    fits && if capital { !ordinary } else { small }
}

/// Whether the words next to it make a street, a shop or a dish of it.
pub(super) fn is_thing_near(text: &Text<'_>, at: usize) -> bool {
    let thing = |place: usize| text.phrase(place).is(Phrase::THING);
    let mut before = at;
    for _ in 0..3 {
        if before == 0 || !matches!(text.gap(before), Gap::Space | Gap::Apostrophe | Gap::Hyphen) {
            break;
        }
        before -= 1;
        if thing(before)
            && text.written(before).len() > 1
            && !(text
                .phrase(before)
                .is(Phrase::PERHAPS.and(Phrase::SERVICE).and(Phrase::PARTICLE)))
        {
            return true;
        }
        if !text.phrase(before).is(Phrase::PARTICLE) && !text.is_capital(before) {
            break;
        }
    }
    let last = text.end_of_name(at);
    let next = last + 1;
    matches!(text.gap(next), Gap::Space | Gap::Hyphen)
        && thing(next)
        && !text.phrase(next).is(Phrase::ROLE.and(Phrase::PERHAPS))
        && (text.is_capital(next) || !text.nouns_are_capital && text.written(next).len() > 3)
}

/// Whether a capital word stands right beside it that is no name: then both are one proper noun.
pub(super) fn is_within_a_proper_noun(text: &Text<'_>, at: usize) -> bool {
    let before = at > 0
        && text.gap(at) == Gap::Space
        && text.is_capital(at - 1)
        && !text.tokens[at - 1].begins
        && !text.phrase(at - 1).is(Phrase::ROLE.and(Phrase::TITLE))
        && !text.nouns_are_capital;
    let last = text.end_of_name(at);
    let next = last + 1;
    let after =
        text.gap(next) == Gap::Space && text.is_capital(next) && !text.tokens[next].begins && !text.nouns_are_capital;
    before || after
}
