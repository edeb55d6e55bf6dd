//! The overall tables of one item at one release: rules 1, 2, 3 and 14.

use super::tables::{Promise, overall_tables, pinned};
use crate::domain::item::{Item, Shape};
use crate::domain::release::Table;
use crate::privacy::fold::{CellBlock, Folded};

/// What becomes of an item at a release.
#[derive(Debug, PartialEq)]
pub enum Overall {
    /// Its records stay in the pool as they are.
    Waits,
    /// Its records are taken; these tables are shown.
    Released(Vec<Table>),
}

/// Decides about one item at a tick, or at the close.
///
/// At a tick at least 2k answers wait. The tables are shown only over at least k people who answered, nobody of whom is pinned, and all
/// of an item or none: those of single values, orders and sets of a size that everybody knows follow from each other. Options of other
/// sets are bound too, by "none" and by the least and the most that may be chosen, so that an option which joined a later release told
/// of people in an earlier one: whoever chose none in the one table are all that did not choose it in the other, and everybody else
/// did. Where all go together, whoever chose an option can have exchanged the whole set with each of the c + 1 who did not.
pub fn overall(item: &Item, folded: &Folded, closes: bool, promise: Promise) -> Overall {
    if matches!(item.shape, Shape::Text { .. }) || (!closes && folded.waiting < 2 * u64::from(promise.group_size)) {
        return Overall::Waits;
    }
    of_block(item, &folded.block, promise)
}

fn of_block(item: &Item, taken: &CellBlock, promise: Promise) -> Overall {
    let only_yes = matches!(item.shape, Shape::Set { .. });
    let tables = overall_tables(item, taken).into_iter().map(|(_, table)| table);
    let tables: Vec<Table> = tables.collect();
    if tables.iter().all(|table| shows(table, promise, only_yes)) {
        Overall::Released(tables)
    } else {
        Overall::Waits
    }
}

fn shows(table: &Table, promise: Promise, only_yes: bool) -> bool {
    table.n >= u64::from(promise.group_size) && !pinned(table, promise.colluders, only_yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, SegmentValues};

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

        assert_eq!(of_block(&scale(), &nine, PROMISE), Overall::Waits);
        assert!(matches!(of_block(&scale(), &ten, PROMISE), Overall::Released { .. }));
    }

    #[test]
    fn an_answer_all_but_two_gave_is_not_shown() {
        let alike = block(&[(Answer::One(0), 98), (Answer::One(1), 2)]);
        let mixed = block(&[(Answer::One(0), 97), (Answer::One(1), 3)]);

        assert_eq!(of_block(&scale(), &alike, PROMISE), Overall::Waits);
        assert!(matches!(of_block(&scale(), &mixed, PROMISE), Overall::Released { .. }));
    }

    #[test]
    fn an_option_nearly_everybody_chose_keeps_the_others_waiting_until_it_can_be_shown() {
        let shape = || Shape::Set {
            options: vec!["a".to_owned(), "b".to_owned()],
            min: 1,
            fixed_size: false,
        };
        let alike = block(&[(Answer::Set(0b01), 12), (Answer::Set(0b11), 7), (Answer::Set(0b10), 2)]);
        let mixed = block(&[(Answer::Set(0b01), 12), (Answer::Set(0b11), 7), (Answer::Set(0b10), 3)]);

        assert_eq!(of_block(&item(shape()), &alike, PROMISE), Overall::Waits);
        let Overall::Released(tables) = of_block(&item(shape()), &mixed, PROMISE) else {
            panic!("both can be shown")
        };
        let shown: Vec<_> = tables.iter().map(|table| (table.question.as_str(), table.n)).collect();
        assert_eq!(shown, [("q.a", 22), ("q.b", 22)]);
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

        assert_eq!(of_block(&item(shape), &taken, PROMISE), Overall::Waits);
    }
}
