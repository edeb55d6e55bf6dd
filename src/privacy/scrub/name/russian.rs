//! Russian names in their cases: back to the nominative that the lists have, patronymics, and surnames by their endings.

use super::super::words::{Language, Word, look_up};

/// Endings of the oblique cases, folded (`й` is `и` there), and those of the nominative that may stand instead.
const CASES: [(&str, &[&str]); 24] = [
    ("ого", &["ии", "ыи", "ои"]),
    ("ому", &["ии", "ыи", "ои"]),
    ("его", &["ии"]),
    ("ему", &["ии"]),
    ("ами", &["", "а"]),
    ("ями", &["ь", "я"]),
    ("ыми", &[""]),
    ("ои", &["а", "ая", "ои"]),
    ("ою", &["а"]),
    ("еи", &["я", "а", "ья"]),
    ("ею", &["я"]),
    ("ом", &["", "о"]),
    ("ем", &["и", "ь", ""]),
    ("ым", &["", "ыи"]),
    ("им", &["ии", ""]),
    ("ую", &["ая"]),
    ("ых", &["", "ые"]),
    ("ии", &["ия", "ии"]),
    ("а", &["", "о"]),
    ("у", &["", "а"]),
    ("ы", &["а", ""]),
    ("е", &["", "а", "я", "и", "ь"]),
    ("я", &["и", "ь"]),
    ("ю", &["и", "ь", "я"]),
];
const CASES_IN_I: (&str, &[&str]) = ("и", &["а", "я", "ь"]);

const PATRONYMICS: [&str; 7] = ["ович", "евич", "ьич", "овн", "евн", "иничн", "ичн"];
const SURNAMES: [&str; 12] = [
    "ов",
    "ев",
    "ин",
    "ын",
    "ск",
    "цк",
    "енко",
    "чук",
    "ко",
    "юк",
    "ян",
    "швили",
];

/// What the lists say of a Cyrillic word, in whatever case it stands.
///
/// Ordinary words without a capital are taken as they are.
pub(super) fn look_up_cases(folded: &str, capital: bool, language: Language) -> Word {
    let mut word = look_up(folded);
    if word.is_given_in(language) || (!capital && word.is_word(language)) {
        return word;
    }
    let endings = CASES.iter().chain(std::iter::once(&CASES_IN_I));
    for (ending, nominatives) in endings {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.len() >= 4) else {
            continue;
        };
        for nominative in *nominatives {
            let found = look_up(&[stem, nominative].concat());
            if found.is_given() {
                word = word.or_given(language);
            }
            if found.is_surname() {
                word = word.or_surname();
            }
        }
    }
    if is_patronymic(folded) {
        return word.or_given(language).or_surname();
    }
    if !word.is_word(language) && has_ending_of_surname(folded) {
        word = word.or_surname();
    }
    word
}

fn without_ending(folded: &str) -> &str {
    let endings = [
        "ами", "ого", "ому", "ыми", "ими", "ои", "ою", "ом", "ем", "ым", "им", "ую", "ая", "ии", "ых", "их", "а", "у",
        "ы", "е",
    ];
    endings
        .iter()
        .find_map(|ending| folded.strip_suffix(ending))
        .unwrap_or(folded)
}

/// Father's names: "Иванович", "Петровнои".
pub(super) fn is_patronymic(folded: &str) -> bool {
    let stem = without_ending(folded);
    folded.chars().count() >= 6 && PATRONYMICS.iter().any(|ending| stem.ends_with(ending))
}

fn has_ending_of_surname(folded: &str) -> bool {
    let long = folded.chars().count() >= 5;
    let of = |stem: &str| SURNAMES.iter().any(|ending| stem.ends_with(ending));
    long && (of(folded) || of(without_ending(folded)))
}
