//! Which few people would have to tell their answers so that somebody else's becomes certain: every choice of them, not a sample.
//!
//! An answer is certain only if no other answers of everybody agree with what is known. So each such other answer that is
//! found must be contradicted by one of the colluders: it says who they can be, and the search branches over these only.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::answer::Answer;

use crate::attacker::Pin;
use crate::attacker_counts::Attacker;
use crate::attacker_search::Search;

/// Other answers of everybody, as differences from the true ones.
type Differences = Vec<(usize, i64)>;

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
        if self.heads(&colluders)[target / self.width()] == 0 || !tried.insert(kinds) {
            return None;
        }
        let mut others = self.lowering(target, &colluders);
        if others.is_empty() {
            if !Search::new(self, &colluders).certain([target].into()).is_empty() {
                return Some(colluders);
            }
            others = self.lowering(target, &colluders);
        }
        let left = at_most - colluders.len();
        let mut fewest: Option<Vec<usize>> = None;
        for differences in others {
            let able = self.who_can_contradict(&differences, &colluders, left);
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
    fn who_can_contradict(&self, differences: &Differences, colluders: &[usize], left: usize) -> Vec<usize> {
        if left == 0 {
            return Vec::new();
        }
        let (known, heads) = (self.counts(colluders), self.heads(colluders));
        let width = self.width();
        let mut by_cell: BTreeMap<usize, Differences> = BTreeMap::new();
        for (place, difference) in differences {
            by_cell
                .entry(place / width)
                .or_default()
                .push((place % width, *difference));
        }
        let mut able = Vec::new();
        for (cell, differences) in by_cell {
            // Whoever tells their answer takes it out of the cell, and some room with it. Where the true answers leave
            // no more room, these are as possible as they are.
            let of_cell = cell * width..(cell + 1) * width;
            let truth: Vec<i64> = of_cell.map(|place| self.truth[place] - known[place]).collect();
            let mut other = truth.clone();
            differences
                .iter()
                .for_each(|(mark, difference)| other[*mark] += difference);
            let true_room = self.room(heads[cell], &truth);
            let room = self.room(heads[cell], &other);
            let people = self.cells[cell]
                .people
                .iter()
                .filter(|person| !colluders.contains(person));
            let kinds: BTreeMap<&Answer, usize> = people
                .map(|person| (&self.known.people[*person].answer, *person))
                .collect();
            let taken: Vec<(usize, Vec<i64>)> = kinds
                .into_values()
                .map(|person| {
                    let mut without = other.clone();
                    self.places(person)
                        .into_iter()
                        .for_each(|place| without[place % width] -= 1);
                    let left = self.room(heads[cell] - 1, &without);
                    (person, room.iter().zip(left).map(|(room, left)| room - left).collect())
                })
                .collect();
            let is_scarce = |row: &usize| {
                let most = taken.iter().map(|(_, taken)| taken[*row]).max().unwrap_or(0);
                room[*row] < true_room[*row] && room[*row] < most * left as i64
            };
            let scarce: Vec<usize> = (0..room.len()).filter(is_scarce).collect();
            let is_able = |(_, taken): &&(usize, Vec<i64>)| scarce.iter().any(|row| taken[*row] > 0);
            able.extend(taken.iter().filter(is_able).map(|(person, _)| *person));
        }
        able
    }

    /// How far each count of a cell is from nothing, and each sum from its limit.
    fn room(&self, heads: i64, counts: &[i64]) -> Vec<i64> {
        let limits = self.limits(heads);
        counts
            .iter()
            .copied()
            .chain(limits.iter().map(|row| row.room(counts)))
            .collect()
    }

    fn kind(&self, person: usize) -> Option<Kind> {
        self.cell_of[person].map(|cell| (cell, self.known.people[person].answer.clone()))
    }
}

/// People of a cell with the same answer are alike.
type Kind = (usize, Answer);
