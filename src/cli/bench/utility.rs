//! `bench --utility`: what is left to see for surveys of different sizes once the rules and audits are through.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::super::{Ending, say};
use super::surveys::{self, ANSWERS, Shares};
use crate::privacy::protect::Promise;
use crate::privacy::rehearsal::Rehearsal;

/// Surveys simulated for each size.
const SURVEYS: u64 = 200;

/// Six uneven and three even segment values, as in docs/OPERATIONS.md.
const SEGMENTS: [&[f64]; 2] = [&[35.0, 25.0, 15.0, 12.0, 8.0, 5.0], &[1.0, 1.0, 1.0]];

pub(super) fn run() -> Ending {
    say("k = 10, c = 2; a five-point question, a segment of six uneven and one of three even values");
    for releases in [1, 4, 12] {
        say(&format!(
            "{releases} releases in the period\n     n  counted overall  in a block of exactly the own value  (six uneven, three even)"
        ));
        for people in [20, 30, 50, 75, 100, 150, 200, 300, 500, 1000, 2000] {
            let [overall, six, three] = shares(people, releases);
            say(&format!(
                "{people:>6}  {overall:>13.1} %  {:>34.1} %  ({six:.1} %, {three:.1} %)",
                (six + three) / 2.0
            ));
        }
    }
    Ok(())
}

/// Of a hundred answers: how many are counted overall, and how many stand in a block of exactly their own value, by segment.
fn shares(people: usize, releases: usize) -> [f64; 3] {
    let promise = Promise {
        group_size: 10,
        colluders: 2,
    };
    let item = surveys::scale(ANSWERS.len());
    let segments = surveys::segments(&SEGMENTS.map(<[f64]>::len));
    let shares = Shares::new(&SEGMENTS, ANSWERS);
    let mut counted = [0; 3];
    for survey in 0..SURVEYS {
        let mut rng = StdRng::seed_from_u64(survey);
        let mut rehearsal = Rehearsal::new(&item, &segments, promise);
        for release in 1..=releases {
            for _ in people * (release - 1) / releases..people * release / releases {
                rehearsal.send(shares.draw(&mut rng));
            }
            rehearsal.release(release == releases, || rng.next_u64());
        }
        for table in rehearsal.releases().iter().flat_map(|release| &release.tables) {
            match segments
                .iter()
                .position(|segment| table.by.as_ref() == Some(&segment.key))
            {
                None => counted[0] += table.n,
                Some(place) if table.block.len() == 1 => counted[place + 1] += table.n,
                Some(_) => {}
            }
        }
    }
    counted.map(|count| 100.0 * count as f64 / (people as f64 * SURVEYS as f64))
}
