//! Reporting periods of one question in memory: what tick after tick and the close would publish. For the bench and for tests;
//! everything that decides is the same code as in a real release.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::fold::{CellBlock, ItemFold};
use super::protect::{self, Overall, Promise, Segment, Taken};
use super::record::{Body, Record};
use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::release::{Release, Table, Withheld};

/// Somebody who sends the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respondent {
    /// The segment values.
    pub segments: SegmentValues,
    /// The answer; `None` where the question was left out.
    pub answer: Option<Answer>,
}

/// A question under rehearsal.
pub struct Rehearsal<'a> {
    item: &'a Item,
    segments: &'a [Segment],
    promise: Promise,
    waiting: Vec<(usize, Respondent)>,
    taken: Vec<(u64, CellBlock)>,
    counted: HashMap<usize, u64>,
    arrived: usize,
    period: u32,
    releases: Vec<Release>,
}

impl<'a> Rehearsal<'a> {
    /// Before the first answer.
    pub fn new(item: &'a Item, segments: &'a [Segment], promise: Promise) -> Self {
        Self {
            item,
            segments,
            promise,
            waiting: Vec::new(),
            taken: Vec::new(),
            counted: HashMap::new(),
            arrived: 0,
            period: 1,
            releases: Vec::new(),
        }
    }

    /// Somebody sends the form; gives the number of the submission.
    pub fn send(&mut self, respondent: Respondent) -> usize {
        self.waiting.push((self.arrived, respondent));
        self.arrived += 1;
        self.arrived - 1
    }

    /// Somebody withdraws; says whether there was still something to withdraw.
    pub fn withdraw(&mut self, submission: usize) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|(number, _)| *number != submission);
        self.waiting.len() < before
    }

    /// A tick, or the close; `random` gives the keys that decide which answers stay behind.
    pub fn release(&mut self, closes: bool, mut random: impl FnMut() -> u64) {
        let mut fold = ItemFold::new((!closes).then_some(self.promise.group_size));
        for (number, respondent) in &self.waiting {
            let record = Record {
                segments: respondent.segments.clone(),
                body: respondent.answer.clone().map_or(Body::LeftOut, Body::Counted),
            };
            fold.add(random(), name(*number), record);
        }
        let folded = fold.finish();
        let release = self.releases.len() as u64 + 1;
        let mut tables = Vec::new();
        if let Overall::Released(shown) = protect::overall(self.item, &folded, closes, self.promise) {
            self.taken.push((release, folded.block));
            let staying: HashSet<Id> = folded.staying.into_iter().collect();
            let stays = |number: usize| staying.contains(&name(number));
            self.counted.extend(
                self.waiting
                    .iter()
                    .filter(|(number, _)| !stays(*number))
                    .map(|(number, _)| (*number, release)),
            );
            self.waiting.retain(|(number, _)| stays(*number));
            tables = shown;
        }
        let mut withheld = Vec::new();
        if closes {
            let breakdown = self.breakdown(release, &tables);
            tables.extend(breakdown.tables);
            withheld = breakdown.withheld;
            self.waiting.clear();
        }
        if !tables.is_empty() {
            self.publish(release, tables, withheld);
        }
        if closes {
            self.taken.clear();
            self.period += 1;
        }
    }

    fn breakdown(&self, release: u64, tables: &[Table]) -> protect::Breakdown {
        let earlier = self
            .releases
            .iter()
            .flat_map(|known| known.tables.iter().map(|table| (known.release, table)));
        let shown: Vec<(u64, &Table)> = earlier.chain(tables.iter().map(|table| (release, table))).collect();
        let taken: Vec<Taken<'_>> = self
            .taken
            .iter()
            .map(|(release, block)| Taken {
                release: *release,
                block,
            })
            .collect();
        protect::breakdown(self.item, self.segments, &taken, &shown, self.promise)
    }

    fn publish(&mut self, release: u64, tables: Vec<Table>, withheld: Vec<(String, String)>) {
        let withheld = withheld
            .into_iter()
            .map(|(question, by)| Withheld { question, by: Some(by) });
        let overall = tables.iter().filter(|table| table.by.is_none());
        self.releases.push(
            Release {
                survey: "rehearsal".to_owned(),
                period: self.period.to_string(),
                release,
                published_on: NaiveDate::default() + Days::new(release),
                group_size: self.promise.group_size,
                colluders: self.promise.colluders,
                audits: Release::audits_of(&tables),
                responses: overall.map(|table| table.n + table.no_answer).max().unwrap_or(0),
                unscheduled: false,
                loaded: false,
                previous: self.releases.last().map(|known| known.digest.clone()),
                digest: String::new(),
                withheld: withheld.collect(),
                tables,
                lots: Vec::new(),
            }
            .sealed(),
        );
    }

    /// Everything that is published.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The release that counts a submission, left-out answers too; `None` where none does.
    pub fn counted_in(&self, submission: usize) -> Option<u64> {
        self.counted.get(&submission).copied()
    }
}

fn name(number: usize) -> Id {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    Id::new(bytes)
}
