//! Tables counted by hand, for tests of the attacker.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use chorus::domain::release::{Counts, Table};

use crate::attacker::{Group, Known, Person};

/// Segments by place with the values people must have.
pub type Among = Vec<(usize, BTreeSet<Option<u8>>)>;

/// Tables and whom each counts.
#[derive(Debug, Default)]
pub struct Shown(Vec<(Table, RangeInclusive<u64>, Among)>);

impl Shown {
    /// Counts those of `people` who are of these releases and values; every table of the item, or only some.
    pub fn count(&mut self, item: &Item, people: &[Person], of: (RangeInclusive<u64>, Among), options: &[usize]) {
        let (releases, among) = of;
        for mut table in tables_of(item).into_iter().enumerate().filter_map(|(place, table)| {
            let is_shown = options.is_empty() || options.contains(&place);
            is_shown.then_some(table)
        }) {
            let group = Group {
                table: &table.clone(),
                releases: releases.clone(),
                among: among.clone(),
            };
            for person in people.iter().filter(|person| group.covers(person)) {
                table.n += 1;
                let value = value_in(item, &table.question, &person.answer);
                let count = table.counts.0.iter_mut().find(|(name, _)| *name == value);
                count.expect("a value of the table").1 += 1;
            }
            self.0.push((table, releases.clone(), among.clone()));
        }
    }

    pub fn known<'a>(&'a self, item: &'a Item, people: &'a [Person]) -> Known<'a> {
        let group = |(table, releases, among): &'a (Table, _, Among)| {
            let (releases, among) = (RangeInclusive::clone(releases), among.clone());
            Group { table, releases, among }
        };
        let mut known = Known::of_releases(&[], item, &[], people);
        known.groups = self.0.iter().map(group).collect();
        known
    }
}

/// Everybody of these releases.
pub fn all(releases: RangeInclusive<u64>) -> (RangeInclusive<u64>, Among) {
    (releases, Vec::new())
}

/// Those of release 1 with one of these values of a segment.
pub fn with(segment: usize, values: &[u8]) -> (RangeInclusive<u64>, Among) {
    (1..=1, vec![(segment, values.iter().copied().map(Some).collect())])
}

/// Every table of an item, empty.
pub fn tables_of(item: &Item) -> Vec<Table> {
    let table = |question: String, values: Vec<String>| Table {
        question,
        by: None,
        block: vec!["all".to_owned()],
        n: 0,
        no_answer: 0,
        counts: Counts(values.into_iter().map(|value| (value, 0)).collect()),
    };
    let of_option = |option: &String, values| table(format!("{}.{option}", item.name), values);
    match &item.shape {
        Shape::Text { .. } => Vec::new(),
        Shape::One { values } => vec![table(item.name.clone(), values.clone())],
        Shape::Set { options, .. } => options
            .iter()
            .map(|option| of_option(option, vec!["yes".to_owned(), "no".to_owned()]))
            .collect(),
        Shape::Order { options } => {
            let places: Vec<String> = (1..=options.len()).map(|place| place.to_string()).collect();
            options.iter().map(|option| of_option(option, places.clone())).collect()
        }
    }
}

/// Which value of a table an answer counts for.
pub fn value_in(item: &Item, question: &str, answer: &Answer) -> String {
    let option = question.strip_prefix(&format!("{}.", item.name)).unwrap_or_default();
    let number = |options: &[String]| options.iter().position(|name| name == option).expect("an option");
    match (&item.shape, answer) {
        (Shape::One { values }, Answer::One(value)) => values[usize::from(*value)].clone(),
        (Shape::Set { options, .. }, Answer::Set(set)) => {
            if set & (1 << number(options)) == 0 { "no" } else { "yes" }.to_owned()
        }
        (Shape::Order { options }, Answer::Order(order)) => {
            let option = number(options);
            let place = order.iter().position(|taken| usize::from(*taken) == option);
            (place.expect("every option") + 1).to_string()
        }
        _ => panic!("not an answer to {}", item.name),
    }
}

/// A single choice of so many values: "1", "2", …
pub fn scale(values: usize) -> Item {
    item(Shape::One {
        values: (1..=values).map(|value| value.to_string()).collect(),
    })
}

/// Several choices, at least or exactly so many: a, b, …, and "none" if wanted.
pub fn choices(options: usize, none: bool, min: u32, fixed_size: bool) -> Item {
    let mut options = letters(options);
    options.extend(none.then(|| "none".to_owned()));
    item(Shape::Set {
        options,
        min,
        fixed_size,
    })
}

/// A ranking of a, b, …
pub fn ranking(options: usize) -> Item {
    item(Shape::Order {
        options: letters(options),
    })
}

fn letters(count: usize) -> Vec<String> {
    ('a'..='z').take(count).map(String::from).collect()
}

fn item(shape: Shape) -> Item {
    Item {
        name: "q".to_owned(),
        question: 0,
        shape,
    }
}

/// Somebody of a release with these segment values who gave a value of a scale, counted from 1.
pub fn person(release: u64, segments: &[u8], value: u16) -> Person {
    answering(release, segments, Answer::One(value - 1))
}

pub fn answering(release: u64, segments: &[u8], answer: Answer) -> Person {
    let segments = SegmentValues(segments.iter().copied().map(Some).collect());
    Person {
        release,
        segments,
        answer,
    }
}
