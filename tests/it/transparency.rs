//! The transparency log: anybody can read it and check the chain; nobody can change it.

use chorus::domain::transparency::{Sealed, is_chain};
use chorus::services::transparency::Checked;
use serde_json::Value;

use crate::app::TestApp;
use crate::binary::Binary;
use crate::pages::Page;

/// Entries of a kind, read.
pub fn of_kind(app: &TestApp, kind: &str) -> Vec<Value> {
    let read = log(app)
        .into_iter()
        .map(|sealed| serde_json::from_str(&sealed.text).expect("JSON"));
    read.filter(|entry: &Value| entry["kind"] == kind).collect()
}

/// The whole log, as somebody outside reads it.
pub fn log(app: &TestApp) -> Vec<Sealed> {
    let document: Value = serde_json::from_str(&app.get("/transparency.json").body).expect("JSON");
    let entries = document["entries"].as_array().expect("entries").iter();
    let text = |entry: &Value, name: &str| entry[name].as_str().expect("a text").to_owned();
    entries
        .map(|entry| Sealed {
            text: text(entry, "entry"),
            digest: text(entry, "digest"),
        })
        .collect()
}

#[test]
fn the_log_begins_empty_and_hangs_together() {
    let app = TestApp::start();

    assert!(log(&app).is_empty());
    assert!(is_chain(&log(&app)));
    assert_eq!(app.get("/transparency.json?from=nonsense").status, 200);
}

/// That a row which was rewritten by somebody with all rights is found.
pub fn assert_rewrite_is_found(app: &TestApp, table: &str, name: &str, kind: &str) {
    assert!(matches!(check(app), Checked::Whole { .. }), "{:?}", check(app));
    without_triggers(app, table, name);
    app.place
        .execute(&format!("UPDATE {table} SET body = replace(body, 'e', '3')"))
        .expect("all rights");
    let Checked::Rewritten(rows) = check(app) else {
        panic!("{table} was rewritten")
    };
    assert!(rows.iter().all(|row| row.starts_with(kind)), "{rows:?}");
}

/// Lets rows be rewritten, as somebody with all rights of the database could.
fn without_triggers(app: &TestApp, table: &str, name: &str) {
    let statement = match app.place.is_postgres() {
        true => format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
        false => format!("DROP TRIGGER {name}_not_changed"),
    };
    app.place.execute(&statement).expect("all rights");
}

fn check(app: &TestApp) -> Checked {
    app.app().transparency().check().expect("a database")
}

#[test]
fn releases_policies_and_guidelines_stand_in_the_log_and_a_rewritten_row_is_found() {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 40);
    app.tick("visit");
    app.app()
        .training()
        .publish(
            &app.app().training().guidelines().expect("a database").version(),
            &[("en".to_owned(), "## Ours".to_owned())].into(),
        )
        .expect("a database");
    assert!(
        matches!(check(&app), Checked::Whole { entries: 3, .. }),
        "{:?}",
        check(&app)
    );
    for kind in ["policy", "release", "guidelines"] {
        assert_eq!(of_kind(&app, kind).len(), 1, "{kind}");
    }
    assert_eq!(
        of_kind(&app, "release")[0]["body"]["policy"],
        1,
        "a property of its period"
    );
    let release = of_kind(&app, "release")[0]["number"].clone();
    assert_eq!(
        app.get(&format!("/transparency/{release}/text")).status,
        404,
        "not everybody reads releases"
    );

    for (table, name, column) in [
        ("policies", "policies_are", "body"),
        ("releases", "releases_are", "body"),
        ("guidelines", "guidelines_are", "texts"),
    ] {
        without_triggers(&app, table, name);
        let rewrite =
            |from: char, to: char| format!("UPDATE {table} SET {column} = replace({column}, '{from}', '{to}')");
        let before = app.place.texts(column, &format!("FROM {table}"));
        app.place.execute(&rewrite('e', '3')).expect("all rights");
        let Checked::Rewritten(rows) = check(&app) else {
            panic!("{table} was rewritten")
        };
        assert_eq!(rows.len(), 1, "{rows:?}");
        let back = format!("UPDATE {table} SET {column} = '{}'", before[0].replace('\'', "''"));
        app.place.execute(&back).expect("all rights");
        assert!(matches!(check(&app), Checked::Whole { .. }));
    }
    let verified = Binary::on(&app.place).ok(&["verify"]);
    assert!(verified.contains("what they tell of is as it was"), "{verified}");
}

#[test]
fn columns_that_say_other_things_and_a_second_entry_for_a_name_are_a_rewrite() {
    let app = TestApp::start();
    app.survey("visit");
    without_triggers(&app, "policies", "policies_are");
    app.place
        .execute("UPDATE policies SET effective_on = '2026-10-01'")
        .expect("all rights");
    assert_eq!(check(&app), Checked::Rewritten(vec!["policy 1".to_owned()]));
    app.place
        .execute("UPDATE policies SET effective_on = published_on")
        .expect("all rights");
    assert!(matches!(check(&app), Checked::Whole { .. }));

    // whoever has all rights of the database writes a row and its entry anew
    app.place
        .execute("UPDATE policies SET body = replace(body, 'Hospital', 'Clinic')")
        .expect("all rights");
    let text = app.place.texts("body", "FROM policies").remove(0);
    let last = log(&app).pop().expect("an entry");
    let entry = chorus::domain::transparency::Entry {
        number: i64::try_from(log(&app).len()).expect("a number") + 1,
        day: "2026-11-02".parse().expect("a day"),
        kind: "policy".to_owned(),
        body: serde_json::json!({"name": "1", "digest": chorus::domain::transparency::digest(&text), "path": "/privacy/versions/1"}),
        previous: last.digest,
    };
    let sealed = entry.seal();
    app.place
        .execute(&format!(
            "INSERT INTO transparency (number, entry, digest) VALUES ({}, '{}', '{}')",
            entry.number, sealed.text, sealed.digest
        ))
        .expect("all rights");
    assert!(matches!(check(&app), Checked::Rewritten(_)), "{:?}", check(&app));
}

#[test]
fn a_log_that_was_cut_off_is_found_and_goes_on_only_when_somebody_takes_note() {
    let mut app = TestApp::start();
    app.survey("visit");
    app.stop();
    let older = app.place.copy();
    app.restart();
    app.publish(&crate::samples::one_question("other"));
    assert_eq!(app.get("/transparency.json").status, 200, "the end is remembered");
    app.stop();
    app.place.put_back(&older);
    app.restart();

    assert_eq!(check(&app), Checked::Cut { remembered: 2 });
    assert_eq!(app.get("/transparency").status, 200);
    app.publish(&crate::samples::one_question("third"));
    app.publish(&crate::samples::one_question("fourth"));
    assert_eq!(
        check(&app),
        Checked::Cut { remembered: 2 },
        "more entries make it no better"
    );
    app.app().transparency().accept_gap().expect("a database");
    assert!(matches!(check(&app), Checked::Whole { .. }));
    assert_eq!(of_kind(&app, "gap")[0]["body"]["remembered"], 2);
}

#[test]
fn anybody_checks_the_log_from_outside_and_an_end_that_was_kept_proves_a_rewrite() {
    let mut app = TestApp::start();
    app.survey("visit");
    let keep = app.place.file("head.json");
    let verify = |app: &TestApp| {
        let file = keep.to_string_lossy().into_owned();
        Binary::on(&app.place).run(&["verify", "--url", &app.origin(), "--keep", &file])
    };
    let first = verify(&app);
    assert_eq!(first.status, Some(0), "{first:?}");
    assert!(first.out.contains("1 entries hang together, 1 texts"), "{first:?}");
    app.publish(&crate::samples::one_question("other"));
    let second = verify(&app);
    assert!(
        second.status == Some(0) && second.out.contains("the end you kept, 1, is still in it"),
        "{second:?}"
    );

    // all of it is written anew, with the keys of the server
    without_triggers(&app, "policies", "policies_are");
    app.place
        .execute("UPDATE policies SET body = replace(body, 'Hospital', 'Clinic') WHERE number = 1")
        .expect("all rights");
    let changed = verify(&app);
    assert!(
        changed.err.contains("the text of entry 1 is not what was published"),
        "{changed:?}"
    );
    app.stop();
    let statements = match app.place.is_postgres() {
        true => [
            "ALTER TABLE transparency DISABLE TRIGGER ALL",
            "DELETE FROM transparency",
        ],
        false => ["DROP TRIGGER transparency_is_not_removed", "DELETE FROM transparency"],
    };
    for statement in statements {
        app.place.execute(statement).expect(statement);
    }
    let drop = match app.place.is_postgres() {
        true => "SELECT 1",
        false => "DROP TRIGGER policies_are_not_removed",
    };
    app.place.execute(drop).expect(drop);
    app.place.execute("DELETE FROM policies").expect("all rights");
    app.restart();
    app.publish(&crate::samples::one_question("another"));
    let rewritten = verify(&app);
    assert!(
        rewritten.err.contains("the log was rewritten: entry 2"),
        "{rewritten:?}"
    );
}

#[test]
fn the_log_is_a_page_in_every_language_and_each_entry_has_one() {
    let app = TestApp::start();
    app.survey("visit");

    for language in ["en", "pt", "zh"] {
        for path in ["/transparency", "/transparency/1"] {
            let page = Page::get(&app, &format!("{path}?lang={language}"));
            assert!(page.status == 200 && page.body.contains(&format!("<html lang=\"{language}\"")));
            page.assert_hardened(path);
        }
    }
    assert!(
        Page::get(&app, "/transparency")
            .words()
            .contains("Privacy policy, version 1")
    );
    assert_eq!(app.get("/transparency/2").status, 404);
    assert_eq!(app.get("/transparency?before=x").status, 200);
}
