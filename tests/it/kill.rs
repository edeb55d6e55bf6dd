//! Power cuts: killed at every step of a tick or close, nobody's answer is lost and nobody's counts twice.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::release::Release;
use chorus::privacy::record::Body;
use serde_json::{Value, json};

use crate::binary::Binary;
use crate::place::Place;
use crate::samples::{varied, visit, with};
use crate::secrets::{everything_sealed, opened, survey_id};

const LOADED: u64 = 60;

/// Every place where a kill is provided for, read from the sources.
fn steps() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/services/release");
    let mut steps = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the sources").flatten() {
        // tests/it/keys.rs kills that one
        if entry.file_name() == "shred.rs" {
            continue;
        }
        let source = std::fs::read_to_string(entry.path()).expect("a source");
        let ends = source
            .split("interrupt::point(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        steps.extend(ends.map(str::to_owned));
    }
    assert!(steps.len() >= 10, "{steps:?}");
    steps
}

/// A survey with answers of sixty people that wait.
fn loaded() -> Place {
    let place = Place::new();
    let program = Binary::on(&place);
    program.publish(&with(visit("visit"), "period", json!("once")));
    load(&place, "first");
    place
}

fn load(place: &Place, batch: &str) {
    let line = |at: u64| {
        let answers = with(varied(at as usize), "more", json!(format!("comment {batch} {at}")));
        json!({ "answers": answers }).to_string()
    };
    let lines: Vec<String> = (0..LOADED).map(line).collect();
    std::fs::write(place.file("answers"), lines.join("\n")).expect("a file");
    Binary::on(place).ok(&[
        "answers",
        "load",
        "visit",
        &place.file("answers").to_string_lossy(),
        "--batch",
        batch,
    ]);
}

fn releases(place: &Place) -> Vec<Release> {
    let shown: Value = serde_json::from_str(&Binary::on(place).ok(&["release", "show", "visit"])).expect("JSON");
    serde_json::from_value(shown["releases"].clone()).expect("releases")
}

/// Answers by item that wait and can be opened.
fn waiting(place: &Place) -> BTreeMap<String, u64> {
    let survey = survey_id(place, "visit");
    let (records, _) = opened(place, survey);
    let bodies: BTreeMap<_, _> = records.into_iter().collect();
    let mut waiting = BTreeMap::new();
    for sealed in everything_sealed(place, survey) {
        let answered = bodies
            .get(&sealed.id())
            .is_some_and(|record| !matches!(record.body, Body::LeftOut));
        *waiting.entry(sealed.item().to_owned()).or_insert(0) += u64::from(answered);
    }
    waiting
}

/// Answers by item that were released; of several tables of an item the first counts, for every person is in each.
fn released(releases: &[Release]) -> BTreeMap<String, u64> {
    let mut released = BTreeMap::new();
    for release in releases {
        for table in release
            .tables
            .iter()
            .filter(|table| table.by.is_none())
            .filter(|table| !table.question.contains('.') || table.question.starts_with("staff."))
        {
            *released.entry(table.question.clone()).or_insert(0) += table.n;
        }
        for lot in &release.lots {
            *released.entry(lot.question.clone()).or_insert(0) += lot.size;
        }
    }
    released
}

/// Everybody is in exactly one release or waits; after a close whoever was withheld is gone.
fn nobody_lost_or_doubled(place: &Place, expected: u64, closed: bool, when: &str) {
    let releases = releases(place);
    let (out, waits) = (released(&releases), waiting(place));
    let withheld = |item: &str| {
        releases.last().is_some_and(|last| {
            last.withheld
                .iter()
                .any(|hidden| hidden.question == item && hidden.by.is_none())
        })
    };
    for item in [
        "overall",
        "region",
        "way",
        "again",
        "friends",
        "staff.kind",
        "staff.fast",
        "spend",
        "more",
    ] {
        let sum = out.get(item).unwrap_or(&0) + waits.get(item).unwrap_or(&0);
        assert!(
            sum == expected || closed && withheld(item) && sum < expected,
            "{item}: {sum} of {expected}, {when}: {out:?} {waits:?}"
        );
    }
    let verified = Binary::on(place).run(&["release", "verify", "visit"]);
    assert_eq!(verified.status, Some(0), "{when}: {verified:?}");
}

/// Nobody is twice in what was published before and after an older database was put back.
fn nobody_twice(before: &[Release], place: &Place, loaded: u64, when: &str) {
    let after = releases(place);
    let seen: BTreeSet<&str> = before.iter().map(|release| release.digest.as_str()).collect();
    let new: Vec<Release> = after
        .iter()
        .filter(|release| !seen.contains(release.digest.as_str()))
        .cloned()
        .collect();
    let (earlier, later, waits) = (released(before), released(&new), waiting(place));
    for (item, count) in &earlier {
        let sum = count + later.get(item).unwrap_or(&0) + waits.get(item).unwrap_or(&0);
        assert!(
            sum <= loaded,
            "{item}: {sum} of {loaded}, {when}: {earlier:?} {later:?} {waits:?}"
        );
    }
    let last = before.last().map_or(0, |release| release.release);
    assert!(
        new.iter().all(|release| release.release > last),
        "numbers go on, {when}"
    );
}

/// Stands for the minute after which a dead holder's lease ends.
fn end_leases(place: &Place) {
    place.execute("DELETE FROM leases").expect("the leases");
}

#[test]
fn a_tick_killed_at_any_step_loses_and_doubles_nobody_even_with_the_database_of_that_moment_put_back() {
    let base = loaded();

    for step in steps() {
        let place = base.copy();
        let killed = Binary::on(&place)
            .with("CHORUS_KILL_AT", &step)
            .run(&["release", "run", "visit"]);
        assert_eq!(killed.status, None, "{step}: {killed:?}");
        let moment = place.copy();
        end_leases(&place);
        Binary::on(&place).ok(&["release", "run", "visit"]);
        nobody_lost_or_doubled(&place, LOADED, false, &step);

        let published = releases(&place);
        place.put_back(&moment);
        end_leases(&place);
        Binary::on(&place).ok(&["release", "run", "visit"]);
        nobody_twice(&published, &place, LOADED, &step);
    }
}

#[test]
fn a_close_killed_at_any_step_loses_and_doubles_nobody_even_with_the_database_of_that_moment_put_back() {
    let base = loaded();
    Binary::on(&base).ok(&["release", "run", "visit"]);
    load(&base, "second");
    let before = base.copy();

    for step in steps().into_iter().filter(|step| step != "resealing") {
        let place = base.copy();
        let close = ["release", "run", "visit", "--close-period"];
        let killed = Binary::on(&place).with("CHORUS_KILL_AT", &step).run(&close);
        assert_eq!(killed.status, None, "{step}: {killed:?}");
        let moment = place.copy();
        end_leases(&place);
        let again = Binary::on(&place).run(&close);
        assert!(
            again.status == Some(0) || again.err.contains("there is no open survey"),
            "{step}: {again:?}"
        );
        nobody_lost_or_doubled(&place, 2 * LOADED, true, &step);
        assert_eq!(
            place.number("SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM inbox) AS value"),
            0,
            "{step}"
        );

        let published = releases(&place);
        for older in [&moment, &before] {
            place.put_back(older);
            end_leases(&place);
            Binary::on(&place).run(&close);
            nobody_twice(&published, &place, 2 * LOADED, &step);
        }
    }
}
