//! The witness audit (rule 6): everybody's answer could have been another one, whatever c others tell.
//!
//! A witness is another assignment of answers that gives the same publications and changes one person's answer: a swap with
//! somebody of the same cell, or a rectangle of four people in cells that share their blocks two by two in every view. Witnesses of
//! one person have nobody else in common, so c colluders can deny at most c of c + 1.

use std::collections::HashMap;

use super::layout::{Cell, Index, Layout};

/// Rectangles looked at for one question; more counts as unsafe.
pub(super) const WORK: u64 = 50_000_000;
/// After so many failures the blocks to merge are known well enough.
const FAILURES: usize = 100;
/// More cells than this, empty ones counted, are not looked through.
const MOST_CELLS: usize = 1 << 22;

/// What the audit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Everybody has enough witnesses.
    Safe,
    /// In these cells, by number, somebody has not; a cell stands there once for every answer that fails.
    Pinned(Vec<usize>),
    /// The work grew too large to tell: counts as unsafe.
    TooMuchWork,
}

/// Audits a layout. `protects` gives what an answer tells that must be deniable, as numbers: its value, the options chosen that have a
/// table, the place of each option. `witnesses` is c + 1, `work` what is left of [`WORK`].
pub(super) fn audit(layout: &Layout, protects: &[Vec<u32>], witnesses: u64, work: &mut u64) -> Verdict {
    let Some(index) = layout.index(MOST_CELLS) else {
        return Verdict::TooMuchWork;
    };
    let mut audit = Audit {
        layout,
        index,
        protects,
        holders: vec![Vec::new(); protects.len()],
        work,
    };
    for (number, cell) in layout.cells.iter().enumerate() {
        for (answer, _) in &cell.answers {
            audit.holders[*answer as usize].push(number);
        }
    }
    let mut failures = Vec::new();
    for (number, cell) in layout.cells.iter().enumerate() {
        let sharing = audit.sharing(cell);
        for (answer, _) in &cell.answers {
            for secret in &protects[*answer as usize] {
                let swaps = cell.people - sharing.get(secret).copied().unwrap_or(0);
                if swaps >= witnesses || audit.rectangles(number, *answer, *secret, witnesses - swaps) {
                    continue;
                }
                if *audit.work == 0 {
                    return Verdict::TooMuchWork;
                }
                failures.push(number);
                if failures.len() >= FAILURES {
                    return Verdict::Pinned(failures);
                }
            }
        }
    }
    if failures.is_empty() {
        Verdict::Safe
    } else {
        Verdict::Pinned(failures)
    }
}

struct Audit<'a> {
    layout: &'a Layout,
    index: Index,
    protects: &'a [Vec<u32>],
    /// The cells each answer was given in.
    holders: Vec<Vec<usize>>,
    work: &'a mut u64,
}

/// Who takes part in a witness already: (cell, answer, people).
type Taken = Vec<(usize, u32, u64)>;

impl Audit<'_> {
    fn tells(&self, answer: u32, secret: u32) -> bool {
        self.protects[answer as usize].contains(&secret)
    }

    /// How many of a cell gave an answer that tells each secret.
    fn sharing(&self, cell: &Cell) -> HashMap<u32, u64> {
        let mut sharing = HashMap::new();
        for (answer, count) in &cell.answers {
            for secret in &self.protects[*answer as usize] {
                *sharing.entry(*secret).or_insert(0) += count;
            }
        }
        sharing
    }

    /// Whether `needed` rectangles with nobody in common are found: t in `cell` and y elsewhere gave `answer`, z and w gave one that
    /// does not tell `secret`; {t, y} and {z, w} share their two blocks in every view, so that exchanging the answers changes nothing.
    fn rectangles(&mut self, cell: usize, answer: u32, secret: u32, needed: u64) -> bool {
        let layout = self.layout;
        let here = &layout.cells[cell];
        let slot = self.index.slot(&here.at);
        let mut taken: Taken = Vec::new();
        let mut found = 0;
        let mut steps: Vec<isize> = Vec::with_capacity(here.at.len());
        for place in 0..self.holders[answer as usize].len() {
            let other = self.holders[answer as usize][place];
            let there = &layout.cells[other];
            steps.clear();
            for (view, (from, to)) in here.at.iter().zip(&there.at).enumerate() {
                if from != to {
                    let stride = self.index.stride(view).cast_signed();
                    steps.push((isize::from(to.cast_signed()) - isize::from(from.cast_signed())) * stride);
                }
            }
            // the first differing place stays with z, or each pair would come twice; the same cell as t would be a swap
            for others in 1..(1_u32 << steps.len().saturating_sub(1)) {
                if *self.work == 0 {
                    return false;
                }
                *self.work -= 1;
                let (mut z, mut w) = (slot, slot);
                for (bit, step) in steps.iter().enumerate() {
                    let moves = bit > 0 && others >> (bit - 1) & 1 == 1;
                    let target = if moves { &mut z } else { &mut w };
                    *target = target.wrapping_add_signed(*step);
                }
                let (Some(z), Some(w)) = (self.index.cell(z), self.index.cell(w)) else {
                    continue;
                };
                while left(layout, &taken, other, answer) > 0 {
                    let Some(third) = self.common_answer(&taken, z, w, secret) else {
                        break;
                    };
                    for (cell, answer) in [(other, answer), (z, third), (w, third)] {
                        take(&mut taken, cell, answer);
                    }
                    found += 1;
                    if found >= needed {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// An answer that does not tell `secret` and that somebody still free gave in both cells.
    fn common_answer(&self, taken: &Taken, z: usize, w: usize, secret: u32) -> Option<u32> {
        let answers = self.layout.cells[z].answers.iter().map(|(answer, _)| *answer);
        answers.into_iter().find(|answer| {
            !self.tells(*answer, secret)
                && left(self.layout, taken, z, *answer) > 0
                && left(self.layout, taken, w, *answer) > 0
        })
    }
}

fn left(layout: &Layout, taken: &Taken, cell: usize, answer: u32) -> u64 {
    let answers = &layout.cells[cell].answers;
    let Ok(place) = answers.binary_search_by_key(&answer, |(known, _)| *known) else {
        return 0;
    };
    let gone = taken.iter().find(|(at, what, _)| (*at, *what) == (cell, answer));
    answers[place].1 - gone.map_or(0, |(_, _, people)| *people)
}

fn take(taken: &mut Taken, cell: usize, answer: u32) {
    match taken.iter_mut().find(|(at, what, _)| (*at, *what) == (cell, answer)) {
        Some((_, _, people)) => *people += 1,
        None => taken.push((cell, answer, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: u32) -> Vec<Vec<u32>> {
        (0..values).map(|value| vec![value]).collect()
    }

    fn audited(layout: &Layout, protects: &[Vec<u32>]) -> Verdict {
        audit(layout, protects, 3, &mut WORK.clone())
    }

    fn layout(sizes: &[usize], people: &[(&[u16], u32, u64)]) -> Layout {
        Layout::new(
            sizes.to_vec(),
            people.iter().map(|(at, answer, count)| (at.to_vec(), *answer, *count)),
        )
    }

    #[test]
    fn in_one_view_everybody_needs_three_others_with_another_answer() {
        let enough = layout(&[1], &[(&[0], 0, 7), (&[0], 1, 3)]);
        let short = layout(&[1], &[(&[0], 0, 8), (&[0], 1, 2)]);

        assert_eq!(audited(&enough, &scale(2)), Verdict::Safe);
        assert_eq!(audited(&short, &scale(2)), Verdict::Pinned(vec![0]));
    }

    #[test]
    fn three_rectangles_stand_in_for_people_of_the_same_cell() {
        // all of the two cells on the diagonal said 0, all of the others said 1: nobody of one's own cell said anything else
        let square = layout(
            &[2, 2],
            &[(&[0, 0], 0, 3), (&[1, 1], 0, 3), (&[0, 1], 1, 3), (&[1, 0], 1, 3)],
        );
        let smaller = layout(
            &[2, 2],
            &[(&[0, 0], 0, 3), (&[1, 1], 0, 2), (&[0, 1], 1, 3), (&[1, 0], 1, 3)],
        );

        assert_eq!(audited(&square, &scale(2)), Verdict::Safe);
        assert!(matches!(audited(&smaller, &scale(2)), Verdict::Pinned(cells) if cells.contains(&0)));
    }

    #[test]
    fn in_a_set_only_what_was_chosen_must_be_deniable() {
        // answer 0 chose nothing, answer 1 chose the option: two others without it are too few for those who did
        let few = layout(&[1], &[(&[0], 0, 2), (&[0], 1, 9)]);
        let nobody = layout(&[1], &[(&[0], 0, 11)]);

        assert!(matches!(audited(&few, &[vec![], vec![0]]), Verdict::Pinned(_)));
        assert_eq!(audited(&nobody, &[vec![], vec![0]]), Verdict::Safe);
    }

    #[test]
    fn an_audit_that_runs_out_of_work_is_not_passed() {
        let square = layout(
            &[2, 2],
            &[(&[0, 0], 0, 3), (&[1, 1], 0, 3), (&[0, 1], 1, 3), (&[1, 0], 1, 3)],
        );

        assert_eq!(audit(&square, &scale(2), 3, &mut 1), Verdict::TooMuchWork);
    }
}
