//! What the breakdowns of a closing period are made of: its cells and everything published of it.

use super::blocks::open_blocks;
use super::{Run, ServiceError};
use crate::domain::item::{Item, Shape};
use crate::domain::release::{Release, Table};
use crate::privacy::fold::CellBlock;
use crate::privacy::protect::{self, Breakdown, Promise, Segment, Taken};
use crate::secret::Secret;
use crate::store::cells;

impl Run<'_> {
    /// k and c of the survey.
    pub(super) fn promise(&self) -> Promise {
        let survey = &self.published.survey;
        Promise {
            group_size: survey.group_size,
            colluders: survey.colluders,
        }
    }

    /// The declared segments with their values as releases name them.
    pub(super) fn segments(&self) -> Vec<Segment> {
        let values = |key: &str| {
            let item = self.published.items.iter().find(|item| item.name == key);
            match item.map(|item| &item.shape) {
                Some(Shape::One { values }) => values.clone(),
                _ => Vec::new(),
            }
        };
        let declared = self.published.survey.segments.iter();
        declared
            .map(|key| Segment {
                key: key.to_string(),
                values: values(key.as_str()),
            })
            .collect()
    }

    /// What was taken of an item at earlier releases of the period; blocks of another key are left out.
    pub(super) fn taken_before(&self, item: &str, key: &Secret) -> Result<Vec<(i64, CellBlock)>, ServiceError> {
        let survey = self.published.id;
        let rows = self
            .desk
            .db
            .read(|conn| cells::of_item(conn, survey, &self.period, item))?;
        let blocks = open_blocks(survey, &self.period, &rows, key).into_iter();
        Ok(blocks.map(|(row, block)| (row.release, block)).collect())
    }

    /// The breakdowns of an item: `taken` in the period by release, published in `before` and, under its number, in `now`.
    pub(super) fn break_down(
        &self,
        item: &Item,
        segments: &[Segment],
        taken: &[(i64, CellBlock)],
        before: &[Release],
        now: (u64, &[Table]),
    ) -> Breakdown {
        let taken: Vec<Taken<'_>> = taken
            .iter()
            .filter_map(|(release, block)| {
                Some(Taken {
                    release: u64::try_from(*release).ok()?,
                    block,
                })
            })
            .collect();
        let earlier = before
            .iter()
            .flat_map(|release| release.tables.iter().map(|table| (release.release, table)));
        let shown: Vec<(u64, &Table)> = earlier.chain(now.1.iter().map(|table| (now.0, table))).collect();
        protect::breakdown(item, segments, &taken, &shown, self.promise())
    }
}
