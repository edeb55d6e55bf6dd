//! Dates of birth: any date that a word beside it says somebody was born on. Other dates stay.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cued::{Announced, Hint, values};
use super::kind::Kind;
use super::rules::Rule;
use super::scan::Scan;

pub(super) static RULE: Rule = Rule {
    kind: Kind::Birth,
    worth: |counts| counts.digits >= 1 || counts.wide,
    find,
    examples: &[
        (
            "en",
            "I was born on 3rd of November 1984, visit on 12/03/2024",
            "I was born on [date of birth], visit on 12/03/2024",
        ),
        (
            "en",
            "DOB: 12/07/61. My date of birth is January 18, 2005",
            "DOB: [date of birth]. My date of birth is [date of birth]",
        ),
        (
            "de",
            "geboren am 29.2.56, Geburtsdatum 8. Februar 1950",
            "geboren am [date of birth], Geburtsdatum [date of birth]",
        ),
        ("fr", "Née le 1er mai 1961 à Lyon", "Née le [date of birth] à Lyon"),
        (
            "it",
            "nata il 18/02/1991, non nel 1919",
            "nata il [date of birth], non nel 1919",
        ),
        ("es", "nací el 3 de mayo de 1958", "nací el [date of birth]"),
        ("pt", "Nasci em 26 de outubro de 1987", "Nasci em [date of birth]"),
        ("ro", "M-am născut pe 12 iulie 1949", "M-am născut pe [date of birth]"),
        (
            "ru",
            "Я родился 26 июля 2001 г., а он 1983-01-19 года рождения",
            "Я родился [date of birth] г., а он [date of birth] года рождения",
        ),
        (
            "zh",
            "我出生于1975年5月21日，5月1号买的",
            "我出生于[date of birth]，5月1号买的",
        ),
        (
            "en",
            "born ready, 24/7 open since 1998",
            "born ready, 24/7 open since 1998",
        ),
    ],
};

const MONTHS: &str = "jan(?:uary|uar|vier|uary)?|feb(?:ruary|ruar|r)?|mar(?:ch|z)?|apr(?:il)?|may|mai|jun[ei]?|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|marz|fevr?(?:ier)?|mars|avr(?:il)?|juin|juil(?:let)?|aout|septembre|octobre|novembre|decembre|janv(?:ier)?|gen(?:naio)?|febbraio|marzo|aprile|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|ago(?:sto)?|sett(?:embre)?|ott(?:obre)?|dic(?:embre)?|ene(?:ro)?|febrero|abr(?:il)?|mayo|junio|julio|septiembre|setiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|set|outubro|out|novembro|dezembro|ianuarie|ian|februarie|martie|aprilie|iunie|iun|iulie|iul|septembrie|octombrie|noiembrie|noi|decembrie|январ[яь]|янв|феврал[яь]|фев|марта|март|мар|апрел[яь]|апр|мая|маи|июн[яь]|июн|июл[яь]|июл|августа|август|авг|сентябр[яь]|сент?|октябр[яь]|окт|ноябр[яь]|ноя|декабр[яь]|дек";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        concat!(
            r"^(?:[0-9]{{1,4}} ?[./-] ?[0-9]{{1,2}} ?[./-] ?[0-9]{{2,4}}",
            r"|[0-9]{{1,2}} ?(?:st|nd|rd|th|er|\.|o|°|º|a|-го|го)?(?:,? ?(?:of|de|di|the|d'|en) ?)? ?(?:{months})\.?,? ?(?:(?:of|de|del|do|din) )?'?[0-9]{{2,4}}",
            r"|(?:{months})\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? '?[0-9]{{2,4}}",
            r"|[0-9]{{2,4}} ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?[日号號]?",
            r"|(?:[0-9]{{2}} ){{2}}(?:19|20)?[0-9]{{2}}",
            r"|[0-9]{{1,2}} ?(?:st|nd|rd|th|er|\.|o|°|º)?(?: (?:of|de|di))? ?(?:{months})|(?:{months}) [0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?[日号號]|[0-9]{{2,4}} ?年 ?(?:农历|阴历)?[一二三四五六七八九十正腊]+月[初一二三四五六七八九十廿]+",
            r"|[一二三四五六七八九〇零十]{{2,4}}年[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}[日号號]",
            r"|(?:19|20)[0-9]{{6}}|[0-9]{{4}}(?:19|20)[0-9]{{2}})(?-u:\b)?"
        ),
        months = MONTHS
    ))
    .expect("a constant pattern")
});

/// One of these stands after a date that [`BEFORE`] takes.
pub(super) const AFTER: &str = "г|гр|рождения|geboren|geb|出生|生人|生日|born|birthday|birth|dob|naissance";

/// A date that the words after it make one of a birth.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        concat!(
            r"(?:[0-9]{{1,4}}[./-][0-9]{{1,2}}[./-][0-9]{{2,4}}|[0-9]{{1,2}}\.? (?:{months})\.? [0-9]{{4}}|[0-9]{{2,4}}年[0-9]{{1,2}}月[0-9]{{1,2}}[日号])",
            r"(?P<post>,? ?(?:г\.? ?р|года? рождения|г\. рождения|geboren|geb\b|出生|生人|生日|born\b|is my birthday|is my date of birth|\(dob\)|naissance))"
        ),
        months = MONTHS
    ))
    .expect("a constant pattern")
});

/// A place may stand between: "nato a Palermo il 3 novembre 1956".
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\p{L} .'-]{0,30}?[ ,(](?:il|le|el|on|am|em|a|в|pe|la|у|il giorno|le jour)[ :]")
        .expect("a constant pattern")
});

fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = values(scan, Announced::Birth)
        .filter_map(|(_, at)| {
            let near = scan.after(at, 80);
            let skipped = PLACE.find(near).map_or(0, |place| place.end());
            [0, skipped]
                .into_iter()
                .find_map(|skip| date(&near[skip..]).map(|date| at + skip + date.start..at + skip + date.end))
        })
        .collect();
    if scan.cues().has(Hint::Born) {
        found.extend(BEFORE.captures_iter(scan.text()).filter_map(|hit| {
            let end = hit.name("post")?.start();
            Some(hit.get(0)?.start()..end)
        }));
    }
    found
}

fn date(near: &str) -> Option<Range<usize>> {
    let hit = DATE.find(near)?;
    let goes_on = near[hit.end()..].starts_with(|c: char| c.is_alphanumeric() && u32::from(c) < 0x2e80);
    (!goes_on).then(|| 0..hit.end())
}
