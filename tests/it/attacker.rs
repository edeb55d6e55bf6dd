//! An attacker who has every published table and knows of every cell (release and segment values) how many answered:
//! whose answer is certain? Written from the tables alone, without a look at what decides about them.
//!
//! Unknown are the counts of each cell by answer; a table is a set of sums of them. People of one cell are alike to the
//! attacker, and so are cells that the same tables count: they are one cell here. Several choices are counted by option
//! and rankings by option and place, which says the same: whatever counts of a cell obey the limits are those of some sets
//! (dealt in turn) or orders (Birkhoff). Somebody is pinned if in every solution their whole cell answers alike, so only
//! cells that do are tried: by linear programs where little may change, then everywhere, then in whole numbers. Nobody is
//! called free without other answers of everybody that were checked in whole numbers; that somebody is pinned is the
//! solver's word (`attacker_brute` compares both with trying everything).

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use chorus::domain::release::{Release, Table};

use crate::attacker_counts::Attacker;

/// Somebody who answered the item.
#[derive(Debug, Clone)]
pub struct Person {
    /// Number of the release that counted them; of several choices, of the fold they were taken at.
    pub release: u64,
    pub segments: SegmentValues,
    /// Only what a solution to begin with is made of.
    pub answer: Answer,
}

/// A published table and whom it counts.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    pub table: &'a Table,
    pub releases: RangeInclusive<u64>,
    /// Segments by place, each with the values it holds; people must have one of each.
    pub among: Vec<(usize, BTreeSet<Option<u8>>)>,
}

impl Group<'_> {
    pub fn covers(&self, person: &Person) -> bool {
        let values = &person.segments.0;
        self.releases.contains(&person.release)
            && self
                .among
                .iter()
                .all(|(segment, held)| held.contains(values.get(*segment).unwrap_or(&None)))
    }
}

/// Everything the attacker knows.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    pub item: &'a Item,
    /// How many options of several choices people may choose, "none" apart; an item does not say the most, the caller may.
    pub sizes: RangeInclusive<u32>,
    /// Known are the head counts of their cells, and the answers of colluders.
    pub people: &'a [Person],
    pub groups: Vec<Group<'a>>,
}

impl<'a> Known<'a> {
    /// What releases say of an item. Segments: their names and the names of their values.
    pub fn of_releases(
        releases: &'a [Release],
        item: &'a Item,
        segments: &[(String, Vec<String>)],
        people: &'a [Person],
    ) -> Self {
        let is_of_item = |table: &&Table| table_names(item).contains(&table.question);
        let mut groups: Vec<Group> = Vec::new();
        let mut period_begins = 0;
        for (place, release) in releases.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| &releases[before]);
            if let Some(before) = before.filter(|before| before.period != release.period) {
                period_begins = before.release + 1;
            }
            let (overall, broken_down): (Vec<&Table>, Vec<&Table>) = release
                .tables
                .iter()
                .filter(is_of_item)
                .partition(|table| table.by.is_none());
            for table in overall {
                let last = last_overall(&groups, table).filter(|last| *last >= period_begins);
                let releases = last.map_or(period_begins, |last| last + 1)..=release.release;
                let among = Vec::new();
                groups.push(Group { table, releases, among });
            }
            for table in broken_down {
                let last = last_overall(&groups, table).expect("a breakdown of people counted overall");
                let releases = period_begins..=last;
                let among = vec![values_of(table, segments)];
                groups.push(Group { table, releases, among });
            }
        }
        let sizes = sizes_of(item);
        Self {
            item,
            sizes,
            people,
            groups,
        }
    }
}

fn last_overall(groups: &[Group], table: &Table) -> Option<u64> {
    let mut earlier = groups.iter().rev();
    let last = earlier.find(|group| group.table.by.is_none() && group.table.question == table.question)?;
    Some(*last.releases.end())
}

fn values_of(table: &Table, segments: &[(String, Vec<String>)]) -> (usize, BTreeSet<Option<u8>>) {
    let by = table.by.as_deref().unwrap_or_default();
    let place = segments
        .iter()
        .position(|(name, _)| name == by)
        .expect("a declared segment");
    let value = |name: &String| match name.as_str() {
        "none" => None,
        name => {
            let place = segments[place].1.iter().position(|value| value == name);
            Some(u8::try_from(place.expect("a declared value")).expect("few values"))
        }
    };
    (place, table.block.iter().map(value).collect())
}

/// How many options the item lets people choose, as far as it says.
fn sizes_of(item: &Item) -> RangeInclusive<u32> {
    match &item.shape {
        Shape::Set {
            min, fixed_size: true, ..
        } => *min..=*min,
        Shape::Set { options, min, .. } => *min..=u32::try_from(choosable(options).0).expect("few options"),
        _ => 1..=1,
    }
}

/// How many options can be chosen together, and whether there is "none" besides.
pub fn choosable(options: &[String]) -> (usize, bool) {
    let none = options.last().is_some_and(|last| last == "none");
    (options.len() - usize::from(none), none)
}

/// Somebody whose answer is certain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pin {
    pub release: u64,
    pub segments: SegmentValues,
    /// How many people of the cell, colluders apart.
    pub people: usize,
    /// As tables name it: the item, or the option.
    pub question: String,
    /// The answer, "yes", or the place.
    pub value: String,
    /// Whether a table of this question counts them: an option may be certain without one, by the others.
    pub shown: bool,
}

impl fmt::Display for Pin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            release,
            segments,
            people,
            question,
            value,
            ..
        } = self;
        write!(
            formatter,
            "{people} of release {release}, segments {:?}: {question} is {value}",
            segments.0
        )
    }
}

/// Whose answers are certain to somebody who reads these releases and knows the answers of `colluders`, by place in `people`.
pub fn pins_of(
    releases: &[Release],
    item: &Item,
    segments: &[(String, Vec<String>)],
    people: &[Person],
    colluders: &[usize],
) -> Vec<Pin> {
    pinned(Known::of_releases(releases, item, segments, people), colluders)
}

/// At most so many people, by place in `people`, and whom they pin by telling their answers: every choice of them is looked at.
pub fn colluders_of(
    releases: &[Release],
    item: &Item,
    segments: &[(String, Vec<String>)],
    people: &[Person],
    at_most: usize,
) -> Option<(Vec<usize>, Vec<Pin>)> {
    Attacker::new(Known::of_releases(releases, item, segments, people)).colluders_who_pin(at_most)
}

/// Whose answers are certain to somebody who knows this and the answers of `colluders`, by place in `people`.
pub fn pinned(known: Known, colluders: &[usize]) -> Vec<Pin> {
    Attacker::new(known).pins(colluders)
}

/// Question and value of every mark, as tables name them.
pub fn mark_names(item: &Item) -> Vec<(String, String)> {
    let option_name = |option: &String| format!("{}.{option}", item.name);
    match &item.shape {
        Shape::Text { .. } => Vec::new(),
        Shape::One { values } => values.iter().map(|value| (item.name.clone(), value.clone())).collect(),
        Shape::Set { options, .. } => options
            .iter()
            .map(|option| (option_name(option), "yes".to_owned()))
            .collect(),
        Shape::Order { options } => options
            .iter()
            .flat_map(|option| (1..=options.len()).map(move |place| (option_name(option), place.to_string())))
            .collect(),
    }
}

fn table_names(item: &Item) -> BTreeSet<String> {
    mark_names(item).into_iter().map(|(question, _)| question).collect()
}
