//! Linear algebra of tables: which groups of people adding and subtracting gives. Exact, modulo the prime 2^61 − 1.

use crate::privacy::protect::modular::{P, add, inverse, multiply, subtract};

/// The rational combinations of some tables in reduced form.
///
/// A row says which columns (kinds of people) a table is of, 0 or 1 each, and after them the numbers it tells.
pub(super) struct Span {
    columns: usize,
    rows: Vec<Vec<u64>>,
    pivots: Vec<usize>,
}

/// A table's numbers do not agree with those before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

impl Span {
    /// At most 64 columns.
    pub(super) fn new(columns: usize) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            pivots: Vec::new(),
        }
    }

    /// Adds a table. All have as many numbers.
    pub(super) fn add(&mut self, columns: u64, told: impl Iterator<Item = u64>) -> Result<(), Contradiction> {
        let people = (0..self.columns).map(|column| columns >> column & 1);
        let mut row: Vec<u64> = people.chain(told.map(|number| number % P)).collect();
        for (known, pivot) in self.rows.iter().zip(&self.pivots) {
            let factor = row[*pivot];
            subtract(&mut row, factor, known);
        }
        let Some(pivot) = row[..self.columns].iter().position(|part| *part != 0) else {
            let agrees = row.iter().all(|number| *number == 0);
            return if agrees { Ok(()) } else { Err(Contradiction) };
        };
        let inverse = inverse(row[pivot]);
        row.iter_mut().for_each(|part| *part = multiply(*part, inverse));
        for known in &mut self.rows {
            let factor = known[pivot];
            subtract(known, factor, &row);
        }
        self.rows.push(row);
        self.pivots.push(pivot);
        Ok(())
    }

    /// How many parts a row has.
    pub(super) fn width(&self) -> u32 {
        self.rows
            .first()
            .map_or(1, |row| u32::try_from(row.len()).unwrap_or(u32::MAX))
    }

    /// Visits the groups that are whole columns, each with its numbers, until `nodes` steps of the search are used up.
    pub(super) fn groups(&self, nodes: &mut u32, visit: &mut impl FnMut(u64, &[i128])) {
        let width = self.rows.first().map_or(0, Vec::len);
        // a column is settled by the last row that touches it
        let settled: Vec<Option<usize>> = (0..self.columns)
            .map(|column| self.rows.iter().rposition(|row| row[column] != 0))
            .collect();
        self.search(0, &vec![0; width], &settled, nodes, visit);
    }

    fn search(
        &self,
        place: usize,
        sum: &[u64],
        settled: &[Option<usize>],
        nodes: &mut u32,
        visit: &mut impl FnMut(u64, &[i128]),
    ) {
        let Some(row) = self.rows.get(place) else {
            let group = (0..self.columns).fold(0, |group, column| {
                group | sum.get(column).copied().unwrap_or(0) << column
            });
            let told: Vec<i128> = sum.iter().skip(self.columns).map(|number| signed(*number)).collect();
            return visit(group, &told);
        };
        let mut with = sum.to_vec();
        with.iter_mut()
            .zip(row)
            .for_each(|(part, more)| *part = add(*part, *more));
        for sum in [sum, &with] {
            if *nodes == 0 {
                return;
            }
            *nodes -= 1;
            let mut done = (0..self.columns).filter(|column| settled[*column] == Some(place));
            if done.all(|column| sum[column] <= 1) {
                self.search(place + 1, sum, settled, nodes, visit);
            }
        }
    }
}

/// The number nearest to zero that it stands for.
fn signed(number: u64) -> i128 {
    let number = i128::from(number);
    if number > i128::from(P / 2) {
        number - i128::from(P)
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every group of some tables, each given as columns and people.
    fn groups(columns: usize, tables: &[(u64, u64)]) -> Result<Vec<(u64, i128)>, Contradiction> {
        let mut span = Span::new(columns);
        for (people, n) in tables {
            span.add(*people, [*n].into_iter())?;
        }
        let mut found = Vec::new();
        span.groups(&mut 1000, &mut |group, told| found.push((group, told[0])));
        found.sort_unstable();
        Ok(found)
    }

    #[test]
    fn two_of_three_and_every_pair_give_each_single_one() {
        let found = groups(3, &[(0b011, 50), (0b110, 30), (0b101, 40)]);

        assert_eq!(
            found,
            Ok(vec![
                (0, 0),
                (1, 30),
                (2, 20),
                (3, 50),
                (4, 10),
                (5, 40),
                (6, 30),
                (7, 60)
            ])
        );
    }

    #[test]
    fn a_block_inside_another_leaves_their_difference() {
        assert_eq!(
            groups(2, &[(0b01, 30), (0b11, 28)]),
            Ok(vec![(0, 0), (1, 30), (2, -2), (3, 28)])
        );
    }

    #[test]
    fn disjoint_blocks_give_nothing_finer() {
        assert_eq!(
            groups(3, &[(0b011, 50), (0b100, 30)]),
            Ok(vec![(0, 0), (3, 50), (4, 30), (7, 80)])
        );
    }

    #[test]
    fn tables_that_disagree_are_noticed() {
        assert_eq!(groups(2, &[(0b01, 30), (0b10, 20), (0b11, 51)]), Err(Contradiction));
    }
}
