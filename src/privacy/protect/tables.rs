//! Histograms of an item's shape, and the rule that nobody is pinned by sameness.

use crate::domain::answer::Answer;
use crate::domain::item::{Item, Shape};
use crate::domain::release::{Counts, Table};
use crate::privacy::fold::CellBlock;

/// The two numbers of the promise: k and c.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Minimum group size.
    pub group_size: u32,
    /// Colluders withstood.
    pub colluders: u32,
}

/// Rule 3: whether somebody's answer is shared by all but at most c people. In tables of several choices only *yes* counts.
pub fn pinned(table: &Table, colluders: u32, only_yes: bool) -> bool {
    table.counts.0.iter().any(|(value, count)| {
        *count > 0 && (!only_yes || value == "yes") && table.n.saturating_sub(*count) < u64::from(colluders) + 1
    })
}

/// Whether a set would be no answer without `option`, one of those it has: then it tells of the option even where no table of the
/// option is shown. Where the tables of all others say *no* of everybody, everybody chose it.
pub(super) fn needs(set: u64, option: usize, min: u32) -> bool {
    set >> option & 1 == 1 && (set & !(1 << option)).count_ones() < min
}

/// The overall tables of an item: one for single values, one an option for sets and orders.
pub(super) fn overall_tables(item: &Item, block: &CellBlock) -> Vec<(Option<String>, Table)> {
    match &item.shape {
        Shape::Text { .. } => Vec::new(),
        Shape::One { values } => {
            let count = |place: usize| count(block, |answer| matches!(answer, Answer::One(at) if usize::from(*at) == place));
            let counts = values.iter().enumerate().map(|(place, value)| (value.clone(), count(place))).collect();
            vec![(None, table(&item.name, block, counts))]
        }
        Shape::Set { options, .. } => options
            .iter()
            .enumerate()
            .map(|(place, option)| {
                let yes = count(block, |answer| matches!(answer, Answer::Set(set) if set >> place & 1 == 1));
                let counts = vec![("yes".to_owned(), yes), ("no".to_owned(), block.n() - yes)];
                (Some(option.clone()), table(&format!("{}.{option}", item.name), block, counts))
            })
            .collect(),
        Shape::Order { options } => options
            .iter()
            .enumerate()
            .map(|(option_place, option)| {
                let counts = (0..options.len())
                    .map(|place| {
                        let here = |answer: &Answer| {
                            matches!(answer, Answer::Order(order) if order.get(place).is_some_and(|at| usize::from(*at) == option_place))
                        };
                        ((place + 1).to_string(), count(block, here))
                    })
                    .collect();
                (Some(option.clone()), table(&format!("{}.{option}", item.name), block, counts))
            })
            .collect(),
    }
}

fn count(block: &CellBlock, is: impl Fn(&Answer) -> bool) -> u64 {
    block
        .cells
        .iter()
        .filter(|(_, answer, _)| is(answer))
        .map(|(_, _, count)| count)
        .sum()
}

fn table(question: &str, block: &CellBlock, counts: Vec<(String, u64)>) -> Table {
    Table {
        question: question.to_owned(),
        by: None,
        block: vec!["all".to_owned()],
        n: block.n(),
        no_answer: block.no_answer(),
        counts: Counts(counts),
    }
}
