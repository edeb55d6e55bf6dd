//! Grouping the values of one segment into blocks of at least k people: rules 4 and 7. By head counts only, never by answers.

use std::cmp::Reverse;

/// A part of a segment's values with the people who chose them. One of fewer than k cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    values: Vec<usize>,
    people: u64,
}

impl Block {
    fn new(mut values: Vec<usize>, people: u64, k: u64) -> Option<Self> {
        values.sort_unstable();
        (people >= k).then_some(Self { values, people })
    }

    /// The places of its values, ascending.
    pub(super) fn values(&self) -> &[usize] {
        &self.values
    }

    fn join(mut self, other: Self) -> Self {
        self.values.extend(other.values);
        self.values.sort_unstable();
        self.people += other.people;
        self
    }
}

/// A segment's values in at least two disjoint blocks that hold all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    /// Big values alone, small ones pooled, the pool joined by the smallest big block if it is still small.
    ///
    /// `people` are the head counts by value. Declared values that nobody chose stand in the pool too: their absence would speak.
    /// `None` where fewer than two blocks come of it.
    pub(super) fn of(people: &[u64], k: u64) -> Option<Self> {
        let (big, small): (Vec<usize>, Vec<usize>) = (0..people.len()).partition(|value| people[*value] >= k);
        let mut blocks: Vec<Block> = big
            .into_iter()
            .filter_map(|value| Block::new(vec![value], people[value], k))
            .collect();
        if !small.is_empty() {
            let pooled: u64 = small.iter().map(|value| people[*value]).sum();
            match Block::new(small.clone(), pooled, k) {
                Some(pool) => blocks.push(pool),
                None => {
                    let smallest = (0..blocks.len()).min_by_key(|place| blocks[*place].people)?;
                    let joined = blocks.swap_remove(smallest);
                    let values = joined.values.into_iter().chain(small).collect();
                    blocks.extend(Block::new(values, joined.people + pooled, k));
                }
            }
        }
        Self::at_least_two(blocks)
    }

    /// The blocks after the one at `place` has joined its smallest neighbour; `None` when two were left.
    pub(super) fn merged(mut self, place: usize) -> Option<Self> {
        let block = self.0.remove(place);
        let smallest = (0..self.0.len()).min_by_key(|other| self.0[*other].people)?;
        let neighbour = self.0.remove(smallest);
        self.0.push(block.join(neighbour));
        Self::at_least_two(self.0)
    }

    fn at_least_two(mut blocks: Vec<Block>) -> Option<Self> {
        blocks.sort_by(|left, right| left.values.cmp(&right.values));
        (blocks.len() >= 2).then_some(Self(blocks))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Block> {
        self.0.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The place of the smallest block.
    pub(super) fn smallest(&self) -> usize {
        self.smallest_of(&(0..self.0.len()).collect::<Vec<_>>())
    }

    /// The place of the smallest of some blocks.
    pub(super) fn smallest_of(&self, places: &[usize]) -> usize {
        let size = |place: &usize| (self.0[*place].people, Reverse(*place));
        places.iter().copied().min_by_key(size).unwrap_or(0)
    }

    /// The block of each value.
    pub(super) fn by_value(&self) -> Vec<usize> {
        let mut places = vec![0; self.0.iter().map(|block| block.values.len()).sum()];
        for (place, block) in self.0.iter().enumerate() {
            for value in &block.values {
                places[*value] = place;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(blocks: Option<Blocks>) -> Vec<Vec<usize>> {
        blocks.map_or(Vec::new(), |blocks| {
            blocks.iter().map(|block| block.values.clone()).collect()
        })
    }

    #[test]
    fn big_values_stand_alone_and_small_ones_together() {
        assert_eq!(values(Blocks::of(&[30, 6, 12, 5], 10)), [vec![0], vec![1, 3], vec![2]]);
    }

    #[test]
    fn a_pool_that_is_still_small_is_joined_by_the_smallest_big_block() {
        assert_eq!(values(Blocks::of(&[30, 6, 12], 10)), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn a_value_nobody_chose_never_stands_alone() {
        assert_eq!(values(Blocks::of(&[30, 0, 12], 10)), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn one_block_is_no_breakdown() {
        assert_eq!(Blocks::of(&[30, 9], 10), None);
        assert_eq!(Blocks::of(&[9, 9], 10), None);
        assert_eq!(Blocks::of(&[10, 10], 10).and_then(|two| two.merged(0)), None);
    }

    #[test]
    fn a_block_joins_its_smallest_neighbour() {
        let blocks = Blocks::of(&[30, 11, 12, 20], 10);

        assert_eq!(
            values(blocks.and_then(|blocks| blocks.merged(3))),
            [vec![0], vec![1, 3], vec![2]]
        );
    }
}
