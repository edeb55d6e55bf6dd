//! People of one item by where they stand in every view. A cell is the people who fall in the same block of each.

use std::collections::BTreeMap;

/// A view's blocks and a cell's place in it are numbered from 0.
pub(super) type Place = u16;

/// The people of a cell by answer; answers are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    /// Its block in every view.
    pub(super) at: Vec<Place>,
    /// How many gave each answer, none of them 0, by answer.
    pub(super) answers: Vec<(u32, u64)>,
    /// How many there are.
    pub(super) people: u64,
}

/// The occupied cells of some views.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Layout {
    /// How many blocks each view has.
    pub(super) sizes: Vec<usize>,
    /// In the order of their places.
    pub(super) cells: Vec<Cell>,
}

impl Layout {
    /// Puts `people`, each with its places, an answer and a count, together by cell.
    pub(super) fn new(sizes: Vec<usize>, people: impl IntoIterator<Item = (Vec<Place>, u32, u64)>) -> Self {
        let mut cells: BTreeMap<Vec<Place>, BTreeMap<u32, u64>> = BTreeMap::new();
        for (at, answer, count) in people.into_iter().filter(|(_, _, count)| *count > 0) {
            *cells.entry(at).or_default().entry(answer).or_insert(0) += count;
        }
        let cells = cells
            .into_iter()
            .map(|(at, answers)| Cell {
                at,
                people: answers.values().sum(),
                answers: answers.into_iter().collect(),
            })
            .collect();
        Self { sizes, cells }
    }

    /// The cells by place in every view, where the views have at most `most` cells in all.
    pub(super) fn index(&self, most: usize) -> Option<Index> {
        let mut strides = Vec::with_capacity(self.sizes.len());
        let mut all: usize = 1;
        for size in &self.sizes {
            strides.push(all);
            all = all.checked_mul(*size).filter(|all| *all <= most)?;
        }
        let mut index = Index {
            strides,
            cells: vec![u32::MAX; all],
        };
        for (number, cell) in self.cells.iter().enumerate() {
            let slot = index.slot(&cell.at);
            index.cells[slot] = u32::try_from(number).ok()?;
        }
        Some(index)
    }
}

/// Finds a cell by its places.
#[derive(Debug)]
pub(super) struct Index {
    strides: Vec<usize>,
    cells: Vec<u32>,
}

impl Index {
    /// The slot of some places; that of others with one place moved is found by adding multiples of [`Index::stride`].
    pub(super) fn slot(&self, at: &[Place]) -> usize {
        at.iter()
            .zip(&self.strides)
            .map(|(place, stride)| usize::from(*place) * stride)
            .sum()
    }

    /// How far apart the slots of neighbouring blocks of a view are.
    pub(super) fn stride(&self, view: usize) -> usize {
        self.strides[view]
    }

    /// The cell in a slot.
    pub(super) fn cell(&self, slot: usize) -> Option<usize> {
        self.cells
            .get(slot)
            .filter(|cell| **cell != u32::MAX)
            .map(|cell| *cell as usize)
    }
}
