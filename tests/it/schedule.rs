//! The schedule: ticks, the close of a period, and the end of a survey.

use chorus::services::release::Outcome;
use serde_json::json;

use crate::app::TestApp;
use crate::counts::assert_all_counted;
use crate::samples::{one_question, varied, visit, with};

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

#[test]
fn a_form_read_a_moment_before_the_next_period_is_read_again_with_its_version() {
    let app = TestApp::start();
    let first = with(one_question("one"), "period", json!("month"));
    app.publish(&first);
    let mut second = first.clone();
    second["questions"][0]["steps"] = json!(10);
    app.publish(&second);
    app.on("2026-11-30");
    let token = app.form_token("one");

    // the clock strikes while the form is still remembered
    app.clock.set("2026-12-01".parse().expect("a day"));
    let page = app.answer_with("one", &token, &[("overall", "4")]);
    let program = app.answer_api("one", &json!({"overall": 4}));
    app.app().catalogue().forget();
    let again = app.answer_with("one", &token, &[("overall", "4")]);

    assert_eq!((page.status, program.status), (503, 503));
    assert!(page.body.contains("Nothing is lost") && page.body.contains("checked"));
    assert!(
        again.status == 422 && again.body.contains("value=\"10\""),
        "{}",
        again.body
    );
    assert_eq!(app.waiting(), 0);
    assert_eq!(app.answer_api("one", &json!({"overall": 10})).status, 200);
}
