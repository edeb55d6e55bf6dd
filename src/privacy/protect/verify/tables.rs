//! Each table by itself, and what a release says about its tables.

use std::collections::{BTreeMap, BTreeSet};

use super::Period;
use super::finding::Findings;
use super::names;
use super::sums::{Sums, is_option};
use crate::domain::release::{AUDITS, Counts, Release, Table};

/// More people than any number of them can be; larger ones are read differently by different programs.
const MOST_PEOPLE: u64 = 1 << 53;

pub(super) fn check(period: &Period<'_>, findings: &mut Findings) {
    let mut values: BTreeMap<&str, &Counts> = BTreeMap::new();
    for release in &period.releases {
        let mut overall = BTreeSet::new();
        for table in &release.tables {
            check_shape(release, table, findings);
            check_people(release, table, findings);
            let known = *values.entry(&table.question).or_insert(&table.counts);
            if !names_of(known).eq(names_of(&table.counts)) {
                let what = format!("counts {}, other tables of it {}", list(&table.counts), list(known));
                findings.add(release, names::table(table), what);
            }
            if table.by.is_none() && !overall.insert(&table.question) {
                findings.add(release, names::table(table), "is there twice");
            }
        }
        check_responses(release, findings);
        check_audits(release, findings);
        check_withheld(release, findings);
    }
    check_loaded(period, findings);
}

fn names_of(counts: &Counts) -> impl Iterator<Item = &str> {
    counts.0.iter().map(|(value, _)| value.as_str())
}

fn list(counts: &Counts) -> String {
    names::list(names_of(counts))
}

fn check_shape(release: &Release, table: &Table, findings: &mut Findings) {
    let mut values = BTreeSet::new();
    let what = match &table.by {
        None if table.block != ["all"] => "is of everybody, but its block is not \"all\"",
        Some(_) if table.block.is_empty() => "holds no segment value",
        Some(_) if !table.block.iter().all(|value| values.insert(value)) => "names a segment value twice",
        _ => return,
    };
    findings.add(release, names::table(table), what);
}

/// k, the sum of the counts, and rule 3.
fn check_people(release: &Release, table: &Table, findings: &mut Findings) {
    let (k, colluders, sums) = (release.group_size, release.colluders, Sums::of([table]));
    let mut found = |what: String| findings.add(release, names::table(table), what);
    if table.n < u64::from(k) {
        found(format!("is of {} people, fewer than {k}", table.n));
    }
    if table.n.max(table.no_answer) > MOST_PEOPLE {
        found("is of more people than there are".to_owned());
    }
    if sums.counted() != sums.n {
        found(format!("counts {} answers of {} people", sums.counted(), table.n));
    }
    if let Some(value) = sums.pinned(colluders, is_option(table)) {
        let value = names::plain(value);
        found(format!("pins an answer: all but at most {colluders} gave \"{value}\""));
    }
}

fn check_responses(release: &Release, findings: &mut Findings) {
    let overall = release.tables.iter().filter(|table| table.by.is_none());
    let most = overall
        .map(|table| u128::from(table.n) + u128::from(table.no_answer))
        .max();
    let most = most.unwrap_or(0);
    if most != u128::from(release.responses) {
        findings.release(
            release,
            format!("says {} responses, its tables say {most}", release.responses),
        );
    }
}

fn check_audits(release: &Release, findings: &mut Findings) {
    let broken_down = release.tables.iter().find(|table| table.by.is_some());
    match broken_down {
        Some(table) if release.audits != AUDITS => {
            let what = "is a breakdown, but the release does not say that isolation and witness audit were passed";
            findings.add(release, names::table(table), what);
        }
        None if !release.audits.is_empty() => {
            findings.release(release, "says that audits of breakdowns were passed, but has none");
        }
        _ => {}
    }
}

fn check_withheld(release: &Release, findings: &mut Findings) {
    let tables = release.tables.iter().map(|table| (&table.question, table.by.as_ref()));
    let shown: BTreeSet<_> = tables
        .chain(release.lots.iter().map(|lot| (&lot.question, None)))
        .collect();
    let mut told = BTreeSet::new();
    for withheld in &release.withheld {
        let place = (&withheld.question, withheld.by.as_ref());
        if shown.contains(&place) && told.insert(place) {
            let name = match &withheld.by {
                Some(by) => names::tables(&withheld.question, by),
                None => format!("table {}", names::plain(&withheld.question)),
            };
            findings.add(release, name, "is shown, though the release says that it is withheld");
        }
    }
}

/// A period takes loaded answers or answers from people (rule 13).
fn check_loaded(period: &Period<'_>, findings: &mut Findings) {
    let mut counted = period.releases.iter().filter(|release| !release.tables.is_empty());
    let Some(first) = counted.next() else { return };
    for release in counted.filter(|release| release.loaded != first.loaded) {
        let number = first.release;
        findings.release(
            release,
            format!("mixes loaded answers with people's: see release {number} of its period"),
        );
    }
}
