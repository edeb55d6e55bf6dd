//! Which few people would have to tell their answers so that somebody else's becomes certain: every choice of them, not a sample.
//!
//! An answer is certain only if no other answers of everybody agree with what is known. So each such other answer that is
//! found must be contradicted by one of the colluders: it says who they can be, and the search branches over these only.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::answer::Answer;
use chorus::domain::item::Shape;

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
        let mut contradicting: Vec<Vec<usize>> = others
            .iter()
            .map(|differences| self.who_can_contradict(differences, &colluders, left))
            .collect();
        contradicting.sort_by_key(Vec::len);
        let fewest = contradicting.into_iter().next().expect("other answers were found");
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
        let known = self.counts(colluders);
        let width = self.width();
        let is_set = matches!(self.known.item.shape, Shape::Set { .. });
        let scarce: BTreeSet<usize> = differences
            .iter()
            .filter(|(place, difference)| {
                *difference < 0 && self.truth[*place] + difference - known[*place] < left as i64
            })
            .map(|(place, _)| *place)
            .collect();
        let cells: BTreeSet<usize> = differences.iter().map(|(place, _)| place / width).collect();
        let mut kinds = BTreeMap::new();
        for person in cells.iter().flat_map(|cell| &self.cells[*cell].people) {
            // Of several choices the limits may be what contradicts: there anybody counts whose cell changed.
            let matters = is_set || self.places(*person).iter().any(|place| scarce.contains(place));
            if matters && !colluders.contains(person) {
                kinds.entry(self.kind(*person)).or_insert(*person);
            }
        }
        kinds.into_values().collect()
    }

    fn kind(&self, person: usize) -> Option<Kind> {
        self.cell_of[person].map(|cell| (cell, self.known.people[person].answer.clone()))
    }
}

/// People of a cell with the same answer are alike.
type Kind = (usize, Answer);
