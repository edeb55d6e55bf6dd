//! Views that are planned by head counts, audited together with those before them, and coarsened until safe.

use std::collections::{BTreeMap, BTreeSet};

use super::base::Base;
use super::{Segment, Taken};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::item::{Item, Shape};
use crate::domain::release::{LEFT_OUT, Table};
use crate::privacy::fold::CellBlock;
use crate::privacy::protect::blocks::{Block, Blocks};
use crate::privacy::protect::layout::{Layout, Place};
use crate::privacy::protect::tables::{Promise, needs, overall_tables, pinned};
use crate::privacy::protect::{isolation, witness};

/// One part of the people: those taken at one release with the same segment values.
struct Part<'a> {
    release: Place,
    segments: &'a SegmentValues,
    answers: Vec<(u32, u64)>,
}

/// A certified view: a segment's values in blocks.
pub(super) struct View {
    /// The place of the segment.
    pub(super) segment: usize,
    blocks: Blocks,
}

/// The people of an item and the views that are certified so far.
pub(super) struct Plan<'a> {
    parts: Vec<Part<'a>>,
    taken: &'a [Taken<'a>],
    releases: usize,
    /// What each answer tells that must be deniable.
    protects: Vec<Vec<u32>>,
    /// The ways in which overall tables join releases: the group of each release.
    groupings: BTreeSet<Vec<Place>>,
    /// The tables that are broken down, by name.
    whole: Vec<String>,
    promise: Promise,
    views: Vec<View>,
    /// What is left for the witness audits, over all segments and mergers.
    work: u64,
}

/// An audit failed: the block to merge.
struct Unsafe(usize);

impl<'a> Plan<'a> {
    /// `None` where there is nothing to break down.
    pub(super) fn new(
        item: &Item,
        segments: &[Segment],
        taken: &'a [Taken<'a>],
        bases: &[Base],
        promise: Promise,
    ) -> Option<Self> {
        let names = overall_tables(item, &CellBlock::default())
            .into_iter()
            .map(|(_, table)| table.question);
        let whole: Vec<String> = names
            .zip(bases)
            .filter(|(_, base)| base.is_whole())
            .map(|(name, _)| name)
            .collect();
        if whole.is_empty() || taken.is_empty() {
            return None;
        }
        let mut answers: BTreeMap<&Answer, u32> = BTreeMap::new();
        let mut parts: BTreeMap<(Place, &SegmentValues), Part<'a>> = BTreeMap::new();
        for (release, part) in taken.iter().enumerate() {
            let release = Place::try_from(release).ok()?;
            for (values, answer, count) in &part.block.cells {
                let next = u32::try_from(answers.len()).ok()?;
                let answer = *answers.entry(answer).or_insert(next);
                let part = parts.entry((release, values)).or_insert_with(|| Part {
                    release,
                    segments: values,
                    answers: Vec::new(),
                });
                part.answers.push((answer, *count));
            }
        }
        let is_shown: Vec<bool> = bases
            .iter()
            .map(|base| base.counted_in.iter().any(Option::is_some))
            .collect();
        let mut protects = vec![Vec::new(); answers.len()];
        for (answer, number) in answers {
            protects[number as usize] = secrets(item, answer, &is_shown);
        }
        let groupings = bases
            .iter()
            .filter(|base| base.is_whole())
            .map(Base::grouping)
            .collect();
        let mut plan = Self {
            parts: parts.into_values().collect(),
            taken,
            releases: taken.len(),
            protects,
            groupings,
            whole,
            promise,
            views: Vec::new(),
            work: witness::WORK,
        };
        for (place, segment) in segments
            .iter()
            .enumerate()
            .filter(|(_, segment)| segment.key != item.name)
        {
            plan.certify(item, place, segment);
        }
        Some(plan)
    }

    /// The segments that can be shown.
    pub(super) fn views(&self) -> &[View] {
        &self.views
    }

    /// Tries one more segment: a view that cannot be certified is dropped, those before it stay.
    fn certify(&mut self, item: &Item, segment: usize, declared: &Segment) {
        let mut people = vec![0; declared.values.len() + 1];
        for part in &self.parts {
            let value = value_of(part.segments, segment, declared.values.len());
            people[value] += part.answers.iter().map(|(_, count)| count).sum::<u64>();
        }
        // nobody left it out: then nothing speaks of those who did
        if people.last() == Some(&0) && !self.left_out(segment, declared) {
            people.pop();
        }
        let mut blocks = Blocks::of(&people, u64::from(self.promise.group_size));
        while let Some(tried) = blocks {
            let view = View { segment, blocks: tried };
            match self.audit(item, &view, declared) {
                Ok(()) => return self.views.push(view),
                Err(Unsafe(block)) => blocks = view.blocks.merged(block),
            }
        }
    }

    /// Whether somebody who left the item out left the segment out too.
    fn left_out(&self, segment: usize, declared: &Segment) -> bool {
        let none = declared.values.len();
        let mut left_out = self.taken.iter().flat_map(|part| &part.block.left_out);
        left_out.any(|(values, _)| value_of(values, segment, none) == none)
    }

    fn audit(&mut self, item: &Item, view: &View, declared: &Segment) -> Result<(), Unsafe> {
        let only_yes = matches!(item.shape, Shape::Set { .. });
        for (place, block) in view.blocks.iter().enumerate() {
            let tables = overall_tables(item, &self.of_block(view.segment, block, declared));
            if tables.iter().any(|(_, table)| {
                self.whole.contains(&table.question)
                    && (table.n < u64::from(self.promise.group_size) || pinned(table, self.promise.colluders, only_yes))
            }) {
                return Err(Unsafe(place));
            }
        }
        let views: Vec<&View> = self.views.iter().chain([view]).collect();
        let last = views.len();
        let finest: Vec<Place> = (0..self.releases)
            .filter_map(|release| Place::try_from(release).ok())
            .collect();
        for grouping in &self.groupings {
            let layout = self.layout(&views, grouping);
            let cells: Vec<(Vec<Place>, u64)> =
                layout.cells.iter().map(|cell| (cell.at.clone(), cell.people)).collect();
            match isolation::audit(&cells, u64::from(self.promise.group_size)) {
                isolation::Verdict::Safe => {}
                isolation::Verdict::Isolated(group) => {
                    return Err(Unsafe(most_frequent(group.iter().map(|at| at[last]), &view.blocks)));
                }
                isolation::Verdict::TooMuchWork => return Err(Unsafe(view.blocks.smallest())),
            }
        }
        let layout = self.layout(&views, &finest);
        let witnesses = u64::from(self.promise.colluders) + 1;
        match witness::audit(&layout, &self.protects, witnesses, &mut self.work) {
            witness::Verdict::Safe => Ok(()),
            witness::Verdict::Pinned(cells) => {
                let failing = cells.into_iter().map(|cell| layout.cells[cell].at[last]);
                Err(Unsafe(most_frequent(failing, &view.blocks)))
            }
            witness::Verdict::TooMuchWork => Err(Unsafe(view.blocks.smallest())),
        }
    }

    /// The people by group of releases and block of every view.
    fn layout(&self, views: &[&View], grouping: &[Place]) -> Layout {
        let groups = grouping.iter().max().map_or(0, |last| usize::from(*last) + 1);
        let sizes = [groups]
            .into_iter()
            .chain(views.iter().map(|view| view.blocks.len()))
            .collect();
        let by_value: Vec<Vec<usize>> = views.iter().map(|view| view.blocks.by_value()).collect();
        let people = self.parts.iter().flat_map(|part| {
            let mut at = Vec::with_capacity(views.len() + 1);
            at.push(grouping[usize::from(part.release)]);
            for (view, blocks) in views.iter().zip(&by_value) {
                let value = value_of(part.segments, view.segment, blocks.len() - 1);
                at.push(Place::try_from(blocks[value]).unwrap_or(Place::MAX));
            }
            part.answers
                .iter()
                .map(move |(answer, count)| (at.clone(), *answer, *count))
        });
        Layout::new(sizes, people)
    }

    /// The tables of a view, by table of the item and block.
    pub(super) fn tables(&self, item: &Item, view: &View, segment: &Segment) -> Vec<Table> {
        let name = |value: &usize| segment.values.get(*value).map_or(LEFT_OUT, String::as_str).to_owned();
        let mut tables: Vec<Table> = Vec::new();
        for block in view.blocks.iter() {
            let counted = self.of_block(view.segment, block, segment);
            let of_item = overall_tables(item, &counted).into_iter().map(|(_, table)| Table {
                by: Some(segment.key.clone()),
                block: block.values().iter().map(name).collect(),
                ..table
            });
            tables.extend(of_item.filter(|table| self.whole.contains(&table.question)));
        }
        let order = |table: &Table| self.whole.iter().position(|name| *name == table.question);
        tables.sort_by_key(order);
        tables
    }

    /// Everybody in a block, over all releases.
    fn of_block(&self, segment: usize, block: &Block, declared: &Segment) -> CellBlock {
        let inside = |values: &SegmentValues| {
            block
                .values()
                .contains(&value_of(values, segment, declared.values.len()))
        };
        let mut counted = CellBlock::default();
        for part in self.taken {
            counted
                .cells
                .extend(part.block.cells.iter().filter(|(values, _, _)| inside(values)).cloned());
            counted
                .left_out
                .extend(part.block.left_out.iter().filter(|(values, _)| inside(values)).cloned());
        }
        counted
    }
}

/// The place of somebody's value of a segment; `none` is the place of leaving it out.
fn value_of(values: &SegmentValues, segment: usize, none: usize) -> usize {
    let value = values.0.get(segment).copied().flatten().map_or(none, usize::from);
    value.min(none)
}

/// What an answer tells: its value; each option chosen that has a table or that it needs to be an answer; the place of each option that has one.
fn secrets(item: &Item, answer: &Answer, is_shown: &[bool]) -> Vec<u32> {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    match (&item.shape, answer) {
        (Shape::One { .. }, Answer::One(value)) => vec![u32::from(*value)],
        (Shape::Set { options, min, .. }, Answer::Set(set)) => (0..options.len())
            .filter(|option| set >> option & 1 == 1)
            .filter(|option| is_shown.get(*option) == Some(&true) || needs(*set, *option, *min))
            .map(number)
            .collect(),
        (Shape::Order { options }, Answer::Order(order)) => order
            .iter()
            .enumerate()
            .filter(|(_, option)| is_shown.get(usize::from(**option)) == Some(&true))
            .map(|(place, option)| number(usize::from(*option) * options.len() + place))
            .collect(),
        _ => Vec::new(),
    }
}

/// The block that occurs most often, the smallest of several.
fn most_frequent(places: impl Iterator<Item = Place>, blocks: &Blocks) -> usize {
    let mut times = vec![0_usize; blocks.len()];
    for place in places {
        if let Some(times) = times.get_mut(usize::from(place)) {
            *times += 1;
        }
    }
    let most = times.iter().max().copied().unwrap_or(0);
    let candidates: Vec<usize> = (0..times.len()).filter(|place| times[*place] == most).collect();
    blocks.smallest_of(&candidates)
}
