//! The life of an answer: it waits, a tick takes it, and from then on there are only sums.

use chorus::services::release::Outcome;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::binary::Binary;
use crate::counts::assert_all_counted;
use crate::samples::{one_question, varied, with};

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
