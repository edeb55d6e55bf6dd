//! Any other run of seven digits or more: whatever it was, it is too long for a price, a date or a quantity.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Number,
    worth: |counts| counts.run >= 7 || counts.chain >= 12 || counts.digits >= 4 && counts.dashes >= 2,
    find,
    examples: &[
        ("en", "the dial says 004471829", "the dial says [number]"),
        (
            "en",
            "A990429739, 0.612345678, error 0x80070057, $1000000",
            "[number], 0.612345678, error 0x80070057, $1000000",
        ),
        (
            "de",
            "Es kostet 1500000 Euro oder 1.450.200.300",
            "Es kostet 1500000 Euro oder 1.450.200.300",
        ),
        ("zh", "二维码是8847120013吗", "二维码是[number]吗"),
    ],
};

/// With a short prefix of letters and whatever digits hang on by a dash.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?-u:\b)[a-z]{1,5}-?)?[0-9]{7,}(?:[-/_][0-9]+)*[a-z]{0,2}(?-u:\b)|(?:[0-9]+[-/])+[0-9]{7,}(?:[-/_][0-9]+)*(?-u:\b)|(?-u:\b)[0-9]{4}(?: [0-9]{4}){2,}(?: [0-9]{1,4})?(?-u:\b)|(?-u:\b)[a-z]{2,5}(?:-[0-9]{2,}){2,4}(?-u:\b)|[0-9]{7,}").expect("a constant pattern")
});

/// Money, and units of which there are millions.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ?(?:[%€$£¥₽₩₫₺]|(?-u:\b)(?:eur|euros?|usd|dollars?|pounds?|gbp|chf|jpy|yen|lei|ron|руб|рублеи|won|dong|rupiah|pesos?|reais|guaranies|rials?|toman|dollar|users?|views?|followers?|steps?|einwohner|nutzer|habitants?|abitanti|habitantes|locuitori|жителеи|просмотров)(?-u:\b)|元|円|人|次)").expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    RUN.find_iter(text)
        .map(|hit| hit.range())
        .filter(|range| {
            let (before, after) = (&text[..range.start], &text[range.end..]);
            let decimal = before.ends_with(['.', ','])
                && before
                    .trim_end_matches(['.', ','])
                    .ends_with(|c: char| c.is_ascii_digit());
            let money = before.trim_end().ends_with(['$', '€', '£', '¥', '₽', '₩', '₫']) || AMOUNT.is_match(after);
            let hexadecimal = before.ends_with("0x")
                || text[range.clone()].starts_with("0x")
                || before.ends_with(|c: char| c.is_ascii_alphanumeric());
            !decimal && !money && !hexadecimal
        })
        .collect()
}
