//! What the attacker must see and must not see in tables made by hand.

use chorus::domain::answer::Answer;
use chorus::domain::item::Item;
use chorus::domain::release::{Release, Table};

use crate::attacker::{Person, Pin, colluders_of, pinned, pins_of};
use crate::attacker_shown::{Among, Shown, all, answering, choices, person, ranking, scale, tables_of, value_in, with};

/// People of release 1: (segment values, answers).
fn crowd(cells: &[(&[u8], &[u16])]) -> Vec<Person> {
    let people = |(segments, values): &(&[u8], &[u16])| {
        values
            .iter()
            .map(|value| person(1, segments, *value))
            .collect::<Vec<_>>()
    };
    cells.iter().flat_map(people).collect()
}

fn shown(item: &Item, people: &[Person], groups: &[(std::ops::RangeInclusive<u64>, Among)]) -> Shown {
    let mut shown = Shown::default();
    for group in groups {
        shown.count(item, people, group.clone(), &[]);
    }
    shown
}

fn pins(
    item: &Item,
    people: &[Person],
    groups: &[(std::ops::RangeInclusive<u64>, Among)],
    colluders: &[usize],
) -> Vec<Pin> {
    pinned(shown(item, people, groups).known(item, people), colluders)
}

/// Segments and value of each pin.
fn words(pins: &[Pin]) -> Vec<(Vec<Option<u8>>, &str)> {
    pins.iter()
        .map(|pin| (pin.segments.0.clone(), pin.value.as_str()))
        .collect()
}

#[test]
fn everybody_the_same_is_pinned_and_two_kinds_are_not() {
    let item = scale(5);
    let alike = crowd(&[(&[], &[4; 10])]);
    let mixed = crowd(&[(&[], &[4, 4, 4, 4, 4, 4, 4, 4, 4, 5])]);

    assert_eq!(words(&pins(&item, &alike, &[all(1..=1)], &[])), [(vec![], "4")]);
    assert_eq!(pins(&item, &mixed, &[all(1..=1)], &[]), []);
}

#[test]
fn who_tells_their_own_answer_pins_the_rest() {
    let item = scale(5);
    let people = crowd(&[(&[], &[4, 4, 4, 4, 4, 5, 5])]);

    assert_eq!(pins(&item, &people, &[all(1..=1)], &[5]), []);
    let found = pins(&item, &people, &[all(1..=1)], &[5, 6]);
    assert_eq!(words(&found), [(vec![], "4")]);
    assert_eq!(found[0].people, 5, "colluders know their own");
}

#[test]
fn a_group_of_one_is_pinned_by_its_own_table() {
    let item = scale(3);
    let people = crowd(&[(&[0], &[1, 2, 3, 2, 1, 3]), (&[1], &[2])]);

    assert_eq!(
        words(&pins(&item, &people, &[with(0, &[1])], &[])),
        [(vec![Some(1)], "2")]
    );
}

#[test]
fn a_total_less_a_group_pins_the_remainder() {
    let item = scale(3);
    let people = crowd(&[(&[0], &[1, 2, 3, 2, 1, 3]), (&[1], &[2])]);

    assert_eq!(pins(&item, &people, &[all(1..=1)], &[]), []);
    let both = [all(1..=1), with(0, &[0])];
    assert_eq!(words(&pins(&item, &people, &both, &[])), [(vec![Some(1)], "2")]);
}

#[test]
fn a_total_less_two_groups_pins_whom_no_group_holds() {
    let item = scale(4);
    let people = crowd(&[
        (&[0], &[1, 2, 3]),
        (&[1], &[4, 1, 2]),
        (&[2], &[2, 2, 1]),
        (&[3], &[3]),
        (&[4], &[1, 2, 4]),
    ]);
    let all_but_four = [all(1..=1), with(0, &[0, 1]), with(0, &[2, 4])];

    assert_eq!(words(&pins(&item, &people, &all_but_four, &[])), [(vec![Some(3)], "3")]);
    assert_eq!(pins(&item, &people, &all_but_four[..2], &[]), []);
}

#[test]
fn a_rectangle_of_two_segments_pins_where_counts_leave_no_room() {
    // Two by two with one person a corner, and only one of them said 2: row and column say who.
    let item = scale(2);
    let people = crowd(&[(&[0, 0], &[1]), (&[0, 1], &[1]), (&[1, 0], &[1]), (&[1, 1], &[2])]);
    let sides = [with(0, &[0]), with(0, &[1]), with(1, &[0]), with(1, &[1])];

    assert_eq!(pins(&item, &people, &sides, &[]).len(), 4);

    // With 1 and 2 crosswise the corners can be exchanged, until one tells.
    let crosswise = crowd(&[(&[0, 0], &[1]), (&[0, 1], &[2]), (&[1, 0], &[2]), (&[1, 1], &[1])]);
    assert_eq!(pins(&item, &crosswise, &sides, &[]), []);
    assert_eq!(pins(&item, &crosswise, &sides, &[0]).len(), 3);
}

#[test]
fn whole_people_are_pinned_where_halves_of_them_are_not() {
    // Three tables of two and the fourth person, who alone said 2. Had they not, each pair would need one who did:
    // half of each of the three, and nobody is half.
    let item = scale(2);
    let people = crowd(&[(&[0], &[1]), (&[1], &[1]), (&[2], &[1]), (&[3], &[2])]);
    let pairs = [with(0, &[0, 1, 3]), with(0, &[1, 2, 3]), with(0, &[0, 2, 3])];

    assert_eq!(pins(&item, &people, &pairs, &[]).len(), 4);
    assert_eq!(pins(&item, &people, &pairs[..2], &[]), []);
}

#[test]
fn of_choices_yes_is_pinned_and_no_is_not() {
    let item = choices(3, false, 1, false);
    let sets = |sets: &[u64]| -> Vec<Person> { sets.iter().map(|set| answering(1, &[], Answer::Set(*set))).collect() };
    // Everybody a, nobody b, some c.
    let people = sets(&[0b001, 0b101, 0b101, 0b001]);

    let found = pins(&item, &people, &[all(1..=1)], &[]);
    assert_eq!(
        found.iter().map(|pin| pin.question.as_str()).collect::<Vec<_>>(),
        ["q.a"]
    );
    assert_eq!(
        pins(&item, &sets(&[0b001, 0b101, 0b101, 0b100]), &[all(1..=1)], &[]),
        []
    );
}

#[test]
fn a_known_number_of_choices_gives_away_the_last_option() {
    let item = choices(3, false, 2, true);
    let people: Vec<Person> = [0b101_u64, 0b110, 0b110, 0b101]
        .map(|set| answering(1, &[], Answer::Set(set)))
        .into();
    let mut tables = Shown::default();
    tables.count(&item, &people, all(1..=1), &[0, 1]);

    let found = pinned(tables.known(&item, &people), &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].question.as_str(), found[0].shown), ("q.c", false));

    let mut free = tables.known(&item, &people);
    free.sizes = 1..=3;
    assert_eq!(pinned(free, &[]), []);
}

#[test]
fn none_of_these_leaves_nothing_else() {
    let item = choices(2, true, 1, false);
    let people: Vec<Person> = [0b100_u64, 0b100, 0b001, 0b011]
        .map(|set| answering(1, &[], Answer::Set(set)))
        .into();

    assert_eq!(pins(&item, &people, &[all(1..=1)], &[]), []);
    // Those who chose none of these tell: then both others chose a, and only one of them b.
    let found = pins(&item, &people, &[all(1..=1)], &[0, 1]);
    assert_eq!(
        found.iter().map(|pin| pin.question.as_str()).collect::<Vec<_>>(),
        ["q.a"]
    );
}

#[test]
fn of_rankings_a_place_is_pinned() {
    let item = ranking(3);
    let orders = |orders: &[[u8; 3]]| -> Vec<Person> {
        orders
            .iter()
            .map(|order| answering(1, &[], Answer::Order(order.to_vec())))
            .collect()
    };

    let found = pins(&item, &orders(&[[0, 1, 2], [0, 2, 1], [0, 1, 2]]), &[all(1..=1)], &[]);
    assert_eq!(
        found
            .iter()
            .map(|pin| (pin.question.as_str(), pin.value.as_str()))
            .collect::<Vec<_>>(),
        [("q.a", "1")]
    );
    assert_eq!(
        pins(&item, &orders(&[[0, 1, 2], [1, 2, 0], [2, 0, 1]]), &[all(1..=1)], &[]),
        []
    );
}

/// A table by question, segment and block, with whom it counts.
type Printed<'a> = (&'a str, Option<&'a str>, &'a [&'a str], &'a dyn Fn(&Person) -> bool);

/// A release with these tables of people: (question, by, block, whom it counts).
fn release(number: u64, item: &Item, people: &[Person], tables: &[Printed<'_>]) -> Release {
    let mut found = Vec::new();
    for (question, by, block, counts) in tables {
        let mut table: Table = tables_of(item)
            .into_iter()
            .find(|table| table.question == *question)
            .expect("a table");
        table.by = by.map(str::to_owned);
        table.block = block.iter().map(|value| (*value).to_owned()).collect();
        for person in people.iter().filter(|person| counts(person)) {
            let value = value_in(item, question, &person.answer);
            table.n += 1;
            table
                .counts
                .0
                .iter_mut()
                .filter(|(name, _)| *name == value)
                .for_each(|(_, count)| *count += 1);
        }
        found.push(table);
    }
    let body = serde_json::json!({"survey": "s", "period": "once", "release": number, "published_on": "2026-11-21",
        "group_size": 5, "colluders": 2, "responses": 9, "previous": null, "digest": "", "tables": found, "lots": [], "withheld": []});
    serde_json::from_value(body).expect("a release")
}

fn regions() -> Vec<(String, Vec<String>)> {
    vec![("region".to_owned(), vec!["north".to_owned(), "south".to_owned()])]
}

#[test]
fn releases_say_whom_a_table_counts() {
    let item = scale(3);
    let mut people = crowd(&[(&[0], &[1, 2, 3, 2]), (&[1], &[1, 2])]);
    people.push(Person {
        segments: chorus::domain::answer::SegmentValues(vec![None]),
        ..person(2, &[], 3)
    });
    people.extend([person(2, &[0], 1), person(2, &[0], 2), person(9, &[0], 2)]);
    let north = |person: &Person| person.release < 9 && person.segments.0[0] == Some(0);
    let others = |person: &Person| person.release < 9 && !north(person);
    let first = release(
        1,
        &item,
        &people,
        &[("q", None, &["all"], &|person| person.release == 1)],
    );
    let close = |by: &[&str]| {
        let overall: Printed<'_> = ("q", None, &["all"], &|person| person.release == 2);
        release(
            2,
            &item,
            &people,
            &[
                overall,
                ("q", Some("region"), &["north"], &north),
                ("q", Some("region"), by, &others),
            ],
        )
    };

    // Release 2 less the north of both releases: whoever left the region out is one of three others.
    let found = pins_of(
        &[first.clone(), close(&["south", "none"])],
        &item,
        &regions(),
        &people,
        &[],
    );
    assert_eq!(found, []);

    // Those of the south tell: only the one without a region is left.
    let releases = [first, close(&["south", "none"])];
    let found = pins_of(&releases, &item, &regions(), &people, &[4, 5]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to_string(), "1 of release 2, segments [None]: q is 3");

    // One will do: whoever of the north said 3, in release 1, tells who said it in release 2.
    assert_eq!(colluders_of(&releases, &item, &regions(), &people, 0), None);
    assert_eq!(
        colluders_of(&releases, &item, &regions(), &people, 1),
        Some((vec![2], found))
    );
}

#[test]
fn an_option_that_waited_counts_all_releases_since() {
    let item = choices(2, false, 1, false);
    let of = |release: u64, sets: &[u64]| {
        sets.iter()
            .map(|set| answering(release, &[0], Answer::Set(*set)))
            .collect::<Vec<_>>()
    };
    let mut people = of(1, &[0b11, 0b10, 0b10]);
    people.extend(of(2, &[0b01, 0b10]));
    people.extend(of(3, &[0b11, 0b11]));
    let up_to = |release: u64| move |person: &Person| person.release <= release;
    let releases = [
        release(1, &item, &people, &[("q.a", None, &["all"], &up_to(1))]),
        release(
            2,
            &item,
            &people,
            &[
                ("q.a", None, &["all"], &|person| person.release == 2),
                ("q.b", None, &["all"], &up_to(2)),
            ],
        ),
        release(
            3,
            &item,
            &people,
            &[("q.b", None, &["all"], &|person| person.release == 3)],
        ),
    ];

    // b in release 3 is certain; a in release 3 is in no table.
    let found = pins_of(&releases, &item, &regions(), &people, &[]);
    assert_eq!(
        found
            .iter()
            .map(|pin| (pin.release, pin.question.as_str()))
            .collect::<Vec<_>>(),
        [(3, "q.b")]
    );
}
