//! The breakdowns of one item at the close of a period: rules 4 to 8. Planned by head counts, audited against everything published,
//! coarsened until safe.

mod base;
mod plan;

use self::base::Base;
use self::plan::Plan;
use super::tables::{Promise, overall_tables};
use crate::domain::item::Item;
use crate::domain::release::Table;
use crate::privacy::fold::CellBlock;

/// A declared segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Key of its question.
    pub key: String,
    /// Its values, as releases name them.
    pub values: Vec<String>,
}

/// What was taken of an item at one release.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// Number of the release.
    pub release: u64,
    /// Its cells.
    pub block: &'a CellBlock,
}

/// What a period's close shows of an item by segment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breakdown {
    /// The tables, by table of the item, segment and block.
    pub tables: Vec<Table>,
    /// What is not shown: table and segment.
    pub withheld: Vec<(String, String)>,
}

/// Plans, audits and coarsens the breakdowns of an item.
///
/// `taken` is everything taken of it in the period, `shown` every overall table of it published in the period, with the number of its
/// release. The people are those of the overall tables; a table of an option that was not shown over all of them is not broken down.
/// A segment is not broken down by itself. Where `taken` does not give the tables in `shown`, nothing is broken down: the cells are
/// not those of the published answers.
pub fn breakdown(
    item: &Item,
    segments: &[Segment],
    taken: &[Taken<'_>],
    shown: &[(u64, &Table)],
    promise: Promise,
) -> Breakdown {
    let mut found = Breakdown::default();
    let of_itself = |segment: &Segment| segment.key == item.name;
    let names: Vec<String> = overall_tables(item, &CellBlock::default())
        .into_iter()
        .map(|(_, table)| table.question)
        .collect();
    let bases: Option<Vec<Base>> = names.iter().map(|name| Base::of(item, name, taken, shown)).collect();
    let plan = bases.and_then(|bases| Plan::new(item, segments, taken, &bases, promise));
    for (place, segment) in segments.iter().enumerate().filter(|(_, segment)| !of_itself(segment)) {
        let certified = plan
            .as_ref()
            .and_then(|plan| plan.views().iter().find(|view| view.segment == place));
        let Some((view, plan)) = certified.zip(plan.as_ref()) else {
            found
                .withheld
                .extend(names.iter().map(|name| (name.clone(), segment.key.clone())));
            continue;
        };
        let tables = plan.tables(item, view, segment);
        let hidden = names
            .iter()
            .filter(|name| !tables.iter().any(|table| table.question == **name));
        found
            .withheld
            .extend(hidden.map(|name| (name.clone(), segment.key.clone())));
        found.tables.extend(tables);
    }
    found
}
