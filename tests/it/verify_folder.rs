//! `release verify --from`: the command on folders of exported documents, and documents made to break it.

use std::path::Path;

use chorus::domain::release::{Counts, Release, Table};
use chorus::privacy::protect::verify::verify;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::binary::{Binary, Ran};
use crate::outside::ScratchDir;
use crate::place::Place;
use crate::verify_made::*;

fn check(folder: &Path) -> Ran {
    Binary::on(&Place::new()).run(&["release", "verify", "--from", &folder.to_string_lossy()])
}

/// What the command says of a folder with one file.
fn check_text(text: &str) -> Ran {
    let folder = ScratchDir::new("verify");
    std::fs::write(folder.path().join("releases.json"), text).expect("a file");
    check(folder.path())
}

fn exported(releases: &[Release]) -> String {
    chorus::services::export::json(releases)
}

#[test]
fn a_folder_of_exports_is_checked_without_a_database() {
    let folder = ScratchDir::new("verify");
    let releases = chain();
    std::fs::write(folder.path().join("all.json"), exported(&releases)).expect("a file");
    std::fs::write(folder.path().join("readme.txt"), "not for us").expect("a file");
    for release in &releases[..2] {
        std::fs::write(
            folder.path().join(format!("{}.json", release.release)),
            release.to_json(),
        )
        .expect("a file");
    }

    let ran = check(folder.path());

    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out.starts_with(
            "5 releases checked: 13 overall tables, 14 blocks of breakdowns, 3 lots of comments; nothing is wrong\n"
        ),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains(&releases[4].digest) && ran.out.contains("rules 5 and 6"),
        "{}",
        ran.out
    );
    let place = Place::new();
    assert!(
        place.data().read_dir().expect("a folder").next().is_none(),
        "no database is made"
    );
}

#[test]
fn findings_are_told_one_a_line_and_counted() {
    let mut releases = chain();
    releases[3].responses = 1;
    releases.remove(1);

    let ran = check_text(&exported(&releases));

    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert_eq!(
        ran.err.lines().collect::<Vec<_>>(),
        [
            "chorus: visit: release 3: release 2 is missing before it",
            "chorus: visit: release 4: was changed: its digest is not that of its contents",
            "chorus: visit: release 4: says 1 responses, its tables say 24",
            "chorus: findings: 3, in 4 releases",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let one = || serde_json::to_value(&chain()[0]).expect("JSON");
    let with = |field: &str, value: Value| {
        let mut document = one();
        document[field] = value;
        document.to_string()
    };
    let twice = one().to_string().replacen("\"1\":", "\"1\":99,\"1\":", 1);
    let unreadable = [
        ("{".to_owned(), "EOF"),
        ("[]".to_owned(), "invalid length"),
        (json!({"releases": []}).to_string(), "holds no release"),
        (json!({"releases": [one()], "more": 1}).to_string(), "unknown field"),
        (with("weights", json!(1)), "unknown field `weights`"),
        (with("\u{1b}[2J", json!(1)), "unknown field `\u{fffd}[2J`"),
        (with("responses", json!(-1)), "invalid value"),
        (with("release", json!("one")), "invalid type"),
        (
            one().to_string().replacen("\"1\":5", "\"1\":5.5", 1),
            "not a whole number",
        ),
        (twice, "a field stands twice"),
    ];

    for (text, why) in unreadable {
        let ran = check_text(&text);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{why}: {ran:?}");
        assert!(ran.err.contains(why), "{why}: {ran:?}");
    }
    let nowhere = check(Path::new("/nowhere"));
    assert_eq!(
        (nowhere.status, nowhere.err.lines().count()),
        (Some(2), 1),
        "{nowhere:?}"
    );
}

#[test]
fn documents_made_to_break_it_are_checked_in_time() {
    let mut releases = chain();
    let block = |place: usize| Table {
        block: ["north", "south", "west", "none"]
            .iter()
            .enumerate()
            .filter(|(bit, _)| place >> bit & 1 == 1)
            .map(|(_, value)| (*value).to_owned())
            .collect(),
        n: u64::MAX,
        ..by_region(OVERALL, 48)[place % 3].clone()
    };
    let many = |place: usize| Table {
        question: format!("q{place}"),
        ..block(place)
    };
    releases[4].tables.extend((0..3000).map(block));
    releases[4]
        .tables
        .extend((0..3000).flat_map(|place| [many(place), many(place)]));
    releases[3].group_size = u32::MAX;
    releases[3].colluders = u32::MAX;
    releases[3].responses = u64::MAX;
    releases[2].release = u64::MAX;

    assert!(verify(&releases).len() > 6000);
}

/// Any table over few names, so that they often meet.
fn any_table() -> impl Strategy<Value = Table> {
    let number = || prop_oneof![4 => 0..40_u64, 1 => Just(u64::MAX)];
    let counts = proptest::collection::vec((prop_oneof!["yes", "no", "1"], number()), 0..3);
    let block = proptest::collection::vec(prop_oneof!["all", "none", "a", "b"], 0..4);
    let by = proptest::option::of(prop_oneof!["q", "r", "s"]);
    (prop_oneof!["q", "q.a", "q.b"], by, block, number(), number(), counts).prop_map(
        |(question, by, block, n, no_answer, counts)| Table {
            question,
            by,
            block,
            n,
            no_answer,
            counts: Counts(counts),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_stands_in_tables_is_checked_to_the_end(
        tables in proptest::collection::vec((proptest::collection::vec(any_table(), 0..12), 0..4_u64, 0..12_u32), 0..4)
    ) {
        let releases: Vec<Release> = tables
            .into_iter()
            .map(|(tables, number, promise)| Release {
                group_size: promise,
                colluders: promise / 2,
                ..release(number, if number < 3 { "once" } else { "2026" }, tables, 0)
            })
            .collect();

        verify(&releases);
    }

    #[test]
    fn a_count_that_was_changed_is_always_found(
        place in 0..1000_usize, value in 0..5_usize, more in prop_oneof![-9..0_i64, 1..9_i64], with_n: bool
    ) {
        let mut releases = chain();
        let mut tables: Vec<&mut Table> = releases
            .iter_mut()
            .flat_map(|release| &mut release.tables)
            .filter(|table| table.question != "region")
            .collect();
        let place = place % tables.len();
        let table = &mut tables[place];
        let value = value % table.counts.0.len();
        prop_assume!(table.counts.0[value].1.checked_add_signed(more).is_some());
        if with_n {
            let name = table.counts.0[value].0.clone();
            add(table, &name, more);
        } else {
            table.counts.0[value].1 = table.counts.0[value].1.saturating_add_signed(more);
        }
        releases.iter_mut().for_each(settle);
        sealed(&mut releases);

        prop_assert!(!told(&releases).is_empty());
    }
}
