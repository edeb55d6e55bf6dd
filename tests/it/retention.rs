//! Retention: what is over its time goes for good and the log says so in steps; keeping longer has to be announced first.

use chorus::domain::account::Role;
use chorus::domain::trail::Act;
use chorus::services::retention::{Amount, Chosen, NotChosen, Outcome};
use chorus::store::{Db, retention};
use serde_json::json;

use crate::answered::between;
use crate::app::TestApp;
use crate::older::backup;
use crate::processors::{announce, day, publish_policy};
use crate::samples::{varied, with};
use crate::staff::{Staff, account, read};

fn rows(app: &TestApp, table: &str) -> i64 {
    app.place.number(&format!("SELECT count(*) AS value FROM {table}"))
}

/// A survey with comments that were published on the first day.
pub fn commented(app: &TestApp) {
    app.survey("visit");
    for place in 0..40 {
        let answers = with(
            varied(place),
            "more",
            json!(format!("The stairs were steep, {place} steps too many.")),
        );
        app.answer_api("visit", &answers).stored();
    }
    app.tick("visit");
    assert!(rows(app, "comments") >= 10, "no comments came out");
}

/// Everything of every kind that is over its time on 1 February 2029.
fn full(app: &TestApp) {
    for place in 0..30 {
        let act = Act {
            what: format!("test.{place}"),
            ..Act::default()
        };
        app.app().trail().note(&act).expect("a database");
    }
    app.app()
        .staff()
        .create("never@hospital.example", &[Role::Editor])
        .expect("a database")
        .expect("a new account");
    let bytes = |letter: &str| match app.place.is_postgres() {
        true => format!("'\\x{}'", letter.repeat(16)),
        false => format!("x'{}'", letter.repeat(16)),
    };
    for call in ["01", "02", "03"] {
        let statement = format!(
            "INSERT INTO sends (campaign_id, hash, day) VALUES ({}, {}, '2026-11-02')",
            bytes("aa"),
            bytes(call)
        );
        app.place.execute(&statement).expect("a call");
    }
    commented(app);
    app.app()
        .campaigns()
        .create("visit", &crate::invited::plan())
        .expect("a database")
        .expect("a survey");
    app.place
        .execute("UPDATE campaigns SET state = 'ended', ends_on = '2026-12-02'")
        .expect("a campaign that ended");
}

fn shown(amounts: &[Amount]) -> Vec<(&str, i64)> {
    amounts.iter().map(|one| (one.kind, one.shown)).collect()
}

#[test]
fn a_run_deletes_what_is_over_its_time_as_the_dry_run_said_and_logs_it_in_steps() {
    let app = TestApp::start();
    account(&app);
    full(&app);
    let desk = app.app().retention();
    desk.run(false).expect("a first run");
    assert!(rows(&app, "audit") >= 30 && rows(&app, "sends") == 3 && rows(&app, "campaigns") == 1);
    app.on("2029-02-01");
    let told = desk.dry_run().expect("a database");
    assert_eq!(
        (rows(&app, "sends"), rows(&app, "accounts")),
        (3, 2),
        "a dry run deletes nothing"
    );

    let Outcome::Done(done) = desk.run(true).expect("a run") else {
        panic!("the run is not done");
    };

    assert_eq!(told, done);
    assert_eq!(shown(&done)[1], ("trail", 25));
    assert!(
        shown(&done)[2..].iter().all(|(_, shown)| *shown == 0),
        "three calls tell of somebody: {done:?}"
    );
    for table in ["comments", "sends", "campaigns"] {
        assert_eq!(rows(&app, table), 0, "{table}");
    }
    assert_eq!(rows(&app, "accounts"), 1, "the account that was set up stays");
    assert_eq!(rows(&app, "audit"), 1, "what is left says that older entries went");
    let log = desk.log().expect("a database");
    assert_eq!(log.iter().filter(|ran| ran.day == day("2029-02-01")).count(), 7);
    assert_eq!(log.iter().map(|ran| ran.number).max(), Some(2));
    desk.run(false).expect("a run");
    assert_eq!(
        rows(&app, "retention_runs"),
        14,
        "a second run of a day that deletes nothing is not logged"
    );
    if !app.place.is_postgres() {
        let text = "never@hospital";
        let left = app.place.database_files();
        assert!(
            left.iter()
                .all(|(_, bytes)| !bytes.windows(text.len()).any(|part| part == text.as_bytes()))
        );
    }
}

#[test]
fn the_log_of_deletions_is_never_changed() {
    let app = TestApp::start();
    app.app().retention().run(false).expect("a run");

    for statement in [
        "UPDATE retention_runs SET shown = 1",
        "DELETE FROM retention_runs",
        if app.place.is_postgres() {
            "TRUNCATE retention_runs"
        } else {
            "INSERT OR REPLACE INTO retention_runs SELECT * FROM retention_runs"
        },
    ] {
        let refused = app.place.execute(statement).expect_err(statement);
        assert!(refused.contains("never changed"), "{statement}: {refused}");
    }
}

#[test]
fn a_comment_that_was_deleted_does_not_come_back_with_an_older_database() {
    let mut app = TestApp::start();
    commented(&app);
    app.app().retention().run(false).expect("a run");
    let older = backup(&mut app);
    assert!(rows(&app, "comments") >= 10);
    app.on("2027-11-15");
    app.app().retention().run(true).expect("a run");
    assert_eq!(rows(&app, "comments"), 0);

    // a backup of yesterday, put back on the same day
    app.stop();
    app.place.put_back(&older);
    app.place
        .execute("UPDATE clock_readings SET ran_on = '2027-11-15', seen_at = '2027-11-15 00:00:00'")
        .expect("a backup that is not old");
    app.restart();
    assert!(rows(&app, "comments") >= 10);
    let done = app.app().retention().run_if_due().expect("a run at the start");

    assert!(matches!(done, Outcome::Done(_)), "{done:?}");
    assert_eq!(rows(&app, "comments"), 0);
    assert_eq!(app.app().retention().run_if_due().expect("a look"), Outcome::NotDue);
}

#[test]
fn fewer_days_count_at_once_and_more_only_after_a_policy_announced_them() {
    let app = TestApp::start();
    app.survey("visit");
    let desk = app.app().retention();
    let in_force = || desk.rules().expect("a database").in_force["calls"];
    let choose = |days| desk.choose("calls", days).expect("a database");
    let db = Db::open(&app.place.url()).expect("a database");

    assert_eq!(in_force(), 30);
    assert_eq!(choose(30), Err(NotChosen::Same));
    assert_eq!(choose(91), Err(NotChosen::OutOfBounds));
    assert_eq!(
        desk.choose("comments", 30).expect("a database"),
        Err(NotChosen::Unknown)
    );
    assert_eq!((choose(10), in_force()), (Ok(Chosen::AtOnce), 10));
    assert_eq!((choose(20), in_force()), (Ok(Chosen::Proposed), 10));
    assert_eq!(
        (choose(40), in_force()),
        (Ok(Chosen::Proposed), 10),
        "one proposal takes the place of another"
    );
    let proposed = db.read(retention::proposed).expect("a database");
    assert_eq!(proposed.into_iter().collect::<Vec<_>>(), [("calls".to_owned(), 40)]);
    assert_eq!(choose(10), Ok(Chosen::Withdrawn));
    assert_eq!(choose(40), Ok(Chosen::Proposed));

    announce(&app, Some("2026-11-20"));
    assert_eq!(in_force(), 10);
    app.on("2026-11-20");
    assert_eq!(in_force(), 40);
    assert_eq!((choose(5), in_force()), (Ok(Chosen::AtOnce), 5));
}

#[test]
fn the_database_refuses_to_keep_longer_what_was_not_announced() {
    let app = TestApp::start();
    let refuses = |statement: &str| {
        let refused = app.place.execute(statement).expect_err(statement);
        assert!(
            refused.contains("announced first") || refused.contains("never removed"),
            "{statement}: {refused}"
        );
    };
    let insert = "INSERT INTO retention_rules (number, kind, days, policy, from_day, proposed_on) VALUES";

    refuses(&format!("{insert} (5, 'trail', 732, NULL, '2026-11-02', '2026-11-02')"));
    refuses(&format!("{insert} (5, 'trail', 100, 1, '2026-11-02', '2026-11-02')"));
    refuses(&format!("{insert} (5, 'unheard', 1, NULL, '2026-11-02', '2026-11-02')"));
    refuses(&format!("{insert} (0, 'trail', 100, NULL, '2026-11-02', '2026-11-02')"));
    refuses("UPDATE retention_rules SET days = 9999");
    refuses("UPDATE retention_rules SET from_day = '2030-01-01'");
    refuses("DELETE FROM retention_rules");
    app.place
        .execute(&format!("{insert} (5, 'trail', 900, NULL, NULL, '2026-11-02')"))
        .expect("a proposal");
    refuses("UPDATE retention_rules SET from_day = '2026-11-02' WHERE number = 5");
    publish_policy(&app.place, 1, "2026-11-20");
    refuses("UPDATE retention_rules SET policy = 1, from_day = '2026-11-19' WHERE number = 5");
    app.place
        .execute("UPDATE retention_rules SET policy = 1, from_day = '2026-11-20' WHERE number = 5")
        .expect("an announcement");
    if app.place.is_postgres() {
        refuses("TRUNCATE retention_rules");
    }
}

#[test]
fn the_privacy_officer_chooses_days_and_everybody_reads_the_rules_and_the_log() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    app.app().retention().run(false).expect("a run");
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    assert!(plain(staff.page("/staff/retention?lang=en")).contains("731 days"));

    for (days, problem) in [
        ("many", "whole number"),
        ("5000", "from 180 to 1,096"),
        ("731", "counts already"),
    ] {
        let (status, page) = read(staff.post("/staff/retention?lang=en", &[("kind", "trail"), ("days", days)]));
        assert_eq!(status, 422, "{days}");
        let summary = plain(
            between(&page, "class=\"error-summary\"", "</ul>")
                .expect("a summary")
                .to_owned(),
        );
        assert!(
            summary.contains(problem) && page.contains(&format!("value=\"{days}\"")),
            "{summary}"
        );
    }
    let to = staff.done("/staff/retention", &[("kind", "trail"), ("days", "400")]);
    assert_eq!(to, "/staff/retention?done=retention-at-once");
    let to = staff.done("/staff/retention", &[("kind", "calls"), ("days", "60")]);
    assert_eq!(to, "/staff/retention?done=retention-proposed");
    assert!(plain(staff.page("/staff/retention?lang=en")).contains("Calls of programs: 60 days, proposed"));

    let public = plain(app.get("/privacy/retention?lang=en").body);
    assert!(
        public.contains("Your visit</dt>") && public.contains("365 days"),
        "{public}"
    );
    assert!(public.contains("400 days") && !public.contains("60 days") && public.contains("November 2, 2026"));
    assert_eq!(public.matches("fewer than 25").count(), 7, "{public}");
    let mut titles: Vec<String> = ["en", "pt", "zh"]
        .map(|tag| {
            let page = app.get(&format!("/privacy/retention?lang={tag}")).body;
            between(&page, "<h1>", "</h1>").expect("a title").to_owned()
        })
        .into();
    titles.dedup();
    assert_eq!(titles.len(), 3);
}
