//! Payment card numbers: known first digits, a length that goes with them, and the check of Luhn.

use std::ops::Range;

use super::kind::Kind;
use super::numbers::{Group, chains, digits, may_part, passes_luhn, stretches};
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Card,
    worth: |counts| counts.chain >= 13,
    find,
    examples: &[
        (
            "en",
            "You charged 4111 1111 1111 1111 twice.",
            "You charged [card] twice.",
        ),
        (
            "de",
            "Karte 4111-1111-1111-1111, gültig 12/27",
            "Karte [card], gültig 12/27",
        ),
        ("fr", "ma carte 378282246310005.", "ma carte [card]."),
        ("es", "3782 822463 10005 12/27 123", "[card] 12/27 123"),
        ("pt", "cartão 5 5 5 5 5 5 5 5 5 5 5 5 4 4 4 4", "cartão [card]"),
        ("ru", "карта МИР 2200.7702.3456.7891", "карта МИР [card]"),
        ("zh", "卡号６２２８４８０４０２５６４８９００１８。", "卡号[card]。"),
        (
            "en",
            "Serial 4111 1111 1111 1112 is not one.",
            "Serial [order number] is not one.",
        ),
        ("en", "I rated 4 5 5 4 and 5 4 4 5.", "I rated 4 5 5 4 and 5 4 4 5."),
    ],
};

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found = Vec::new();
    for chain in chains(text, 13) {
        let mut first = 0;
        while first < chain.len() {
            if first > 0 && chain[first].len() == 1 {
                first += 1;
                continue;
            }
            let card = stretches(&chain, first, 13..20)
                .find(|groups| stands_apart(text, &chain, first, groups) && is_card(&digits(text, groups)));
            if let Some(groups) = card {
                found.push(groups[0].start..groups[groups.len() - 1].end);
            }
            first += card.map_or(1, <[Group]>::len);
        }
    }
    found
}

/// Written as on a card, and not a piece of a longer number.
fn stands_apart(text: &str, chain: &[Group], first: usize, groups: &[Group]) -> bool {
    let next = first + groups.len();
    if groups.iter().all(|group| group.len() == 1) {
        return groups.len() == chain.len();
    }
    groups.len() <= 9
        && groups.iter().all(|group| group.len() >= 2)
        && (first == 0 || may_part(text, chain[first - 1], chain[first]))
        && (next == chain.len() || may_part(text, chain[next - 1], chain[next]))
}

/// The issuer ranges as published by the schemes (ISO/IEC 7812 numbers), each with its lengths, and the check digit.
fn is_card(digits: &str) -> bool {
    let Ok(prefix) = digits[..4].parse::<u16>() else {
        return false;
    };
    let long = 16..=19;
    let fits = match (prefix, digits.len()) {
        (4000..=4999, length) => matches!(length, 13 | 16 | 19),
        (3400..=3499 | 3700..=3799, length) => length == 15,
        (5100..=5599 | 2221..=2720, length) => length == 16,
        (3000..=3059 | 3095..=3099 | 3600..=3699 | 3800..=3999, length) => (14..=19).contains(&length),
        (2200..=2204 | 3528..=3589, length) => long.contains(&length),
        (6000..=6999 | 8100..=8299, length) => long.contains(&length),
        (5000..=5099 | 5600..=5899, length) => long.contains(&length),
        _ => false,
    };
    fits && passes_luhn(digits)
}
