//! International bank account numbers: the length of the country and the remainder 97 (ISO 13616).

use std::ops::Range;

use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Iban,
    worth: |counts| counts.digits >= 2,
    find,
    examples: &[
        ("de", "Konto DE89 3704 0044 0532 0130 00 bitte", "Konto [iban] bitte"),
        ("en", "refund to GB29NWBK60161331926819.", "refund to [iban]."),
        ("fr", "fr14-2004-1010-0505-0001-3m02-606", "[iban]"),
        ("ro", "în RO49 AAAA 1B31 0075 9384 0000 azi", "în [iban] azi"),
        ("pt", "PT 50 0002 0123 12345678901 54", "[iban]"),
        (
            "zh",
            "账户ＤＥ８９３７０４００４４０５３２０１３０００谢谢",
            "账户[iban]谢谢",
        ),
        (
            "es",
            "IBAN: ES91 2100 0418 4502 0005 1333 mal copiado",
            "IBAN: [iban] mal copiado",
        ),
        ("en", "model DE89 3704 0044 0532 0130 01", "model DE89 [number]"),
        (
            "it",
            "it 15 minuti per avere un tavolo libero",
            "it 15 minuti per avere un tavolo libero",
        ),
    ],
};

/// Letters and digits of an IBAN in each country of the SWIFT registry, in order.
#[rustfmt::skip]
const LENGTHS: [(&str, usize); 85] = [
    ("ad", 24), ("ae", 23), ("al", 28), ("at", 20), ("az", 28), ("ba", 20), ("be", 16), ("bg", 22), ("bh", 22),
    ("br", 29), ("by", 28), ("ch", 21), ("cr", 22), ("cy", 28), ("cz", 24), ("de", 22), ("dj", 27), ("dk", 18),
    ("do", 28), ("ee", 20), ("eg", 29), ("es", 24), ("fi", 18), ("fk", 18), ("fo", 18), ("fr", 27), ("gb", 22),
    ("ge", 22), ("gi", 23), ("gl", 18), ("gr", 27), ("gt", 28), ("hr", 21), ("hu", 28), ("ie", 22), ("il", 23),
    ("iq", 23), ("is", 26), ("it", 27), ("jo", 30), ("kw", 30), ("kz", 20), ("lb", 28), ("lc", 32), ("li", 21),
    ("lt", 20), ("lu", 20), ("lv", 21), ("ly", 25), ("mc", 27), ("md", 24), ("me", 22), ("mk", 19), ("mn", 20),
    ("mr", 27), ("mt", 31), ("mu", 30), ("ni", 28), ("nl", 18), ("no", 15), ("om", 23), ("pk", 24), ("pl", 28),
    ("ps", 29), ("pt", 25), ("qa", 29), ("ro", 24), ("rs", 22), ("ru", 33), ("sa", 24), ("sc", 31), ("se", 24),
    ("si", 19), ("sk", 24), ("sm", 27), ("so", 23), ("st", 25), ("sv", 28), ("tl", 23), ("tn", 24), ("tr", 26), ("ua", 29),
    ("va", 22), ("vg", 24), ("xk", 20),
];

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let bytes = scan.text().as_bytes();
    for digit in scan.counts().numbers.iter().copied() {
        let Some(start) = start_before(bytes, digit) else {
            continue;
        };
        let free = found.last().is_none_or(|last| last.end <= start);
        if free && let Some(end) = end_of_iban(scan, start) {
            found.push(start..end);
        }
    }
    found
}

/// Where the two letters of a country stand if this digit is the first after them: "gb82", "g b - 8 2".
fn start_before(bytes: &[u8], digit: usize) -> Option<usize> {
    let gap = bytes[..digit]
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b' ' | b'-'));
    let second = digit.checked_sub(gap.take(3).count() + 1)?;
    let spaced = usize::from(second > 0 && bytes[second - 1] == b' ');
    let first = second.checked_sub(spaced + 1)?;
    let begins = first == 0 || !(bytes[first - 1].is_ascii_alphanumeric() || bytes[first - 1] == b'_');
    let letters = bytes[first].is_ascii_lowercase() && bytes[second].is_ascii_lowercase();
    (begins && letters && digit - second <= 3).then_some(first)
}

/// How long the number is in the country that the letters name.
fn length_of(bytes: &[u8], start: usize) -> Option<usize> {
    let mut letters = bytes[start..].iter().filter(|byte| **byte != b' ');
    let country = [*letters.next()?, *letters.next()?];
    let place = LENGTHS.binary_search_by(|(code, _)| code.as_bytes().cmp(&country[..]));
    place.ok().map(|place| LENGTHS[place].1)
}

/// Where the account number that may begin here ends.
fn end_of_iban(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let bytes = scan.text().as_bytes();
    let length = length_of(bytes, start)?;
    let mut letters = String::with_capacity(length);
    let (mut at, mut gap, mut irregular) = (start, 0, false);
    while letters.len() < length {
        match bytes.get(at)? {
            byte @ (b'a'..=b'z' | b'0'..=b'9') => {
                irregular |= gap > 1 || (gap == 1 && !letters.len().is_multiple_of(4));
                letters.push(char::from(*byte));
                gap = 0;
            }
            b' ' | b'-' | b'.' if gap < 2 => gap += 1,
            _ => return None,
        }
        at += 1;
    }
    // Words after a country code and two digits would pass the check once in 97 times: they are not grouped by four.
    let digits = letters[4..].bytes().filter(u8::is_ascii_digit).count();
    let plausible = !irregular || digits >= 10;
    let ends = bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let cued = digits >= 8 && scan.before(start, 16).contains("iban");
    (plausible && ends && (cued || passes_mod_97(&letters))).then_some(at)
}

fn passes_mod_97(letters: &str) -> bool {
    let (head, tail) = letters.split_at(4);
    let remainder = tail
        .bytes()
        .chain(head.bytes())
        .fold(0_u32, |remainder, byte| match byte {
            b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
            _ => (remainder * 100 + u32::from(byte - b'a') + 10) % 97,
        });
    remainder == 1
}
