//! The privacy policy: its versions, notice, periods, and that no setting changes a promise in silence.

use chorus::services::policy::NotPublished;
use chorus::services::publish::Publication;
use reqwest::blocking::Response;
use serde_json::{Value, json};

use crate::app::{TestApp, between};
use crate::pages::{Page, unescaped};
use crate::samples::{visit, with};
use crate::staff::{Staff, location};
use crate::transparency::of_kind;

/// A survey by weeks that began on the first day, Monday 2 November 2026.
fn weekly() -> Value {
    with(visit("visit"), "period", json!("week"))
}

fn app() -> TestApp {
    let app = TestApp::start();
    app.publish(&weekly());
    app
}

/// Numbers of all versions with the day each counts from.
fn versions(app: &TestApp) -> Vec<(i32, String)> {
    let found = app.app().policy().versions().expect("a database");
    let line = |version: &chorus::domain::policy::Version| (version.body.number, version.body.effective_on.to_string());
    found.iter().rev().map(line).collect()
}

/// The version a form names.
fn of_form(app: &TestApp) -> String {
    app.app().catalogue().forget();
    let form = app.get("/s/visit").body;
    between(&form, "/privacy/versions/", "\"")
        .expect("a version")
        .to_owned()
}

/// Hands in a draft with other words and publishes it.
fn publish_words(staff: &Staff, words: &str, is_stricter: bool) -> String {
    let mut fields = vec![("policy-en", words), ("faq-en", "## Why?"), ("act", "hand-in")];
    fields.extend(is_stricter.then_some(("stricter", "yes")));
    staff.done("/staff/policy", &fields);
    let answer = publish(staff, "");
    assert_eq!(answer.status(), 303);
    location(&answer)
}

/// Publishes what the page shows, from a day on.
pub fn publish(staff: &Staff, day: &str) -> Response {
    let page = staff.page("/staff/policy");
    let seen = between(&page, "name=\"seen\" value=\"", "\"").expect("what is looked at");
    staff.post("/staff/policy/publish", &[("day", day), ("seen", seen)])
}

#[test]
fn the_first_survey_brings_the_first_version_which_stands_on_its_form_and_in_the_log() {
    let app = TestApp::start();
    assert_eq!(versions(&app), [], "nobody was promised anything yet");
    app.publish(&weekly());

    assert_eq!(versions(&app), [(1, "2026-11-02".to_owned())]);
    assert_eq!(of_form(&app), "1");
    let page = Page::get(&app, "/privacy/versions/1");
    let words = page.words();
    for fact in [
        "Test Hospital",
        "To make visits better.",
        "groups of at least 10 people",
        "365 days",
        "at least 14 days before",
        "What happens to an answer",
        "Can you find my answer?",
        "Entry 1 of the transparency log",
    ] {
        assert!(words.contains(fact), "{fact}: {words}");
    }
    let entry = &of_kind(&app, "policy")[0];
    assert_eq!(entry["body"]["path"], "/privacy/versions/1");
    let text = app.get("/transparency/1/text").body;
    assert_eq!(
        chorus::domain::chain::digest(&text),
        entry["body"]["digest"].as_str().expect("a digest")
    );
    for path in [
        "/privacy",
        "/privacy/changes",
        "/privacy/changes/1",
        "/privacy/summary",
        "/privacy/questions",
    ] {
        for language in ["en", "pt", "zh"] {
            let page = Page::get(&app, &format!("{path}?lang={language}"));
            assert_eq!(page.status, 200, "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{language}\"")), "{path}");
            page.assert_hardened(path);
        }
    }
    for path in [
        "/privacy/versions/2",
        "/privacy/versions/x",
        "/privacy/changes/9",
        "/transparency/99",
    ] {
        assert_eq!(app.get(path).status, 404, "{path}");
    }
}

#[test]
fn words_that_promise_less_wait_and_reach_a_survey_with_its_next_period_only() {
    let app = app();
    let staff = Staff::signed_in(&app);
    staff.done(
        "/staff/policy",
        &[
            ("policy-en", "We changed **our mind**."),
            ("faq-en", "## Why?"),
            ("act", "hand-in"),
        ],
    );
    let early = publish(&staff, "2026-11-10");
    assert_eq!(early.status(), 422);
    assert!(early.text().expect("a page").contains("it cannot count before"));
    assert_eq!(publish(&staff, "soon").status(), 422);
    let page = staff.page("/staff/policy");
    let seen = between(&page, "name=\"seen\" value=\"", "\"")
        .expect("a digest")
        .to_owned();
    staff.done(
        "/staff/policy",
        &[("policy-en", "Something **else**."), ("act", "hand-in")],
    );
    let other = staff.post("/staff/policy/publish", &[("day", ""), ("seen", &seen)]);
    assert_eq!(other.status(), 422, "another draft than was looked at");
    staff.done(
        "/staff/policy",
        &[
            ("policy-en", "We changed **our mind**."),
            ("faq-en", "## Why?"),
            ("act", "hand-in"),
        ],
    );
    assert_eq!(publish(&staff, "2026-11-18").status(), 303);

    assert_eq!(versions(&app)[1], (2, "2026-11-18".to_owned()));
    let form = unescaped(&app.get("/s/visit").body);
    assert!(
        form.contains("/privacy/changes/2") && form.contains("November 18"),
        "the form says it in advance"
    );
    assert!(
        !app.get("/privacy").body.contains("our mind"),
        "and it does not count yet"
    );
    let change = Page::get(&app, "/privacy/changes/2");
    assert!(change.words().contains("Less strict than before") && change.words().contains("Not in force yet"));
    assert!(change.body.contains("<ins>") && change.body.contains("<del>"));
    let beside = Page::get(&app, "/privacy/changes/2?view=side");
    assert!(beside.body.contains("<table class=\"stacked difference\">"));

    app.on("2026-11-18");
    assert_eq!(of_form(&app), "1", "the week began before it");
    assert!(app.get("/privacy").body.contains("<strong>our mind</strong>"));
    app.close_period("visit");
    app.on("2026-11-24");
    assert_eq!(of_form(&app), "2");
}

#[test]
fn what_is_stricter_counts_at_once_and_carries_on_what_was_announced() {
    let app = app();
    let staff = Staff::signed_in(&app);
    publish_words(&staff, "Later words.", false);
    assert_eq!(versions(&app)[1], (2, "2026-11-16".to_owned()));
    app.on("2026-11-05");

    let stricter = with(weekly(), "retention_days", json!(100));
    let published = app.publish(&stricter);

    assert!(matches!(published, Publication::Done { effective_on, .. } if effective_on.to_string() == "2026-11-05"));
    assert_eq!(
        versions(&app)[2..],
        [(3, "2026-11-05".to_owned()), (4, "2026-11-16".to_owned())]
    );
    assert_eq!(of_form(&app), "3", "stricter within the period");
    let fourth = app.app().policy().version(4).expect("a database").expect("a version");
    assert!(fourth.body.wording.policy["en"] == "Later words." && fourth.body.facts.surveys[0].retention_days == 100);
    let third = Page::get(&app, "/privacy/changes/3").words();
    assert!(third.contains("are kept 100 days instead of 365"), "{third}");
    app.on("2026-11-20");
    assert_eq!(
        app.app()
            .policy()
            .find()
            .expect("a database")
            .version
            .map(|version| version.body.number),
        Some(4)
    );
}

#[test]
fn other_words_that_stay_are_told_and_their_order_is_not() {
    let app = app();
    let words = |words: &[&str]| with(weekly(), "keep", json!(words));
    app.publish(&words(&["Anna", "Rosa"]));
    app.on("2026-11-16");
    let newest = versions(&app).len();
    let turned = app.publish(&words(&["Rosa", "Anna"]));
    assert!(matches!(turned, Publication::Done { .. }), "{turned:?}");
    assert_eq!(versions(&app).len(), newest, "the order of words promises nothing");
    app.publish(&words(&["Rosa", "Carla"]));
    let others = app.app().policy().versions().expect("a database");
    assert!(others[0].body.loosens, "another word stays in the place of one");
}

#[test]
fn another_purpose_of_a_survey_counts_after_the_days_of_notice_too() {
    let app = app();
    let other = with(weekly(), "purpose", json!({ "en": "To advertise." }));

    let published = app.publish(&other);

    assert!(
        matches!(published, Publication::Done { effective_on, .. } if effective_on.to_string() == "2026-11-16"),
        "{published:?}"
    );
    assert_eq!(versions(&app)[1], (2, "2026-11-16".to_owned()));
    let words = Page::get(&app, "/privacy/changes/2").words();
    assert!(words.contains("used for something else") && words.contains("Concerns those who answer “Your visit”"));
    assert!(!app.get("/privacy/versions/1").body.contains("To advertise"));
    assert!(app.get("/privacy/versions/2").body.contains("To advertise"));
    app.on("2026-11-15");
    assert!(app.get("/s/visit").body.contains("To make visits better"));
}

#[test]
fn a_draft_is_kept_looked_at_handed_in_and_thrown_away() {
    let app = app();
    let staff = Staff::signed_in(&app);
    let attack =
        "<script>alert(1)</script> [a](javascript:alert(1)) ![b](data:image/png;base64,AA) <a onclick=\"x\">c</a>";

    let preview = staff.post("/staff/policy", &[("policy-en", attack), ("act", "preview")]);
    let page = preview.text().expect("a page");
    assert!(!page.contains("<script>alert") && !page.contains("href=\"javascript:") && !page.contains("<a onclick"));
    assert!(page.contains("alert(1)"), "what was typed is kept");
    staff.done("/staff/policy", &[("policy-en", "Ours."), ("act", "save")]);
    assert_eq!(
        app.app().policy().publish(None, None).expect("a database"),
        Err(NotPublished::NotReviewed)
    );
    assert!(staff.page("/staff/policy").contains("not handed in yet"));
    let long = "x".repeat(70_000);
    let refused = staff.post("/staff/policy", &[("policy-en", &long), ("act", "save")]);
    assert_eq!(refused.status(), 422);
    staff.done("/staff/policy", &[("act", "drop")]);
    assert!(staff.page("/staff/policy").contains("There is no draft"));
    assert_eq!(versions(&app).len(), 1);
    publish_words(&staff, attack, true);
    for path in ["/privacy", "/privacy/versions/2", "/privacy/changes/2"] {
        let body = app.get(path).body;
        assert!(
            !body.contains("<script>alert") && !body.contains("href=\"javascript:") && !body.contains("<img"),
            "{path}"
        );
    }
}

#[test]
fn no_setting_changes_a_promise_behind_the_policy() {
    let app = app();
    let staff = Staff::signed_in(&app);
    let organisation = |ground: &str, days: &str| {
        let fields = [
            ("name", "Test Hospital"),
            ("address", "1 Main Street"),
            ("contact", "privacy@hospital.example"),
            ("legal_ground", ground),
            ("notice_days", days),
        ];
        staff.post("/staff/organisation", &fields)
    };

    for (ground, days, told) in [
        ("public_task", "14", "another legal ground was published"),
        ("consent", "7", "more days were promised"),
        ("consent", "0", "a number of days from"),
    ] {
        let answer = organisation(ground, days);
        assert_eq!(answer.status(), 422, "{ground} {days}");
        assert!(answer.text().expect("a page").contains(told), "{told}");
    }
    assert_eq!(organisation("consent", "30").status(), 303);
    assert_eq!(
        versions(&app)[1],
        (2, "2026-11-02".to_owned()),
        "more notice counts at once"
    );
    for statement in [
        "UPDATE organisation SET notice_days = 3",
        "UPDATE organisation SET legal_ground = 'public_task'",
        "UPDATE policies SET loosens = loosens",
        "DELETE FROM policies",
        "INSERT INTO survey_versions (survey_id, number, definition, published_on, effective_on, group_size, colluders, retention_days) \
         SELECT survey_id, number + 1, replace(definition, 'make visits better', 'sell'), published_on, effective_on, group_size, \
         colluders, retention_days FROM survey_versions",
        "INSERT INTO policies SELECT number + 1, body, digest, NOT loosens, published_on, effective_on FROM policies WHERE number = 2",
        "INSERT INTO policies SELECT number + 5, body, digest, loosens, published_on, effective_on FROM policies WHERE number = 2",
    ] {
        app.place.execute(statement).expect_err(statement);
    }
    let same = "INSERT INTO survey_versions (survey_id, number, definition, published_on, effective_on, group_size, colluders, \
                retention_days) SELECT survey_id, number + 1, definition, published_on, effective_on, group_size, colluders, \
                retention_days FROM survey_versions";
    app.place.execute(same).expect("what promises nothing else");
}

#[test]
fn an_installation_from_before_gets_its_first_version_at_the_next_start() {
    let mut app = app();
    app.stop();
    let bare = match app.place.is_postgres() {
        true => vec![
            "ALTER TABLE policies DISABLE TRIGGER ALL",
            "ALTER TABLE transparency DISABLE TRIGGER ALL",
        ],
        false => vec![
            "DROP TRIGGER policies_are_not_removed",
            "DROP TRIGGER transparency_is_not_removed",
        ],
    };
    for statement in bare
        .into_iter()
        .chain(["DELETE FROM policies", "DELETE FROM transparency"])
    {
        app.place.execute(statement).expect(statement);
    }
    app.restart();

    assert_eq!(versions(&app), [(1, "2026-11-02".to_owned())]);
    app.restart();
    assert_eq!(versions(&app).len(), 1, "and no second one at the start after it");
}
