//! The life of an answer: it waits, a tick takes it, and from then on there are only sums.

use std::collections::BTreeMap;

use chorus::domain::release::Release;
use chorus::services::release::Outcome;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::binary::Binary;
use crate::samples::{one_question, varied, visit, with};

/// Counts by table and value, summed over releases.
fn sums(releases: &[Release]) -> BTreeMap<(String, String), u64> {
    let mut sums = BTreeMap::new();
    for table in releases.iter().flat_map(|release| &release.tables) {
        for (value, count) in &table.counts.0 {
            *sums.entry((table.question.clone(), value.clone())).or_insert(0) += count;
        }
    }
    sums.retain(|_, count| *count > 0);
    sums
}

/// The same counted by hand from the answers of `varied`.
fn counted_by_hand(answers: &[Value]) -> BTreeMap<(String, String), u64> {
    let mut sums = BTreeMap::new();
    let mut count = |question: String, value: String| *sums.entry((question, value)).or_insert(0) += 1;
    let bands = [(10, "0..10"), (50, "10..50"), (100, "50..100"), (501, "100..500")];
    for answer in answers.iter().filter_map(Value::as_object) {
        for (key, value) in answer {
            match (key.as_str(), value) {
                ("areas", chosen) => {
                    for option in ["desk", "phone", "web", "none"] {
                        let yes = chosen.as_array().expect("a list").contains(&json!(option));
                        count(format!("areas.{option}"), if yes { "yes" } else { "no" }.to_owned());
                    }
                }
                ("order", order) => {
                    for (place, option) in order.as_array().expect("a list").iter().enumerate() {
                        count(
                            format!("order.{}", option.as_str().expect("a key")),
                            (place + 1).to_string(),
                        );
                    }
                }
                ("spend", spent) => {
                    let (_, band) = bands
                        .iter()
                        .find(|(edge, _)| spent.as_i64() < Some(*edge))
                        .expect("a band");
                    count("spend".to_owned(), (*band).to_owned());
                }
                (_, Value::Object(rows)) => {
                    rows.iter()
                        .for_each(|(row, step)| count(format!("{key}.{row}"), step.to_string()));
                }
                (_, Value::String(option)) => count(key.clone(), option.clone()),
                (_, step) => count(key.clone(), step.to_string()),
            }
        }
    }
    sums
}

/// After the close everything is counted but what the last release withheld: the last ten may have been too alike (rule 3).
fn assert_all_counted(releases: &[Release], answers: &[Value]) {
    let withheld = |question: &str| {
        let last = releases.last().expect("a release");
        last.withheld.iter().any(|hidden| hidden.question == question)
    };
    let without_withheld = |mut sums: BTreeMap<(String, String), u64>| {
        sums.retain(|(question, _), _| !withheld(question));
        sums
    };
    assert!(
        ["overall", "friends", "staff.kind", "staff.fast"]
            .iter()
            .all(|question| !withheld(question)),
        "many values"
    );
    assert_eq!(
        without_withheld(sums(releases)),
        without_withheld(counted_by_hand(answers))
    );
}

fn rate(app: &TestApp, slug: &str, ratings: impl IntoIterator<Item = usize>) -> Vec<String> {
    ratings
        .into_iter()
        .map(|step| app.answer_api(slug, &json!({ "overall": step })).stored())
        .collect()
}

#[test]
fn answers_wait_for_the_tick_and_after_the_close_the_sums_are_those_of_all() {
    let app = TestApp::start();
    app.survey("visit");
    let answers: Vec<Value> = (0..41).map(varied).collect();

    app.many("visit", 40);
    app.answer(
        "visit",
        &[
            ("overall", "1"),
            ("region", "south"),
            ("areas", "desk"),
            ("areas", "web"),
            ("way", "bus"),
            ("again", "yes"),
            ("friends", "7"),
            ("staff.kind", "1"),
            ("staff.fast", "3"),
            ("order.price", "1"),
            ("order.place", "2"),
            ("order.time", "3"),
            ("spend", "5"),
        ],
    )
    .stored();
    let before = app.releases("visit");
    let first = app.tick("visit");
    let overall = app.releases("visit")[0].overall("overall").map(|table| table.n);
    let last = app.close_period("visit");

    assert!(before.is_empty());
    assert_eq!(
        (first, overall, last),
        (Outcome::Released(1), Some(31), Outcome::Released(2))
    );
    let mut by_hand = answers;
    by_hand[40] = with(
        with(
            with(varied(40), "spend", json!(5)),
            "order",
            json!(["price", "place", "time"]),
        ),
        "region",
        json!("south"),
    );
    by_hand[40] = with(
        with(by_hand[40].clone(), "areas", json!(["desk", "web"])),
        "staff",
        json!({"kind": 1, "fast": 3}),
    );
    assert_all_counted(&app.releases("visit"), &by_hand);
    assert_eq!(app.waiting(), 0);
}

#[test]
fn what_a_release_says_is_the_document_the_command_prints() {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 30);
    app.tick("visit");

    let printed = Binary::on(&app.place).ok(&["release", "show", "visit", "--number", "1"]);

    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let release = &app.releases("visit")[0];
    assert_eq!(document, serde_json::to_value(release).expect("JSON"));
    assert_eq!(
        (&document["survey"], &document["period"], &document["unscheduled"]),
        (&json!("visit"), &json!("2026-11"), &json!(true))
    );
    assert_eq!(
        (&document["previous"], &document["group_size"]),
        (&Value::Null, &json!(10))
    );
    assert_eq!(
        document["withheld"],
        json!([{"question": "more", "by": null}, {"question": "way.other", "by": null}])
    );
    assert!(
        Binary::on(&app.place)
            .ok(&["release", "verify", "visit"])
            .contains("1 releases checked")
    );
}

#[test]
fn nineteen_people_make_no_release_and_twenty_make_one_of_ten() {
    let app = TestApp::start();
    app.publish(&one_question("one"));

    rate(&app, "one", (0..19).map(|place| place % 5 + 1));
    let of_nineteen = app.tick("one");
    rate(&app, "one", [5]);
    let of_twenty = app.tick("one");

    assert_eq!((of_nineteen, of_twenty), (Outcome::NothingToShow, Outcome::Released(1)));
    assert_eq!(app.releases("one")[0].responses, 10);
    assert_eq!(app.waiting(), 10);
    assert_eq!(app.close_period("one"), Outcome::Released(2));
    assert_eq!(app.releases("one")[1].responses, 10);
}

#[test]
fn at_the_close_nine_people_are_deleted_unseen() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    rate(&app, "one", (0..9).map(|place| place % 5 + 1));

    let outcome = app.close_period("one");

    assert_eq!(outcome, Outcome::NothingToShow);
    assert_eq!((app.waiting(), app.releases("one").len()), (0, 0));
    assert_eq!(app.place.number("SELECT count(*) AS value FROM sent"), 0);
}

#[test]
fn an_answer_nearly_everybody_gave_is_not_shown_until_three_gave_another() {
    let app = TestApp::start();
    app.publish(&one_question("one"));

    rate(&app, "one", [vec![5; 40], vec![1, 1]].concat());
    let alike = app.tick("one");
    rate(&app, "one", vec![1; 40]);
    let mixed = app.tick("one");

    assert_eq!((alike, mixed), (Outcome::NothingToShow, Outcome::Released(1)));
    assert_eq!(app.releases("one")[0].responses, 72);
}

#[test]
fn between_ticks_everything_says_the_same_whatever_arrives() {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 25);
    app.tick("visit");
    let program = Binary::on(&app.place);
    let everything = || {
        let pages = [
            "/",
            "/s/visit",
            "/privacy",
            "/s/visit/results",
            "/s/visit/receipt",
            "/readyz",
        ];
        let mut said: Vec<String> = pages.iter().map(|path| app.get(path).without_token()).collect();
        said.push(program.ok(&["release", "show", "visit"]));
        said.push(program.ok(&["release", "show", "visit", "--format", "csv"]));
        said.push(format!(
            "{:?}",
            app.app()
                .results()
                .of_period("visit", None)
                .expect("a database that works")
        ));
        said
    };
    let before = everything();

    let receipts = app.many("visit", 25);
    app.answer_api("visit", &with(varied(1), "more", json!("mail me: a@b.example")))
        .stored();
    app.receipt("visit", &receipts[0], "withdraw-all", &[]);

    assert_eq!(everything(), before);
    app.tick("visit");
    assert_ne!(everything(), before);
}

#[test]
fn the_schedule_ticks_once_a_week_and_the_next_period_begins_with_the_month() {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 25);

    app.run_due();
    let on_the_first_day = app.releases("visit").len();
    app.on("2026-11-09");
    app.run_due();
    app.run_due();
    let after_a_week = app.releases("visit");
    app.on("2026-12-02");
    app.many("visit", 12);
    app.run_due();
    let after_the_month = app.releases("visit");

    assert_eq!((on_the_first_day, after_a_week.len(), after_the_month.len()), (0, 1, 2));
    assert!(!after_a_week[0].unscheduled);
    assert_eq!(after_the_month[1].period, "2026-11");
    assert_all_counted(&after_the_month, &(0..25).map(varied).collect::<Vec<_>>());
    let current = app
        .app()
        .surveys()
        .find("visit")
        .expect("a database that works")
        .expect("a survey")
        .collection;
    assert_eq!(current.map(|state| state.period).as_deref(), Some("2026-12"));
    // the twelve of December wait, each with a record an item and one for the comment
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM pool WHERE period <> '2026-12'"),
        0
    );
    assert_eq!(app.answer_api("visit", &varied(1)).status, 200);
}

#[test]
fn a_one_off_survey_takes_nothing_after_its_close() {
    let app = TestApp::start();
    let definition = with(visit("visit"), "period", json!("once"));
    app.publish(&with(definition, "closes", json!("2026-11-20")));
    app.many("visit", 12);

    app.on("2026-11-20");
    let form = app.get("/s/visit");
    app.run_due();
    let program = app.answer_api("visit", &varied(1));

    assert_eq!((form.status, program.status), (410, 410));
    assert_eq!(app.releases("visit").len(), 1);
    assert!(app.waiting() == 0 && app.close_period("visit") == Outcome::NotCollecting);
}
