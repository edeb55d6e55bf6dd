//! Names that nothing announces: what the lists say of a word and its neighbours.

use super::super::tokens::{Case, Gap};
use super::decide::{is_listed, is_ordinary, is_role_or_thing, is_thing_near, is_within_a_proper_noun};
use super::phrases::Phrase;
use super::run::Text;

/// The last line of a text of several, with nothing on it but a name.
pub(super) fn is_last_line(text: &Text<'_>, at: usize) -> bool {
    let last = text.end_of_name(at);
    text.gap(at) == Gap::Line
        && last + 1 == text.tokens.len()
        && text.ends_line(last)
        && (text.is_capital(at) || text.tokens[at].case != Case::Lower)
        && is_listed(text, at)
        && !is_ordinary(text, at)
        && !text.word(at).needs_company()
}

/// "The night porter, Said, lent us one."
pub(super) fn is_apposition(text: &Text<'_>, at: usize) -> bool {
    let last = text.end_of_name(at);
    let near = (1..=5.min(at)).take_while(|back| !matches!(text.gap(at + 1 - back), Gap::Other | Gap::Line));
    text.gap(at) == Gap::Pause
        && matches!(text.gap(last + 1), Gap::Pause | Gap::Dot | Gap::Other)
        && text.is_capital(at)
        && !text.word(at).is_frequent()
        && !text.word(at).needs_company()
        && !is_role_or_thing(text, at)
        && near.into_iter().any(|back| text.phrase(at - back).is(Phrase::ROLE))
        && (is_listed(text, at) || !is_ordinary(text, at))
}

/// A surname on its own, with a capital inside a sentence, that is nothing else.
pub(super) fn is_surname_alone(text: &Text<'_>, at: usize) -> bool {
    let (word, token) = (text.word(at), text.tokens[at]);
    word.is_common_surname()
        && token.case == Case::Capital
        && text.is_capital(at)
        && !token.begins
        && !text.nouns_are_capital
        && !word.is_word_somewhere()
        && !word.is_place()
        && !word.needs_company()
        && token.len() >= 4
        && !is_role_or_thing(text, at)
        && !is_thing_near(text, at)
        && !is_within_a_proper_noun(text, at)
}

/// A given name on its own.
pub(super) fn is_alone(text: &Text<'_>, at: usize) -> bool {
    let (word, token) = (text.word(at), text.tokens[at]);
    if !word.is_given() || word.needs_company() || word.is_place() || is_role_or_thing(text, at) {
        return false;
    }
    let native = word.is_given_in(text.language);
    let ordinary = is_ordinary(text, at);
    let rare = !native && (token.len() < 4 || word.is_word_somewhere());
    if !text.is_capital(at) {
        return native
            && !word.is_word_somewhere()
            && token.len() >= 4
            && (!text.has_case || token.case == Case::Lower)
            && !is_thing_near(text, at);
    }
    let plain = !ordinary && !rare;
    let inside = !token.begins && !text.nouns_are_capital && native;
    (plain || inside) && !is_thing_near(text, at) && !is_within_a_proper_noun(text, at)
}

/// Two words that are a name together.
pub(super) fn is_pair(text: &Text<'_>, at: usize) -> bool {
    let last = text.end_of_name(at);
    if last == at || is_role_or_thing(text, at) {
        return false;
    }
    let (word, next) = (text.word(at), text.word(at + 1));
    if text.is_initial(at) {
        let surname = text.word(last);
        return text.is_capital(last)
            && surname.is_surname()
            && !surname.needs_company()
            && !is_ordinary(text, last)
            && !is_thing_near(text, at);
    }
    let ordinary = is_ordinary(text, at);
    if !text.is_capital(at) {
        let given = word.is_given()
            && !ordinary
            && !word.needs_company()
            && (word.is_given_in(text.language) || !word.is_word_somewhere());
        return given
            && next.is_surname()
            && !is_ordinary(text, at + 1)
            && !next.needs_company()
            && text.gap(at + 1) == Gap::Space;
    }
    if is_thing_near(text, at) {
        return false;
    }
    if word.is_given() {
        let sure =
            !ordinary || (word.is_given_in(text.language) && (!text.nouns_are_capital || next.is_common_surname()));
        let company = !word.needs_company()
            || (next.is_common_surname() && word.is_given_in(text.language) && !next.needs_company());
        return sure && company && !(text.tokens[at].begins && ordinary && !next.is_common_surname());
    }
    let unknown = !ordinary && !word.needs_company() && !word.is_place();
    let both_rare =
        unknown && word.is_unknown() && next.is_common_surname() && !next.is_word(text.language) && !next.is_place();
    both_rare && !next.needs_company()
        || unknown
            && word.is_surname()
            && (next.is_given() || next.is_common_surname())
            && !next.needs_company()
            && !is_ordinary(text, at + 1)
        || unknown
            && next.is_common_surname()
            && !next.is_word_somewhere()
            && !next.needs_company()
            && !text.nouns_are_capital
}
