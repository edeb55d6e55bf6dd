//! What the usual rule of dashboards lets the attacker see (every combination of filters with at least five people), and
//! what blocks of ten people do where nobody audits them.

use std::collections::BTreeSet;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::attacker::{Person, Pin, pinned};
use crate::attacker_counts::Attacker;
use crate::attacker_shown::{Shown, all, person, scale};

const FIVE: usize = 5;
const SURVEYS: u64 = 40;

/// The place of one, drawn by weight.
fn drawn(chance: &mut StdRng, weights: &[u32]) -> usize {
    let mut rest = chance.random_range(0..weights.iter().sum());
    for (place, weight) in weights.iter().enumerate() {
        if rest < *weight {
            return place;
        }
        rest -= weight;
    }
    unreachable!("less than their sum")
}

/// A region of six, uneven, an age of three, an answer of five.
fn survey(chance: &mut StdRng, people: usize) -> Vec<Person> {
    let one = |_| {
        let region = drawn(chance, &[40, 25, 15, 10, 6, 4]);
        let age = drawn(chance, &[50, 30, 20]);
        let answer = drawn(chance, &[8, 12, 20, 35, 25]);
        person(1, &[region as u8, age as u8], answer as u16 + 1)
    };
    (0..people).map(one).collect()
}

/// Share of people whose answer is certain where every combination of filters with five people is shown.
fn share_pinned(people: usize) -> f64 {
    let item = scale(5);
    let pinned_people: usize = (0..SURVEYS)
        .map(|seed| {
            let people = survey(&mut StdRng::seed_from_u64(seed), people);
            let mut shown = Shown::default();
            let regions = std::iter::once(None).chain((0..6).map(Some));
            for filter in regions.flat_map(|region| {
                std::iter::once(None)
                    .chain((0..3).map(Some))
                    .map(move |age| [region, age])
            }) {
                let passes = |person: &&Person| {
                    let values = person.segments.0.iter().zip(&filter);
                    values
                        .into_iter()
                        .all(|(value, wanted)| wanted.is_none() || value == wanted)
                };
                if people.iter().filter(passes).count() >= FIVE {
                    let among = (0..2)
                        .filter_map(|place| filter[place].map(|value| (place, [Some(value)].into())))
                        .collect();
                    shown.count(&item, &people, (1..=1, among), &[]);
                }
            }
            pinned(shown.known(&item, &people), &[])
                .iter()
                .map(|pin| pin.people)
                .sum::<usize>()
        })
        .sum();
    pinned_people as f64 / (people as u64 * SURVEYS) as f64
}

/// Overall tables of two releases, and of each segment blocks of ten people or more: small values join the smallest.
fn blocks_of_ten(people: &[Person]) -> Shown {
    let item = scale(5);
    let mut shown = Shown::default();
    shown.count(&item, people, all(1..=1), &[]);
    shown.count(&item, people, all(2..=2), &[]);
    for segment in 0..2 {
        let mut blocks: Vec<(usize, BTreeSet<Option<u8>>)> = (0..6)
            .map(|value| {
                let has = |person: &&Person| person.segments.0[segment] == Some(value);
                (people.iter().filter(has).count(), [Some(value)].into())
            })
            .collect();
        blocks.sort();
        while blocks.len() > 1 && blocks[0].0 < 10 {
            let (count, values) = blocks.remove(0);
            blocks[0].0 += count;
            blocks[0].1.extend(values);
            blocks.sort();
        }
        for (_, values) in blocks {
            shown.count(&item, people, (1..=2, vec![(segment, values)]), &[]);
        }
    }
    shown
}

#[test]
fn the_plain_rule_five_and_free_filters_lets_the_attacker_pin_answers() {
    for (people, at_least) in [(40, 0.05), (120, 0.01)] {
        let share = share_pinned(people);

        println!(
            "five and free filters, {people} people: the answers of {:.1} % are certain",
            share * 100.0
        );
        assert!(share > at_least, "{share}");
    }
}

#[test]
fn who_knows_more_than_the_attacker_pins_no_fewer() {
    let item = scale(5);
    let (mut pinning, mut by_two) = (0, 0);
    for seed in 0..SURVEYS {
        let mut chance = StdRng::seed_from_u64(seed);
        let mut people = survey(&mut chance, if seed % 2 == 0 { 40 } else { 120 });
        people
            .iter_mut()
            .for_each(|person| person.release = chance.random_range(1..=2));
        let shown = blocks_of_ten(&people);
        let attacker = Attacker::new(shown.known(&item, &people));

        let alone = attacker.pins(&[]);
        for _ in 0..5 {
            let told: BTreeSet<usize> = (0..2).map(|_| chance.random_range(0..people.len())).collect();
            let with_help = attacker.pins(&told.iter().copied().collect::<Vec<_>>());
            for pin in &alone {
                let of_cell = |person: &&usize| {
                    let Person { release, segments, .. } = &people[**person];
                    (*release, segments) == (pin.release, &pin.segments)
                };
                let left = pin.people - told.iter().filter(of_cell).count();
                let same = |found: &&Pin| found.segments == pin.segments && found.release == pin.release;
                let found = with_help.iter().filter(same).map(|found| found.people).sum::<usize>();
                assert_eq!(found, left, "survey {seed}: {pin} and {told:?}");
            }
        }
        let colluders = attacker.colluders_who_pin(2);
        assert!(alone.is_empty() || colluders.is_some(), "survey {seed}");
        pinning += u32::from(!alone.is_empty());
        by_two += u32::from(colluders.is_some());
    }
    println!(
        "blocks of ten without audits: {pinning} of {SURVEYS} surveys pin somebody, {by_two} with some two colluders"
    );
}
