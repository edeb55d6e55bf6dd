//! Promises only ratchet and releases never change: past the program by SQL, through the program, and by command.

use chorus::privacy::promise::Refusal;
use chorus::services::publish::Publication;
use serde_json::json;

use crate::app::TestApp;
use crate::binary::Binary;
use crate::samples::{visit, with};

/// An app with one release of its survey.
fn released() -> TestApp {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 25);
    app.tick("visit");
    app
}

#[test]
fn no_sql_changes_removes_or_replaces_a_release() {
    let app = released();
    let before = app.releases("visit");
    let again = "SELECT survey_id, number, period, published_on, '{}', digest FROM releases";
    let mut statements = vec![
        "UPDATE releases SET body = '{}'".to_owned(),
        "UPDATE releases SET number = 7".to_owned(),
        "DELETE FROM releases".to_owned(),
    ];
    if app.place.is_postgres() {
        statements.push("TRUNCATE releases".to_owned());
        statements.push(format!(
            "INSERT INTO releases {again} ON CONFLICT (survey_id, number) DO UPDATE SET body = '{{}}'"
        ));
    } else {
        statements.push(format!("INSERT OR REPLACE INTO releases {again}"));
        statements.push(format!("REPLACE INTO releases {again}"));
    }

    for statement in statements {
        let refused = app.place.execute(&statement).expect_err(&statement);
        assert!(refused.contains("a release is never"), "{statement}: {refused}");
    }

    assert_eq!(app.releases("visit"), before);
}

#[test]
fn no_sql_loosens_a_published_promise() {
    let app = released();
    let version = |changes: &str| {
        let mut columns = [
            "survey_id",
            "number + 1",
            "definition",
            "published_on",
            "effective_on",
            "group_size",
            "colluders",
            "retention_days",
            "policy",
        ]
        .map(str::to_owned);
        for change in changes.split(',') {
            let column = change.split(' ').next().expect("a column");
            *columns
                .iter_mut()
                .find(|known| known.starts_with(column))
                .expect("a column") = change.to_owned();
        }
        format!(
            "INSERT INTO survey_versions SELECT {} FROM survey_versions",
            columns.join(", ")
        )
    };
    let looser = [
        "group_size - 1",
        "colluders - 1",
        "retention_days + 1",
        "number + 0",
        "colluders + 6",
        "group_size - 1,colluders - 1",
    ];
    let mut refused: Vec<String> = looser.iter().map(|change| version(change)).collect();
    refused.extend([
        "UPDATE survey_versions SET group_size = 11".to_owned(),
        "DELETE FROM survey_versions".to_owned(),
    ]);
    if app.place.is_postgres() {
        refused.push("TRUNCATE survey_versions CASCADE".to_owned());
    }

    for statement in &refused {
        let words = app.place.execute(statement).expect_err(statement);
        assert!(
            words.contains("a promise can only get stricter") || words.contains("a published version is never"),
            "{statement}: {words}"
        );
    }

    assert_eq!(app.place.number("SELECT count(*) AS value FROM survey_versions"), 1);
    app.place
        .execute(&version("group_size + 1"))
        .expect("a stricter version");
}

#[test]
fn the_program_publishes_stricter_promises_at_once_and_refuses_looser_ones_by_name() {
    let app = TestApp::start();
    app.survey("visit");

    let looser = with(
        with(with(visit("visit"), "group_size", json!(9)), "colluders", json!(1)),
        "retention_days",
        json!(400),
    );
    let refused = app.publish(&looser);
    let stricter = app.publish(&with(
        with(visit("visit"), "group_size", json!(15)),
        "retention_days",
        json!(100),
    ));
    let back = app.publish(&visit("visit"));

    let Publication::Refused(refusals) = refused else {
        panic!("{refused:?}")
    };
    assert!(matches!(
        refusals[..],
        [
            Refusal::GroupSize {
                promised: 10,
                wished: 9
            },
            Refusal::Colluders { promised: 2, wished: 1 },
            Refusal::Retention {
                promised: 365,
                wished: 400
            }
        ]
    ));
    assert!(
        matches!(stricter, Publication::Done { version: 2, effective_on } if effective_on.to_string() == "2026-11-02")
    );
    assert!(matches!(back, Publication::Refused(refusals) if refusals.len() == 2));
}

#[test]
fn other_questions_or_another_purpose_wait_for_the_next_period() {
    let app = TestApp::start();
    app.survey("visit");
    let purpose = with(visit("visit"), "purpose", json!({"en": "To sell you things."}));

    let published = app.publish(&purpose);
    let until_then = app.get("/s/visit");
    app.on("2026-12-01");
    let after = app.get("/s/visit");

    assert!(
        matches!(published, Publication::Done { version: 2, effective_on } if effective_on.to_string() == "2026-12-01")
    );
    assert!(until_then.body.contains("To make visits better.") && !until_then.body.contains("To sell you things."));
    assert!(after.body.contains("To sell you things."));
}

#[test]
fn the_command_refuses_a_looser_version_in_one_sentence() {
    let app = TestApp::start();
    app.survey("visit");
    let file = app.place.file("looser.json");
    std::fs::write(&file, with(visit("visit"), "group_size", json!(5)).to_string()).expect("a file");

    let ran = Binary::on(&app.place).run(&["survey", "import", &file.to_string_lossy()]);

    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_eq!(
        ran.err,
        "chorus: group_size: 10 was promised and can only grow, not become 5\n"
    );
}

#[test]
fn nothing_is_published_before_somebody_is_responsible() {
    let app = TestApp::over(crate::place::Place::new());

    let publication = app.publish(&visit("visit"));

    assert_eq!(
        publication,
        Publication::OrganisationMissing(vec!["name", "address", "contact"])
    );
    assert_eq!(app.get("/s/visit").status, 404);
}
