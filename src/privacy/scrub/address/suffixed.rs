//! "Hauptstraße 5", "Am Markt 5", "Невский проспект, 20": what kind of street it is stands last, or before it a preposition.

use std::sync::LazyLock;

use regex::Regex;

use super::super::scan::Scan;
use super::before::Before;
use super::{Ranges, every, tail};

/// "Am Markt 5", "Unter den Eichen 12": prepositions and adjectives before a name, in German texts only.
static GERMAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\p{L}0-9])(?P<street>(?:am|an der|an den|auf dem|auf der|in der|im|zum|zur|unter den|hinter der|vor dem|beim|alte|alter|altes|neue|neuer|neues|obere|untere|grosse|große|kleine|hohe|lange) )(?P<name>[\p{L}][\p{L}.-]*(?: [\p{L}.-]+)??)(?P<gap> )(?P<number>[0-9]{1,4}[a-h]?(?:[/-][0-9]{1,3})?)(?:$|[^\p{L}0-9])").expect("a constant pattern")
});

/// "Hauptstraße 5", "Невский проспект, 20".
static SUFFIXED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?:^|[^\p{L}0-9])(?P<german>(?:[\p{L}]+[.-]? ?){0,2}?[\p{L}-]*(?:straße|strasse|str\.|str|gasse|weg|platz|allee|ring|ufer|damm|steig|stieg|chaussee|markt|graben|wall|hof|zeile|promenade|kamp|stieg|brücke|bruecke|brucke|berg|feld|garten|anger|twiete|pfad|winkel|tor|siedlung|höhe|hohe|park|grund|bogen|leite|rain|zipfel|au|aue|heide|kai))",
        r"|(?:^|[^\p{L}0-9])(?P<russian>[\p{Cyrillic}-]{3,}(?: [\p{Cyrillic}-]{3,})? (?:улица|ул\.|проспекте?|пр-т|пр\.|переулоке?|пер\.|бульваре?|набережная|наб\.|шоссе|площадь|проезд)),?(?: д\.?| дом)?)",
        r",? ?(?:nr\.? ?|haus ?|вл\.? ?|д\.? ?|стр\.? ?)?(?P<number>[0-9]{1,4}(?: ?[a-hа-г](?-u:\b))?(?:[/-][0-9]{1,4}[a-h]?){0,3})(?:$|[^\p{L}0-9])"
    ))
    .expect("a constant pattern")
});

/// Suffixes that many other words have.
const SHORT: [&str; 18] = [
    "weg", "platz", "ring", "hof", "berg", "au", "tor", "park", "grund", "feld", "markt", "garten", "kai", "steig",
    "wall", "rain", "bogen", "winkel",
];

/// Words with a number of their own that are no streets.
const OTHERS: [&str; 25] = [
    "bahnsteig",
    "stellplatz",
    "parkplatz",
    "sitzplatz",
    "stehplatz",
    "liegeplatz",
    "zeltplatz",
    "arbeitsplatz",
    "bahnhof",
    "ausweg",
    "umweg",
    "ruckweg",
    "heimweg",
    "schulweg",
    "arbeitsweg",
    "friedhof",
    "ausstieg",
    "einstieg",
    "abstieg",
    "anstieg",
    "umstieg",
    "bauernhof",
    "supermarkt",
    "flohmarkt",
    "weihnachtsmarkt",
];

/// Before a name these are enough without a capital of their own.
const CLEAR: [&str; 13] = [
    "am",
    "an der",
    "alte",
    "alter",
    "neue",
    "neuer",
    "obere",
    "untere",
    "große",
    "kleine",
    "hohe",
    "lange",
    "unter den",
];

pub(super) fn find(scan: &Scan<'_>, before: &Before, found: &mut Ranges) {
    let text = scan.text();
    if scan.language() == "de" {
        every(
            &GERMAN,
            text,
            found,
            |_| true,
            |hit| {
                let (street, name, number) = (hit.name("street")?, hit.name("name")?, hit.name("number")?);
                let stops = text[number.end()..].is_empty()
                    || text[number.end()..].starts_with([',', '.', ';', ')', '\n', '!', '?']);
                let clear = scan.is_capital(street.start()) || CLEAR.contains(&street.as_str().trim_end());
                let fits = stops && clear || tail::has_postcode(scan, number.end());
                let named = scan.is_capital(name.start())
                    && !tail::is_year(number.as_str())
                    && !tail::is_measured(scan, number.end());
                (fits && named).then(|| street.start()..tail::end(scan, number.end()))
            },
        );
    }
    if !before.street {
        return;
    }
    every(
        &SUFFIXED,
        text,
        found,
        |_| true,
        |hit| {
            let number = hit.name("number")?;
            let (street, german) = match (hit.name("german"), hit.name("russian")) {
                (Some(street), _) => (street, true),
                (None, street) => (street?, false),
            };
            let start = tail::start_of_street(scan, street.range(), german)?;
            let written = &text[start..street.end()];
            let last = written.rsplit([' ', '-']).next().unwrap_or_default();
            let doubtful =
                german && SHORT.contains(&last) && last == written && !tail::has_postcode(scan, number.end());
            let other =
                OTHERS.contains(&last) || last.ends_with("bahnhof") || german && tail::is_ordinary(scan, written);
            let measured = tail::is_year(number.as_str()) || tail::is_measured(scan, number.end());
            (!doubtful && !other && !measured).then(|| start..tail::end(scan, scan.without_small_word(&number.range())))
        },
    );
}
