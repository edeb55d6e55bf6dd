//! The trail: what it says, that it finds what was rewritten, and that it can be shortened without breaking.

use chorus::domain::trail::Act;
use chorus::services::signing::is_signed;
use chorus::services::trail::{Checked, Filter};

use crate::app::TestApp;
use crate::binary::Binary;
use crate::staff::{EMAIL, Staff, account};

fn acts(app: &TestApp) -> Vec<String> {
    let (entries, _) = app
        .app()
        .trail()
        .entries(i64::MAX, 500, &Filter::default())
        .expect("a database");
    entries
        .into_iter()
        .rev()
        .map(|entry| format!("{} {}", entry.what, entry.survey).trim().to_owned())
        .collect()
}

fn note(app: &TestApp, what: &str) {
    let act = Act {
        what: what.to_owned(),
        ..Act::default()
    };
    app.app().trail().note(&act).expect("a database");
}

fn is_whole(app: &TestApp) -> bool {
    matches!(app.app().trail().check().expect("a database"), Checked::Whole { .. })
}

#[test]
fn every_look_and_every_change_is_on_record_before_it_is_done() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    staff.page("/staff/surveys/visit/results");
    staff.get("/staff/surveys/visit/results.csv");
    staff.page("/staff/surveys/visit/invitations");
    staff.post("/staff/surveys/visit/close", &[("act", "nothing")]);
    staff.done(
        "/staff/organisation",
        &[
            ("name", "A"),
            ("address", "B"),
            ("contact", "c@d.example"),
            ("legal_ground", "consent"),
        ],
    );
    staff.post("/staff/organisation", &[("name", "")]);
    staff.page("/staff/people");
    crate::staff::sign_in(&app, EMAIL, "three green tricycles");
    staff.post("/staff/sign-out", &[]);

    let acts = acts(&app);
    for wanted in [
        "sign-in.recovery",
        "results.see visit",
        "results.export visit",
        "campaigns.see visit",
        "organisation.change",
        "organisation.change.not",
        "people.see",
        "sign-in.wrong",
        "sign-out",
    ] {
        assert!(acts.iter().any(|act| act == wanted), "{wanted} in {acts:?}");
    }
    let entries = app
        .app()
        .trail()
        .entries(i64::MAX, 500, &Filter::default())
        .expect("a database")
        .0;
    let id = app
        .app()
        .staff()
        .find(EMAIL)
        .expect("a database")
        .expect("an account")
        .id
        .to_string();
    assert!(entries.iter().all(|entry| entry.who == id), "{entries:?}");
    assert!(!acts.iter().any(|act| act.contains('@')));
}

#[test]
fn a_trail_that_was_changed_shortened_swapped_or_added_to_is_found() {
    let app = TestApp::start();
    for place in 0..12 {
        note(&app, &format!("test.{place}"));
    }
    assert!(is_whole(&app));
    for refused in [
        "UPDATE audit SET entry = 'x'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 1",
    ] {
        app.place.execute(refused).expect_err("the database refuses it");
    }
    let triggers = match app.place.is_postgres() {
        true => vec!["ALTER TABLE audit DISABLE TRIGGER USER".to_owned()],
        false => ["changed", "removed", "replaced"]
            .map(|name| format!("DROP TRIGGER audit_is_not_{name}"))
            .into(),
    };
    for statement in triggers {
        app.place.execute(&statement).expect("somebody with all rights");
    }
    let kept = "CREATE TABLE kept AS SELECT * FROM audit";
    app.place.execute(kept).expect("a copy");
    let digest = "(SELECT digest FROM kept WHERE number = 1)";
    let attacks = [
        vec!["UPDATE audit SET entry = replace(entry, 'test.5', 'test.x') WHERE number = 6".to_owned()],
        vec!["DELETE FROM audit WHERE number = 6".to_owned()],
        vec!["DELETE FROM audit WHERE number = 1".to_owned()],
        vec!["DELETE FROM audit WHERE number > 9".to_owned()],
        vec!["DELETE FROM audit".to_owned()],
        vec![format!("UPDATE audit SET digest = {digest} WHERE number = 7")],
        vec![
            "UPDATE audit SET number = 100 WHERE number = 3".to_owned(),
            "UPDATE audit SET number = 3 WHERE number = 4".to_owned(),
            "UPDATE audit SET number = 4 WHERE number = 100".to_owned(),
        ],
        vec![
            "INSERT INTO audit (number, entry, digest) SELECT 13, entry, digest FROM kept WHERE number = 12".to_owned(),
        ],
        vec![
            "UPDATE audit SET expires_through = 3 WHERE number = 12".to_owned(),
            "DELETE FROM audit WHERE number <= 3".to_owned(),
        ],
    ];
    for attack in attacks {
        for statement in &attack {
            app.place.execute(statement).expect("somebody with all rights");
        }
        assert!(!is_whole(&app), "{attack:?} is not found");
        app.place.execute("DELETE FROM audit").expect("all rights");
        app.place
            .execute("INSERT INTO audit SELECT * FROM kept")
            .expect("all rights");
        assert!(is_whole(&app));
    }
    // written anew as a whole, with digests that fit: the key folder remembers another end
    app.place.execute("DELETE FROM audit").expect("all rights");
    let other = TestApp::start();
    for place in 0..12 {
        note(&other, &format!("other.{place}"));
    }
    for row in other
        .place
        .texts("number || '|' || entry || '|' || digest", "FROM audit ORDER BY number")
    {
        let parts: Vec<&str> = row.splitn(2, '|').collect();
        let (entry, digest) = parts[1].rsplit_once('|').expect("three parts");
        let insert = format!(
            "INSERT INTO audit (number, entry, digest) VALUES ({}, '{entry}', '{digest}')",
            parts[0]
        );
        app.place.execute(&insert).expect("all rights");
    }
    let cut = |app: &TestApp| {
        let found = app.app().trail().check().expect("a database");
        matches!(found, Checked::Cut { remembered: 12 })
    };
    assert!(cut(&app));
    // and whoever goes on working does not make it whole again
    for _ in 0..20 {
        note(&app, "later");
    }
    assert!(cut(&app));
    app.app().trail().accept_gap().expect("a database");
    assert!(
        is_whole(&app) && acts(&app).contains(&"trail.gap".to_owned()),
        "somebody took note of it, for good"
    );
}

#[test]
fn old_entries_go_and_what_is_left_still_hangs_together() {
    let app = TestApp::start();
    for place in 0..7 {
        note(&app, &format!("old.{place}"));
    }
    app.on("2028-10-01");
    note(&app, "newer");
    app.app().trail().expire().expect("a database");
    assert_eq!(
        app.place.number("SELECT min(number) AS value FROM audit"),
        1,
        "two years are kept"
    );
    app.on("2028-11-10");
    app.app().trail().expire().expect("a database");

    assert_eq!(app.place.number("SELECT min(number) AS value FROM audit"), 8);
    assert!(is_whole(&app));
    assert_eq!(acts(&app), ["newer", "trail.expire"]);
    note(&app, "later");
    assert!(is_whole(&app));
    let head = app.app().trail().head().expect("a database").expect("an end");
    assert!(is_signed("trail", &head) && head.number == 10);
    let mut forged = head.clone();
    forged.number = 9;
    assert!(!is_signed("trail", &forged));
    app.place
        .execute("DELETE FROM audit WHERE number = 8")
        .expect_err("not before its time");
}

#[test]
fn auditors_see_the_trail_filter_it_and_take_it_away_and_a_broken_one_is_a_clear_sign() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    staff.page("/staff/surveys/visit/results");
    for _ in 0..120 {
        note(&app, "many");
    }

    let page = staff.page("/staff/trail");
    assert!(page.contains("The chain is whole") && page.contains(EMAIL) && page.contains("Older entries"));
    let filtered = staff.page("/staff/trail?what=results&survey=visit");
    assert!(filtered.contains("results.see") && !filtered.contains(">many<"));
    let (status, text) = staff.get("/staff/trail.json");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let entries = document["entries"].as_array().expect("entries");
    assert!(status == 200 && entries.len() > 120);
    assert_eq!(document["head"]["digest"], entries.last().expect("an entry")["digest"]);

    let triggers = match app.place.is_postgres() {
        true => "ALTER TABLE audit DISABLE TRIGGER USER",
        false => "DROP TRIGGER audit_is_not_changed",
    };
    app.place.execute(triggers).expect("all rights");
    app.place
        .execute("UPDATE audit SET entry = replace(entry, 'many', 'none') WHERE number = 50")
        .expect("all rights");
    let page = staff.page("/staff/trail");
    assert!(page.contains("role=\"alert\"") && page.contains("broken at entry"));
    let binary = Binary::on(&app.place);
    let ran = binary.run(&["verify"]);
    assert!(
        ran.status == Some(1) && ran.err.contains("broken at entry 50"),
        "{ran:?}"
    );
}

#[test]
fn verify_finds_everything_right_on_a_database_nobody_touched() {
    let mut app = TestApp::start();
    app.survey("visit");
    account(&app);
    note(&app, "one");
    app.stop();

    let told = Binary::on(&app.place).ok(&["verify"]);

    assert!(
        told.contains("trail of staff: 1 entries hang together") && told.contains("signature"),
        "{told}"
    );
    assert!(told.contains("transparency log"), "{told}");
}

#[test]
fn where_there_is_no_database_none_is_made_to_be_verified() {
    let place = crate::place::Place::new();
    if place.is_postgres() {
        return;
    }
    for command in [&["verify"][..], &["keys", "list"], &["token", "list"]] {
        let ran = Binary::on(&place).run(command);
        assert_eq!(ran.status, Some(2), "{ran:?}");
        assert!(ran.err.contains("there is no database at"), "{ran:?}");
    }
    assert!(!place.sqlite_file().exists());
}
