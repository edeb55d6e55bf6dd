//! A figure quoted from a release, as everybody reads it: what it is about, its value, of how many, from which release.

use crate::domain::statement::{Figure, Quote};
use crate::domain::translated::nearest;
use crate::text::{Words, direction};

/// A quoted figure.
pub struct QuotePart {
    /// The question, in a language of the survey; empty for how many answered.
    pub question: String,
    /// The language of that.
    pub lang: String,
    /// The direction of that.
    pub dir: &'static str,
    /// What kind of figure it is, with its value.
    pub value: String,
    /// Of how many answers, and of which group.
    pub basis: String,
    /// The release it stands in.
    pub source: String,
}

impl QuotePart {
    /// For a reader.
    pub fn of(words: Words, quote: &Quote) -> Self {
        let (lang, question) = nearest(&quote.about.question, words.lang());
        let (_, group) = nearest(&quote.about.group, words.lang());
        let is_count = quote.figure == Figure::Responses.name();
        let basis = match (is_count, group) {
            (true, _) => String::new(),
            (false, "") => words.with_one("quote-of-all", "n", quote.n),
            (false, group) => words.with_two("quote-of-group", "n", quote.n, "group", group),
        };
        let day = words.date(quote.released_on);
        Self {
            question: question.to_owned(),
            dir: direction(lang),
            lang: lang.to_owned(),
            value: value(words, quote),
            basis,
            source: words.with_two("quote-source", "number", quote.release, "day", day),
        }
    }
}

fn value(words: Words, quote: &Quote) -> String {
    let (_, answer) = nearest(&quote.about.answer, words.lang());
    let percent = || words.percent(quote.value, 0);
    match Figure::parse(&quote.figure) {
        Some(Figure::Responses) => words.with_one("quote-responses", "n", quote.n),
        Some(Figure::Mean) => words.with_one("quote-mean", "value", words.decimal(quote.value, 2)),
        Some(Figure::Place) => words.with_one("quote-place", "value", words.decimal(quote.value, 2)),
        Some(Figure::Nps) => words.with_one("quote-nps", "value", words.decimal(quote.value, 0)),
        Some(Figure::Csat) => words.with_one("quote-csat", "value", percent()),
        Some(Figure::Share(_)) | None => words.with_two("quote-share", "answer", answer, "value", percent()),
    }
}
