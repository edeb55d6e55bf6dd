//! The exact search over what is left: cells of fewer than k people, chosen or not, with everything that follows from the choice.
//!
//! A basis of cells is chosen, heavy ones first; every other cell's f is a sum of the basis' (elimination modulo 2^61 − 1). Choosing
//! 0 or 1 for one basis cell after the other, a branch ends where a cell that follows is neither 0 nor 1 or the people become k.

use super::Verdict;
use super::contraction::Joined;
use crate::privacy::protect::layout::Place;
use crate::privacy::protect::modular::{add, inverse, multiply, negative, subtract};

/// Multiplications at most; more counts as unsafe.
const WORK: u64 = 4_000_000;

/// A sum of basis cells: (place in the basis, factor), by place.
type Sum = Vec<(usize, u64)>;

pub(super) fn search(cells: &[Joined], k: u64) -> Verdict {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|cell| std::cmp::Reverse(cells[*cell].people));
    let mut elimination = Elimination::new(cells);
    let mut basis: Vec<usize> = Vec::new();
    // what follows once the last basis cell it depends on is chosen: (cell, factors of the basis cells)
    let mut following: Vec<Vec<(usize, Sum)>> = Vec::new();
    for cell in order {
        match elimination.add(&cells[cell].at, basis.len()) {
            Row::New => {
                basis.push(cell);
                following.push(Vec::new());
            }
            Row::Follows(factors) => {
                if let Some((last, _)) = factors.last() {
                    following[*last].push((cell, factors));
                }
            }
        }
        if elimination.work > WORK {
            return Verdict::TooMuchWork;
        }
    }
    let mut search = Search {
        cells,
        k,
        basis,
        following,
        chosen: Vec::new(),
        work: 0,
    };
    match search.go_on(0) {
        Some(true) => Verdict::Isolated(search.group()),
        Some(false) => Verdict::Safe,
        None => Verdict::TooMuchWork,
    }
}

struct Search<'a> {
    cells: &'a [Joined],
    k: u64,
    basis: Vec<usize>,
    following: Vec<Vec<(usize, Sum)>>,
    chosen: Vec<bool>,
    work: u64,
}

impl Search<'_> {
    /// Whether the choices so far, which stand for `people`, can be completed to a group of 1 to k − 1; `None` out of bounds.
    fn go_on(&mut self, people: u64) -> Option<bool> {
        let Some(cell) = self.basis.get(self.chosen.len()).copied() else {
            return Some(people > 0);
        };
        for choice in [false, true] {
            let more = if choice { self.cells[cell].people } else { 0 };
            if people + more >= self.k {
                continue;
            }
            self.chosen.push(choice);
            if let Some(more) = self.follow(people + more)?
                && self.go_on(more)?
            {
                return Some(true);
            }
            self.chosen.pop();
        }
        Some(false)
    }

    /// The people once everything that follows from the last choice is counted; the inner `None` where the choice is impossible.
    fn follow(&mut self, mut people: u64) -> Option<Option<u64>> {
        let last = self.chosen.len() - 1;
        for (cell, factors) in &self.following[last] {
            self.work += factors.len() as u64;
            let value = self.value(factors);
            if value > 1 {
                return (self.work <= WORK).then_some(None);
            }
            people += value * self.cells[*cell].people;
            if people >= self.k {
                return (self.work <= WORK).then_some(None);
            }
        }
        self.work += 1;
        (self.work <= WORK).then_some(Some(people))
    }

    fn value(&self, factors: &[(usize, u64)]) -> u64 {
        let chosen = factors.iter().filter(|(place, _)| self.chosen[*place]);
        chosen.fold(0, |sum, (_, factor)| add(sum, *factor))
    }

    /// The cells of the group that was found.
    fn group(&self) -> Vec<Vec<Place>> {
        let mut group: Vec<usize> = (0..self.basis.len())
            .filter(|place| self.chosen[*place])
            .map(|place| self.basis[place])
            .collect();
        let follows = self
            .following
            .iter()
            .flatten()
            .filter(|(_, factors)| self.value(factors) == 1);
        group.extend(follows.map(|(cell, _)| *cell));
        group
            .into_iter()
            .flat_map(|cell| self.cells[cell].cells.clone())
            .collect()
    }
}

/// What became of a row.
enum Row {
    /// It is independent of all before.
    New,
    /// It is this sum of the basis.
    Follows(Sum),
}

/// A row in echelon form: its leading column, its entries and how it is made of the basis.
struct Echelon {
    lead: usize,
    entries: Vec<u64>,
    made_of: Vec<u64>,
}

struct Elimination {
    offsets: Vec<usize>,
    columns: usize,
    rows: Vec<Echelon>,
    work: u64,
}

impl Elimination {
    fn new(cells: &[Joined]) -> Self {
        let views = cells.first().map_or(0, |cell| cell.at.len());
        let mut offsets = Vec::with_capacity(views);
        let mut columns = 0;
        for view in 0..views {
            offsets.push(columns);
            columns += cells
                .iter()
                .map(|cell| usize::from(cell.at[view]) + 1)
                .max()
                .unwrap_or(0);
        }
        Self {
            offsets,
            columns,
            rows: Vec::new(),
            work: 0,
        }
    }

    /// Takes the indicator of a cell's blocks; `basis` cells were taken before.
    fn add(&mut self, at: &[Place], basis: usize) -> Row {
        let mut entries = vec![0; self.columns];
        for (offset, place) in self.offsets.iter().zip(at) {
            entries[offset + usize::from(*place)] = 1;
        }
        let mut made_of = vec![0; basis];
        for row in &self.rows {
            let factor = entries[row.lead];
            if factor == 0 {
                continue;
            }
            self.work += (row.entries.len() + row.made_of.len()) as u64 / 8;
            subtract(&mut entries, factor, &row.entries);
            for (sum, part) in made_of.iter_mut().zip(&row.made_of) {
                *sum = add(*sum, multiply(factor, *part));
            }
        }
        let Some(lead) = entries.iter().position(|entry| *entry != 0) else {
            let factors = made_of.into_iter().enumerate().filter(|(_, factor)| *factor != 0);
            return Row::Follows(factors.collect());
        };
        // the new basis cell is the rest plus what was subtracted
        let inverse = inverse(entries[lead]);
        for entry in &mut entries {
            *entry = multiply(*entry, inverse);
        }
        let mut made_of: Vec<u64> = made_of
            .into_iter()
            .map(|part| multiply(negative(part), inverse))
            .collect();
        made_of.push(inverse);
        self.rows.push(Echelon { lead, entries, made_of });
        Row::New
    }
}
