//! `bench --closing`: what planning and auditing breakdowns costs, as multiples of counting the same answers, and a whole close on disk.

use std::path::Path;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::Deserialize;

use super::super::{Ending, Failure, say};
use super::process::Child;
use super::surveys::{self, ANSWERS, Asked, Shares};
use crate::domain::id::Id;
use crate::domain::release::Table;
use crate::privacy::fold::{CellBlock, ItemFold};
use crate::privacy::protect::{self, Overall, Promise, Segment, Taken};
use crate::privacy::record::{Body, Record};

const PROMISE: Promise = Promise {
    group_size: 10,
    colluders: 2,
};
/// Releases of a period, the close among them.
const RELEASES: usize = 12;

/// What the closing child tells.
#[derive(Deserialize)]
struct Closed {
    close_seconds: f64,
    tables: usize,
}

pub(super) fn run(folder: &Path) -> Ending {
    std::fs::create_dir_all(folder)?;
    say("planning and auditing the breakdowns of one question, 12 releases, as a multiple of counting its answers");
    for (asked, people, sizes) in [
        (Asked::Scale, 1_000, &[8, 8][..]),
        (Asked::Scale, 10_000, &[8, 8]),
        (Asked::Scale, 100_000, &[8, 8]),
        (Asked::Scale, 1_000_000, &[8, 8]),
        (Asked::Scale, 10_000, &[4, 4]),
        (Asked::Scale, 10_000, &[12, 12]),
        (Asked::Scale, 10_000, &[8, 8, 8]),
        (Asked::Scale, 10_000, &[12, 12, 12]),
        (Asked::Choices, 10_000, &[8, 8]),
        (Asked::Choices, 100_000, &[8, 8]),
        (Asked::Ranking, 10_000, &[8, 8]),
        (Asked::Ranking, 100_000, &[8, 8]),
    ] {
        let cost = Cost::of(asked, people, sizes, 1);
        say(&format!(
            "{people:>9} people, {asked:?}, segments of {sizes:?}: {:>5} cells, {:>6.3} s, {:>7.2} times counting; {} of {} tables shown",
            cost.cells,
            cost.audit,
            cost.audit / cost.count,
            cost.shown,
            cost.asked
        ));
    }
    for sizes in [&[8, 8][..], &[12, 12, 12]] {
        let cost = Cost::of(Asked::Scale, 10_000, sizes, 50);
        say(&format!(
            "50 questions, 10,000 people, segments of {sizes:?}: {:.2} s in all, {:.2} times counting",
            cost.audit,
            cost.audit / cost.count
        ));
    }
    for (what, words) in [
        ("close-two", "two segments of 8"),
        ("close-three", "three segments of 12"),
    ] {
        let mut child = Child::start(what, folder, 10_000)?;
        let closed: Closed = child.told()?;
        say(&format!(
            "the same on disk, {words}: the period closes in {:.2} s with {} tables; highest resident memory {:.0} MB",
            closed.close_seconds,
            closed.tables,
            child.peak_megabytes()?
        ));
        child.end()?;
    }
    Ok(())
}

/// Seconds, and what came of it.
struct Cost {
    count: f64,
    audit: f64,
    cells: usize,
    shown: usize,
    asked: usize,
}

impl Cost {
    fn of(asked: Asked, people: usize, sizes: &[usize], questions: u64) -> Self {
        let item = asked.item();
        let segments = surveys::segments(sizes);
        let mut cost = Self {
            count: 0.0,
            audit: 0.0,
            cells: 0,
            shown: 0,
            asked: 0,
        };
        for question in 0..questions {
            let mut rng = StdRng::seed_from_u64(question);
            let began = Instant::now();
            let blocks = count(asked, people, &segments, &mut rng);
            cost.count += began.elapsed().as_secs_f64();
            cost.cells = blocks.iter().map(|block| block.cells.len()).sum();
            let overall: Vec<(u64, Table)> = (1..)
                .zip(&blocks)
                .flat_map(|(release, block)| overall(&item, release, block))
                .collect();
            let taken: Vec<Taken<'_>> = (1..)
                .zip(&blocks)
                .map(|(release, block)| Taken { release, block })
                .collect();
            let shown: Vec<(u64, &Table)> = overall.iter().map(|(release, table)| (*release, table)).collect();
            let began = Instant::now();
            let breakdown = protect::breakdown(&item, &segments, &taken, &shown, PROMISE);
            cost.audit += began.elapsed().as_secs_f64();
            cost.shown += breakdown.tables.len();
            cost.asked += sizes.iter().sum::<usize>() * overall.len() / RELEASES;
        }
        cost
    }
}

/// The answers of a period, counted release by release.
fn count(asked: Asked, people: usize, segments: &[Segment], rng: &mut StdRng) -> Vec<CellBlock> {
    let even: Vec<Vec<f64>> = segments.iter().map(|segment| vec![1.0; segment.values.len()]).collect();
    let even: Vec<&[f64]> = even.iter().map(|shares| &shares[..]).collect();
    let shares = Shares::new(&even, ANSWERS);
    let one_release = |_| {
        let mut fold = ItemFold::new(None);
        for _ in 0..people / RELEASES {
            let respondent = shares.draw(rng);
            let record = Record {
                segments: respondent.segments,
                body: Body::Counted(asked.answer(rng)),
            };
            fold.add(rng.next_u64(), Id::new([0; 16]), record);
        }
        fold.finish().block
    };
    (0..RELEASES).map(one_release).collect()
}

fn overall(item: &crate::domain::item::Item, release: u64, block: &CellBlock) -> Vec<(u64, Table)> {
    let folded = crate::privacy::fold::Folded {
        block: block.clone(),
        staying: Vec::new(),
        waiting: block.n(),
    };
    match protect::overall(item, &folded, true, PROMISE) {
        Overall::Released(tables) => tables.into_iter().map(|table| (release, table)).collect(),
        Overall::Waits => Vec::new(),
    }
}

/// The segments of the closing child's survey.
pub(super) fn sizes(what: &str) -> Result<&'static [usize], Failure> {
    match what {
        "close-two" => Ok(&[8, 8]),
        "close-three" => Ok(&[12, 12, 12]),
        _ => Err(Failure::Work("no such part of the bench".to_owned())),
    }
}
