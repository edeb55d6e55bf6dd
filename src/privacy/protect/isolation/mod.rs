//! The isolation audit (rule 5): no adding and subtracting of published tables gives the histogram of 1 to k − 1 people.
//!
//! A union G of cells can be had iff its indicator is f(t) = Σ over views of x\[view]\[block of t] on every occupied cell t. The audit
//! first joins blocks that every f of more than one view must treat alike, which settles crowded surveys in time linear in the pairs
//! of cells that differ in one view, and searches what is left exactly.

mod contraction;
mod search;

use super::layout::Place;

/// What the audit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No group of 1 to k − 1 people can be had.
    Safe,
    /// This one can: a place of a cell for each of its cells.
    Isolated(Vec<Vec<Place>>),
    /// The work grew too large to tell: counts as unsafe.
    TooMuchWork,
}

/// Audits cells of `(place in every view, people)`; every block of every view has at least k people.
pub(super) fn audit(cells: &[(Vec<Place>, u64)], k: u64) -> Verdict {
    let joined = contraction::contract(cells);
    search::search(&joined, k)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every union of cells, tried: whether its indicator is in the span of the blocks, by elimination over fractions.
    fn can_be_had(cells: &[(Vec<Place>, u64)], k: u64) -> bool {
        let views = cells[0].0.len();
        let mut columns = Vec::new();
        for view in 0..views {
            for block in 0..8 {
                columns.push(
                    cells
                        .iter()
                        .map(|(at, _)| f64::from(u8::from(at[view] == block)))
                        .collect::<Vec<f64>>(),
                );
            }
        }
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for column in columns {
            let rest = reduce(&basis, column);
            if rest.iter().any(|x| x.abs() > 1e-9) {
                basis.push(rest);
            }
        }
        (1_u32..1 << cells.len()).any(|set| {
            let people: u64 = (0..cells.len())
                .filter(|cell| set >> cell & 1 == 1)
                .map(|cell| cells[cell].1)
                .sum();
            let indicator: Vec<f64> = (0..cells.len()).map(|cell| f64::from(set >> cell & 1)).collect();
            people < k && reduce(&basis, indicator).iter().all(|x| x.abs() < 1e-6)
        })
    }

    fn reduce(basis: &[Vec<f64>], mut vector: Vec<f64>) -> Vec<f64> {
        for row in basis {
            let Some(lead) = row.iter().position(|x| x.abs() > 1e-9) else {
                continue;
            };
            let factor = vector[lead] / row[lead];
            for (x, y) in vector.iter_mut().zip(row) {
                *x -= factor * y;
            }
        }
        vector
    }

    /// Small numbers from a seed.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % end
        }
    }

    #[test]
    fn it_agrees_with_trying_every_group_on_thousands_of_layouts() {
        let (mut safe, mut isolated) = (0, 0);
        for seed in 0..6000 {
            let mut dice = Dice(seed);
            let views = 2 + dice.below(3);
            let sizes: Vec<u64> = (0..views).map(|_| 1 + dice.below(3)).collect();
            let mut cells = std::collections::BTreeMap::new();
            for _ in 0..2 + dice.below(9) {
                let at: Vec<Place> = sizes.iter().map(|size| dice.below(*size) as Place).collect();
                *cells.entry(at).or_insert(0) += 1 + dice.below(7);
            }
            let cells: Vec<(Vec<Place>, u64)> = cells.into_iter().collect();
            let k = 5;
            // every block has at least k people: what the grouping sees to
            let block = |view: usize, place: Place| -> u64 {
                let inside = cells.iter().filter(|(at, _)| at[view] == place);
                inside.map(|(_, people)| people).sum()
            };
            if (0..sizes.len()).any(|view| cells.iter().any(|(at, _)| block(view, at[view]) < k)) {
                continue;
            }
            let expected = can_be_had(&cells, k);
            match audit(&cells, k) {
                Verdict::Safe => assert!(!expected, "{cells:?} can be taken apart"),
                Verdict::Isolated(group) => {
                    assert!(expected, "{cells:?} cannot be taken apart");
                    let people: u64 = group
                        .iter()
                        .map(|at| cells.iter().find(|(known, _)| known == at).unwrap().1)
                        .sum();
                    assert!((1..k).contains(&people));
                }
                Verdict::TooMuchWork => panic!("{cells:?} is small"),
            }
            if expected {
                isolated += 1;
            } else {
                safe += 1;
            }
        }
        assert!(safe > 400 && isolated > 400, "{safe} safe, {isolated} not");
    }

    #[test]
    fn the_difference_of_two_overlapping_dimensions_is_found() {
        // 0/0: 20 people, 1/1: 20 people, and two who are 0 in one and 1 in the other
        let cells = [(vec![0, 0], 20), (vec![0, 1], 2), (vec![1, 1], 20)];

        assert_eq!(audit(&cells, 10), Verdict::Isolated(vec![vec![0, 1]]));
    }

    #[test]
    fn a_crowded_survey_is_safe_however_small_its_cells() {
        let mut cells = Vec::new();
        for place in 0..12_u16 * 12 * 12 {
            cells.push((vec![place % 12, place / 12 % 12, place / 144], 1));
        }

        assert_eq!(audit(&cells, 10), Verdict::Safe);
    }
}
