//! What goes with a street: the words of its name, the flat, the postcode, the town.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::scan::Scan;
use super::super::words::{Language, look_up};

/// A flat, a floor, a staircase, a block, with its own sign.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:,? ?|; ?| - ?)(?:(?:flat|apartment|apt|unit|suite|ste|floor|fl|room|rm|block|building|bldg|",
        r"whg|wohnung|stock|etage|hinterhaus|hh|vorderhaus|seitenflugel|top|stiege|haus|halle|eg|og|app|aufgang|",
        r"appartement|appt|app|ap|batiment|bat|escalier|esc|porte|res|residence|bte|bp|cs|",
        r"interno|int|scala|sc|piano|palazzina|pal|edificio|ed|lotto|",
        r"piso|planta|puerta|pta|escalera|portal|bloque|blq|local|depto|dpto|departamento|of|oficina|casa|interior|bajo|atico|mz|manzana|",
        r"apto|apartamento|apart|andar|bloco|bl|lote|lt|sala|conjunto|cj|fracao|sobreloja|loja|",
        r"bloc|scara|et|etaj|apartament|parter|sector|sect|corp|camera|cam|mansarda|nr|no)(?-u:\b)\.? ?№? ?(?:[0-9]{1,4}[a-z]?[ºª°]?(?:[/-][0-9a-z]{1,4})?|[a-z](?:[0-9]{1,3}[a-z]?)?(?-u:\b)|\x22[a-z]\x22)(?: \x22[a-z]\x22)?",
        r"|(?:квартира|кв|корпус|корп|к|стр|строение|подъезд|под|этаж|эт|офис|оф|пом|помещение|литера|лит|секция|участок|уч|комната|комн|домофон|дом|д)\.? ?№? ?[0-9]{1,4}[а-я]?(?:[/-][0-9]{1,4})?",
        r"|# ?[0-9]{1,4}[a-z]?|(?:hinterhaus|vorderhaus|seitenflugel)(?-u:\b)",
        r"|[0-9]{1,2}(?:[ºª°.]|st|nd|rd|th|e|er|eme|o|a)? ?(?:floor|stock|og|etage|piso|andar|piano|planta|etaj)(?-u:\b)(?: (?:links|rechts|mitte|gauche|droite|face)(?-u:\b))?",
        r"|[0-9]{1,2}[.]?[ºª°] ?(?:[a-h](?-u:\b)|dcha\.?|izda\.?|izq\.?|der\.?|dto\.?|esq\.?|frente|dta\.?|drt\.?)?|[0-9]t [0-9]a(?-u:\b)|(?:eg|dg|ug|bajo|parter)(?-u:\b)|cedex(?: [0-9]{1,2})?)"
    ))
    .expect("a constant pattern")
});

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:,? ?|; ?| - ?)(?:in )?(?:(?:cap|cep|cp|c\.p\.|plz|zip|postcode|cod postal|cod|индекс|код)\.?:? ?)?",
        r"(?:[a-z]{1,2}-?[0-9]{4,6}|[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9]|[a-z][0-9]{2} [0-9a-z]{4}|[a-z][0-9]{4}[a-z]{3}",
        r"|[a-z]{2,3} [0-9]{4,5}(?:-[0-9]{4})?|[a-z]{2} [a-z][0-9][a-z] ?[0-9][a-z][0-9]|[0-9]{5}-[0-9]{3,4}|[0-9]{4}-[0-9]{3}|[0-9]{4} ?[a-z]{2}(?-u:\b)|[0-9]{4,6})(?-u:\b)"
    ))
    .expect("a constant pattern")
});

/// " - SP", "/RJ", " (LE)" after a town.
static REGION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?: ?[-/–] ?[a-z]{2}(?-u:\b)| \([a-z]{2}\)|,? r/c(?: (?:dto|esq|frente)\.?)?)")
        .expect("a constant pattern")
});

/// "Toronto ON M4Y 1G7", "Leeds LS1 7AB".
static POSTCODE_AFTER_TOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,?(?: [a-z]{2,3},?)? (?:[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9]|[0-9]{4,6}(?:-[0-9]{3,4})?)(?-u:\b)").expect("a constant pattern")
});

const PARTICLES: [&str; 40] = [
    "реки", "im", "de", "da", "do", "dos", "das", "del", "della", "dei", "degli", "delle", "dello", "di", "du", "des",
    "la", "le", "les", "l", "d", "los", "las", "el", "von", "der", "den", "am", "an", "im", "a", "e", "y", "sur", "en",
    "lui", "cel", "sul", "in", "saint",
];

/// The end of at most `most` words with capitals that follow, small words between them included; `None` where there is none.
pub(super) fn names(scan: &Scan<'_>, from: usize, most: usize) -> Option<usize> {
    let text = scan.text();
    let (mut at, mut end, mut count) = (from, None, 0);
    while count < most + 3 {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches([' ', '-', '\'', '’', '.']).len();
        // "St. Gallen", but not the next sentence
        let next_sentence =
            rest.starts_with(". ") && at > from + 4 && !text[..at].ends_with("st") && !text[..at].ends_with("sta");
        if gap == 0 && at != from || gap > 2 || next_sentence {
            break;
        }
        let word = &rest[gap..];
        let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let written = &word[..length];
        let coded = written.contains(|c: char| c.is_ascii_digit()) && written.contains(char::is_alphabetic);
        let capital = length > 0 && scan.is_capital(at + gap) && !coded;
        let number = length > 0 && written.bytes().all(|byte| byte.is_ascii_digit()) && length <= 4 && end.is_none();
        let small = end.is_none() && !has_capitals(scan, from) && !PARTICLES.contains(&written) && length > 2;
        if capital || number || small {
            end = Some(at + gap + length);
        } else if !PARTICLES.contains(&written) {
            break;
        }
        at += gap + length;
        count += 1;
    }
    end
}

/// Whether anything near is written with a capital.
fn has_capitals(scan: &Scan<'_>, at: usize) -> bool {
    let near = scan.after(at, 24);
    near.char_indices().any(|(place, _)| scan.is_capital(at + place))
}

/// Where the address ends whose street and number end here.
pub(super) fn end(scan: &Scan<'_>, from: usize) -> usize {
    let mut at = from;
    let mut towns = 0;
    for _ in 0..10 {
        let near = scan.after(at, 40);
        if let Some(part) = PART.find(near).filter(|part| whole(near, part.end())) {
            at += part.end();
        } else if let Some(code) = POSTCODE.find(near).filter(|code| {
            !is_measured(scan, at + code.end())
                && (code.start() == 0
                    && (near.starts_with(',')
                        || code.as_str().len() > 5
                        || code.as_str().contains(char::is_alphabetic)))
        }) {
            at += code.end();
            if let Some(town) = town(scan, at, true) {
                at = town;
                towns += 1;
            }
        } else if let Some(region) = REGION.find(near).filter(|region| is_region(scan, at, region.as_str())) {
            at += region.end();
        } else if towns < 3
            && let Some(town) = town(scan, at, false)
        {
            at = town;
            towns += 1;
        } else {
            break;
        }
    }
    at
}

/// Whether the letters of a region are capitals.
fn is_region(scan: &Scan<'_>, at: usize, written: &str) -> bool {
    let first = written.find(|c: char| c.is_alphabetic());
    first.is_some_and(|first| scan.is_capital(at + first))
}

fn whole(near: &str, end: usize) -> bool {
    !near[end..].starts_with(|c: char| c.is_alphanumeric())
}

/// A town after a comma, or right after its postcode.
fn town(scan: &Scan<'_>, at: usize, after_code: bool) -> Option<usize> {
    let near = scan.after(at, 60);
    let gap = near.len() - near.trim_start_matches([',', ' ']).len();
    let comma = near.starts_with(',');
    if gap == 0 || gap > 2 || !(comma || after_code || follows_number(scan, at)) {
        return None;
    }
    let first = at + gap;
    if !scan.text()[first..].starts_with(char::is_alphabetic) || !scan.is_capital(first) {
        return None;
    }
    let end = names(scan, first, 3)?;
    let language = Language::of(scan.language());
    let words = scan.text()[first..end]
        .split([' ', '-', '\''])
        .filter(|word| word.len() > 2);
    let mut towns = words.map(look_up);
    let first = towns.next()?;
    let coded = comma && POSTCODE_AFTER_TOWN.is_match(&scan.text()[end..]);
    (coded
        || first.is_place()
        || after_code
        || first.needs_company()
        || comma && (!first.is_word(language) || !is_german(scan) && !first.is_frequent()))
    .then_some(end)
}

/// In one line with the number and no comma only a known town is one.
fn follows_number(scan: &Scan<'_>, at: usize) -> bool {
    let near = scan.after(at, 40);
    let word = near.trim_start();
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let known = look_up(&word[..length]);
    known.is_place() && !known.is_word(Language::of(scan.language()))
}

/// Whether money, a unit or a time follows the number.
pub(super) fn is_measured(scan: &Scan<'_>, at: usize) -> bool {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[.,:][0-9]|h[0-9]|[ \u{a0}]?(?:[%€$£¥₽°]|(?-u:\b)(?:eur|euros?|usd|dollars?|pounds?|lei|ron|руб|рублеи|reais|pesos|kr|zl|kg|g|km|m|cm|mm|ml|l|gb|mb|h|hrs?|hours?|min|minutes?|mins|minuten?|minuti|minutos|minute|days?|weeks?|months?|years?|people|persons?|items?|times|stars?|points|stunden?|tagen?|wochen?|monaten?|jahren?|uhr|personen|punkte|jours?|heures?|semaines?|mois|ans|personnes|giorni|giorno|ore|settimane|mesi|anni|persone|punti|volte|dias?|horas?|semanas|meses|anos|personas|pessoas|puntos|vezes|veces|zile|luni|ani|persoane|часов|часа|минут[ыу]?|днеи|дня|лет|человек|раза?|штук|am|pm|pieces?|plates?|grams?|degrees|grad|mal)(?-u:\b)))"
        )
        .expect("a constant pattern")
    });
    UNIT.is_match(scan.after(at, 16))
}

/// Whether a word can be in the name of a street: with a capital, a number, a particle.
pub(super) fn may_be_in_a_street(scan: &Scan<'_>, at: usize, word: &str) -> bool {
    let plain = word.trim_end_matches(['.', ',']);
    scan.is_capital(at)
        || !plain.starts_with(char::is_alphabetic)
        || PARTICLES.contains(&plain)
        || plain.len() <= 2
        || plain.contains(['\'', '’'])
}

/// Whether every word of a name without capitals is an ordinary one.
pub(super) fn is_ordinary(scan: &Scan<'_>, name: &str) -> bool {
    let language = Language::of(scan.language());
    name.split(' ')
        .all(|word| look_up(word).is_word(language) || look_up(word).is_english() || word.len() < 3)
}

/// Whether a flat, a floor or a block follows.
pub(super) fn has_part(scan: &Scan<'_>, at: usize) -> bool {
    PART.is_match(scan.after(at, 24))
}

/// A year of ours: what stands in the name of a street or after it, not a house number.
pub(super) fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse().is_ok_and(|year: u16| (1900..=2035).contains(&year))
}

/// The end of a house number that is announced: " nr. 43" after "B-dul 1 Decembrie 1918".
pub(super) fn numbered(scan: &Scan<'_>, at: usize) -> Option<usize> {
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^,? ?(?:nr|n|no|num|д)\.?[º°]? ?[0-9]{1,4}[a-z]?").expect("a constant pattern"));
    NUMBERED.find(scan.after(at, 16)).map(|hit| at + hit.end())
}

pub(super) fn has_postcode(scan: &Scan<'_>, at: usize) -> bool {
    POSTCODE.is_match(scan.after(at, 20))
}

fn is_german(scan: &Scan<'_>) -> bool {
    scan.language() == "de"
}

/// The first word of a street whose last word says what it is: those with capitals before it belong to it.
pub(super) fn start_of_street(scan: &Scan<'_>, street: Range<usize>, german: bool) -> Option<usize> {
    let text = scan.text();
    let last = text[street.clone()]
        .rfind(' ')
        .map_or(street.start, |space| street.start + space + 1);
    let mut start = last;
    let capital = scan.is_capital(last) || !german;
    let bare = text[last..street.end].trim_end_matches('.');
    let alone = german
        && matches!(
            bare,
            "straße"
                | "strasse"
                | "str"
                | "gasse"
                | "allee"
                | "damm"
                | "ufer"
                | "chaussee"
                | "promenade"
                | "brucke"
                | "graben"
                | "weg"
                | "platz"
                | "ring"
                | "hof"
                | "markt"
        );
    let before = text[street.start..last].trim_end();
    let words: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
    for word in words.iter().rev() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if !(scan.is_capital(at) && (alone || !german)) {
            break;
        }
        start = at;
    }
    let small = german
        && !capital
        && (alone
            || !(text[last..street.end].ends_with("straße")
                || text[last..street.end].ends_with("strasse")
                || text[last..street.end].ends_with("str.")
                || text[last..street.end].ends_with("gasse")
                || text[last..street.end].ends_with("allee")));
    let nameless = alone && start == last;
    (!small && !nameless).then_some(start)
}
