//! What `release verify` finds: in releases that nothing is wrong with, one thing at a time is made wrong.

use crate::verify_made::*;
use chorus::domain::release::{Lot, Release, Table, Withheld, commitment};

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let mut shuffled = chain();
    shuffled.extend(chain());
    shuffled.reverse();

    assert_eq!(told(&chain()), Vec::<String>::new());
    assert_eq!(told(&shuffled), Vec::<String>::new());
    assert_eq!(told(&[]), Vec::<String>::new());
}

#[test]
fn a_chain_is_whole_and_of_one_survey() {
    let changed = |change: fn(&mut Vec<Release>)| {
        let mut releases = chain();
        change(&mut releases);
        told(&releases)
    };

    assert_eq!(
        changed(|releases| drop(releases.remove(1))),
        ["visit: release 3: release 2 is missing before it"]
    );
    assert_eq!(
        changed(|releases| drop(releases.drain(..3))),
        ["visit: release 4: releases 1 to 3 are missing before it"]
    );
    assert_eq!(
        changed(|releases| releases[4].unscheduled = true),
        ["visit: release 5: was changed: its digest is not that of its contents"]
    );
    assert_eq!(
        changed(|releases| {
            releases[1].unscheduled = true;
            releases[1].digest = releases[1].expected_digest();
        }),
        ["visit: release 3: does not follow release 2: the digest it names is another one"]
    );
    assert_eq!(
        changed(|releases| {
            releases[0].previous = Some(releases[4].digest.clone());
            releases[0].digest = releases[0].expected_digest();
            releases.truncate(1);
        }),
        ["visit: release 1: is the first but names one before it"]
    );
    assert_eq!(
        changed(|releases| {
            let mut other = releases[2].clone();
            other.unscheduled = true;
            releases.insert(0, other.sealed());
        }),
        ["visit: release 3: is there 2 times, each time with other contents"]
    );
    assert_eq!(
        changed(|releases| {
            let mut other = releases[..1].to_vec();
            other[0].survey = "zoo".to_owned();
            sealed(&mut other);
            releases.extend(other);
        }),
        ["zoo: release 1: is not of the survey visit: two surveys are mixed"]
    );
    assert_eq!(
        found_in(4, |release| release.published_on = chrono::NaiveDate::default()),
        ["visit: release 4: is dated before the release it follows"]
    );
    assert_eq!(
        found(|releases| {
            let mut late = release(6, "2026-11", Vec::new(), 10);
            late.lots[0].commitments = (0..10).map(|text| commitment(&[6, text], "late")).collect();
            late.lots[0].commitments.sort();
            releases.push(late);
        })
        .first()
        .map(String::as_str),
        Some("visit: release 3, lot more: is of 10 comments, fewer than 20")
    );
}

#[test]
fn promises_only_become_stricter() {
    assert_eq!(
        found_in(4, |release| release.group_size = 9)[..1],
        ["visit: release 4: promises groups of 9 after 10 was promised"]
    );
    assert_eq!(
        found_in(5, |release| release.colluders = 1),
        ["visit: release 5: withstands 1 colluders after 2 were promised"]
    );
    assert_eq!(
        found(|releases| releases.iter_mut().for_each(|release| release.group_size = 4)),
        [1, 2, 3, 4, 5].map(|number| format!(
            "visit: release {number}: promises groups of 4 against 2 colluders, which is too small"
        ))
    );
    assert_eq!(
        found_in(2, |release| release.loaded = true),
        ["visit: release 2: mixes loaded answers with people's: see release 1 of its period"]
    );
}

#[test]
fn each_table_is_of_enough_people_and_pins_nobody() {
    assert_eq!(
        found_in(5, |release| {
            for (value, fewer) in [("1", 3), ("2", 2)] {
                add(at(release, "overall", Some("region"), "south"), value, fewer);
                add(north(release), value, -fewer);
            }
        }),
        ["visit: release 5, table overall by region (north): is of 9 people, fewer than 10"]
    );
    let region = |release: &mut Release, counts: [u64; 3]| {
        let table = at(release, "region", None, "all");
        for ((_, count), new) in table.counts.0.iter_mut().zip(counts) {
            *count = new;
        }
    };
    assert_eq!(
        found_in(1, |release| region(release, [20, 2, 0])),
        ["visit: release 1, table region: pins an answer: all but at most 2 gave \"north\""]
    );
    assert_eq!(
        found_in(1, |release| region(release, [8, 8, 5])),
        ["visit: release 1, table region: counts 21 answers of 22 people"]
    );
    assert_eq!(
        found_in(1, |release| {
            let table = at(release, "region", None, "all");
            table.counts.0[0].1 -= 6;
            table.counts.0[1].1 -= 6;
            table.counts.0[2].1 -= 1;
            table.n = 9;
        }),
        ["visit: release 1, table region: is of 9 people, fewer than 10"]
    );
    assert_eq!(
        found_in(2, |release| at(release, "region", None, "all")
            .counts
            .0
            .push(("moon".to_owned(), 0)))[..1],
        ["visit: release 2, table region: counts north, south, west, moon, other tables of it north, south, west"]
    );
    assert_eq!(
        found_in(4, |release| release.tables[0].block = vec!["some".to_owned()]),
        ["visit: release 4, table overall: is of everybody, but its block is not \"all\""]
    );
    assert_eq!(
        found_in(2, |release| release.tables.push(release.tables[1].clone())),
        ["visit: release 2, table region: is there twice"]
    );
}

#[test]
fn breakdowns_are_disjoint_complete_and_published_once_at_the_close() {
    let broken_down = "visit: release 5, table overall by region";

    assert_eq!(
        found_in(5, |release| release.tables.retain(|table| table.block[0] != "north")),
        [format!(
            "{broken_down}: its blocks are not everybody of the overall tables: n 30 of 44, no_answer 2 of 4, \"1\" 6 of 10, \"2\" 7 of 10, …"
        )]
    );
    assert_eq!(
        found_in(3, |release| {
            let south = std::mem::take(&mut at(release, "overall", Some("region"), "south").block);
            at(release, "overall", Some("region"), "north").block = south;
            release
                .tables
                .iter_mut()
                .find(|table| table.block.is_empty())
                .expect("a block")
                .block = vec!["none".to_owned()];
            at(release, "overall", Some("region"), "west").block.truncate(1);
        }),
        ["visit: release 3, table overall by region: no block holds north"]
    );
    assert_eq!(
        found_in(5, |release| north(release).no_answer += 1),
        [format!(
            "{broken_down}: its blocks are not everybody of the overall tables: no_answer 5 of 4"
        )]
    );
    assert_eq!(
        found_in(5, |release| add(north(release), "2", -1)),
        [format!(
            "{broken_down}: its blocks are not everybody of the overall tables: n 43 of 44, \"2\" 9 of 10; what is left is a group of 1, smaller than 10"
        )]
    );
    assert_eq!(
        found_in(5, |release| {
            let mut all = table(OVERALL, Some("region"), &["north", "south", "west", "none"], 0..48);
            release.tables.retain(|table| table.by.is_none());
            all.block.sort();
            release.tables.push(all);
        }),
        [format!("{broken_down}: has one block, which is no breakdown")]
    );
    assert_eq!(
        found_in(3, |release| release.tables.extend(by_region(REGION, 60)))[..1],
        ["visit: release 3, table region by region (north): pins an answer: all but at most 2 gave \"north\""]
    );
    assert!(
        found_in(3, |release| release.tables.extend(by_region(REGION, 60)))
            .contains(&"visit: release 3, table region by region: breaks a question down by itself".to_owned())
    );
    let early = "visit: release 2, table overall by region: was published before the last release of the period: the people it is over are not all";
    assert_eq!(
        found(|releases| {
            releases[1].tables.extend(by_region(OVERALL, 48));
            releases[2]
                .tables
                .retain(|table| table.question != "overall" || table.by.as_deref() != Some("region"));
            settle(&mut releases[1]);
        }),
        [early]
    );
    assert_eq!(
        found(|releases| {
            releases[1].tables.extend(by_region(OVERALL, 48));
            settle(&mut releases[1]);
        }),
        [
            early,
            "visit: release 3, table overall by region: is broken down again after release 2",
            "visit: release 3, table overall by region: adding and subtracting its tables leaves a group of 3, smaller than 10: south since release 2",
        ]
    );
    assert_eq!(
        found_in(5, |release| release.tables.iter_mut().for_each(|table| {
            table.block = table
                .block
                .iter()
                .flat_map(|value| (0..5).map(move |part| format!("{value}{part}")))
                .collect();
        }))
        .last()
        .map(String::as_str),
        Some("visit: release 5, segment region: has 20 values, more than 12")
    );
    assert_eq!(
        found_in(5, |release| {
            for by in ["a", "b", "c"] {
                let more = by_region(OVERALL, 48).into_iter().map(|table| Table {
                    by: Some(by.to_owned()),
                    ..table
                });
                release.tables.extend(more);
            }
        }),
        ["visit: release 5, segment region: is one more than the 3 a survey may have"]
    );
}

#[test]
fn nobody_is_cornered_by_adding_and_subtracting_blocks() {
    let overlap = |values: &str| {
        format!("visit: release 5, table overall by region: has blocks that overlap: {values} in two of them")
    };
    let leaves = "visit: release 5, table overall by region: adding and subtracting its tables leaves";
    let replaced = |blocks: Vec<Table>| {
        found_in(5, |release| {
            release.tables.retain(|table| table.by.is_none());
            release.tables.extend(blocks);
        })
    };
    let block = |values: &[&str], is_in: fn(usize) -> bool| {
        table(OVERALL, Some("region"), values, (0..48).filter(|person| is_in(*person)))
    };

    // a block and a larger one around it
    assert_eq!(
        replaced(vec![
            block(&["north"], |person| person < 40),
            block(&["north", "south"], |_| true)
        ]),
        [
            overlap("north"),
            format!("{leaves} a group of 8, smaller than 10: south")
        ]
    );
    // each two of three
    assert_eq!(
        replaced(vec![
            block(&["north", "south"], |person| person < 40),
            block(&["south", "west"], |person| person >= 20),
            block(&["north", "west"], |person| !(20..40).contains(&person)),
        ]),
        [
            overlap("north, south, west"),
            format!("{leaves} a group of 8, smaller than 10: west")
        ]
    );
    // large enough, but alike
    let alike = |person: usize| person % 5 == 1 || person == 2;
    assert_eq!(
        replaced(vec![
            block(&["north", "south"], |_| true),
            block(&["north"], |person| !(person % 5 == 1 || person == 2)),
        ]),
        [
            overlap("north"),
            format!("{leaves} 11 people of whom all but at most 2 gave \"2\": south")
        ],
        "{}",
        (0..48).filter(|person| alike(*person)).count()
    );
    // the same block, but smaller the second time
    assert_eq!(
        replaced([by_region(OVERALL, 48), vec![block(&["north"], |person| person < 40)]].concat()),
        [
            overlap("north"),
            "visit: release 5, table overall by region: contradicts itself: adding and subtracting its tables gives two results".to_owned(),
        ]
    );
}

#[test]
fn options_of_one_question_are_over_whole_releases_of_the_same_people() {
    let december = |desk: Table, web: Table, more: Vec<Table>| {
        found(|releases| {
            releases[3].tables.push(desk);
            releases[4].tables.extend([vec![web], more].concat());
            releases[3..].iter_mut().for_each(settle);
        })
    };
    let desk = || overall(DESK, 0..24);

    assert_eq!(
        december(desk(), overall(WEB, 0..48), Vec::new()),
        Vec::<String>::new(),
        "desk is still waiting"
    );
    assert_eq!(
        december(desk(), overall(WEB, 0..28), Vec::new()),
        [
            "visit: release 5, table areas.web: covers 4 people more than areas.desk: adding and subtracting leaves a group smaller than 10"
        ]
    );
    assert_eq!(
        december(desk(), overall(WEB, 0..48), by_age(DESK, 24)),
        ["visit: release 5, table areas.desk by age: is broken down, though its overall tables cover 22 of 44 people"]
    );
    assert_eq!(
        found_in(2, |release| at(release, "areas.desk", None, "all").no_answer -= 1)[0],
        "visit: release 2, table areas.web: covers 4 people who left it out, areas.desk 3"
    );
    assert_eq!(
        found_in(3, |release| {
            add(at(release, "areas.desk", Some("region"), "north"), "yes", -1);
            add(at(release, "areas.desk", Some("region"), "south"), "yes", 1);
        }),
        ["north", "south"].map(|block| {
            format!(
                "visit: release 3, table areas.web by region ({block}): is not of the same people as that of areas.desk"
            )
        })
    );
}

#[test]
fn what_a_release_says_about_itself_is_so() {
    assert_eq!(
        found_in(4, |release| release.responses += 1),
        ["visit: release 4: says 25 responses, its tables say 24"]
    );
    let unaudited = "visit: release 5, table overall by region (north): is a breakdown, but the release does not say that isolation and witness audit were passed";
    assert_eq!(found_in(5, |release| release.audits.clear()), [unaudited]);
    assert_eq!(found_in(5, |release| release.audits.truncate(1)), [unaudited]);
    assert_eq!(
        found(|releases| releases[3].audits = releases[4].audits.clone()),
        ["visit: release 4: says that audits of breakdowns were passed, but has none"]
    );
    let withheld = |question: &str, by: Option<&str>| {
        found_in(5, |release| {
            release.withheld.push(Withheld {
                question: question.to_owned(),
                by: by.map(str::to_owned),
            })
        })
    };
    assert_eq!(withheld("overall", Some("age")), Vec::<String>::new());
    assert_eq!(
        withheld("overall", Some("region")),
        ["visit: release 5, table overall by region: is shown, though the release says that it is withheld"]
    );
    assert_eq!(
        withheld("more", None),
        ["visit: release 5, table more: is shown, though the release says that it is withheld"]
    );
}

#[test]
fn lots_are_large_enough_and_their_commitments_are_there_in_their_own_order() {
    let lot = |number: usize, change: fn(&mut Lot)| found_in(number, |release| change(&mut release.lots[0]));

    assert_eq!(
        lot(5, |lot| {
            lot.size = 9;
            lot.commitments.pop();
        }),
        ["visit: release 5, lot more: is of 9 comments, fewer than 10"]
    );
    assert_eq!(
        lot(2, |lot| {
            lot.size = 19;
            lot.commitments.pop();
        }),
        ["visit: release 2, lot more: is of 19 comments, fewer than 20"]
    );
    assert_eq!(
        lot(2, |lot| drop(lot.commitments.pop())),
        ["visit: release 2, lot more: has 19 commitments for 20 comments"]
    );
    assert_eq!(
        lot(2, |lot| lot.commitments.reverse()),
        [
            "visit: release 2, lot more: has commitments that are not in their own order, which may be that of the comments"
        ]
    );
    assert_eq!(
        lot(2, |lot| lot.commitments[19].truncate(70)),
        ["visit: release 2, lot more: has a commitment that is no SHA-256"]
    );
    assert_eq!(
        found(|releases| releases[4].lots = releases[2].lots.clone()),
        ["visit: release 5, lot more: holds 10 comments that were published before"]
    );
}
