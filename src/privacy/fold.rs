//! Folding: records become counts by segment values and answer ("cells"), and a random tail stays behind (DISCLOSURE rule 1).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use serde::{Deserialize, Serialize};

use super::record::{Body, Record};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::id::Id;

/// One cell: the people with these segment values who gave this answer.
type Cell = (SegmentValues, Answer);

/// What was taken of one item at one release: the cells that breakdowns are made of at the close.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellBlock {
    /// Counts by segment values and answer.
    pub cells: Vec<(SegmentValues, Answer, u64)>,
    /// Those who left the item out, by segment values.
    pub left_out: Vec<(SegmentValues, u64)>,
}

impl CellBlock {
    /// Counts by answer, over all segment values.
    pub fn answers(&self) -> BTreeMap<&Answer, u64> {
        let mut answers = BTreeMap::new();
        for (_, answer, count) in &self.cells {
            *answers.entry(answer).or_insert(0) += count;
        }
        answers
    }

    /// Those who answered.
    pub fn n(&self) -> u64 {
        self.cells.iter().map(|(_, _, count)| count).sum()
    }

    /// Those who left the item out.
    pub fn no_answer(&self) -> u64 {
        self.left_out.iter().map(|(_, count)| count).sum()
    }
}

/// The fold of one item at one tick.
///
/// Every record is handed in with a random key; in the order of these keys the tail that begins at the k-th last answer stays behind.
#[derive(Debug)]
pub struct ItemFold {
    stays: Option<usize>,
    cells: HashMap<Cell, u64>,
    left_out: HashMap<SegmentValues, u64>,
    answers: u64,
    tail: BinaryHeap<Reverse<(u64, Id, Cell)>>,
    tail_blanks: BTreeMap<(u64, Id), SegmentValues>,
}

/// What came of it.
#[derive(Debug)]
pub struct Folded {
    /// What is taken.
    pub block: CellBlock,
    /// The records that stay behind when this is taken.
    pub staying: Vec<Id>,
    /// How many answers waited.
    pub waiting: u64,
}

impl ItemFold {
    /// A fold whose tail of `k` answers stays behind; at the close, nothing stays (`None`).
    pub fn new(stays: Option<u32>) -> Self {
        Self {
            stays: stays.map(|k| k as usize),
            cells: HashMap::new(),
            left_out: HashMap::new(),
            answers: 0,
            tail: BinaryHeap::new(),
            tail_blanks: BTreeMap::new(),
        }
    }

    /// Takes one record with its random key. Comments are not counted here.
    pub fn add(&mut self, random: u64, id: Id, record: Record) {
        match record.body {
            Body::LeftOut => self.add_blank(random, id, record.segments),
            Body::Counted(answer) => self.add_answer(random, id, (record.segments, answer)),
            Body::Comment { .. } => {}
        }
    }

    fn add_answer(&mut self, random: u64, id: Id, cell: Cell) {
        self.answers += 1;
        let Some(stays) = self.stays else {
            *self.cells.entry(cell).or_insert(0) += 1;
            return;
        };
        self.tail.push(Reverse((random, id, cell)));
        if self.tail.len() > stays
            && let Some(Reverse((_, _, cell))) = self.tail.pop()
        {
            *self.cells.entry(cell).or_insert(0) += 1;
            self.drop_blanks();
        }
    }

    fn add_blank(&mut self, random: u64, id: Id, segments: SegmentValues) {
        let is_taken = match (self.stays, self.tail.peek()) {
            (Some(stays), Some(Reverse((start, _, _)))) => self.tail.len() >= stays && random < *start,
            (Some(_), None) => false,
            (None, _) => true,
        };
        if is_taken {
            *self.left_out.entry(segments).or_insert(0) += 1;
        } else {
            self.tail_blanks.insert((random, id), segments);
        }
    }

    /// Those before the tail are not in it; the tail's start only moves up.
    fn drop_blanks(&mut self) {
        let Some(Reverse((start, _, _))) = self.tail.peek() else {
            return;
        };
        while let Some(entry) = self.tail_blanks.first_entry() {
            if entry.key().0 >= *start {
                break;
            }
            *self.left_out.entry(entry.remove()).or_insert(0) += 1;
        }
    }

    /// What is taken if the item is released now.
    pub fn finish(self) -> Folded {
        let mut staying: Vec<Id> = self.tail.iter().map(|Reverse((_, id, _))| *id).collect();
        staying.extend(self.tail_blanks.keys().map(|(_, id)| *id));
        let mut cells: Vec<_> = self
            .cells
            .into_iter()
            .map(|((segments, answer), count)| (segments, answer, count))
            .collect();
        cells.sort();
        let mut left_out: Vec<_> = self.left_out.into_iter().collect();
        left_out.sort();
        let block = CellBlock { cells, left_out };
        Folded {
            block,
            staying,
            waiting: self.answers,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn record(answer: Option<u16>) -> Record {
        let body = answer.map_or(Body::LeftOut, |place| Body::Counted(Answer::One(place)));
        Record {
            segments: SegmentValues::default(),
            body,
        }
    }

    fn id(number: u64) -> Id {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        Id::new(bytes)
    }

    #[test]
    fn the_tail_that_begins_at_the_kth_last_answer_stays_behind() {
        // in the order of the keys: answer, blank, answer, blank, … of 100 records, handed in shuffled
        let mut keys: Vec<u64> = (0..100).collect();
        keys.sort_by_key(|key| key.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut fold = ItemFold::new(Some(10));

        for key in keys {
            fold.add(key, id(key), record((key % 2 == 0).then_some(1)));
        }
        let folded = fold.finish();

        // the 10th last answer has key 80: it, 9 more and the 10 blanks among and behind them stay
        assert_eq!(folded.waiting, 50);
        assert_eq!(folded.block.n(), 40);
        assert_eq!(folded.block.no_answer(), 40);
        let mut staying = folded.staying;
        staying.sort();
        assert_eq!(staying, (80..100).map(id).collect::<Vec<_>>());
    }

    #[test]
    fn at_the_close_nothing_stays_behind() {
        let mut fold = ItemFold::new(None);

        for key in 0..30 {
            fold.add(key, id(key), record((key % 3 != 0).then_some(2)));
        }
        let folded = fold.finish();

        assert!(folded.staying.is_empty());
        assert_eq!((folded.block.n(), folded.block.no_answer()), (20, 10));
    }
}
