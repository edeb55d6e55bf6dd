//! The search of `attacker` for other answers that say the same: first where little may change, then everywhere.

use std::collections::BTreeSet;

use chorus::domain::item::Shape;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::attacker_counts::{Attacker, Told};
use crate::attacker_program::{Program, Unclear};

/// What may change beside what is looked at: the tables of so many other cells, so many other marks.
#[derive(Clone, Copy)]
enum Near {
    Others(usize),
    All,
}

/// Cells and marks that may change, try by try.
const NEIGHBOURS: [(Near, Near); 11] = [
    (Near::Others(1), Near::All),
    (Near::Others(1), Near::All),
    (Near::Others(2), Near::All),
    (Near::All, Near::Others(1)),
    (Near::All, Near::Others(1)),
    (Near::Others(2), Near::All),
    (Near::Others(4), Near::Others(2)),
    (Near::All, Near::Others(2)),
    (Near::Others(3), Near::All),
    (Near::Others(4), Near::Others(2)),
    (Near::All, Near::Others(2)),
];

/// How often nothing is found nearby before whole numbers are tried everywhere, which can take minutes.
const PATIENCE: u32 = 4;

/// One attack with the help of colluders.
pub struct Search<'a> {
    attacker: &'a Attacker<'a>,
    told: &'a Told,
    /// What the others answered.
    truth: Vec<i64>,
    program: Program,
    chance: StdRng,
}

impl<'a> Search<'a> {
    pub fn new(attacker: &'a Attacker<'a>, told: &'a Told) -> Self {
        let less_told = |(all, told): (&i64, &i64)| all - told;
        let truth: Vec<i64> = attacker.truth.iter().zip(&told.counts).map(less_told).collect();
        let program = attacker.program(told);
        assert!(program.holds(&truth), "the answers are not as the item allows them");
        let chance = StdRng::seed_from_u64(0);
        Self {
            attacker,
            told,
            truth,
            program,
            chance,
        }
    }

    /// Those of `open`, counts that are all of their cell, that are so in every solution.
    pub fn certain(mut self, open: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open = self.look_nearby(open);
        let mut patience = PATIENCE;
        while !open.is_empty() {
            let point = match self.program.in_fractions(&open) {
                Ok(point) => point,
                Err(Unclear) if patience > 0 => {
                    let before = open.len();
                    open = self.look_nearby(open);
                    patience = if open.len() < before { PATIENCE } else { patience - 1 };
                    continue;
                }
                Err(Unclear) => self.program.in_whole_numbers(&open, None),
            };
            let Some(point) = point else {
                break;
            };
            self.free(&mut open, &point);
        }
        open
    }

    /// Those for which no other answers were found nearby.
    fn look_nearby(&mut self, mut open: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut hard = BTreeSet::new();
        while let Some(target) = open.first().copied() {
            let found = NEIGHBOURS.into_iter().find_map(|(cells, marks)| {
                let places = self.places_near(target, cells, marks);
                self.program.below_most_nearby(&self.truth, &places, &open)
            });
            match found {
                Some(point) => {
                    self.free(&mut open, &point);
                    hard.retain(|place| self.is_all(&point, *place));
                }
                None => hard.extend(open.take(&target)),
            }
        }
        hard
    }

    fn free(&self, open: &mut BTreeSet<usize>, point: &[i64]) {
        open.retain(|place| self.is_all(point, *place));
        self.attacker
            .keep(point.iter().zip(&self.told.counts).map(|(rest, told)| rest + told));
    }

    fn is_all(&self, point: &[i64], place: usize) -> bool {
        point[place] == self.told.heads[place / self.attacker.width()]
    }

    fn places_near(&mut self, target: usize, cells: Near, marks: Near) -> Vec<usize> {
        let width = self.attacker.width();
        let marks = self.marks_near(target % width, marks);
        let cells = self.cells_near(target / width, cells).into_iter();
        cells
            .flat_map(|cell| marks.iter().map(move |mark| cell * width + mark))
            .collect()
    }

    /// Cells whose tables are among those of a cell and of some others.
    fn cells_near(&mut self, cell: usize, near: Near) -> Vec<usize> {
        let cells = &self.attacker.cells;
        let Near::Others(others) = near else {
            return (0..cells.len()).collect();
        };
        let others = (0..others).map(|_| self.chance.random_range(0..cells.len()));
        let tables = |cell: usize| cells[cell].groups.iter().copied();
        let groups: BTreeSet<usize> = others.chain([cell]).flat_map(tables).collect();
        let is_near = |cell: &usize| tables(*cell).all(|group| groups.contains(&group));
        (0..cells.len()).filter(is_near).collect()
    }

    /// A mark and some others it can be exchanged for.
    fn marks_near(&mut self, mark: usize, near: Near) -> Vec<usize> {
        let width = self.attacker.width();
        let Near::Others(others) = near else {
            return (0..width).collect();
        };
        let mut some = |own: usize, of: usize| -> BTreeSet<usize> {
            let others = (0..others).map(|_| self.chance.random_range(0..of));
            others.chain([own]).collect()
        };
        match &self.attacker.known.item.shape {
            Shape::Order { options } => {
                let count = options.len();
                let (options, places) = (some(mark / count, count), some(mark % count, count));
                let with_places = |option| places.iter().map(move |place| option * count + place);
                options.into_iter().flat_map(with_places).collect()
            }
            _ => some(mark, width).into_iter().collect(),
        }
    }
}
