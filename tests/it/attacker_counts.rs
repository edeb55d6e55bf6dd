//! What `attacker` knows as counts: cells by marks, the sums that tables and limits say, and every solution found so far.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chorus::domain::answer::Answer;
use chorus::domain::item::Shape;
use microlp::ComparisonOp::{Eq, Ge, Le};

use crate::attacker::{Known, Person, Pin, choosable, mark_names};
use crate::attacker_program::{Program, Row};
use crate::attacker_search::Search;

/// People whom the same tables count.
pub struct Cell {
    pub people: Vec<usize>,
    pub groups: Vec<usize>,
}

/// Other answers of everybody, as differences from the true ones.
pub type Differences = Rc<[(usize, i64)]>;

/// Other answers that say the same.
#[derive(Default)]
pub struct Found {
    differences: Vec<Differences>,
    /// Those that lower a count.
    lowering: BTreeMap<usize, Vec<usize>>,
}

/// What some people told.
pub struct Told {
    pub colluders: Vec<usize>,
    pub counts: Vec<i64>,
    /// How many of each cell told nothing.
    pub heads: Vec<i64>,
}

/// What is known; solutions found once serve later attacks.
pub struct Attacker<'a> {
    pub known: Known<'a>,
    names: Vec<(String, String)>,
    pub cells: Vec<Cell>,
    /// The cell of each person; `None` for those no table counts.
    pub cell_of: Vec<Option<usize>>,
    tables: Vec<Row>,
    pub truth: Vec<i64>,
    found: RefCell<Found>,
}

impl<'a> Attacker<'a> {
    pub fn new(known: Known<'a>) -> Self {
        let mut by_groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (place, person) in known.people.iter().enumerate() {
            let covering = |group: &usize| known.groups[*group].covers(person);
            let groups = (0..known.groups.len()).filter(covering).collect();
            by_groups.entry(groups).or_default().push(place);
        }
        by_groups.remove(&Vec::new());
        let cell = |(groups, people)| Cell { people, groups };
        let cells: Vec<Cell> = by_groups.into_iter().map(cell).collect();
        let mut cell_of = vec![None; known.people.len()];
        for (place, cell) in cells.iter().enumerate() {
            cell.people.iter().for_each(|person| cell_of[*person] = Some(place));
        }
        let names = mark_names(known.item);
        let (tables, truth, found) = Default::default();
        let mut attacker = Self {
            known,
            names,
            cells,
            cell_of,
            tables,
            truth,
            found,
        };
        let everybody: Vec<usize> = (0..attacker.known.people.len()).collect();
        attacker.truth = attacker.counts(&everybody);
        attacker.tables = attacker.table_rows();
        attacker
    }

    /// Sums the tables say; panics if they do not count these people.
    fn table_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (number, group) in self.known.groups.iter().enumerate() {
            let is_counted = |cell: &usize| self.cells[*cell].groups.contains(&number);
            let cells: Vec<usize> = (0..self.cells.len()).filter(is_counted).collect();
            let counted: usize = cells.iter().map(|cell| self.cells[*cell].people.len()).sum();
            assert_eq!(counted as u64, group.table.n, "not whom this table counts: {group:?}");
            for (mark, (question, value)) in self.names.iter().enumerate() {
                if *question == group.table.question {
                    let sum = i64::try_from(group.table.counts.of(value)).expect("few people");
                    let row = Row::new(cells.iter().map(|cell| (self.place(*cell, mark), 1)), Eq, sum);
                    assert_eq!(
                        row.value(&self.truth),
                        sum,
                        "not what these people answered: {value} in {group:?}"
                    );
                    rows.push(row);
                }
            }
        }
        rows
    }

    pub fn place(&self, cell: usize, mark: usize) -> usize {
        cell * self.width() + mark
    }

    /// How many marks a cell is counted by.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// Places of somebody's marks.
    pub fn places(&self, person: usize) -> Vec<usize> {
        let Some(cell) = self.cell_of[person] else {
            return Vec::new();
        };
        let marks = marks(&self.known.people[person].answer);
        marks.into_iter().map(|mark| self.place(cell, mark)).collect()
    }

    /// The counts of some people.
    pub fn counts(&self, some: &[usize]) -> Vec<i64> {
        let mut counts = vec![0; self.cells.len() * self.width()];
        for place in some.iter().flat_map(|person| self.places(*person)) {
            counts[place] += 1;
        }
        counts
    }

    pub fn told(&self, colluders: &[usize]) -> Told {
        let mut heads: Vec<i64> = self.cells.iter().map(|cell| cell.people.len() as i64).collect();
        for cell in colluders.iter().filter_map(|person| self.cell_of[*person]) {
            heads[cell] -= 1;
        }
        let counts = self.counts(colluders);
        let colluders = colluders.to_vec();
        Told {
            colluders,
            counts,
            heads,
        }
    }

    /// What everybody but the colluders can have answered.
    pub fn program(&self, told: &Told) -> Program {
        let less_known = |row: &Row| {
            Row::new(
                row.terms.iter().copied(),
                row.relation,
                row.sum - row.value(&told.counts),
            )
        };
        let mut rows: Vec<Row> = self.tables.iter().map(less_known).collect();
        for (cell, heads) in told.heads.iter().enumerate() {
            rows.extend(
                self.limits(*heads)
                    .into_iter()
                    .map(|row| row.moved(self.place(cell, 0))),
            );
        }
        let most = told.heads.iter().flat_map(|heads| vec![*heads; self.width()]).collect();
        Program { most, rows }.tightened()
    }

    /// What so many answers look like, whoever gave them: sums of marks.
    pub fn limits(&self, heads: i64) -> Vec<Row> {
        let once = |mark: usize| (mark, 1);
        match &self.known.item.shape {
            Shape::Text { .. } => Vec::new(),
            Shape::One { values } => vec![Row::new((0..values.len()).map(once), Eq, heads)],
            Shape::Order { options } => (0..options.len())
                .flat_map(|line| {
                    let places = (0..options.len()).map(|place| once(line * options.len() + place));
                    let takers = (0..options.len()).map(|option| once(option * options.len() + line));
                    [Row::new(places, Eq, heads), Row::new(takers, Eq, heads)]
                })
                .collect(),
            Shape::Set { options, .. } => {
                let (choosable, none) = choosable(options);
                let (least, most) = (*self.known.sizes.start(), *self.known.sizes.end());
                let (least, most) = (i64::from(least), i64::from(most));
                // Those who chose "none" chose nothing else.
                let with_none = |times: i64| none.then_some((choosable, times));
                let chosen = |times: i64| (0..choosable).map(once).chain(with_none(times));
                let apart = |option| Row::new([once(option)].into_iter().chain(with_none(1)), Le, heads);
                let mut rows: Vec<Row> = (0..choosable).map(apart).collect();
                rows.push(Row::new(chosen(least), Ge, least * heads));
                rows.push(Row::new(chosen(most), Le, most * heads));
                rows
            }
        }
    }

    /// Whether everybody must have this mark, whatever is published.
    pub fn is_given(&self, mark: usize) -> bool {
        match &self.known.item.shape {
            Shape::Text { .. } => true,
            Shape::One { values } => values.len() == 1,
            Shape::Order { options } => options.len() == 1,
            Shape::Set { options, .. } => match choosable(options) {
                (choosable, true) => choosable == 0,
                (choosable, false) => mark < choosable && *self.known.sizes.start() as usize >= choosable,
            },
        }
    }

    /// Remembers other answers of everybody.
    pub fn keep(&self, point: impl Iterator<Item = i64>) {
        let differences: Differences = point
            .zip(&self.truth)
            .map(|(count, truth)| count - truth)
            .enumerate()
            .filter(|(_, difference)| *difference != 0)
            .collect();
        let mut found = self.found.borrow_mut();
        let number = found.differences.len();
        for (place, _) in differences.iter().filter(|(_, difference)| *difference < 0) {
            found.lowering.entry(*place).or_default().push(number);
        }
        found.differences.push(differences);
    }

    /// Remembered answers that lower a count and agree with what was told.
    pub fn lowering(&self, place: usize, told: &Told) -> Vec<Differences> {
        let found = self.found.borrow();
        let numbers = found.lowering.get(&place).map(Vec::as_slice).unwrap_or_default();
        let all = numbers.iter().map(|number| &found.differences[*number]);
        all.filter(|differences| self.agrees(differences, told))
            .cloned()
            .collect()
    }

    fn agrees(&self, differences: &Differences, told: &Told) -> bool {
        let left = |(place, difference): &(usize, i64)| self.truth[*place] + difference - told.counts[*place];
        if differences.iter().any(|difference| left(difference) < 0) {
            return false;
        }
        if !matches!(self.known.item.shape, Shape::Set { .. }) {
            return true;
        }
        // Limits of several choices hold for those who tell nothing, too.
        let width = self.width();
        let mut by_cell: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for (place, difference) in differences.iter() {
            let cell = place / width;
            if told.heads[cell] < self.cells[cell].people.len() as i64 {
                let rest = || (cell * width..(cell + 1) * width).map(|place| self.truth[place] - told.counts[place]);
                by_cell.entry(cell).or_insert_with(|| rest().collect())[place % width] += difference;
            }
        }
        let mut cells = by_cell.into_iter();
        cells.all(|(cell, counts)| self.limits(told.heads[cell]).iter().all(|row| row.holds(&counts)))
    }

    /// Whose answers are certain to somebody who knows those of `colluders`.
    pub fn pins(&self, colluders: &[usize]) -> Vec<Pin> {
        let colluders: BTreeSet<usize> = colluders.iter().copied().collect();
        let colluders: Vec<usize> = colluders.into_iter().collect();
        let told = self.told(&colluders);
        let width = self.width();
        let all_have_it = |place: &usize| {
            let heads = told.heads[place / width];
            heads > 0 && self.truth[*place] - told.counts[*place] == heads && !self.is_given(place % width)
        };
        let mut open: BTreeSet<usize> = (0..self.truth.len()).filter(all_have_it).collect();
        open.retain(|place| self.lowering(*place, &told).is_empty());
        let certain = Search::new(self, &told).certain(open);
        let mut pins = BTreeMap::new();
        for place in certain {
            let Cell { people, groups } = &self.cells[place / width];
            let (question, value) = &self.names[place % width];
            let shown = groups
                .iter()
                .any(|group| self.known.groups[*group].table.question == *question);
            for person in people.iter().filter(|person| !colluders.contains(person)) {
                let Person { release, segments, .. } = &self.known.people[*person];
                let key = (*release, segments.clone(), question.clone(), value.clone(), shown);
                *pins.entry(key).or_insert(0) += 1;
            }
        }
        pins.into_iter()
            .map(|((release, segments, question, value, shown), people)| Pin {
                release,
                segments,
                people,
                question,
                value,
                shown,
            })
            .collect()
    }
}

/// An answer's marks: the answer, the options chosen, each option with its place.
fn marks(answer: &Answer) -> Vec<usize> {
    match answer {
        Answer::One(value) => vec![usize::from(*value)],
        Answer::Set(set) => (0..64).filter(|option| set >> option & 1 == 1).collect(),
        Answer::Order(order) => {
            let of = |(place, option): (usize, &u8)| usize::from(*option) * order.len() + place;
            order.iter().enumerate().map(of).collect()
        }
    }
}
