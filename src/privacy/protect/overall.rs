//! The overall tables of one item at one release: rules 1, 2, 3 and 14.

use std::collections::BTreeSet;

use super::tables::{Promise, needs, overall_tables, pinned};
use crate::domain::answer::Answer;
use crate::domain::item::{Item, Shape};
use crate::domain::release::Table;
use crate::privacy::fold::{CellBlock, Folded};

/// What becomes of an item at a release.
#[derive(Debug, PartialEq)]
pub enum Overall {
    /// Its records stay in the pool as they are.
    Waits,
    /// Its records are taken; these tables are shown.
    Released {
        /// The tables.
        tables: Vec<Table>,
        /// Options that stay open, in the new block and in the earlier ones.
        still_open: BTreeSet<String>,
    },
}

/// Decides about one item at a tick, or at the close.
///
/// `folded` is what would be taken now, `earlier` the blocks of earlier releases of the period. At a tick at least 2k answers wait.
/// A table is shown only over at least k people who answered, nobody of whom is pinned. Single values and orders go
/// all or nothing; so do sets whose size everybody knows, because their last table follows from the others. Options of other sets
/// wait one by one.
pub fn overall(item: &Item, folded: &Folded, earlier: &[&CellBlock], closes: bool, promise: Promise) -> Overall {
    if closes || folded.waiting >= 2 * u64::from(promise.group_size) {
        of_block(item, &folded.block, earlier, promise)
    } else {
        Overall::Waits
    }
}

fn of_block(item: &Item, taken: &CellBlock, earlier: &[&CellBlock], promise: Promise) -> Overall {
    match &item.shape {
        Shape::Text { .. } => Overall::Waits,
        Shape::Set {
            fixed_size: false,
            options,
            min,
        } => one_by_one(item, (options, *min), taken, earlier, promise),
        Shape::One { .. } | Shape::Set { .. } | Shape::Order { .. } => {
            let only_yes = matches!(item.shape, Shape::Set { .. });
            let tables: Vec<Table> = overall_tables(item, taken)
                .into_iter()
                .map(|(_, table)| table)
                .collect();
            if tables.iter().all(|table| shows(table, promise, only_yes)) {
                Overall::Released {
                    tables,
                    still_open: BTreeSet::new(),
                }
            } else {
                Overall::Waits
            }
        }
    }
}

fn one_by_one(
    item: &Item,
    (options, min): (&[String], u32),
    taken: &CellBlock,
    earlier: &[&CellBlock],
    promise: Promise,
) -> Overall {
    let mut tables = Vec::new();
    let mut still_open: BTreeSet<String> = options.iter().cloned().collect();
    for option in options {
        let waiting = earlier.iter().filter(|block| block.open.contains(option));
        let joined = waiting.fold(taken.clone(), |mut sum, block| {
            sum.cells.extend(block.cells.iter().cloned());
            sum.left_out.extend(block.left_out.iter().cloned());
            sum
        });
        let table = overall_tables(item, &joined)
            .into_iter()
            .find(|(name, _)| name.as_ref() == Some(option));
        if let Some((_, table)) = table.filter(|(_, table)| shows(table, promise, true)) {
            tables.push(table);
            still_open.remove(option);
        }
    }
    let open = (0..options.len()).filter(|option| still_open.contains(&options[*option]));
    // rule 14: fewer than k that are left at the close are not shown, together with earlier ones either
    let few = taken.n() < u64::from(promise.group_size);
    if few || tables.is_empty() || open.into_iter().any(|option| gives_away(taken, option, min, promise)) {
        Overall::Waits
    } else {
        Overall::Released { tables, still_open }
    }
}

/// Whether the other options' tables could tell who chose an option without a table: too few of the release have an answer that is
/// one without the option as well.
fn gives_away(taken: &CellBlock, option: usize, min: u32, promise: Promise) -> bool {
    let telling = taken.cells.iter().filter(|(_, answer, _)| match answer {
        Answer::Set(set) => needs(*set, option, min),
        Answer::One(_) | Answer::Order(_) => false,
    });
    let telling: u64 = telling.map(|(_, _, count)| count).sum();
    telling > 0 && taken.n() - telling < u64::from(promise.colluders) + 1
}

fn shows(table: &Table, promise: Promise, only_yes: bool) -> bool {
    table.n >= u64::from(promise.group_size) && !pinned(table, promise.colluders, only_yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::SegmentValues;

    const PROMISE: Promise = Promise {
        group_size: 10,
        colluders: 2,
    };

    fn item(shape: Shape) -> Item {
        Item {
            name: "q".to_owned(),
            question: 0,
            shape,
        }
    }

    fn block(answers: &[(Answer, u64)]) -> CellBlock {
        let cells = answers
            .iter()
            .map(|(answer, count)| (SegmentValues::default(), answer.clone(), *count))
            .collect();
        CellBlock {
            cells,
            ..CellBlock::default()
        }
    }

    fn scale() -> Item {
        item(Shape::One {
            values: vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
        })
    }

    #[test]
    fn nine_people_are_not_shown_and_ten_are() {
        let nine = block(&[(Answer::One(0), 5), (Answer::One(1), 4)]);
        let ten = block(&[(Answer::One(0), 5), (Answer::One(1), 5)]);

        assert_eq!(of_block(&scale(), &nine, &[], PROMISE), Overall::Waits);
        assert!(matches!(
            of_block(&scale(), &ten, &[], PROMISE),
            Overall::Released { .. }
        ));
    }

    #[test]
    fn an_answer_all_but_two_gave_is_not_shown() {
        let alike = block(&[(Answer::One(0), 98), (Answer::One(1), 2)]);
        let mixed = block(&[(Answer::One(0), 97), (Answer::One(1), 3)]);

        assert_eq!(of_block(&scale(), &alike, &[], PROMISE), Overall::Waits);
        assert!(matches!(
            of_block(&scale(), &mixed, &[], PROMISE),
            Overall::Released { .. }
        ));
    }

    #[test]
    fn an_option_nearly_everybody_chose_waits_while_the_others_are_shown() {
        let shape = Shape::Set {
            options: vec!["a".to_owned(), "b".to_owned()],
            min: 1,
            fixed_size: false,
        };
        let taken = block(&[(Answer::Set(0b01), 12), (Answer::Set(0b11), 7), (Answer::Set(0b10), 1)]);

        let Overall::Released { tables, still_open } = of_block(&item(shape.clone()), &taken, &[], PROMISE) else {
            panic!("b can be shown")
        };

        assert_eq!(
            tables.iter().map(|table| table.question.as_str()).collect::<Vec<_>>(),
            ["q.b"]
        );
        assert_eq!(still_open, BTreeSet::from(["a".to_owned()]));

        // the next release has people who did not choose it: now the option is shown over both releases at once
        let earlier = CellBlock {
            open: still_open,
            ..taken
        };
        let next = block(&[(Answer::Set(0b01), 5), (Answer::Set(0b10), 5)]);
        let Overall::Released { tables, still_open } = of_block(&item(shape), &next, &[&earlier], PROMISE) else {
            panic!("both can be shown")
        };
        assert_eq!(
            tables
                .iter()
                .map(|table| (table.question.as_str(), table.n))
                .collect::<Vec<_>>(),
            [("q.a", 30), ("q.b", 10)]
        );
        assert!(still_open.is_empty());
    }

    #[test]
    fn fewer_than_k_left_at_the_close_are_not_shown_together_with_earlier_ones() {
        let shape = Shape::Set {
            options: vec!["a".to_owned(), "b".to_owned()],
            min: 1,
            fixed_size: false,
        };
        let earlier = CellBlock {
            open: BTreeSet::from(["a".to_owned()]),
            ..block(&[(Answer::Set(0b01), 20), (Answer::Set(0b11), 9), (Answer::Set(0b10), 1)])
        };
        let left = |people: u64| block(&[(Answer::Set(0b01), 3), (Answer::Set(0b10), people - 3)]);

        assert_eq!(
            of_block(&item(shape.clone()), &left(9), &[&earlier], PROMISE),
            Overall::Waits
        );
        assert!(matches!(
            of_block(&item(shape), &left(10), &[&earlier], PROMISE),
            Overall::Released { .. }
        ));
    }

    #[test]
    fn where_nobody_chose_anything_else_the_other_options_tell_of_the_one_that_waits() {
        let shape = |min| Shape::Set {
            options: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            min,
            fixed_size: false,
        };
        // all but two chose c alone: "a: nobody" and "b: two" would say so
        let alike = block(&[(Answer::Set(0b100), 12), (Answer::Set(0b110), 2)]);
        let mixed = block(&[(Answer::Set(0b100), 12), (Answer::Set(0b110), 3)]);

        assert_eq!(of_block(&item(shape(1)), &alike, &[], PROMISE), Overall::Waits);
        let shown = of_block(&item(shape(1)), &mixed, &[], PROMISE);
        assert!(
            matches!(&shown, Overall::Released { tables, .. } if tables.len() == 2),
            "{shown:?}"
        );
        // two are the least: nobody's answer would be one without c
        assert_eq!(of_block(&item(shape(2)), &mixed, &[], PROMISE), Overall::Waits);
    }

    #[test]
    fn where_everybody_chooses_exactly_one_option_no_table_goes_without_the_others() {
        let shape = Shape::Set {
            options: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            min: 1,
            fixed_size: true,
        };
        let taken = block(&[
            (Answer::Set(0b001), 30),
            (Answer::Set(0b010), 1),
            (Answer::Set(0b100), 1),
        ]);

        assert_eq!(of_block(&item(shape), &taken, &[], PROMISE), Overall::Waits);
    }
}
