//! The attacker against trying out every answer of everybody, on tiny layouts.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::attacker::{Known, Person, pinned};
use crate::attacker_counts::Attacker;
use crate::attacker_shown::{Among, Shown, choices, ranking, scale, tables_of, value_in};

const LAYOUTS: u64 = 400;

/// Release, segment values, question and value of what is certain, with how many people.
type Certain = BTreeMap<(u64, SegmentValues, String, String), usize>;

#[derive(Debug)]
struct Layout {
    item: Item,
    people: Vec<Person>,
    shown: Shown,
    colluders: Vec<usize>,
}

fn layout(chance: &mut StdRng) -> Layout {
    let (item, most_people) = match chance.random_range(0..6) {
        0 | 1 => (scale(2), 12),
        2 => (scale(3), 8),
        3 => (
            choices(
                chance.random_range(2..=3),
                chance.random(),
                chance.random_range(1..=2),
                false,
            ),
            4,
        ),
        4 => (choices(3, chance.random(), 2, true), 6),
        _ => (ranking(3), 4),
    };
    let answers = possible(&item);
    // Answers that few people give are what pins: a favourite makes them.
    let favourite = answers.choose(chance).expect("an answer").clone();
    let releases = chance.random_range(1..=2);
    // Some layouts know everybody by a value of their own: there whole people and fractions of them differ.
    let everybody_apart = chance.random_range(0..3) == 0;
    let dimensions = if everybody_apart { 1 } else { chance.random_range(0..=2) };
    let people: Vec<Person> = (0..chance.random_range(most_people / 2..=most_people))
        .map(|own| Person {
            release: chance.random_range(1..=releases),
            segments: SegmentValues(if everybody_apart {
                vec![Some(own)]
            } else {
                (0..dimensions)
                    .map(|_| chance.random_range(0..4_u8).checked_sub(1))
                    .collect()
            }),
            answer: if chance.random() {
                favourite.clone()
            } else {
                answers.choose(chance).expect("an answer").clone()
            },
        })
        .collect();
    let mut shown = Shown::default();
    for _ in 0..chance.random_range(1..=if everybody_apart { 7 } else { 5 }) {
        let first = chance.random_range(1..=releases);
        let mut among = Among::new();
        for dimension in 0..dimensions {
            if chance.random() {
                let mut values: BTreeSet<Option<u8>> = (0..most_people).map(Some).chain([None]).collect();
                values.retain(|_| chance.random());
                among.push((dimension, values));
            }
        }
        let options: Vec<usize> = match item.shape {
            Shape::Set { .. } => (0..4).filter(|_| chance.random()).collect(),
            _ => Vec::new(),
        };
        let last = chance.random_range(first..=releases);
        shown.count(&item, &people, (first..=last, among), &options);
    }
    let colluders = (0..people.len())
        .filter(|_| chance.random_range(0..4) == 0)
        .take(2)
        .collect();
    Layout {
        item,
        people,
        shown,
        colluders,
    }
}

/// Every answer there is.
fn possible(item: &Item) -> Vec<Answer> {
    match &item.shape {
        Shape::Text { .. } => Vec::new(),
        Shape::One { values } => (0..values.len() as u16).map(Answer::One).collect(),
        Shape::Set {
            options,
            min,
            fixed_size,
        } => {
            let none = options
                .iter()
                .position(|option| option == "none")
                .map_or(0, |place| 1_u64 << place);
            let fits = |set: &u64| {
                let size = set.count_ones();
                *set == none || set & none == 0 && if *fixed_size { size == *min } else { size >= *min }
            };
            (1..1 << options.len()).filter(fits).map(Answer::Set).collect()
        }
        Shape::Order { .. } => [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
            .into_iter()
            .map(|order| Answer::Order(order.to_vec()))
            .collect(),
    }
}

/// Every world, an answer of everybody, in which the tables are the same.
struct Worlds<'a> {
    people: &'a [Person],
    /// What each answer counts for: question and value.
    marks: Vec<BTreeSet<(String, String)>>,
    truth: Vec<usize>,
    worlds: Vec<Vec<usize>>,
}

impl<'a> Worlds<'a> {
    fn by_trying(item: &Item, known: &Known<'a>) -> Self {
        let answers = possible(item);
        let marks: Vec<BTreeSet<(String, String)>> = answers
            .iter()
            .map(|answer| {
                let questions = tables_of(item).into_iter().map(|table| table.question);
                let values = questions.map(|question| (question.clone(), value_in(item, &question, answer)));
                values.filter(|(_, value)| value != "no").collect()
            })
            .collect();
        let answer_of = |person: &Person| answers.iter().position(|answer| *answer == person.answer);
        let truth: Vec<usize> = known.people.iter().filter_map(answer_of).collect();
        // For each table and value the people counted, which answers count, and how many gave one.
        let sums: Vec<(Vec<usize>, Vec<bool>, u64)> = known
            .groups
            .iter()
            .flat_map(|group| {
                let is_counted = |person: &usize| group.covers(&known.people[*person]);
                let people: Vec<usize> = (0..truth.len()).filter(is_counted).collect();
                let values = group.table.counts.0.iter().filter(|(value, _)| value != "no");
                values
                    .map(|(value, count)| {
                        let mark = (group.table.question.clone(), value.clone());
                        let counts = marks.iter().map(|marks| marks.contains(&mark)).collect();
                        (people.clone(), counts, *count)
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        let world = |mut code: usize| -> Vec<usize> {
            let next = |_| {
                let answer = code % answers.len();
                code /= answers.len();
                answer
            };
            (0..truth.len()).map(next).collect()
        };
        let says_the_same = |world: &Vec<usize>| {
            sums.iter().all(|(people, counts, sum)| {
                let counted = people.iter().filter(|person| counts[world[**person]]);
                counted.count() as u64 == *sum
            })
        };
        let all = 0..answers.len().pow(truth.len() as u32);
        let worlds = all.map(world).filter(says_the_same).collect();
        let people = known.people;
        Self {
            people,
            marks,
            truth,
            worlds,
        }
    }

    /// What is in every world in which the colluders answered as they say, and not in every answer there is.
    fn certain(&self, colluders: &[usize]) -> Certain {
        let others: Vec<usize> = (0..self.truth.len())
            .filter(|person| !colluders.contains(person))
            .collect();
        let mut certain: Vec<BTreeSet<_>> = self.truth.iter().map(|answer| self.marks[*answer].clone()).collect();
        let is_given = |mark: &(String, String)| self.marks.iter().all(|marks| marks.contains(mark));
        certain
            .iter_mut()
            .for_each(|marks| marks.retain(|mark| !is_given(mark)));
        let as_they_say = |world: &&Vec<usize>| colluders.iter().all(|person| world[*person] == self.truth[*person]);
        for world in self.worlds.iter().filter(as_they_say) {
            for person in &others {
                certain[*person].retain(|mark| self.marks[world[*person]].contains(mark));
            }
        }
        let mut found = Certain::new();
        for person in others {
            let Person { release, segments, .. } = &self.people[person];
            for (question, value) in certain[person].clone() {
                *found.entry((*release, segments.clone(), question, value)).or_insert(0) += 1;
            }
        }
        found
    }

    /// Whether so few people can pin somebody, trying all of them.
    fn can_pin(&self, at_most: usize) -> bool {
        let all = 0..self.truth.len();
        let pairs = all
            .clone()
            .flat_map(|one| all.clone().map(move |other| vec![one, other]));
        let groups = std::iter::once(Vec::new())
            .chain(all.clone().map(|one| vec![one]))
            .chain(pairs);
        let mut groups = groups.filter(|group| group.len() <= at_most);
        groups.any(|group| !self.certain(&group).is_empty())
    }
}

#[test]
fn the_attacker_finds_what_trying_everything_finds() {
    let (mut with_pins, mut without) = (0, 0);
    for seed in 0..LAYOUTS {
        let layout = layout(&mut StdRng::seed_from_u64(seed));
        let known = layout.shown.known(&layout.item, &layout.people);

        let tried = Worlds::by_trying(&layout.item, &known).certain(&layout.colluders);
        let found: Certain = pinned(known, &layout.colluders)
            .into_iter()
            .map(|pin| ((pin.release, pin.segments, pin.question, pin.value), pin.people))
            .collect();

        assert_eq!(found, tried, "layout {seed}: {layout:?}");
        *if tried.is_empty() { &mut without } else { &mut with_pins } += 1;
    }
    println!("the same verdict as trying everything: {with_pins} layouts with pins, {without} without");
    assert!(with_pins > 50 && without > 50);
}

#[test]
fn the_attacker_finds_colluders_where_trying_everybody_finds_some() {
    let mut verdicts = BTreeMap::new();
    for seed in LAYOUTS..LAYOUTS + 200 {
        let layout = layout(&mut StdRng::seed_from_u64(seed));
        let known = layout.shown.known(&layout.item, &layout.people);
        let worlds = Worlds::by_trying(&layout.item, &known);
        let attacker = Attacker::new(known);
        for at_most in 0..=2 {
            let tried = worlds.can_pin(at_most);
            let found = attacker.colluders_who_pin(at_most);

            assert_eq!(found.is_some(), tried, "layout {seed}, {at_most}: {layout:?}");
            let few = found.is_none_or(|(colluders, pins)| colluders.len() <= at_most && !pins.is_empty());
            assert!(few, "layout {seed}, {at_most}: {layout:?}");
            *verdicts.entry((at_most, tried)).or_insert(0) += 1;
        }
    }
    println!("the same verdict as trying every choice of colluders: {verdicts:?}");
}
