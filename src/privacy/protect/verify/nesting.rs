//! Blocks that overlap, and segments broken down more than once: which small or uniform groups adding and subtracting them gives.
//!
//! Disjoint blocks that add up need no search: a combination of tables is a group for every way the people may stand only if it is
//! a union of parts of one view, and each part was checked. So this runs only where something else is wrong already, and names who is
//! exposed by it; its search is bounded, and what it does not reach has been found otherwise.

use std::collections::{BTreeSet, HashSet};

use super::breakdowns::Group;
use super::finding::Findings;
use super::names;
use super::span::{Contradiction, Span};
use super::sums::{Sums, is_option};
use crate::domain::release::Table;

/// Steps of the search for one question and segment.
const STEPS: u32 = 1 << 14;
/// Breakdowns of one question and segment in a period that are looked at together.
const MOST_GROUPS: usize = 4;

/// What is left for all releases together, in numbers added.
pub(super) struct Work(u32);

impl Work {
    pub(super) fn new() -> Self {
        Self(1 << 25)
    }
}

/// Looks for groups among the people of `groups`; `base` are the overall tables with the numbers of their releases.
pub(super) fn check(
    name: &str,
    groups: &[Group<'_>],
    base: &[(u64, &Table)],
    work: &mut Work,
    findings: &mut Findings,
) {
    let groups = &groups[..groups.len().min(MOST_GROUPS)];
    let Some(last) = groups.last() else { return };
    let Some(places) = Places::of(groups, base) else { return };
    let mut seen = Seen::new(groups, last.blocks.first().is_some_and(|table| is_option(table)));
    // everybody stands in a block, unless the numbers say otherwise
    let span = places.span(false).or_else(|_| places.span(true));
    let Ok((span, published)) = span else {
        return findings.add(
            last.release,
            name,
            "contradicts itself: adding and subtracting its tables gives two results",
        );
    };
    let mut steps = STEPS.min(work.0 / span.width());
    let given = steps;
    span.groups(&mut steps, &mut |group, told| {
        if group != 0 && !published.contains(&group) {
            seen.look(group, told, &places.counted);
        }
    });
    work.0 = work.0.saturating_sub((given - steps).saturating_mul(span.width()));
    for what in seen.told(&places) {
        findings.add(last.release, name, what);
    }
}

/// The kinds of people: by segment value, and by the first of the breakdowns that counts them.
struct Places<'r> {
    values: Vec<&'r str>,
    /// What the tables count.
    counted: Vec<&'r str>,
    groups: &'r [Group<'r>],
    base: &'r [(u64, &'r Table)],
}

impl<'r> Places<'r> {
    /// None where the tables do not count the same, which is found elsewhere.
    fn of(groups: &'r [Group<'r>], base: &'r [(u64, &'r Table)]) -> Option<Self> {
        let blocks = || groups.iter().flat_map(|group| &group.blocks).copied();
        let values: BTreeSet<&str> = blocks().flat_map(|table| &table.block).map(String::as_str).collect();
        let first = blocks().next()?;
        let same = |table: &Table| {
            table
                .counts
                .0
                .iter()
                .map(|(value, _)| value)
                .eq(first.counts.0.iter().map(|(value, _)| value))
        };
        let all_same = blocks().chain(base.iter().map(|(_, table)| *table)).all(same);
        let places = Self {
            values: values.into_iter().collect(),
            counted: first.counts.0.iter().map(|(value, _)| value.as_str()).collect(),
            groups,
            base,
        };
        (all_same && places.columns() <= 64).then_some(places)
    }

    /// One more than the values: people of none of them.
    fn per_group(&self) -> usize {
        self.values.len() + 1
    }

    fn columns(&self) -> usize {
        self.groups.len() * self.per_group()
    }

    /// The tables' combinations, and which groups are tables. `others`: people may stand in no block.
    fn span(&self, others: bool) -> Result<(Span, HashSet<u64>), Contradiction> {
        let mut span = Span::new(self.columns());
        let mut published = HashSet::new();
        let mut add = |columns: u64, sums: &Sums<'_>| {
            published.insert(columns);
            let counts = self
                .counted
                .iter()
                .map(|value| sums.counts.get(value).copied().unwrap_or(0));
            // sums of 64-bit numbers, never negative
            span.add(
                columns,
                [sums.n]
                    .into_iter()
                    .chain(counts)
                    .map(|number| u64::try_from(number).unwrap_or(u64::MAX)),
            )
        };
        let mut before = 0;
        for (place, group) in self.groups.iter().enumerate() {
            let number = group.release.release;
            let counted = self
                .base
                .iter()
                .filter(|(release, _)| (before + 1..=number).contains(release));
            let everybody = self.values.len() + usize::from(others);
            let mut counted = counted.map(|(_, table)| *table).peekable();
            if counted.peek().is_some() {
                add(self.columns_of(place..=place, 0..everybody), &Sums::of(counted))?;
            }
            for table in &group.blocks {
                let at = table
                    .block
                    .iter()
                    .filter_map(|value| self.values.binary_search(&value.as_str()).ok());
                add(self.columns_of(0..=place, at), &Sums::of([*table]))?;
            }
            before = number;
        }
        Ok((span, published))
    }

    fn columns_of(&self, groups: std::ops::RangeInclusive<usize>, values: impl Iterator<Item = usize>) -> u64 {
        let values = values.fold(0, |columns: u64, value| columns | 1 << value);
        groups.fold(0, |columns, group| columns | values << (group * self.per_group()))
    }

    /// A group in words.
    fn describe(&self, group: u64) -> String {
        let of_groups = (0..self.groups.len()).filter_map(|place| {
            let at = |value: usize| group >> (place * self.per_group() + value) & 1 == 1;
            let mut people: Vec<&str> = (0..self.values.len())
                .filter(|value| at(*value))
                .map(|value| self.values[value])
                .collect();
            people.extend(at(self.values.len()).then_some("people of no block"));
            let people = (!people.is_empty()).then(|| names::list(people))?;
            Some(match self.groups.get(place.wrapping_sub(1)) {
                _ if self.groups.len() == 1 => people,
                Some(before) => format!("{people} since release {}", before.release.release),
                None => format!("{people} until release {}", self.groups[place].release.release),
            })
        });
        of_groups.collect::<Vec<_>>().join(" and ")
    }
}

/// The worst that was seen.
struct Seen {
    k: i128,
    colluders: u32,
    only_yes: bool,
    impossible: Option<u64>,
    small: Option<(i128, u64)>,
    pinned: Option<(i128, u64, String)>,
}

impl Seen {
    fn new(groups: &[Group<'_>], only_yes: bool) -> Self {
        let least = |of: fn(&Group<'_>) -> u32| groups.iter().map(of).min().unwrap_or(0);
        Self {
            k: i128::from(least(|group| group.release.group_size)),
            colluders: least(|group| group.release.colluders),
            only_yes,
            impossible: None,
            small: None,
            pinned: None,
        }
    }

    fn look(&mut self, group: u64, told: &[i128], counted: &[&str]) {
        let Some((n, counts)) = told.split_first() else { return };
        let sums = Sums {
            n: *n,
            no_answer: 0,
            counts: counted.iter().copied().zip(counts.iter().copied()).collect(),
        };
        if told.iter().any(|number| *number < 0) {
            self.impossible.get_or_insert(group);
        } else if (1..self.k).contains(n) {
            if self.small.is_none_or(|(smallest, _)| *n < smallest) {
                self.small = Some((*n, group));
            }
        } else if let Some(value) = sums.pinned(self.colluders, self.only_yes)
            && self.pinned.as_ref().is_none_or(|(smallest, ..)| n < smallest)
        {
            self.pinned = Some((*n, group, names::plain(value)));
        }
    }

    fn told(self, places: &Places<'_>) -> Vec<String> {
        let (k, colluders) = (self.k, self.colluders);
        let of = |group| places.describe(group);
        let impossible = self.impossible.map(|group| {
            format!(
                "contradicts itself: adding and subtracting its tables leaves fewer than nobody of {}",
                of(group)
            )
        });
        let small = self.small.map(|(n, group)| {
            format!(
                "adding and subtracting its tables leaves a group of {n}, smaller than {k}: {}",
                of(group)
            )
        });
        let pinned = self.pinned.map(|(n, group, value)| {
            format!("adding and subtracting its tables leaves {n} people of whom all but at most {colluders} gave \"{value}\": {}", of(group))
        });
        [impossible, small, pinned].into_iter().flatten().collect()
    }
}
