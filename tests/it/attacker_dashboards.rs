//! What the usual rule of dashboards lets the attacker see: every combination of filters with at least five people.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::attacker::{Person, pinned};
use crate::attacker_shown::{Shown, person, scale};

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
