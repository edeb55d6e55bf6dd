//! Numbers in words, digit by digit: "four one five …". Seven of them and more are nobody's prose.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Number,
    worth: |_| true,
    find,
    examples: &[
        (
            "en",
            "call oh seven seven zero zero nine zero, one two three",
            "call [number]",
        ),
        ("de", "null eins sieben sechs fünf fünf null eins", "[number]"),
        ("ru", "ноль девять пять один два три четыре пять", "[number]"),
        ("zh", "打一三八零零一三八零零零给我", "打[number]给我"),
        (
            "en",
            "one or two, three at most, one two three go",
            "one or two, three at most, one two three go",
        ),
    ],
};

/// Digits in words.
pub(super) const WORDS: &str = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|null|eins|zwei|zwo|drei|vier|funf|sechs|sieben|acht|neun|un|deux|trois|quatre|cinq|sept|huit|neuf|uno|due|tre|quattro|cinque|sei|sette|otto|nove|cero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|um|dois|quatro|sete|oito|meia|unu|doi|trei|patru|cinci|sase|sapte|opt|noua|ноль|нуль|один|два|три|четыре|пять|шесть|семь|восемь|девять";

/// So many of them are a number.
const LEAST: usize = 7;

static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?:{WORDS})(?:[ ,.-]{{1,2}}(?:{WORDS})){{6,}}|[零〇一二三四五六七八九幺]{{7,}}"
    ))
    .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    if scan.cues().spelled < LEAST && !scan.counts().wide {
        return Vec::new();
    }
    let text = scan.text();
    let spaced = |c: char| c.is_alphabetic() && u32::from(c) < 0x2e80;
    let whole = |range: &Range<usize>| !text[..range.start].ends_with(spaced) && !text[range.end..].starts_with(spaced);
    DIGITS.find_iter(text).map(|hit| hit.range()).filter(whole).collect()
}
