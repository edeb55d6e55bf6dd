//! Makes surveys at random.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Days, NaiveDate};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use crate::domain::key::Key;
use crate::domain::slug::Slug;
use crate::domain::survey::{Choice, Display, EndLabels, Kind, LanguageTag, Period, Question, Survey, Text, Tick};

fn words() -> impl Strategy<Value = String> {
    "[a-zà-ü?\"\\\\\n\t🙂 ]{0,8}[a-z]"
}

fn text(languages: &[LanguageTag]) -> impl Strategy<Value = Text> + use<> {
    let languages = languages.to_vec();
    vec(words(), languages.len())
        .prop_map(move |words| Text::new(languages.iter().cloned().zip(words).collect::<BTreeMap<_, _>>()))
}

fn maybe_text(languages: &[LanguageTag]) -> impl Strategy<Value = Option<Text>> + use<> {
    proptest::option::of(text(languages))
}

fn labels(languages: &[LanguageTag]) -> impl Strategy<Value = Option<EndLabels>> + use<> {
    proptest::option::of((text(languages), text(languages)).prop_map(|(low, high)| EndLabels { low, high }))
}

fn entries(languages: &[LanguageTag], count: Range<usize>) -> impl Strategy<Value = Vec<Choice>> + use<> {
    vec(text(languages), count).prop_map(|texts| {
        let choice = |(number, text)| Choice {
            key: Key::parse(&format!("o{number}")).unwrap(),
            text,
        };
        texts.into_iter().enumerate().map(choice).collect()
    })
}

/// Rising edges with up to 15 digits, from millionths to thousands of millions.
fn edges() -> impl Strategy<Value = Vec<f64>> {
    (
        btree_set(-999_999_999_999_999_i64..=999_999_999_999_999, 2..=21),
        0..=8_i32,
    )
        .prop_map(|(steps, decimals)| {
            let edge = |step: i64| format!("{step}e-{decimals}").parse::<f64>().unwrap();
            steps.into_iter().map(edge).collect()
        })
}

fn days() -> impl Strategy<Value = Vec<NaiveDate>> {
    btree_set(0..36_500_u64, 2..=21).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap();
        days.into_iter().map(|day| first + Days::new(day)).collect()
    })
}

fn kind(languages: &[LanguageTag]) -> impl Strategy<Value = Kind> + use<> {
    let displays = prop_oneof![Just(Display::Radio), Just(Display::Dropdown)];
    prop_oneof![
        Just(Kind::Statement),
        (1..=500_u32).prop_map(|max_length| Kind::ShortText { max_length }),
        (1..=4000_u32).prop_map(|max_length| Kind::LongText { max_length }),
        (entries(languages, 2..6), any::<bool>(), displays).prop_map(|(options, other, display)| Kind::Choice {
            options,
            other,
            display
        }),
        (entries(languages, 3..6), 0..=2_u32, 2..=3_u32, any::<bool>()).prop_map(|(options, min, max, none)| {
            Kind::Choices {
                options,
                min,
                max,
                none,
            }
        }),
        Just(Kind::YesNo),
        (3..=10_u32, labels(languages)).prop_map(|(steps, labels)| Kind::Rating { steps, labels }),
        labels(languages).prop_map(|labels| Kind::Nps { labels }),
        labels(languages).prop_map(|labels| Kind::Csat { labels }),
        labels(languages).prop_map(|labels| Kind::Ces { labels }),
        (3..=10_u32, labels(languages), entries(languages, 1..5)).prop_map(|(steps, labels, rows)| Kind::Matrix {
            steps,
            labels,
            rows
        }),
        entries(languages, 2..6).prop_map(|options| Kind::Ranking { options }),
        (proptest::option::of("[A-Z€%]{1,3}"), edges()).prop_map(|(unit, bands)| Kind::Number {
            min: bands[0],
            max: bands[bands.len() - 1],
            unit,
            bands
        }),
        days().prop_map(|bands| Kind::Date {
            min: bands[0],
            max: bands[bands.len() - 1],
            bands
        }),
    ]
}

fn questions(languages: &[LanguageTag]) -> impl Strategy<Value = Vec<Question>> + use<> {
    let parts = (
        text(languages),
        maybe_text(languages),
        any::<bool>(),
        maybe_text(languages),
        kind(languages),
    );
    let last = text(languages);
    (vec(parts, 0..8), last).prop_map(|(parts, last)| {
        let question = |(number, (text, help, required, why, kind)): (usize, (_, _, bool, _, Kind))| Question {
            key: Key::parse(&format!("q{number}")).unwrap(),
            text,
            help,
            required: required && kind.takes_answer(),
            why,
            kind,
        };
        let mut questions: Vec<_> = parts.into_iter().enumerate().map(question).collect();
        let key = Key::parse("last").unwrap();
        questions.push(Question {
            key,
            text: last,
            help: None,
            required: false,
            why: None,
            kind: Kind::YesNo,
        });
        questions
    })
}

prop_compose! {
    /// Any survey that holds to the rules.
    pub(super) fn survey()(languages in prop_oneof![
        Just(vec!["en".to_owned()]),
        Just(vec!["it".to_owned(), "de".to_owned(), "pt-BR".to_owned()]),
    ])(
        slug in "[a-z0-9](-?[a-z0-9]){0,8}",
        default in 0..languages.len(),
        (title, purpose) in (text(&languages), text(&languages)),
        (introduction, thanks, benefit) in (maybe_text(&languages), maybe_text(&languages), maybe_text(&languages)),
        listed in any::<bool>(),
        (group_size, colluders) in (0..=20_u32).prop_flat_map(|c| ((c + 3).max(5)..=1000, Just(c))),
        expected in proptest::option::of(1..=1_000_000_000_u32),
        period in proptest::sample::select(Period::ALL.to_vec()),
        tick in proptest::sample::select(Tick::ALL.to_vec()),
        dates in days(),
        retention_days in 1..=3650_u32,
        keep in btree_set("[A-Z][a-zé ]{0,9}[a-z0-9]", 0..5),
        segmented in any::<bool>(),
        questions in questions(&languages),
        languages in Just(languages),
    ) -> Survey {
        Survey {
            slug: Slug::parse(&slug).unwrap(),
            default_language: languages[default].clone(),
            languages, title, introduction, thanks, purpose, benefit, listed, group_size, colluders, expected, period, tick,
            opens: listed.then_some(dates[0]),
            closes: segmented.then_some(dates[1]),
            retention_days,
            keep: unlike(keep),
            segments: if segmented { vec![Key::parse("last").unwrap()] } else { Vec::new() },
            questions,
        }
    }
}

fn unlike(words: BTreeSet<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    words
        .into_iter()
        .filter(|word| seen.insert(word.to_lowercase()))
        .collect()
}
