//! Several choices: the options of a question are counted over the same people, but each may wait and then cover several releases.
//! Whoever subtracts their heads must find whole releases of at least k people, or nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::Period;
use super::finding::Findings;
use super::names;
use super::sums::is_option;
use crate::domain::release::{Release, Table};

/// People who answered and people who did not.
type Heads = (u128, u128);

pub(super) fn check(period: &Period<'_>, findings: &mut Findings) {
    if period.whole {
        check_bases(period, findings);
    }
    check_blocks(period, findings);
}

fn question_of(table: &Table) -> &str {
    table
        .question
        .split_once('.')
        .map_or(&table.question, |(question, _)| question)
}

fn plus(heads: Heads, table: &Table) -> Heads {
    (heads.0 + u128::from(table.n), heads.1 + u128::from(table.no_answer))
}

/// How many people an option's tables cover up to a release.
struct Reach<'r> {
    heads: Heads,
    release: &'r Release,
    table: &'r Table,
}

/// The heads that the options of a question reach with each of their tables lie apart by 0 or at least k.
fn check_bases(period: &Period<'_>, findings: &mut Findings) {
    let mut so_far: BTreeMap<&str, Heads> = BTreeMap::new();
    let mut most: BTreeMap<&str, u128> = BTreeMap::new();
    let mut reached: BTreeMap<&str, Vec<Reach<'_>>> = BTreeMap::new();
    for release in &period.releases {
        let options = || release.tables.iter().filter(|table| is_option(table));
        for table in options().filter(|table| table.by.is_none()) {
            let heads = so_far.entry(&table.question).or_default();
            *heads = plus(*heads, table);
            let heads = *heads;
            let most = most.entry(question_of(table)).or_default();
            *most = heads.0.max(*most);
            reached
                .entry(question_of(table))
                .or_default()
                .push(Reach { heads, release, table });
        }
        let mut checked = BTreeSet::new();
        for table in options() {
            let Some(by) = table.by.as_ref().filter(|by| checked.insert((&table.question, *by))) else {
                continue;
            };
            let own = so_far.get(table.question.as_str()).map_or(0, |heads| heads.0);
            let most = most.get(question_of(table)).copied().unwrap_or(0);
            // one without any overall table is found by its sums
            if (1..most).contains(&own) {
                let what = format!("is broken down, though its overall tables cover {own} of {most} people");
                findings.add(release, names::tables(&table.question, by), what);
            }
        }
    }
    for list in reached.values_mut() {
        list.sort_by_key(|reach| (reach.heads.0, reach.release.release));
        for pair in list.windows(2) {
            if let [less, more] = pair {
                compare(less, more, findings);
            }
        }
    }
}

fn compare(less: &Reach<'_>, more: &Reach<'_>, findings: &mut Findings) {
    let is_less = more.release.release < less.release.release;
    let (later, other, how) = if is_less {
        (less, more, "fewer")
    } else {
        (more, less, "more")
    };
    let (k, name) = (later.release.group_size, names::plain(&other.table.question));
    let apart = more.heads.0 - less.heads.0;
    let what = if (1..u128::from(k)).contains(&apart) {
        format!("covers {apart} people {how} than {name}: adding and subtracting leaves a group smaller than {k}")
    } else if apart == 0 && less.heads.1 != more.heads.1 {
        format!(
            "covers {} people who left it out, {name} {}",
            later.heads.1, other.heads.1
        )
    } else {
        return;
    };
    findings.add(later.release, names::table(later.table), what);
}

/// A block of a segment holds the same people for every option that is broken down.
fn check_blocks(period: &Period<'_>, findings: &mut Findings) {
    for release in &period.releases {
        let mut known: BTreeMap<(&str, &str, &[String]), &Table> = BTreeMap::new();
        for table in release.tables.iter().filter(|table| is_option(table)) {
            let Some(by) = &table.by else { continue };
            let first = *known.entry((question_of(table), by, &table.block)).or_insert(table);
            if (first.n, first.no_answer) != (table.n, table.no_answer) {
                let other = names::plain(&first.question);
                findings.add(
                    release,
                    names::table(table),
                    format!("is not of the same people as that of {other}"),
                );
            }
        }
    }
}
