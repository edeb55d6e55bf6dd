//! "via Roma 12", "Rua Castro, 142", "ул. Мира, д. 5": what kind of street it is stands first, the number last.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::cued::Hint;
use super::super::scan::Scan;
use super::{Ranges, every, tail};

/// The kinds of streets of [`EXPRESSION`]: one must occur.
pub(in super::super) const WORDS: &str = "al.|alameda|aleea|allee|av|av.|avda|avda.|avenida|avenue|avinguda|azinhaga|b-dul|bairro|bd|bd.|bdul|beco|blvd|blvd.|borgo|boulevard|bulevar|bulevardul|c.da|c.so|c.so.|c/|cal.|calata|calcada|calea|calea.|calle|callejon|calzada|camino|campo|carrer|carrera|carretera|cartierul|chaussee|chemin|cl.|contrada|corso|cr|cra|cra.|ctra|ctra.|cuesta|diagonal|drumul|estr.|estrada|fondamenta|fraz.|frazione|fundatura|galleria|glorieta|gran via|intr.|intrarea|jiron|jr.|kra|kra.|l.go|l.go.|ladeira|largo|loc.|localita|lungomare|lungotevere|p-ta|p.le|p.za|p.za.|p.zza|p.zza.|pasaje|paseo|passeig|pca|pca.|piata|piazza|piazzale|pl.|place|plaza|plza|plza.|po.|poligono|praca|praceta|prelungirea|privada|psje|psje.|pza|pza.|pº|quadra|quai|quinta|r.|rambla|rod.|rodovia|ronda|route|rua|rue|salita|servidao|sos|sos.|soseaua|spl.|splaiul|str|str.|strada|straße des|transversal|trav.|traversa|travesia|travessa|tv.|ulita|urb.|urbanizacao|urbanizacion|v.le|v.le.|via|viale|vico|vicolo|viela|vle|аллее|аллея|б-р|бул.|бульвар|бульваре|вул|вул.|вулиця|м-н|микрораион|мкр|мкр.|наб.|набережная|набережнои|пер.|переулок|переулоке|пл.|площади|площадь|пр-д|пр-кт|пр-т|пр-те|пр.|проезд|проезде|просп.|проспект|проспекте|тупик|тупике|ул|ул.|улица|улице|улицу|улицы|ш.|шоссе";

/// "via Roma 12", "Rua Castro, 142", "Str. Lalelelor nr. 14", "ул. Мира, д. 5".
static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[^\p{L}0-9])(?P<street>(?:",
        r"viale|via|v\.le|vle|piazza|p\.zza|p\.za|piazzale|p\.le|corso|c\.so|largo|l\.go|vicolo|vico|strada|str\.?|contrada|c\.da|localita|loc\.|lungomare|lungotevere|salita|calata|borgo|traversa|fondamenta|callejon|calle|campo|galleria|frazione|fraz\.|", // it
        r"c/|cl\.|avenida|avda\.?|av\.?|avinguda|plaza|plza\.?|pza\.?|pl\.|paseo|po\.|pº|camino|carretera|ctra\.?|ronda|travesia|callejon|carrer|gran via|glorieta|cuesta|rambla|passeig|jiron|jr\.|pasaje|psje\.?|carrera|cra\.?|kra\.?|cr|diagonal|transversal|boulevard|blvd\.?|calzada|privada|urb\.|urbanizacion|poligono|", // es
        r"rua|r\.|travessa|tv\.|trav\.|praca|pca\.?|alameda|al\.|estrada|estr\.|rodovia|rod\.|beco|ladeira|calcada|quadra|praceta|azinhaga|bairro|quinta|urbanizacao|servidao|viela|", // pt
        r"strada|bulevardul|b-dul|bdul|bd\.?|aleea|al\.|calea|cal\.|soseaua|sos\.?|splaiul|spl\.|intrarea|intr\.|piata|p-ta|drumul|fundatura|prelungirea|ulita|cartierul|", // ro
        r"улиц[аыеу]|ул\.?|проспекте?|пр-кт|пр-те?|просп\.|пр\.|переулоке?|пер\.|бульваре?|б-р|бул\.|площад[ьи]|пл\.|набережн(?:ая|ои)|наб\.|шоссе|ш\.|проезде?|пр-д|тупике?|алле[яе]|микрораион|мкр\.?|м-н|вул\.?|вулиця|", // ru
        r"rue|avenue|chaussee|place|boulevard|chemin|route|quai|allee|bulevar|", // fr of Belgium and Switzerland
            r"straße des", // de
        r")[ \u{a0}]|(?:ул|пр|пер|пл|наб|просп|бул|str|bd|sos|al|av|avda|r|tv|trav|pl|c\.so|p\.zza|p\.za|v\.le|l\.go|calea|pza|jr|cra|urb)\.|c/)(?P<name>[\p{L}0-9][\p{L}0-9'’.«»ªº/-]*(?: [\p{L}'’.«»-]+){0,5}?)(?:,? ?(?:n\.?[º°o]?|nr\.?|num\.?|numero|no\.?|n\.\s?º|#|№|д\.?|дом|h\.|km)? ?|,? (?:n\.?[º°o]?|nr\.?|num\.?|numero|№|д\.?|дом) ?| ?# ?| )(?P<number>[0-9]{1,5}(?: ?[/-] ?[0-9]{1,4})*(?: ?[/-]? ?[a-zа-г](?:[0-9]{1,2})?)?(?:с[0-9]+|к[0-9]+)?)(?:$|[^\p{L}0-9])"
    ))
    .expect("a constant pattern")
});

/// "г. Новосибирск, " before a street.
static TOWN_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:г|гор|пгт|пос|дер|с|loc|com|mun|jud)\.|город|посёлок|поселок|деревня|село|sat|comuna) ?[\p{L}-]+(?: [\p{L}-]+)?, ?$").expect("a constant pattern")
});

pub(super) fn find(scan: &Scan<'_>, found: &mut Ranges) {
    let text = scan.text();
    if !scan.cues().has(Hint::StreetFirst) {
        return;
    }
    every(&EXPRESSION, text, found, may_be_one, |hit| {
        let (street, name, number) = (hit.name("street")?, hit.name("name")?, hit.name("number")?);
        let end = house_number(scan, street.as_str().trim_end(), name.range(), number.range())?;
        let near = &text[floor(text, street.start())..street.start()];
        let town = TOWN_BEFORE.find(near).map_or(0, |town| town.len());
        Some(street.start() - town..tail::end(scan, end))
    });
}

/// "via 3", "rue 12": a number after a short kind is no name unless a sign says that another is the house number.
fn may_be_one(written: &str) -> bool {
    let street = written.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (kind, name) = street.split_once(' ').unwrap_or((street, ""));
    !(kind.len() < 4 && name.starts_with(|c: char| c.is_ascii_digit())) || name.contains(['#', '№', 'º', '°'])
}

/// The end of the number, if street, name and number make an address.
fn house_number(scan: &Scan<'_>, kind: &str, name: Range<usize>, number: Range<usize>) -> Option<usize> {
    let text = scan.text();
    let words = || {
        let from = |word: &str| name.start + (word.as_ptr() as usize - text[name.clone()].as_ptr() as usize);
        text[name.clone()].split(' ').map(move |word| (from(word), word))
    };
    let sure = words().any(|(at, word)| word.len() > 1 && scan.is_capital(at));
    let (number, year) = match tail::numbered(scan, number.end) {
        Some(end) => (number.start..end, false),
        None => (
            number.clone(),
            tail::is_year(&text[number.clone()]) && text[name.end..number.start] == *" ",
        ),
    };
    let signed = text[name.end..number.start].contains(['#', '№', 'º', '°']);
    let is_name = !sure || words().all(|(at, word)| tail::may_be_in_a_street(scan, at, word));
    let only_digits = !signed && kind.len() < 4 && text[name.clone()].starts_with(|c: char| c.is_ascii_digit());
    let stops =
        text[number.end..].is_empty() || text[number.end..].starts_with([',', '.', ';', ')', '\n', '!', '?', '-']);
    let small = (stops || tail::has_part(scan, number.end)) && kind.len() > 2 && !tail::is_ordinary(scan, &text[name]);
    let fits = is_name && !year && !only_digits && (sure || signed || small) && !tail::is_measured(scan, number.end);
    fits.then(|| scan.without_small_word(&number))
}

/// A boundary of a character at most sixty bytes before.
fn floor(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(60);
    (from..=at).find(|place| text.is_char_boundary(*place)).unwrap_or(at)
}
