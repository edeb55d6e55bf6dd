//! What is wrong with a definition, in the language of staff.

use super::edit::language_name;
use crate::domain::survey::{Fault, LanguageTag, Mistake};
use crate::text::{Argument, Words};

/// The mistake after its place in the document.
pub fn line(words: Words, mistake: &Mistake) -> String {
    let told = told(words, &mistake.what);
    if mistake.place.is_empty() {
        told
    } else {
        format!("{}: {told}", mistake.place)
    }
}

/// A sentence or two.
pub fn told(words: Words, fault: &Fault) -> String {
    let one = |key: &str, name: &str, value: &dyn Argument| words.with(key, &[(name, value)]);
    let two =
        |key: &str, first: (&str, &dyn Argument), second: (&str, &dyn Argument)| words.with(key, &[first, second]);
    match fault {
        // the document
        Fault::Unreadable => words.t("fault-unreadable"),
        Fault::NotJson { line, column, .. } => two("fault-not-json", ("line", line), ("column", column)),
        Fault::TooLarge { most, in_full: false } => one("fault-too-large", "most", most),
        Fault::TooLarge { most, in_full: true } => one("fault-too-large-in-full", "most", most),
        Fault::OtherVersion { version } => one("fault-version", "version", version),
        Fault::FieldTwice { field } => one("fault-field-twice", "field", field),
        Fault::UnknownField { field, meant: None } => one("fault-unknown-field", "field", field),
        Fault::UnknownField {
            field,
            meant: Some(meant),
        } => two("fault-unknown-field-meant", ("field", field), ("meant", meant)),
        Fault::NotAnObject => words.t("fault-object"),
        Fault::NotAList => words.t("fault-list"),
        Fault::OtherLength { least, most, holds } => {
            words.with("fault-length", &[("least", least), ("most", most), ("holds", holds)])
        }
        Fault::NotAFlag => words.t("fault-flag"),
        Fault::NotOneOf { word, names } => two("fault-not-one-of", ("word", word), ("names", names)),
        Fault::EntryTwice { word } => one("fault-entry-twice", "word", word),
        // names
        Fault::NotASlug { word } => one("fault-slug", "word", word),
        Fault::NotAKey { word } => one("fault-key", "word", word),
        Fault::ReservedKey { word } => one("fault-key-reserved", "word", word),
        Fault::TakenKey { word, place } => two("fault-key-taken", ("word", word), ("place", place)),
        Fault::NotALanguage { word } => one("fault-language", "word", word),
        Fault::ForeignLanguage { word } => one("fault-language-foreign", "word", word),
        // texts
        Fault::Missing { language } | Fault::Blank { language } => {
            of_language(words, "fault-missing", "fault-missing-in", language.as_ref(), &[])
        }
        Fault::NotAText { language } => of_language(words, "fault-text", "fault-text-in", language.as_ref(), &[]),
        Fault::OneTextForAll { languages } => one("fault-text-each", "languages", languages),
        Fault::NotTwoEnds { language } => one("fault-ends", "language", &language_name(language)),
        Fault::TooLong { most, length, language } => {
            let sizes: [(&str, &dyn Argument); 2] = [("most", most), ("length", length)];
            of_language(words, "fault-long", "fault-long-in", language.as_ref(), &sizes)
        }
        Fault::SeveralLines => words.t("fault-one-line"),
        Fault::ControlCharacter { language } => {
            of_language(words, "fault-control", "fault-control-in", language.as_ref(), &[])
        }
        // numbers and days; what is typed again stands as it is typed
        Fault::NotWhole { least, most } => two(
            "fault-whole",
            ("least", &least.to_string()),
            ("most", &most.to_string()),
        ),
        Fault::NotANumber => words.t("fault-number"),
        Fault::InexactNumber => words.t("fault-number-exact"),
        Fault::NotADay => words.t("fault-day"),
        Fault::SmallGroup { least, colluders } => two("fault-group-size", ("least", least), ("colluders", colluders)),
        Fault::ClosesTooEarly { opens } => one("fault-closes", "opens", &opens.to_string()),
        Fault::EmptyRange => words.t("fault-range"),
        Fault::NoRoomForBands => words.t("fault-bands-missing"),
        Fault::EdgesDoNotRise => words.t("fault-bands-rise"),
        Fault::EdgesElsewhere { min, max } => two("fault-bands-ends", ("min", min), ("max", max)),
        Fault::MoreThanOptions { max, count } => two("fault-most", ("max", max), ("count", count)),
        Fault::LeastAboveMost { max } => one("fault-least", "max", max),
        // questions and segments
        Fault::NoAnswers => words.t("fault-no-answers"),
        Fault::RequiredStatement => words.t("fault-statement-required"),
        Fault::TooManyItems { items, most } => two("fault-items", ("items", items), ("most", most)),
        Fault::NoSuchQuestion { word } => one("fault-no-question", "word", word),
        Fault::SegmentWithOther => words.t("fault-segment-other"),
        Fault::WideSegment { most } => one("fault-segment-wide", "most", most),
        Fault::SegmentOfKind { kind } => one("fault-segment-kind", "kind", kind),
    }
}

/// The text of `plain`, or where one language is meant, that of `named` with the language.
fn of_language(
    words: Words,
    plain: &str,
    named: &str,
    language: Option<&LanguageTag>,
    arguments: &[(&str, &dyn Argument)],
) -> String {
    let Some(tag) = language else {
        return words.with(plain, arguments);
    };
    let name = language_name(tag);
    let mut arguments = arguments.to_vec();
    arguments.push(("language", &name));
    words.with(named, &arguments)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::{INTERFACE_LANGUAGES, keys};

    /// One of each, and one more for each that names a language.
    fn every_fault() -> Vec<Fault> {
        let text = || "\"x\"".to_owned();
        let mut faults = vec![
            Fault::Unreadable,
            Fault::NotJson {
                line: 2,
                column: 3,
                why: "trailing comma".to_owned(),
            },
            Fault::TooLarge {
                most: 9,
                in_full: false,
            },
            Fault::TooLarge { most: 9, in_full: true },
            Fault::FieldTwice { field: text() },
            Fault::UnknownField {
                field: text(),
                meant: None,
            },
            Fault::UnknownField {
                field: text(),
                meant: Some(text()),
            },
            Fault::OtherVersion { version: 1 },
            Fault::NotASlug { word: text() },
            Fault::NotAKey { word: text() },
            Fault::NotALanguage { word: text() },
            Fault::ForeignLanguage { word: text() },
            Fault::SmallGroup { least: 9, colluders: 6 },
            Fault::ClosesTooEarly {
                opens: chrono::NaiveDate::MIN,
            },
            Fault::NotAnObject,
            Fault::NotAList,
            Fault::OtherLength {
                least: 2,
                most: 9,
                holds: 1,
            },
            Fault::OneTextForAll { languages: text() },
            Fault::NotTwoEnds {
                language: "it".to_owned(),
            },
            Fault::NotAFlag,
            Fault::NotWhole { least: 1, most: 1000 },
            Fault::NotANumber,
            Fault::InexactNumber,
            Fault::NotADay,
            Fault::SeveralLines,
            Fault::NotOneOf {
                word: text(),
                names: text(),
            },
            Fault::NoRoomForBands,
            Fault::EdgesDoNotRise,
            Fault::EdgesElsewhere {
                min: text(),
                max: text(),
            },
            Fault::EmptyRange,
            Fault::MoreThanOptions { max: 4, count: 3 },
            Fault::LeastAboveMost { max: 4 },
            Fault::ReservedKey { word: text() },
            Fault::TakenKey {
                word: text(),
                place: text(),
            },
            Fault::EntryTwice { word: text() },
            Fault::NoSuchQuestion { word: text() },
            Fault::SegmentWithOther,
            Fault::WideSegment { most: 12 },
            Fault::SegmentOfKind { kind: "nps" },
            Fault::TooManyItems { items: 301, most: 300 },
            Fault::NoAnswers,
            Fault::RequiredStatement,
        ];
        for language in [None, Some("it".to_owned())] {
            faults.push(Fault::Missing {
                language: language.clone(),
            });
            faults.push(Fault::NotAText {
                language: language.clone(),
            });
            faults.push(Fault::TooLong {
                most: 4,
                length: 5,
                language: language.clone(),
            });
            faults.push(Fault::ControlCharacter { language });
        }
        faults
    }

    #[test]
    fn every_mistake_has_words_of_its_own_in_every_language() {
        let keys = keys("en").iter().filter(|key| key.starts_with("fault-")).count();
        let mut told_before = BTreeSet::new();

        for tag in INTERFACE_LANGUAGES {
            let words = Words::for_tag(tag);
            let told: BTreeSet<String> = every_fault().iter().map(|fault| told(words, fault)).collect();

            assert_eq!(told.len(), keys, "{tag}");
            for sentence in told {
                assert!(
                    !sentence.contains("fault-") && !sentence.contains('{'),
                    "{tag}: {sentence}"
                );
                assert!(told_before.insert(sentence.clone()), "{tag}: {sentence}");
            }
        }
    }
}
