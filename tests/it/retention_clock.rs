//! A clock that jumped deletes nothing; the command says why; somebody who looked at the clock may go on.

use chorus::services::retention::{Outcome, Refused};

use crate::app::TestApp;
use crate::binary::Binary;
use crate::place::Place;
use crate::processors::day;
use crate::retention::commented;
use crate::staff::Staff;

fn run(app: &TestApp) -> Outcome {
    app.app().retention().run(false).expect("a database")
}

fn with_comments() -> TestApp {
    let app = TestApp::start();
    commented(&app);
    app
}

fn comments(app: &TestApp) -> i64 {
    app.place.number("SELECT count(*) AS value FROM comments")
}

#[test]
fn a_clock_that_jumps_while_the_program_runs_deletes_nothing_until_somebody_looked() {
    let app = with_comments();
    assert!(matches!(run(&app), Outcome::Done(_)));
    let before = comments(&app);

    app.clock.jump(day("2027-12-01"));
    let refused = run(&app);

    assert_eq!(refused, Outcome::Refused(Refused::Jumped(day("2026-11-02"))));
    assert_eq!(app.app().retention().run_if_due().expect("a database"), refused);
    assert!(before >= 10 && comments(&app) == before);
    app.clock.jump(day("2026-11-02"));
    assert!(
        matches!(run(&app), Outcome::Done(_)),
        "a clock that is right again is trusted"
    );

    app.clock.jump(day("2026-11-07"));
    let staff = Staff::signed_in(&app);
    let page = staff
        .page("/staff/retention?lang=en")
        .replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains("the clock jumped since November 2, 2026"), "{page}");
    assert!(staff.page("/staff/office?lang=en").contains("the clock jumped since"));
}

#[test]
fn somebody_who_looked_at_the_clock_goes_on_with_a_button() {
    let app = with_comments();
    assert!(matches!(run(&app), Outcome::Done(_)));
    app.clock.jump(day("2027-12-01"));
    let staff = Staff::signed_in(&app);

    let to = staff.done("/staff/retention/run", &[]);

    assert_eq!(
        (to.as_str(), comments(&app)),
        ("/staff/retention?done=retention-ran", 0)
    );
    assert!(!staff.page("/staff/retention?lang=en").contains("the clock jumped"));
}

#[test]
fn a_jump_between_two_runs_of_the_program_is_found_as_well() {
    let mut app = TestApp::start();
    app.on("2026-12-01");
    assert!(matches!(run(&app), Outcome::Done(_)));

    app.on("2026-11-20");
    app.restart();
    assert_eq!(run(&app), Outcome::Refused(Refused::Backwards(day("2026-12-01"))));
    app.on("2027-01-11");
    app.restart();
    assert_eq!(run(&app), Outcome::Refused(Refused::LongPause(day("2026-12-01"))));
    app.on("2027-01-10");
    app.restart();
    assert!(matches!(run(&app), Outcome::Done(_)), "forty days are no long pause");
    app.on("2027-06-01");
    assert!(matches!(
        app.app().retention().run(true).expect("a database"),
        Outcome::Done(_)
    ));
    assert!(matches!(run(&app), Outcome::Done(_)));
}

#[test]
fn the_command_says_what_would_go_deletes_and_refuses_a_wrong_clock() {
    let place = Place::new();
    let binary = Binary::on(&place);

    let dry = binary.run(&["retention", "run", "--dry-run"]);
    assert_eq!(dry.status, Some(0), "{dry:?}");
    assert!(dry.out.contains("would go: comments, fewer than 25"), "{dry:?}");
    assert_eq!(place.number("SELECT count(*) AS value FROM retention_runs"), 0);
    let done = binary.run(&["retention", "run"]);
    assert_eq!(done.status, Some(0), "{done:?}");
    assert!(done.out.contains("deleted: trail, fewer than 25"), "{done:?}");
    assert_eq!(place.number("SELECT count(*) AS value FROM retention_runs"), 7);

    place
        .execute("UPDATE clock_readings SET ran_on = '2020-01-01'")
        .expect("a long pause");
    let refused = binary.run(&["retention", "run"]);
    assert_eq!(refused.status, Some(1), "{refused:?}");
    assert!(refused.err.contains("more than forty days ago") && refused.err.contains("--clock-is-right"));
    assert_eq!(binary.run(&["retention", "run", "--clock-is-right"]).status, Some(0));
    assert_eq!(binary.run(&["retention", "run"]).status, Some(0));
}
