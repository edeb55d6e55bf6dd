//! Joining blocks that no dangerous sum can tell apart.
//!
//! Let f be 0 or 1 on every occupied cell and a sum of one number for each view. Where four cells agree in all views but u and v and
//! take two blocks of each (a square), f can change along u or along v, never along both: of 0, p, q, p + q (shifted by one of them)
//! not all are 0 or 1 unless p or q is 0. So if f tells the blocks c and c′ of u apart, it does not tell b and b′ of v apart wherever
//! a square of the two pairs is occupied; and if these pairs connect all blocks of v, f does not depend on v. If that holds for every
//! other view, f depends on u alone: its group is a union of blocks of u, of at least k people. A dangerous f does not tell c and c′
//! apart, and they can be taken for one block when the search goes on.

use std::collections::{BTreeMap, HashMap};

use crate::privacy::protect::layout::Place;

/// A cell of joined blocks.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    /// Its joined block in every view.
    pub(super) at: Vec<Place>,
    /// Its people.
    pub(super) people: u64,
    /// The cells in it.
    pub(super) cells: Vec<Vec<Place>>,
}

/// Joins blocks until nothing more follows.
pub(super) fn contract(cells: &[(Vec<Place>, u64)]) -> Vec<Joined> {
    let views = cells.first().map_or(0, |(at, _)| at.len());
    let mut classes: Vec<Classes> = (0..views)
        .map(|view| Classes::new(cells.iter().map(|(at, _)| at[view]).max().unwrap_or(0)))
        .collect();
    loop {
        let joined = join(cells, &mut classes);
        let occupied: Vec<&[Place]> = joined.iter().map(|cell| &cell.at[..]).collect();
        let blocks: Vec<Vec<Place>> = (0..views).map(|view| distinct(&occupied, view)).collect();
        let mut changed = false;
        for view in (0..views).filter(|view| blocks[*view].len() > 1) {
            for ((left, right), contexts) in pairs_in(&occupied, view) {
                if settled(&contexts, view, &blocks) {
                    changed |= classes[view].join(left, right);
                }
            }
        }
        if !changed {
            return joined;
        }
    }
}

/// The cells by joined places.
fn join(cells: &[(Vec<Place>, u64)], classes: &mut [Classes]) -> Vec<Joined> {
    let mut joined: BTreeMap<Vec<Place>, Joined> = BTreeMap::new();
    for (at, people) in cells {
        let place: Vec<Place> = at
            .iter()
            .zip(classes.iter_mut())
            .map(|(block, classes)| classes.of(*block))
            .collect();
        let cell = joined.entry(place.clone()).or_insert_with(|| Joined {
            at: place,
            people: 0,
            cells: Vec::new(),
        });
        cell.people += people;
        cell.cells.push(at.clone());
    }
    joined.into_values().collect()
}

fn distinct(occupied: &[&[Place]], view: usize) -> Vec<Place> {
    let mut blocks: Vec<Place> = occupied.iter().map(|at| at[view]).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// For every pair of blocks of `view`: the contexts (places in the other views) that are occupied with both.
fn pairs_in(occupied: &[&[Place]], view: usize) -> BTreeMap<(Place, Place), Vec<Vec<Place>>> {
    let mut by_context: BTreeMap<Vec<Place>, Vec<Place>> = BTreeMap::new();
    for at in occupied {
        let mut context = at.to_vec();
        context[view] = 0;
        by_context.entry(context).or_default().push(at[view]);
    }
    let mut pairs: BTreeMap<(Place, Place), Vec<Vec<Place>>> = BTreeMap::new();
    for (context, blocks) in by_context {
        for (place, left) in blocks.iter().enumerate() {
            for right in &blocks[place + 1..] {
                pairs.entry((*left, *right)).or_default().push(context.clone());
            }
        }
    }
    pairs
}

/// Whether in every other view the squares with this pair connect all blocks.
fn settled(contexts: &[Vec<Place>], view: usize, blocks: &[Vec<Place>]) -> bool {
    (0..blocks.len())
        .filter(|other| *other != view && blocks[*other].len() > 1)
        .all(|other| {
            let mut classes = Classes::new(blocks[other].last().copied().unwrap_or(0));
            let mut first: HashMap<Vec<Place>, Place> = HashMap::new();
            let mut apart = blocks[other].len() - 1;
            for context in contexts {
                let mut rest = context.clone();
                rest[other] = 0;
                let with = *first.entry(rest).or_insert(context[other]);
                apart -= usize::from(classes.join(with, context[other]));
            }
            apart == 0
        })
}

/// Which blocks are joined; the least one stands for all.
struct Classes(Vec<Place>);

impl Classes {
    fn new(last: Place) -> Self {
        Self((0..=last).collect())
    }

    fn of(&mut self, block: Place) -> Place {
        let mut root = block;
        while self.0[usize::from(root)] != root {
            root = self.0[usize::from(root)];
        }
        self.0[usize::from(block)] = root;
        root
    }

    /// Says whether they were apart.
    fn join(&mut self, left: Place, right: Place) -> bool {
        let (left, right) = (self.of(left), self.of(right));
        self.0[usize::from(left.max(right))] = left.min(right);
        left != right
    }
}
