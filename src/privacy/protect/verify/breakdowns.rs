//! Breakdowns: disjoint and complete blocks, once, at the close, over everybody in the question's overall tables of the period.

use std::collections::{BTreeMap, BTreeSet};

use super::Period;
use super::finding::Findings;
use super::names;
use super::nesting::{self, Work};
use super::sums::{Sums, is_option};
use crate::domain::release::{LEFT_OUT, Release, Table};
use crate::domain::survey::MAX_SEGMENTS;
use crate::domain::survey::checks::MAX_SEGMENT_OPTIONS;

/// The tables of one question by one segment in one release.
pub(super) struct Group<'r> {
    pub(super) release: &'r Release,
    pub(super) blocks: Vec<&'r Table>,
}

/// A question, a segment, and their groups in a period by the number of the release.
type Families<'r> = BTreeMap<(&'r str, &'r str), BTreeMap<u64, Group<'r>>>;

pub(super) fn check(period: &Period<'_>, work: &mut Work, findings: &mut Findings) {
    let families = families(period);
    if families.is_empty() {
        return;
    }
    let declared = declared(period, &families);
    check_segments(&families, &declared, findings);
    let base = overall(period);
    for ((question, by), groups) in families {
        let overall = base.get(question).map_or(&[][..], Vec::as_slice);
        let family = Family {
            question,
            by,
            declared: declared.get(by).filter(|values| values.len() <= MAX_SEGMENT_OPTIONS),
        };
        let mut tangled = groups.len() > 1;
        let mut before: Option<u64> = None;
        let mut rest = overall.iter().peekable();
        let mut everybody = Sums::default();
        for group in groups.values() {
            let number = group.release.release;
            while let Some((_, table)) = rest.next_if(|(release, _)| *release <= number) {
                everybody.add(table);
            }
            family.check_time(period, group, before, findings);
            let repeated = repeated_values(&group.blocks);
            if repeated.is_empty() {
                family.check_sums(group, period.whole.then_some(&everybody), findings);
            } else {
                tangled = true;
                let what = format!("has blocks that overlap: {} in two of them", names::list(repeated));
                findings.add(group.release, family.name(), what);
            }
            before = Some(number);
        }
        if tangled && family.declared.is_some() {
            let groups: Vec<Group<'_>> = groups.into_values().collect();
            let known = if period.whole { overall } else { &[] };
            nesting::check(&family.name(), &groups, known, work, findings);
        }
    }
}

fn families<'r>(period: &Period<'r>) -> Families<'r> {
    let mut families = Families::new();
    for release in &period.releases {
        for table in &release.tables {
            let Some(by) = &table.by else { continue };
            let groups = families.entry((&table.question, by)).or_default();
            let group = groups.entry(release.release).or_insert_with(|| Group {
                release,
                blocks: Vec::new(),
            });
            group.blocks.push(table);
        }
    }
    families
}

/// The overall tables by question, with the numbers of their releases.
fn overall<'r>(period: &Period<'r>) -> BTreeMap<&'r str, Vec<(u64, &'r Table)>> {
    let mut overall: BTreeMap<&str, Vec<(u64, &Table)>> = BTreeMap::new();
    for release in &period.releases {
        for table in release.tables.iter().filter(|table| table.by.is_none()) {
            overall
                .entry(&table.question)
                .or_default()
                .push((release.release, table));
        }
    }
    overall
}

/// The values of each segment but `none`: those its own question counts, and those that any block names.
fn declared<'r>(period: &Period<'r>, families: &Families<'r>) -> BTreeMap<&'r str, BTreeSet<&'r str>> {
    let mut declared: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ((_, by), groups) in families {
        let blocks = groups.values().flat_map(|group| &group.blocks);
        let values = blocks.flat_map(|table| &table.block).map(String::as_str);
        declared
            .entry(by)
            .or_default()
            .extend(values.filter(|value| *value != LEFT_OUT));
    }
    for table in period.releases.iter().flat_map(|release| &release.tables) {
        if let Some(values) = declared.get_mut(table.question.as_str()) {
            values.extend(table.counts.0.iter().map(|(value, _)| value.as_str()));
        }
    }
    declared
}

fn check_segments(families: &Families<'_>, declared: &BTreeMap<&str, BTreeSet<&str>>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for ((_, by), groups) in families {
        let Some(group) = groups.values().next().filter(|_| seen.insert(by)) else {
            continue;
        };
        let values = declared.get(by).map_or(0, BTreeSet::len);
        let place = format!("segment {}", names::plain(by));
        if values > MAX_SEGMENT_OPTIONS {
            let what = format!("has {values} values, more than {MAX_SEGMENT_OPTIONS}");
            findings.add(group.release, place, what);
        } else if seen.len() > MAX_SEGMENTS {
            findings.add(
                group.release,
                place,
                format!("is one more than the {MAX_SEGMENTS} a survey may have"),
            );
        }
    }
}

/// The values that stand in more than one block.
fn repeated_values<'r>(blocks: &[&'r Table]) -> BTreeSet<&'r str> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    for (place, table) in blocks.iter().enumerate() {
        for value in &table.block {
            if *places.entry(value).or_insert(place) != place {
                repeated.insert(value.as_str());
            }
        }
    }
    repeated
}

struct Family<'f> {
    question: &'f str,
    by: &'f str,
    /// The values of the segment; none where there are too many.
    declared: Option<&'f BTreeSet<&'f str>>,
}

impl Family<'_> {
    fn name(&self) -> String {
        names::tables(self.question, self.by)
    }

    /// Never by itself, in one block, twice, or before the close.
    fn check_time(&self, period: &Period<'_>, group: &Group<'_>, before: Option<u64>, findings: &mut Findings) {
        let mut found = |what: String| findings.add(group.release, self.name(), what);
        if self.question == self.by {
            found("breaks a question down by itself".to_owned());
        }
        if group.blocks.len() == 1 {
            found("has one block, which is no breakdown".to_owned());
        }
        if period.goes_on_after(group.release) {
            found("was published before the last release of the period: the people it is over are not all".to_owned());
        }
        if let Some(before) = before {
            found(format!("is broken down again after release {before}"));
        }
    }

    /// Every value in a block, and nobody between the blocks and the overall tables; those are unknown where a release may be missing.
    fn check_sums(&self, group: &Group<'_>, everybody: Option<&Sums<'_>>, findings: &mut Findings) {
        let mut wrong = Vec::new();
        let blocks = Sums::of(group.blocks.iter().copied());
        if let Some(everybody) = everybody
            && let Some(differences) = blocks.differences(everybody)
        {
            wrong.push(format!(
                "its blocks are not everybody of the overall tables: {differences}"
            ));
            wrong.extend(left_over(group, &everybody.minus(&blocks)));
        }
        let named: BTreeSet<&str> = group
            .blocks
            .iter()
            .flat_map(|table| &table.block)
            .map(String::as_str)
            .collect();
        let missing: BTreeSet<&str> = self
            .declared
            .into_iter()
            .flatten()
            .copied()
            .filter(|v| !named.contains(v))
            .collect();
        if !missing.is_empty() {
            wrong.push(format!("no block holds {}", names::list(missing)));
        }
        if !wrong.is_empty() {
            findings.add(group.release, self.name(), wrong.join("; "));
        }
    }
}

/// Whom the blocks leave over, if that tells about them.
fn left_over(group: &Group<'_>, left: &Sums<'_>) -> Option<String> {
    let (k, colluders) = (group.release.group_size, group.release.colluders);
    if !left.is_possible() || left.n == 0 {
        return None;
    }
    if left.n < i128::from(k) {
        return Some(format!("what is left is a group of {}, smaller than {k}", left.n));
    }
    let only_yes = group.blocks.first().is_some_and(|table| is_option(table));
    let value = left.pinned(colluders, only_yes)?;
    Some(format!(
        "all but at most {colluders} of those left gave \"{}\"",
        names::plain(value)
    ))
}
