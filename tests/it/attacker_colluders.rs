//! Which few people would have to tell their answers so that somebody else's becomes certain: every choice of them, not a sample.
//!
//! An answer is certain only if no other answers of everybody agree with what is known. So each such other answer that is
//! found must be contradicted by one of the colluders: it says who they can be, and the search branches over these only.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::answer::Answer;
use chorus::domain::item::Shape;

use crate::attacker::Pin;
use crate::attacker_counts::{Attacker, Differences, Told};
use crate::attacker_program::Row;
use crate::attacker_search::Search;

impl Attacker<'_> {
    /// At most so many people, and whom they pin by telling their answers; `None` if nobody can.
    pub fn colluders_who_pin(&self, at_most: usize) -> Option<(Vec<usize>, Vec<Pin>)> {
        let colluders = (0..self.truth.len()).find_map(|target| self.colluders_against(target, at_most))?;
        let pins = self.pins(&colluders);
        assert!(!pins.is_empty(), "they pin somebody");
        Some((colluders, pins))
    }

    /// Colluders who make a mark of somebody in a cell certain.
    fn colluders_against(&self, target: usize, at_most: usize) -> Option<Vec<usize>> {
        let (cell, mark) = (target / self.width(), target % self.width());
        if self.truth[target] == 0 || self.is_given(mark) {
            return None;
        }
        // Whoever of the same cell answered otherwise could be meant, and must tell.
        let people = self.cells[cell].people.iter().copied();
        let others: Vec<usize> = people
            .filter(|person| !self.places(*person).contains(&target))
            .collect();
        let mut tried = BTreeSet::new();
        (others.len() <= at_most).then(|| self.more_colluders(target, at_most, others, &mut tried))?
    }

    fn more_colluders(
        &self,
        target: usize,
        at_most: usize,
        colluders: Vec<usize>,
        tried: &mut BTreeSet<Vec<Kind>>,
    ) -> Option<Vec<usize>> {
        let mut kinds: Vec<Kind> = colluders.iter().filter_map(|person| self.kind(*person)).collect();
        kinds.sort();
        let told = self.told(&colluders);
        if told.heads[target / self.width()] == 0 || !tried.insert(kinds) {
            return None;
        }
        let mut others = self.lowering(target, &told);
        if others.is_empty() {
            if !Search::new(self, &told).certain([target].into()).is_empty() {
                return Some(colluders);
            }
            others = self.lowering(target, &told);
        }
        let left = at_most - colluders.len();
        let mut fewest: Option<Vec<usize>> = None;
        for differences in others {
            let able = self.who_can_contradict(&differences, &told, left);
            if able.is_empty() {
                return None;
            }
            if fewest.as_ref().is_none_or(|fewest| able.len() < fewest.len()) {
                fewest = Some(able);
            }
        }
        let fewest = fewest.expect("other answers were found");
        fewest.into_iter().find_map(|person| {
            let colluders = colluders.iter().copied().chain([person]).collect();
            self.more_colluders(target, at_most, colluders, tried)
        })
    }

    /// Some person of each kind of whom `left` more colluders could contradict these answers.
    fn who_can_contradict(&self, differences: &Differences, told: &Told, left: usize) -> Vec<usize> {
        if left == 0 {
            return Vec::new();
        }
        let width = self.width();
        let lowered = differences.iter().filter(|(place, difference)| {
            *difference < 0 && self.truth[*place] + difference - told.counts[*place] < left as i64
        });
        let mut able = BTreeMap::new();
        let mut may = |person: usize| {
            if !told.colluders.contains(&person) {
                able.entry(self.kind(person)).or_insert(person);
            }
        };
        for (place, _) in lowered {
            let people = self.cells[place / width].people.iter().copied();
            people
                .filter(|person| self.places(*person).contains(place))
                .for_each(&mut may);
        }
        if matches!(self.known.item.shape, Shape::Set { .. }) {
            let changed: BTreeSet<usize> = differences.iter().map(|(place, _)| place / width).collect();
            for cell in changed
                .into_iter()
                .filter(|cell| self.is_near_limits(*cell, differences, told, left))
            {
                self.cells[cell].people.iter().copied().for_each(&mut may);
            }
        }
        able.into_values().collect()
    }

    /// Whether these answers of a cell are nearer to a limit than the true ones, and so near that `left` people can reach it.
    fn is_near_limits(&self, cell: usize, differences: &Differences, told: &Told, left: usize) -> bool {
        let of_cell = self.place(cell, 0)..self.place(cell + 1, 0);
        let truth: Vec<i64> = of_cell
            .clone()
            .map(|place| self.truth[place] - told.counts[place])
            .collect();
        let mut other = truth.clone();
        for (place, difference) in differences.iter().filter(|(place, _)| of_cell.contains(place)) {
            other[place - of_cell.start] += difference;
        }
        // One person takes at most so much from the room there is.
        let most = i64::from(self.known.sizes.end() - self.known.sizes.start()).max(1);
        let is_near = |row: &Row| row.room(&other) < row.room(&truth) && row.room(&other) < most * left as i64;
        self.limits(told.heads[cell]).iter().any(is_near)
    }

    fn kind(&self, person: usize) -> Option<Kind> {
        self.cell_of[person].map(|cell| (cell, self.known.people[person].answer.clone()))
    }
}

/// People of a cell with the same answer are alike.
type Kind = (usize, Answer);
