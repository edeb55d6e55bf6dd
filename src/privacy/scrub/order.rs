//! Numbers by which a shop, an office or a carrier knows somebody: orders, bookings, customers, contracts, parcels.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cued::{Announced, values};
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Order,
    worth: |counts| counts.digits >= 1,
    find,
    examples: &[
        (
            "en",
            "Order #190-2225130-0485023: half broken",
            "Order #[order number]: half broken",
        ),
        (
            "en",
            "Booking ref XK7P2M, flight BA117, gate 23",
            "Booking ref [order number], flight BA117, gate 23",
        ),
        (
            "en",
            "My order of 12 plates cost 2024 pounds",
            "My order of 12 plates cost 2024 pounds",
        ),
        (
            "de",
            "Vertragsnummer 7714-0093/22, Bestellung von 2 Hosen für 1200 Euro",
            "Vertragsnummer [order number], Bestellung von 2 Hosen für 1200 Euro",
        ),
        (
            "fr",
            "Numéro de contrat 4010 7729 51, mensualité 187 euros",
            "Numéro de contrat [order number], mensualité 187 euros",
        ),
        (
            "it",
            "Codice tracking RR482910372IT, dogana",
            "Codice tracking [order number], dogana",
        ),
        (
            "es",
            "Pedido nº A472625426 no llegó",
            "Pedido nº [order number] no llegó",
        ),
        (
            "pt",
            "Protocolo 20240513007718 encerrado",
            "Protocolo [order number] encerrado",
        ),
        (
            "ro",
            "Comanda numărul 77257126 nu a ajuns",
            "Comanda numărul [order number] nu a ajuns",
        ),
        (
            "ru",
            "По заказу № 26556654: половина",
            "По заказу № [order number]: половина",
        ),
        ("zh", "订单号742-7749146-5766201还没到", "订单号[order number]还没到"),
    ],
};

static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:[a-zа-я]{1,6}[-/_ ]?){0,2}[0-9][0-9a-z]*|[a-z][0-9a-z]{3,})(?:[-/._][0-9a-zа-я]*[0-9][0-9a-zа-я]*|[-/][a-z0-9]{1,4}(?-u:\b)| [0-9]{2,}(?-u:\b))*").expect("a constant pattern")
});

/// What follows a quantity and never a number of an order.
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^ ?(?:[%€$£¥₽₺°]|(?-u:\b)(?:eur|euros?|usd|dollars?|pounds?|quid|gbp|chf|lei|ron|руб|рублеи|р|reais|pesos|soles|kr|zl|kg|g|km|m|cm|mm|ml|l|gb|mb|tb|h|hrs?|hours?|min|minutes?|mins|days?|weeks?|months?|years?|",
        r"people|persons?|items?|times|stars?|points|stunden?|minuten|tage?n?|wochen|monate?n?|jahre?n?|uhr|personen|punkte|jours?|heures?|semaines?|mois|ans|personnes|points|giorni|ore|settimane|mesi|anni|persone|punti|volte|dias?|horas?|semanas|meses|anos|personas|pessoas|puntos|vezes|veces|zile|ore|saptamani|luni|ani|persoane|de ori|днеи|дня|часов|часа|минут|недель|месяцев|лет|человек|раза?|штук)(?-u:\b)|元|块|天|小时|分钟|个|人|次|年|月|分)"
    ))
    .expect("a constant pattern")
});

/// A sign and five digits are one without any word.
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:#|№ ?)(?:[a-z]{1,5}-?)?[0-9]{5,}(?:-[0-9]+)*(?-u:\b)").expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let text = scan.text();
    let mut found: Vec<Range<usize>> = values(scan, Announced::Order)
        .filter_map(|(cue, at)| {
            let near = scan.after(at, 64);
            let hit = VALUE.find(near)?;
            let signed = text[cue.end..at].contains(['#', '№', 'º', '°', ':']) || text[cue.end..at].contains("n");
            let written = hit.as_str().trim_end_matches(['-', '/', '.', '_', ' ']);
            // a small word before the number is no prefix of it
            let small = written.split(' ').next().filter(|word| {
                word.len() < written.len() && word.chars().all(char::is_alphabetic) && !scan.is_capital(at)
            });
            let (at, written) = small.map_or((at, written), |word| (at + word.len() + 1, &written[word.len() + 1..]));
            let near = &near[hit.start() + small.map_or(0, |word| word.len() + 1)..];
            is_code(scan, at, written, signed, &near[written.len()..]).then(|| at..at + written.len())
        })
        .collect();
    found.extend(SIGN.find_iter(text).map(|hit| {
        let sign = hit
            .as_str()
            .chars()
            .take_while(|c| !c.is_alphanumeric())
            .map(char::len_utf8)
            .sum::<usize>();
        hit.start() + sign..hit.end()
    }));
    found
}

fn is_code(scan: &Scan<'_>, at: usize, written: &str, signed: bool, after: &str) -> bool {
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let letters = written.bytes().filter(u8::is_ascii_alphabetic).count();
    let first_letter = written.find(|c: char| c.is_ascii_alphabetic());
    let last_letter = written.rfind(|c: char| c.is_ascii_alphabetic());
    let capital = first_letter.is_some_and(|place| scan.is_capital(at + place))
        && last_letter.is_some_and(|place| scan.is_capital(at + place));
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80);
    if goes_on || UNIT.is_match(after) || is_date_or_price(written, after) {
        return false;
    }
    let standard = ["iso", "din", "ral", "rfc", "en ", "ieee"]
        .iter()
        .any(|norm| written.starts_with(norm));
    // "SUMMER20" is everybody's
    let promotion = digits <= 2
        && first_letter == Some(0)
        && written.bytes().take_while(u8::is_ascii_alphabetic).count() == letters
        && letters >= 4;
    if standard || promotion {
        return false;
    }
    let mixed = letters > 0 && digits > 0;
    match (digits, letters) {
        (0, letters) => capital && letters == 6 && signed && !written.contains(' '),
        (1..=2, _) => mixed && written.len() >= 5 && capital && !written.contains(' '),
        (3..=4, 0) => signed && digits == 4 && !written.starts_with("19") && !written.starts_with("20"),
        (3..=4, _) => capital && written.len() >= 5,
        _ => true,
    }
}

/// "12.03.2024", "1.250,00".
fn is_date_or_price(written: &str, after: &str) -> bool {
    let parts: Vec<&str> = written.split(['.', '/', '-']).collect();
    let numeric = parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_date = parts.len() == 3
        && numeric
        && parts[1].len() <= 2
        && parts[0].len() + parts[2].len() <= 6
        && (parts[0].len() == 4 || parts[0].len() <= 2);
    let is_price = written.contains('.') && parts.len() == 2 && numeric && parts[1].len() <= 3
        || after.starts_with(',') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    is_date || is_price
}
