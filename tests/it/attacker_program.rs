//! The linear programs of `attacker`: what whole numbers of people can still be, given sums of them.
//!
//! A solution counts only when it was checked in whole numbers, so nobody is called free by an error of rounding.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOptions, Variable};

/// Far above the tolerance of the solver, far below one person.
const HAIR: f64 = 1e-6;

/// A gap to the best that every solution keeps.
const ANY: f64 = 1.0;

/// How many branches are tried for what is only looked for nearby.
const FEW: u64 = 20;

/// Fractions of people only.
pub struct Unclear;

/// A sum of counts and what it must be.
pub struct Row {
    /// Places of counts with what each is multiplied by.
    pub terms: Vec<(usize, i64)>,
    pub relation: ComparisonOp,
    pub sum: i64,
}

impl Row {
    pub fn new(terms: impl IntoIterator<Item = (usize, i64)>, relation: ComparisonOp, sum: i64) -> Self {
        let terms = terms.into_iter().collect();
        Self { terms, relation, sum }
    }

    /// The same sum of counts so many places on.
    pub fn moved(mut self, by: usize) -> Self {
        self.terms.iter_mut().for_each(|(place, _)| *place += by);
        self
    }

    pub fn value(&self, point: &[i64]) -> i64 {
        self.terms.iter().map(|(place, times)| times * point[*place]).sum()
    }

    /// How far the sum is from its limit; below nothing if it is beyond.
    pub fn room(&self, point: &[i64]) -> i64 {
        let value = self.value(point);
        match self.relation {
            ComparisonOp::Eq => -(value - self.sum).abs(),
            ComparisonOp::Le => self.sum - value,
            ComparisonOp::Ge => value - self.sum,
        }
    }

    pub fn holds(&self, point: &[i64]) -> bool {
        self.room(point) >= 0
    }
}

/// Counts of people, each from nothing to its most, under sums.
pub struct Program {
    pub most: Vec<i64>,
    pub rows: Vec<Row>,
}

impl Program {
    /// Lowers each most to the sums it is part of.
    pub fn tightened(mut self) -> Self {
        for row in &self.rows {
            if matches!(row.relation, ComparisonOp::Eq) && row.terms.iter().all(|(_, times)| *times == 1) {
                for (place, _) in &row.terms {
                    self.most[*place] = self.most[*place].min(row.sum);
                }
            }
        }
        self
    }

    /// Whether these whole numbers are a solution.
    pub fn holds(&self, point: &[i64]) -> bool {
        point
            .iter()
            .zip(&self.most)
            .all(|(count, most)| (0..=*most).contains(count))
            && self.rows.iter().all(|row| row.holds(point))
    }

    /// A solution with some of `targets` below their most, as many as come at once; `None` proves that there is none.
    pub fn in_fractions(&self, targets: &BTreeSet<usize>) -> Result<Option<Vec<i64>>, Unclear> {
        let (problem, variables) = self.problem(targets, false);
        let solution = solved(&problem, None).expect("what is true is a solution");
        let most: i64 = targets.iter().map(|place| self.most[*place]).sum();
        // A count moves by whole people.
        if (most as f64) - solution.objective() < 1.0 - HAIR {
            return Ok(None);
        }
        let is_below = |point: &Vec<i64>| targets.iter().any(|place| point[*place] < self.most[*place]);
        let point = self.whole(&solution, &variables).filter(is_below);
        point.map(Some).ok_or(Unclear)
    }

    /// The same by whole numbers alone; after so many branches `None` proves nothing.
    pub fn in_whole_numbers(&self, targets: &BTreeSet<usize>, branches: Option<u64>) -> Option<Vec<i64>> {
        let (mut problem, variables) = self.problem(targets, true);
        let most: i64 = targets.iter().map(|place| self.most[*place]).sum();
        let targets = targets.iter().filter_map(|place| variables[*place]);
        problem.add_constraint(targets.map(|target| (target, 1.0)), ComparisonOp::Le, (most - 1) as f64);
        let solution = solved(&problem, branches)?;
        Some(self.whole(&solution, &variables).expect("a solution in whole numbers"))
    }

    /// A solution with some of `targets` below their most, where only these places differ from `from`, if it is easily found.
    pub fn below_most_nearby(&self, from: &[i64], places: &[usize], targets: &BTreeSet<usize>) -> Option<Vec<i64>> {
        let mut near = vec![None; from.len()];
        for (number, place) in places.iter().enumerate() {
            near[*place] = Some(number);
        }
        let mut rows = Vec::new();
        for row in &self.rows {
            let (mut terms, mut sum) = (Vec::new(), row.sum);
            for (place, times) in &row.terms {
                match near[*place] {
                    Some(number) => terms.push((number, *times)),
                    None => sum -= times * from[*place],
                }
            }
            if !terms.is_empty() {
                rows.push(Row::new(terms, row.relation, sum));
            }
        }
        let most = places.iter().map(|place| self.most[*place]).collect();
        let targets: BTreeSet<usize> = targets.iter().filter_map(|place| near[*place]).collect();
        let nearby = Self { most, rows };
        let point = match nearby.in_fractions(&targets) {
            Err(Unclear) => nearby.in_whole_numbers(&targets, Some(FEW)),
            Ok(found) => found,
        }?;
        let mut moved = from.to_vec();
        for (place, count) in places.iter().zip(point) {
            moved[*place] = count;
        }
        self.holds(&moved).then_some(moved)
    }

    /// To be made least: the sum of these counts.
    fn problem(&self, least: &BTreeSet<usize>, integer: bool) -> (Problem, Vec<Option<Variable>>) {
        let cost = |place: usize| f64::from(u8::from(least.contains(&place)));
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<Option<Variable>> = self
            .most
            .iter()
            .enumerate()
            .map(|(place, most)| match (*most, integer) {
                (0, _) => None,
                (most, true) => Some(problem.add_integer_var(cost(place), (0, most as i32))),
                (most, false) => Some(problem.add_var(cost(place), (0.0, most as f64))),
            })
            .collect();
        for row in &self.rows {
            let terms = row
                .terms
                .iter()
                .filter_map(|(place, times)| variables[*place].map(|variable| (variable, *times as f64)));
            problem.add_constraint(terms, row.relation, row.sum as f64);
        }
        (problem, variables)
    }

    /// The solution in whole numbers, if it is one.
    fn whole(&self, solution: &Solution, variables: &[Option<Variable>]) -> Option<Vec<i64>> {
        let value = |variable: &Option<Variable>| variable.map_or(0.0, |variable| solution.var_value(variable));
        let point: Vec<i64> = variables
            .iter()
            .map(|variable| value(variable).round() as i64)
            .collect();
        let is_whole = variables
            .iter()
            .zip(&point)
            .all(|(variable, count)| (value(variable) - *count as f64).abs() < HAIR);
        (is_whole && self.holds(&point)).then_some(point)
    }
}

/// The best solution in fractions or any in whole numbers; `None` where there is none, or none was found within so many branches.
fn solved(problem: &Problem, branches: Option<u64>) -> Option<Solution> {
    let solve = |presolve| {
        let mut options = SolveOptions::default();
        options.presolve = presolve;
        options.mip_gap = ANY;
        options.node_limit = branches;
        problem.solve_with(options)
    };
    let outcome = match solve(true) {
        Err(Error::InternalError(_)) => solve(false),
        outcome => outcome,
    };
    match outcome {
        Ok(outcome) => {
            let solution = outcome.into_solution().ok();
            assert!(
                solution.is_some() || branches.is_some(),
                "nothing stops it before the end"
            );
            solution
        }
        Err(Error::Infeasible) => None,
        Err(error) => panic!("the solver cannot tell: {error}"),
    }
}
