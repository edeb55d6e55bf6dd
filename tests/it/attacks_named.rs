//! Named attacks on what one question releases. Those that need the whole program are in `attacks_program.rs` and `attacks_watching.rs`.

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use chorus::domain::release::{Release, Table};
use chorus::privacy::protect::Segment;
use chorus::privacy::rehearsal::{Rehearsal, Respondent};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::attacker::{Person, Pin, pins_of};
use crate::attacker_shown::{choices, ranking, scale};
use crate::simulated::PROMISE;

/// So many people with these segment values who gave this answer.
type Crowd<'a> = (&'a [u8], Answer, usize);

struct Story {
    item: Item,
    segments: Vec<Segment>,
    releases: Vec<Release>,
    people: Vec<Person>,
}

/// What is published when these crowds come before one release after the other, the last of them the close.
fn told(item: Item, sizes: &[usize], ticks: &[&[Crowd<'_>]]) -> Story {
    let mut rng = StdRng::seed_from_u64(7);
    let segments: Vec<Segment> = sizes
        .iter()
        .enumerate()
        .map(|(place, size)| Segment {
            key: format!("s{place}"),
            values: (0..*size).map(|value| format!("v{value}")).collect(),
        })
        .collect();
    let mut rehearsal = Rehearsal::new(&item, &segments, PROMISE);
    let mut sent = Vec::new();
    for (place, crowds) in ticks.iter().enumerate() {
        for (values, answer, count) in *crowds {
            for _ in 0..*count {
                let respondent = Respondent {
                    segments: SegmentValues(values.iter().map(|value| Some(*value)).collect()),
                    answer: Some(answer.clone()),
                };
                sent.push((rehearsal.send(respondent.clone()), respondent));
            }
        }
        rehearsal.release(place + 1 == ticks.len(), || rng.next_u64());
    }
    let people = sent
        .into_iter()
        .filter_map(|(number, respondent)| {
            Some(Person {
                release: rehearsal.counted_in(number)?,
                segments: respondent.segments,
                answer: respondent.answer?,
            })
        })
        .collect();
    let releases = rehearsal.releases().to_vec();
    Story {
        item,
        segments,
        releases,
        people,
    }
}

impl Story {
    fn tables(&self) -> Vec<&Table> {
        self.releases.iter().flat_map(|release| &release.tables).collect()
    }

    fn blocks(&self, segment: &str) -> Vec<(Vec<String>, u64)> {
        let by = self
            .tables()
            .into_iter()
            .filter(|table| table.by.as_deref() == Some(segment));
        by.map(|table| (table.block.clone(), table.n)).collect()
    }

    /// What is certain to a reader, and to the first people of each cell who put their heads together two by two.
    fn pins(&self) -> Vec<Pin> {
        let segments: Vec<(String, Vec<String>)> = self
            .segments
            .iter()
            .map(|segment| (segment.key.clone(), segment.values.clone()))
            .collect();
        let mut pins = pins_of(&self.releases, &self.item, &segments, &self.people, &[]);
        let step = (self.people.len() / 8).max(1);
        for first in (0..self.people.len()).step_by(step) {
            for second in (first + 1..self.people.len()).step_by(step) {
                pins.extend(pins_of(
                    &self.releases,
                    &self.item,
                    &segments,
                    &self.people,
                    &[first, second],
                ));
            }
        }
        pins
    }

    fn assert_nothing_is_certain(&self) {
        let pins = self.pins();
        assert!(pins.is_empty(), "{pins:?}");
        assert!(self.tables().iter().all(|table| table.n >= 10));
    }
}

fn one(value: u16) -> Answer {
    Answer::One(value)
}

/// A crowd of three answers in these shares.
fn mixed(values: &[u8], counts: [usize; 3]) -> [Crowd<'_>; 3] {
    [
        (values, one(0), counts[0]),
        (values, one(1), counts[1]),
        (values, one(2), counts[2]),
    ]
}

#[test]
fn a_small_cell_is_never_a_table_of_its_own() {
    let crowds = [mixed(&[0], [8, 8, 8]), mixed(&[1], [6, 5, 6]), mixed(&[2], [0, 0, 4])].concat();
    let story = told(scale(3), &[3], &[&crowds]);

    let blocks = story.blocks("s0");

    assert_eq!(
        blocks,
        [
            (vec!["v0".to_owned()], 24),
            (vec!["v1".to_owned(), "v2".to_owned()], 21)
        ]
    );
    story.assert_nothing_is_certain();
}

#[test]
fn a_rare_combination_of_segments_gives_nobody_away() {
    // one person alone with their two values
    let crowds = [
        mixed(&[0, 0], [9, 9, 9]),
        mixed(&[1, 0], [7, 6, 9]),
        mixed(&[0, 1], [6, 9, 7]),
        [(&[1, 1], one(2), 1), (&[1, 1], one(0), 0), (&[1, 1], one(1), 0)],
    ];
    let story = told(scale(3), &[2, 2], &[&crowds.concat()]);

    assert!(!story.blocks("s0").is_empty());
    story.assert_nothing_is_certain();
}

#[test]
fn subtraction_from_totals_leaves_nothing_small() {
    let first = [mixed(&[0], [12, 9, 9]), mixed(&[1], [9, 6, 9])].concat();
    let second = [mixed(&[0], [4, 9, 3]), mixed(&[1], [9, 9, 9]), mixed(&[2], [5, 3, 5])].concat();
    let story = told(scale(3), &[3], &[&first, &second]);

    let overall: u64 = story
        .tables()
        .iter()
        .filter(|table| table.by.is_none())
        .map(|table| table.n)
        .sum();
    let blocks: u64 = story.blocks("s0").iter().map(|(_, n)| n).sum();

    assert!(story.releases.len() == 2 && blocks > 0);
    assert_eq!(overall - blocks, 0, "the blocks hold everybody");
    story.assert_nothing_is_certain();
}

#[test]
fn the_remainder_of_a_pooled_block_is_never_below_the_group_size() {
    // the two small values are nine together: they take a big one in
    let crowds = [
        mixed(&[0], [8, 8, 8]),
        mixed(&[1], [6, 6, 6]),
        mixed(&[2], [2, 1, 2]),
        mixed(&[3], [1, 2, 1]),
    ];
    let story = told(scale(3), &[4], &[&crowds.concat()]);

    let blocks = story.blocks("s0");

    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks[1].0, ["v1", "v2", "v3"]);
    story.assert_nothing_is_certain();
}

#[test]
fn the_overlap_of_two_dimensions_isolates_nobody() {
    // by s0 25 and 25 people, by s1 23 and 27: the difference would be two people's histogram
    let crowds = [
        mixed(&[0, 0], [9, 7, 7]),
        mixed(&[0, 1], [1, 1, 0]),
        mixed(&[1, 1], [9, 8, 8]),
    ]
    .concat();
    let story = told(scale(3), &[2, 2], &[&crowds]);

    assert!(!story.blocks("s0").is_empty());
    assert!(story.blocks("s1").is_empty(), "{:?}", story.blocks("s1"));
    assert!(
        story.releases[0]
            .withheld
            .iter()
            .any(|hidden| hidden.by.as_deref() == Some("s1"))
    );
    story.assert_nothing_is_certain();
}

#[test]
fn a_mean_or_net_promoter_score_cannot_give_away_the_last_answer() {
    // one more answer before the tick: either it changes nothing, or at least k people more are counted
    let hundred = |more: usize| {
        let base = [
            mixed(&[0], [30, 40, 30]),
            [(&[0][..], one(2), more), (&[0], one(0), 0), (&[0], one(1), 0)],
        ]
        .concat();
        let again = mixed(&[0], [7, 7, 7]);
        told(scale(3), &[2], &[&base, &again])
    };
    let (before, after) = (hundred(0), hundred(1));

    for story in [&before, &after] {
        let of = |release: &Release| release.overall("q").map_or(0, |table| table.n);
        let counts: Vec<u64> = story.releases.iter().map(of).collect();
        assert!(counts.iter().all(|n| *n >= 10), "{counts:?}");
        assert!(counts[0] + 10 <= 100 + 1, "the tail of ten stays behind: {counts:?}");
        story.assert_nothing_is_certain();
    }
}

#[test]
fn where_everybody_answered_the_same_nothing_is_shown() {
    let alike = [(&[0][..], one(1), 60), (&[1], one(1), 58), (&[1], one(0), 2)];
    let story = told(scale(3), &[2], &[&alike]);

    assert!(story.releases.is_empty());
}

#[test]
fn where_a_block_answered_the_same_it_is_merged_or_the_segment_goes() {
    let crowds = [mixed(&[0], [9, 9, 9]), mixed(&[1], [0, 20, 0]), mixed(&[2], [9, 0, 9])].concat();
    let story = told(scale(3), &[3], &[&crowds]);

    let blocks = story.blocks("s0");

    assert_eq!(blocks.len(), 2);
    assert!(!blocks.iter().any(|(values, _)| *values == ["v1"]), "{blocks:?}");
    story.assert_nothing_is_certain();
}

#[test]
fn an_option_nobody_chose_tells_nobodys_answer() {
    let crowds = [mixed(&[0], [12, 11, 0]), mixed(&[1], [10, 13, 0])].concat();
    let story = told(scale(3), &[2], &[&crowds]);

    assert!(story.tables().iter().all(|table| table.counts.of("3") == 0));
    assert_eq!(story.blocks("s0").len(), 2);
    story.assert_nothing_is_certain();
}

#[test]
fn a_rare_option_of_a_multiple_choice_gives_nobody_away() {
    let crowds: Vec<Crowd<'_>> = vec![
        (&[0], Answer::Set(0b001), 9),
        (&[0], Answer::Set(0b010), 8),
        (&[0], Answer::Set(0b011), 6),
        (&[1], Answer::Set(0b001), 7),
        (&[1], Answer::Set(0b010), 9),
        (&[1], Answer::Set(0b111), 1),
    ];
    let story = told(choices(3, false, 1, false), &[2], &[&crowds]);

    let rare = story
        .tables()
        .into_iter()
        .find(|table| table.question.ends_with(&option(&story, 2)))
        .expect("shown");

    assert_eq!(rare.counts.of("yes"), 1, "one yes among forty is deniable");
    story.assert_nothing_is_certain();
}

fn option(story: &Story, place: usize) -> String {
    match &story.item.shape {
        Shape::Set { options, .. } | Shape::Order { options } => format!(".{}", options[place]),
        Shape::One { .. } | Shape::Text { .. } => String::new(),
    }
}

#[test]
fn where_nobody_chose_anything_else_the_withheld_option_is_not_told_by_the_others() {
    let crowds: Vec<Crowd<'_>> = vec![(&[0], Answer::Set(0b100), 20), (&[1], Answer::Set(0b100), 22)];
    let story = told(choices(3, false, 1, false), &[2], &[&crowds]);

    assert!(
        story.releases.is_empty(),
        "a: nobody, b: nobody would tell that everybody chose c"
    );
}

#[test]
fn one_person_with_an_order_of_their_own_is_not_given_away_by_a_ranking() {
    let crowds: Vec<Crowd<'_>> = vec![
        (&[0], Answer::Order(vec![0, 1, 2]), 9),
        (&[0], Answer::Order(vec![1, 0, 2]), 9),
        (&[0], Answer::Order(vec![0, 2, 1]), 5),
        (&[1], Answer::Order(vec![1, 0, 2]), 9),
        (&[1], Answer::Order(vec![0, 1, 2]), 9),
        (&[1], Answer::Order(vec![0, 2, 1]), 4),
        (&[1], Answer::Order(vec![2, 1, 0]), 1),
    ];
    let story = told(ranking(3), &[2], &[&crowds]);

    assert!(!story.releases.is_empty());
    story.assert_nothing_is_certain();
}

#[test]
fn nine_fakes_around_a_real_one_bring_no_release_at_a_tick() {
    let fakes: Vec<Crowd<'_>> = vec![(&[0], one(0), 9), (&[0], one(2), 1)];
    let more = mixed(&[0], [0, 0, 0]);
    let story = told(scale(3), &[2], &[&fakes, &more[..0], &[]]);

    let at_ticks = story
        .releases
        .iter()
        .filter(|release| release.release < 3 && release.audits.is_empty());

    assert!(at_ticks.into_iter().all(|release| release.overall("q").is_none()));
    assert!(
        story.releases.is_empty(),
        "nine of the same around one are too alike at the close as well"
    );
}

#[test]
fn two_planted_answers_change_nothing_that_is_certain() {
    let crowds = [mixed(&[0], [7, 6, 6]), mixed(&[1], [6, 6, 7])].concat();
    let mut with_fakes = crowds.clone();
    with_fakes.push((&[0], one(0), 1));
    with_fakes.push((&[1], one(0), 1));
    let story = told(scale(3), &[2], &[&with_fakes]);

    let segments: Vec<(String, Vec<String>)> = story
        .segments
        .iter()
        .map(|segment| (segment.key.clone(), segment.values.clone()))
        .collect();
    let fakes = [story.people.len() - 2, story.people.len() - 1];

    assert_eq!(
        pins_of(&story.releases, &story.item, &segments, &story.people, &fakes),
        []
    );
    assert_eq!(story.blocks("s0").len(), 2);
}
