//! Spellings of telephone numbers that groups of digits alone do not show.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::phone_shape::EXTENSION;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Phone,
    worth: |counts| counts.chain >= 8,
    find,
    examples: &[
        ("fr", "au +33(0)1 99 00 15 77 svp", "au [phone] svp"),
        ("de", "Festnetz 040 / 555 01 73, ab 18", "Festnetz [phone], ab 18"),
        ("pt", "zap: +55 71 9 8804-1273", "zap: [phone]"),
        ("ru", "в Твери (4822) 34-18-07, лучше", "в Твери [phone], лучше"),
        ("es", "Marquen al 664-201-7738 hoy", "Marquen al [phone] hoy"),
        ("es", "Atentamente,\n55 4821 9073", "Atentamente,\n[phone]"),
    ],
};

static SPELLINGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:\+|(?-u:\b)00)[0-9]{1,3} ?\(0\) ?[0-9](?:[ .-]?[0-9]){6,12}",
        r"|(?-u:\b)0[0-9]{1,4} ?/ ?[0-9]{2,4}(?:[ -]?[0-9]{2,4}){1,4}",
        r"|\+[0-9]{2,3} [0-9]{2} 9 ?[0-9]{4}[ -]?[0-9]{4}",
        r"|(?:(?:\+7|(?-u:\b)8) ?)?\([0-9]{3,5}\) ?[0-9]{1,3}[ -][0-9]{2}[ -][0-9]{2}",
        r"|\+[1-9][0-9]{0,2}(?:[ .-]{0,2}\(?[0-9]{1,5}\)?){2,7}(?:-[0-9]{1,3})?",
        r"|(?-u:\b)[2-9][0-9]{2}[ .-][0-9]{3}[ .-][0-9]{4}",
        r"|(?-u:\b)0[0-9]{2,3} [0-9]{3} [0-9]{2} ?[0-9]{1,2}(?:-[0-9]{1,3})?|(?-u:\b)0[0-9]{2} [0-9]{3} [0-9]{3}",
        r"|(?m:^)\(?[0-9]{2,4}\)?(?:[ .-]?[0-9]{2,4}){2,4}(?m:$)",
    ))
    .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let whole = |range: &Range<usize>| {
        let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
        let apart =
            !text[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '+'));
        let goes_on = text[range.end..]
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let ends = !goes_on
            && !text[range.end..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '€' | '$'));
        let thousands =
            text[range.clone()].split(' ').skip(1).all(|group| group.len() == 3) && text[range.clone()].contains(' ');
        let quantity = text.as_bytes()[range.start] == b'+' && thousands;
        !quantity && (8..=16).contains(&digits) && apart && ends
    };
    let with_extension = |range: Range<usize>| {
        let extension = EXTENSION.find(scan.after(range.end, 24)).map_or(0, |hit| hit.end());
        range.start..range.end + extension
    };
    let found = SPELLINGS.find_iter(text).map(|hit| hit.range());
    found.filter(whole).map(with_extension).collect()
}
