//! What tells a telephone number from other digits by its surroundings: signs before it, letters, units, dates.

use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{Group, may_part};
use super::scan::Scan;

/// An extension, directly after the number.
pub(super) static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:x| ?[,;]? ?(?:ext(?:ension)?|ramal|int(?:erno)?|poste|доб(?:авочный)?|分机|转|durchwahl|dw|anexo)\.? ?:? ?)",
        r"[0-9]{1,6}(?-u:\b)",
    ))
    .expect("a constant pattern")
});

/// What stands directly before the first digit.
pub(super) struct Lead {
    pub start: usize,
    pub plus: bool,
    pub bracket: bool,
}

impl Lead {
    /// Reads the signs before the digit at `start`.
    pub fn before(text: &str, start: usize) -> Self {
        let sign = ["(+ ", "(+", "+ (", "+(", "+ ", "+", "("]
            .into_iter()
            .find(|sign| text[..start].ends_with(sign));
        let length = sign.map_or(0, str::len);
        let is_sum = text[..start - length].ends_with(|c: char| c.is_ascii_alphanumeric());
        match sign {
            Some(sign) if !(is_sum && sign.contains('+')) => Self {
                start: start - length,
                plus: sign.contains('+'),
                bracket: sign.contains('('),
            },
            _ => Self {
                start,
                plus: false,
                bracket: false,
            },
        }
    }
}

/// Whether the groups are the whole chain, or a part that cannot be a piece of something longer.
pub(super) fn stands_apart(text: &str, chain: &[Group], first: usize, groups: &[Group], lead: &Lead) -> bool {
    let next = first + groups.len();
    if groups.len() == chain.len() {
        return true;
    }
    let single = groups.len() == 1;
    let alone = |other: Group| single && other.len() >= 7;
    let french =
        groups.len() == 5 && groups.iter().all(|group| group.len() == 2) && text[groups[0].start..].starts_with('0');
    let starts = first == 0 || lead.plus || may_part(text, chain[first - 1], chain[first]) || alone(chain[first - 1]);
    let ends = next == chain.len()
        || may_part(text, chain[next - 1], chain[next])
        || alone(chain[next])
        || text[chain[next - 1].end..chain[next].start].contains('+');
    (single || french || lead.plus || lead.bracket) && starts && ends
}

/// Digit by digit, or in a few groups of which only the first two may be a single digit.
pub(super) fn is_spelled_like_a_number(groups: &[Group]) -> bool {
    groups.iter().all(|group| group.len() == 1)
        || (groups.len() <= 7 && groups.iter().skip(2).all(|group| group.len() > 1))
}

/// Part of a word or code: a letter or a mark of a reference right before, a letter or a decimal right after.
pub(super) fn is_glued(text: &str, lead: &Lead, groups: &[Group], announced: bool) -> bool {
    let (before, after) = (&text[..lead.start], &text[groups[groups.len() - 1].end..]);
    let letter_before = before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !announced;
    let dash_before =
        before.ends_with('-') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_alphanumeric());
    let decimal_before =
        before.ends_with([',', ':', '.']) && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    let decimal = groups.len() == 2 && groups[0].len() == 1 && text[groups[0].end..].starts_with('.') && !lead.plus;
    let letter_after = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '%')
        && !EXTENSION.is_match(after_few(after));
    letter_before || dash_before || decimal_before || decimal || letter_after || before.ends_with(['#', '№'])
}

fn after_few(text: &str) -> &str {
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

const CURRENCIES_BEFORE: [&str; 12] = ["€", "$", "£", "¥", "₽", "₹", "eur", "usd", "gbp", "rmb", "lei", "chf"];
const UNITS_AFTER: [&str; 34] = [
    "€", "$", "£", "¥", "₽", "₹", "%", "eur", "usd", "gbp", "chf", "lei", "ron", "euro", "dollar", "pound", "dolar",
    "peso", "reai", "real", "libra", "руб", "р.", "元", "块", "万", "人", "км", "km", "kg", "кг", "gb", "people",
    "person",
];

/// A sum of money or a count: a unit beside it, or thousands that end in three zeros.
pub(super) fn is_quantity(scan: &Scan<'_>, lead: &Lead, groups: &[Group]) -> bool {
    let text = scan.text();
    let end = groups[groups.len() - 1].end;
    let after = scan.after(end, 16).trim_start_matches(' ');
    let before = scan.before(lead.start, 8).trim_end_matches(' ');
    let has_unit = UNITS_AFTER.iter().any(|unit| after.starts_with(unit))
        || CURRENCIES_BEFORE.iter().any(|currency| before.ends_with(currency));
    let has_decimals = text[end..]
        .strip_prefix(',')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let in_thousands = groups[0].len() <= 3 && groups.iter().skip(1).all(|group| group.len() == 3);
    let is_round = groups.len() > 1 && text[..end].ends_with("000");
    if lead.plus {
        return in_thousands && is_round && text[..groups[groups.len() - 1].start].ends_with("000 ");
    }
    let has_trunk = text[groups[0].start..].starts_with('0');
    !has_trunk && ((has_unit && (in_thousands || groups.len() == 1)) || (in_thousands && (has_decimals || is_round)))
}

/// For each group, whether it belongs to a date: three groups between the same marks and no fourth.
pub(super) fn dates(text: &str, chain: &[Group]) -> Vec<bool> {
    let mark = |place: usize| match chain.get(place + 1) {
        Some(next) => Some(&text[chain[place].end..next.start]).filter(|mark| matches!(*mark, "." | "/" | "-")),
        None => None,
    };
    let value = |group: Group| text[group.start..group.end].parse::<u32>().unwrap_or(u32::MAX);
    let mut dates = vec![false; chain.len()];
    for (place, groups) in chain.windows(3).enumerate() {
        let run = mark(place).is_some()
            && mark(place) == mark(place + 1)
            && mark(place + 2) != mark(place)
            && (place == 0 || mark(place - 1) != mark(place));
        let small = |group: Group, most: u32| group.len() <= 2 && (1..=most).contains(&value(group));
        let year = |group: Group| group.len() == 4 && (1900..2100).contains(&value(group));
        let [a, b, c] = [groups[0], groups[1], groups[2]];
        let day_first = small(a, 31) && small(b, 31) && (year(c) || c.len() == 2);
        let year_first = year(a) && small(b, 12) && small(c, 31);
        if run && (day_first || year_first) {
            dates[place..place + 3].fill(true);
        }
    }
    dates
}
