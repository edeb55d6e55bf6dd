//! Numbers of the state: by their check digits where they have some, by the word before them where not.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::checksum as check;
use super::cued::{Announced, values};
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Id,
    worth: |counts| counts.digits >= 5,
    find,
    examples: &[
        (
            "pt",
            "Meu CPF 934.195.328-65, NIF 123456789",
            "Meu CPF [id number], NIF [id number]",
        ),
        ("pt", "CNPJ 11.222.333/0001-81 na nota", "CNPJ [id number] na nota"),
        (
            "it",
            "c.f. RSSMRC78D12H501O e P. IVA 02880400821",
            "c.f. [id number] e P. IVA [id number]",
        ),
        (
            "es",
            "DNI 12.345.678-Z, NIE X1234567L",
            "DNI [id number], NIE [id number]",
        ),
        (
            "de",
            "Steuer-ID 86 095 742 719, Perso L01X00T471",
            "Steuer-ID [id number], Perso [id number]",
        ),
        ("fr", "sécu 1 85 05 78 006 084 91", "sécu [id number]"),
        ("ro", "CNP-ul meu 1800101221144", "CNP-ul meu [id number]"),
        (
            "ru",
            "СНИЛС 112-233-445 95, паспорт 45 07 123456",
            "СНИЛС [id number], паспорт [id number]",
        ),
        ("zh", "身份证11010519491231002X不行", "身份证[id number]不行"),
        (
            "en",
            "SSN 078-05-1120, NINO QQ 12 34 56 C, passport 925665416",
            "SSN [id number], NINO [id number], passport [id number]",
        ),
        (
            "en",
            "My passport took 6 weeks and cost £82.50",
            "My passport took 6 weeks and cost £82.50",
        ),
    ],
};

/// What stands after a cue: letters and digits in groups, beginning or going on with a digit soon.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[a-zа-я]{1,5}[ .-]?)?[0-9](?:[ ./-]?[0-9a-z]*[0-9][0-9a-z]*){0,9}(?:[ -]?[a-z]{1,3}[0-9]?(?-u:\b)|\([0-9a]\)| ?[№n][º°o]? ?[0-9]{6})?|^[a-z]{1,6}(?:[ -]?[0-9a-z]*[0-9][0-9a-z]*){1,5}").expect("a constant pattern")
});

/// The codice fiscale, letters in the place of digits included.
static FISCAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)[a-z]{3} ?[a-z]{3} ?[0-9lmnp-v]{2} ?[abcdehlmprst] ?[0-9lmnp-v]{2} ?[a-z] ?[0-9lmnp-v]{3} ?[a-z](?-u:\b)")
        .expect("a constant pattern")
});

/// Shapes that are checked whatever stands before them.
static SHAPES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)[a-z]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[a-d](?-u:\b)",
        r"|(?-u:\b)(?:[xyz][- ]?)?[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}[- ]?[a-z](?-u:\b)",
        r"|(?-u:\b)[0-9]{2}[ -]?[0-9]{6}[ -]?[a-z][ -]?[0-9]{3}(?-u:\b)",
        r"|(?-u:\b)[1-478][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?[0-9][0-9ab][ .]?[0-9]{3}[ .]?[0-9]{3}[ .-]?[0-9]{2}(?-u:\b)",
        r"|(?-u:\b)[a-z]{4}[0-9]{6}[hm][a-z]{5}[0-9a-z][0-9](?-u:\b)",
        r"|(?-u:\b)[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9x](?-u:\b)",
        r"|(?-u:\b)[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}/?[0-9]{4}-?[0-9]{2}(?-u:\b)",
        r"|(?-u:\b)[0-9](?:[ .-]?[0-9]){8,13}(?-u:\b)",
    ))
    .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = values(scan, Announced::Id)
        .filter_map(|(cue, at)| announced(scan, &cue, at))
        .collect();
    if scan.counts().coded {
        shapes(scan, &FISCAL, &mut found);
    }
    if scan.counts().chain >= 6 {
        shapes(scan, &SHAPES, &mut found);
    }
    found
}

/// Takes every match that passes its check, and goes on inside the others.
fn shapes(scan: &Scan<'_>, shapes: &Regex, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(hit) = shapes.find_at(scan.text(), at) {
        if is_number_of_the_state(scan, hit.as_str()) && !torn(scan.text(), &hit.range()) {
            found.push(hit.start()..scan.without_small_word(&hit.range()));
            at = hit.end();
        } else {
            at = hit.start() + 1;
            while !scan.text().is_char_boundary(at) {
                at += 1;
            }
        }
    }
}

/// Whether digits or letters go on beside the stretch: then it is a part of something longer.
fn torn(text: &str, range: &Range<usize>) -> bool {
    let joined = |c: char| c.is_ascii_alphanumeric();
    let before = text[..range.start].trim_end_matches(['.', '-', '/', ',']);
    let after = text[range.end..].trim_start_matches(['.', '-', '/', ',']);
    let near = |gap: usize| gap == 1;
    (before.ends_with(joined) && near(range.start - before.len()))
        || (after.starts_with(|c: char| c.is_ascii_digit()) && near(text.len() - range.end - after.len()))
}

fn announced(scan: &Scan<'_>, cue: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let hit = VALUE.find(scan.after(at, 48))?;
    let written = hit.as_str();
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let short = cue.len() <= 3;
    let most_digits = written.bytes().filter(|byte| byte.is_ascii_alphanumeric()).count() <= digits * 2 + 4;
    let is_code =
        digits >= if short { 6 } else { 5 } && most_digits || (digits >= 3 && looks_like_a_code(scan, at, written));
    let standard = ["iso", "din", "ral", "rfc"]
        .iter()
        .any(|norm| written.starts_with(norm));
    let is_year = standard || (digits == 4 && written.len() == 4) || is_date(written);
    (is_code && !is_year).then(|| {
        let end = at + written.trim_end_matches(['.', '-', ' ', '/']).len();
        at..scan.without_small_word(&(at..end))
    })
}

/// Capitals and digits in one piece of eight or more.
fn looks_like_a_code(scan: &Scan<'_>, at: usize, written: &str) -> bool {
    let piece = written.split(' ').next().unwrap_or_default();
    let first = piece.find(|c: char| c.is_ascii_alphabetic());
    piece.len() >= 8 && first.is_some_and(|first| scan.is_capital(at + first))
}

fn is_date(written: &str) -> bool {
    let parts: Vec<&str> = written.split(['.', '/', '-']).collect();
    let short = parts.len() == 3
        && parts
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty());
    short
        && parts[1].len() <= 2
        && (parts[0].len() == 4 || parts[2].len() == 4)
        && parts.iter().all(|part| part.len() <= 4)
}

/// Which number of [`FISCAL`] and [`SHAPES`] it would be, by its letters and digits alone, and whether that is one.
fn is_number_of_the_state(scan: &Scan<'_>, written: &str) -> bool {
    let (mut letters, mut digits) = ([0; MOST], [0; MOST]);
    let (mut all, mut count) = (0, 0);
    for byte in written.bytes().filter(u8::is_ascii_alphanumeric).take(MOST) {
        letters[all] = byte;
        all += 1;
        if byte.is_ascii_digit() {
            digits[count] = byte;
            count += 1;
        }
    }
    let (letters, digits) = (&letters[..all], &digits[..count]);
    let is_letter = |at: usize| letters[at].is_ascii_alphabetic();
    match letters.len() {
        16 if is_letter(0) => digits.len() >= 4,
        18 if is_letter(0) => true,
        18 => check::chinese(&letters[..17], letters[17]),
        15 => is_insee(letters),
        12 if digits.len() == 11 => is_insured(digits),
        9 if is_letter(0) && is_letter(1) => is_nino(letters),
        8..=9 if is_letter(letters.len() - 1) => is_dni(letters, digits),
        _ => of_digits(scan.language(), written, digits),
    }
}

/// Letters and digits of the longest shape.
const MOST: usize = 20;

/// The Spanish number of citizens and of foreigners, whose first letter stands for a digit.
fn is_dni(letters: &[u8], digits: &[u8]) -> bool {
    let first = match letters[0] {
        b'x' => Some(b'0'),
        b'y' => Some(b'1'),
        b'z' => Some(b'2'),
        _ => None,
    };
    let number: Vec<u8> = first.into_iter().chain(digits.iter().copied()).collect();
    let value = std::str::from_utf8(&number).ok().and_then(|number| number.parse().ok());
    let last = letters.last().copied().unwrap_or_default();
    number.len() == 8 && value.is_some_and(|value| check::dni(value, last))
}

/// The German number of the pension insurance holds a birthday.
fn is_insured(digits: &[u8]) -> bool {
    let part = |from: usize| (digits[from] - b'0') * 10 + (digits[from + 1] - b'0');
    (1..=81).contains(&part(2)) && (1..=12).contains(&part(4))
}

fn is_insee(letters: &[u8]) -> bool {
    let plain = String::from_utf8_lossy(letters);
    check::insee(&plain[..13], &plain[13..])
}

/// The letters that a National Insurance number begins with (HMRC, NIM39110): so "am 12 30 45 b" is none.
fn is_nino(letters: &[u8]) -> bool {
    let pair = &letters[..2];
    let never: [&[u8]; 7] = [b"bg", b"gb", b"kn", b"nk", b"nt", b"tn", b"zz"];
    !b"dfiquv".contains(&pair[0]) && !b"dfioquv".contains(&pair[1]) && !never.contains(&pair)
}

/// Numbers of digits alone: a check that one in ten or a hundred passes by chance counts in its own country only.
fn of_digits(language: &str, written: &str, digits: &[u8]) -> bool {
    let grouped = |groups: &[usize]| written.split([' ', '.', '-']).map(str::len).eq(groups.iter().copied());
    let is_whole = written.len() == digits.len();
    match digits.len() {
        9 => {
            (grouped(&[3, 2, 4]) && written.contains('-') && check::ssn(digits))
                || (language == "pt" && check::nif(digits) && digits[0] != b'9')
        }
        10 => {
            (language == "en" && grouped(&[3, 3, 4]) && !written.contains(['-', '.']) && check::nhs(digits))
                || (language == "ru" && is_whole && check::inn(digits))
        }
        11 => {
            (grouped(&[3, 3, 3, 2]) && (check::cpf(digits) || check::snils(digits)))
                || (language == "pt" && check::cpf(digits))
                || (language == "it" && is_whole && check::luhn(digits))
                || (language == "de" && check::steuer_id(digits))
                || (language == "ru" && check::snils(digits))
        }
        12 => check::inn(digits) && is_whole,
        13 => check::cnp(digits),
        14 => check::cnpj(digits) || (matches!(language, "fr") && check::luhn(digits)),
        _ => false,
    }
}
