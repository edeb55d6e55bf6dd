//! Whom the overall tables of a period count, table by table.

use std::collections::BTreeMap;

use super::Taken;
use crate::domain::item::Item;
use crate::domain::release::Table;
use crate::privacy::fold::CellBlock;
use crate::privacy::protect::layout::Place;
use crate::privacy::protect::tables::overall_tables;

/// The overall tables that one table's name stands for in the period, and whom each counts.
pub(super) struct Base {
    /// For each place in `taken`, the number of the release whose overall table counts it; `None` where none does.
    pub(super) counted_in: Vec<Option<u64>>,
}

impl Base {
    /// `None` where the published tables are not those of the cells.
    pub(super) fn of(item: &Item, name: &str, taken: &[Taken<'_>], shown: &[(u64, &Table)]) -> Option<Self> {
        let published: BTreeMap<u64, &Table> = shown
            .iter()
            .filter(|(_, table)| table.question == name)
            .map(|(release, table)| (*release, *table))
            .collect();
        let counted_in: Vec<Option<u64>> = taken
            .iter()
            .map(|part| published.range(part.release..).next().map(|(release, _)| *release))
            .collect();
        for (release, table) in &published {
            let mut joined = CellBlock::default();
            let inside = taken
                .iter()
                .zip(&counted_in)
                .filter(|(_, counted)| **counted == Some(*release));
            for (part, _) in inside {
                joined.cells.extend(part.block.cells.iter().cloned());
                joined.left_out.extend(part.block.left_out.iter().cloned());
            }
            let again = overall_tables(item, &joined)
                .into_iter()
                .find(|(_, again)| again.question == name);
            if again.is_none_or(|(_, again)| again != **table) {
                return None;
            }
        }
        Some(Self { counted_in })
    }

    /// Whether everybody who was taken is counted.
    pub(super) fn is_whole(&self) -> bool {
        self.counted_in.iter().all(Option::is_some)
    }

    /// The group of each place in `taken`: those of the same overall table have the same number.
    pub(super) fn grouping(&self) -> Vec<Place> {
        let mut groups: Vec<Option<u64>> = Vec::new();
        self.counted_in
            .iter()
            .map(|counted| {
                let place = groups.iter().position(|known| known == counted).unwrap_or_else(|| {
                    groups.push(*counted);
                    groups.len() - 1
                });
                Place::try_from(place).unwrap_or(Place::MAX)
            })
            .collect()
    }
}
