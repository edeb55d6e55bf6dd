//! The attacker against what random surveys release: nobody's answer is certain, not even to any two others who tell theirs, whoever they are.

use std::collections::BTreeMap;

use chorus::domain::release::Release;
use chorus::privacy::protect::Promise;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::attacker::{Known, Person, Pin};
use crate::attacker_counts::Attacker;
use crate::simulated::{Kind, Plan, Simulated};

const SURVEYS: u64 = 240;

fn plan(seed: u64) -> Plan {
    let mut rng = StdRng::seed_from_u64(seed ^ 0x5EED);
    let kinds = [
        Kind::One,
        Kind::One,
        Kind::One,
        Kind::Set,
        Kind::FewOrNone,
        Kind::Order,
        Kind::SetOfOne,
    ];
    let kind = kinds[rng.random_range(0..kinds.len())];
    let options = match kind {
        Kind::Order => rng.random_range(2..=3),
        Kind::Set | Kind::FewOrNone => rng.random_range(2..=4),
        Kind::One | Kind::SetOfOne => rng.random_range(2..=6),
    };
    Plan {
        seed,
        kind,
        options,
        segments: (0..rng.random_range(1..=3)).map(|_| rng.random_range(2..=6)).collect(),
        people: vec![rng.random_range(20..=200)],
        releases: rng.random_range(1..=3),
        missing: [0, 0, 10][rng.random_range(0..3)],
        withdrawing: [0, 5][rng.random_range(0..2)],
        promise: Promise {
            group_size: [5, 7, 10][rng.random_range(0..3)],
            colluders: 2,
        },
    }
}

/// Those who are in the overall tables.
fn counted(simulated: &Simulated) -> Vec<Person> {
    let person = |sender: &crate::simulated::Sender| {
        Some(Person {
            release: sender.counted_in?,
            segments: sender.respondent.segments.clone(),
            answer: sender.respondent.answer.clone()?,
        })
    };
    simulated.senders.iter().filter_map(person).collect()
}

fn names(simulated: &Simulated) -> Vec<(String, Vec<String>)> {
    let named = simulated.segments.iter();
    named
        .map(|segment| (segment.key.clone(), segment.values.clone()))
        .collect()
}

fn is_broken_down(releases: &[Release]) -> bool {
    releases.iter().any(|release| !release.audits.is_empty())
}

#[test]
fn from_everything_random_surveys_publish_no_answer_is_certain_even_to_two_who_tell_theirs() {
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    let (mut broken_down, mut attacked, mut tables) = (0, 0, 0);
    for seed in 0..SURVEYS {
        let plan = plan(seed);
        let simulated = plan.run(|_| ());
        let people = counted(&simulated);
        let segments = names(&simulated);
        broken_down += usize::from(is_broken_down(&simulated.releases));
        tables += simulated
            .releases
            .iter()
            .map(|release| release.tables.len())
            .sum::<usize>();
        attacked += people.len();
        *shapes.entry(format!("{:?}", plan.kind)).or_default() += 1;
        let mut known = Known::of_releases(&simulated.releases, &simulated.item, &segments, &people);
        if plan.kind == Kind::FewOrNone {
            // everybody knows how many may be chosen
            known.sizes = 1..=2;
        }
        let attacker = Attacker::new(known);

        let pins: Vec<Pin> = attacker.pins(&[]);
        assert!(pins.is_empty(), "{plan:?}: {}", told(&pins));
        let whoever = attacker.colluders_who_pin(2);
        assert!(whoever.is_none(), "{plan:?}: {whoever:?}");
    }
    println!(
        "{SURVEYS} surveys {shapes:?}, {broken_down} broken down, {attacked} people, {tables} tables: nothing certain"
    );
    assert!(
        broken_down > 100,
        "{broken_down} surveys were broken down: too few to say anything"
    );
}

#[test]
fn where_the_promise_is_against_nobody_who_tells_two_can_be_found_who_pin_somebody() {
    let found = (0..60).filter(|seed| {
        let mut plan = plan(*seed);
        plan.promise.colluders = 0;
        let simulated = plan.run(|_| ());
        let (people, segments) = (counted(&simulated), names(&simulated));
        let known = Known::of_releases(&simulated.releases, &simulated.item, &segments, &people);
        Attacker::new(known).colluders_who_pin(2).is_some()
    });

    let found = found.count();
    println!("{found} of 60 surveys: so the search finds colluders where there are any");
    assert!(found >= 10, "{found}");
}

fn told(pins: &[Pin]) -> String {
    pins.iter().map(|pin| format!("\n{pin}")).collect()
}
