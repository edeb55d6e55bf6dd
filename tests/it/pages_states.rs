//! A form that cannot be had or taken now: not there, not open, closed, a database that is down, a queue that is full.

use std::sync::Arc;

use chorus::domain::survey::Survey;
use chorus::privacy::form::SubmissionForm;
use chorus::privacy::receipt::Nonce;
use chorus::services::catalogue::Form;
use chorus::services::submit::Refused;
use chorus::services::writer::NotTaken;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use serde_json::json;

use crate::app::TestApp;
use crate::pages::{Page, assert_nothing_stored, encoded};
use crate::samples;

fn survey_with(app: &TestApp, slug: &str, key: &str, day: &str) {
    let mut survey = samples::one_question(slug);
    survey[key] = json!(day);
    app.publish(&survey);
}

#[test]
fn a_survey_nobody_published_is_not_there() {
    let app = TestApp::start();
    let draft = Survey::from_json(&samples::one_question("draft").to_string()).expect("a definition");
    app.app().surveys().save_draft(&draft).expect("a draft that is kept");

    for path in ["/s/draft", "/s/unknown", "/s/draft/receipt"] {
        let page = Page::get(&app, path);

        assert_eq!(page.status, 404, "{path}");
        assert!(page.words().contains("Page not found"));
        page.assert_hardened(path);
    }
    assert_eq!(app.answer_api("draft", &json!({"overall": 3})).status, 404);
}

#[test]
fn a_survey_that_opens_later_says_when() {
    let app = TestApp::start();
    survey_with(&app, "later", "opens", "2026-12-01");

    let page = Page::get(&app, "/s/later");
    let sent = Page::post(&app, "/s/later", "overall=3");
    let api = app.answer_api("later", &json!({"overall": 3}));

    assert_eq!((page.status, sent.status, api.status), (403, 403, 403));
    assert!(
        page.words().contains("This survey opens on December 1, 2026."),
        "{}",
        page.words()
    );
    assert!(!page.body.contains("name=\"_form\""));
    page.assert_hardened("not yet open");
    assert_nothing_stored(&app);

    app.on("2026-12-01");
    assert_eq!(Page::get(&app, "/s/later").status, 200);
}

#[test]
fn a_survey_that_is_over_says_so_even_to_a_form_that_was_open() {
    let app = TestApp::start();
    survey_with(&app, "over", "closes", "2026-11-04");
    app.on("2026-11-03");
    let token = app.form_token("over");
    app.on("2026-11-04");

    let page = Page::get(&app, "/s/over");
    let sent = Page::post(&app, "/s/over", encoded(&[("_form", &token), ("overall", "3")]));
    let api = app.answer_api("over", &json!({"overall": 3}));

    assert_eq!((page.status, sent.status, api.status), (410, 410, 410));
    assert!(page.words().contains("This survey is closed"));
    assert!(
        page.body.contains("href=\"/s/over/receipt"),
        "a receipt can still be used"
    );
    sent.assert_hardened("closed");
    assert_nothing_stored(&app);
}

#[test]
fn a_form_that_was_open_for_days_comes_back_filled() {
    let app = TestApp::start();
    app.publish(&samples::one_question("slow"));
    let token = app.form_token("slow");
    app.on("2026-11-20");

    let late = Page::post(&app, "/s/slow", encoded(&[("_form", &token), ("overall", "3")]));

    assert_eq!(late.status, 422);
    assert!(
        late.words().contains("was open for a long time")
            && late.tag("name=\"overall\" value=\"3\"").contains("checked")
    );
    let fresh = late.between("name=\"_form\" value=\"", "\"");
    assert_ne!(fresh, token);
    assert_eq!(
        Page::post(&app, "/s/slow", encoded(&[("_form", &fresh), ("overall", "3")])).status,
        200
    );
}

#[test]
fn a_database_that_is_down_is_no_missing_page() {
    let app = TestApp::start();
    app.publish(&samples::one_question("down"));
    assert_eq!(Page::get(&app, "/s/down").status, 200);
    app.place
        .execute("ALTER TABLE surveys RENAME TO elsewhere")
        .expect("a table");

    for path in ["/s/down", "/s/unknown", "/s/down/receipt", "/", "/privacy"] {
        app.app().catalogue().forget();
        let page = Page::get(&app, path);

        assert_eq!(page.status, 503, "{path}");
        assert!(!page.header("retry-after").is_empty(), "{path}");
        assert!(
            page.body.contains("<!doctype html>") && !page.body.contains("elsewhere") && !page.body.contains("table"),
            "{path}"
        );
        page.assert_hardened(path);
    }
    app.app().catalogue().forget();
    let api = Page::post_json(&app, "down", r#"{"answers":{"overall":3}}"#);
    assert_eq!(
        (api.status, api.header("content-type")),
        (503, "application/problem+json")
    );
    assert_eq!(Page::get(&app, "/healthz").status, 200);

    app.place
        .execute("ALTER TABLE elsewhere RENAME TO surveys")
        .expect("a table");
    assert_eq!(Page::get(&app, "/s/down").status, 200);
}

#[test]
fn answers_the_database_refuses_stay_in_the_form_and_can_be_sent_again() {
    let app = TestApp::start();
    app.publish(&samples::visit("visit"));
    let token = app.form_token("visit");
    let fields = [
        ("_form", token.as_str()),
        ("overall", "5"),
        ("more", "kept words"),
        ("order.time", ""),
    ];
    app.place
        .execute("ALTER TABLE inbox RENAME TO elsewhere")
        .expect("a table");

    let refused = Page::post(&app, "/s/visit", encoded(&fields));

    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), "5");
    assert!(refused.words().contains("could not store your answers") && refused.body.contains("kept words"));
    assert!(refused.tag("name=\"overall\" value=\"5\"").contains("checked"));
    refused.assert_hardened("refused by the database");
    app.place
        .execute("ALTER TABLE elsewhere RENAME TO inbox")
        .expect("a table");
    let again = refused.between("name=\"_form\" value=\"", "\"");
    assert_eq!(
        Page::post(&app, "/s/visit", encoded(&[("_form", &again), ("overall", "5")])).status,
        200
    );
}

#[test]
fn a_full_queue_asks_to_come_back_and_keeps_the_form_filled() {
    let app = TestApp::start();
    app.publish(&samples::one_question("busy"));
    let token = app.form_token("busy");
    let fields = encoded(&[("_form", &token), ("overall", "4")]);
    let mut lock = Lock::take(&app);

    let stored = actix_web::rt::System::new().block_on(async {
        let waiting = fill_the_queue(&app).await;
        let refused = tokio::task::spawn_blocking({
            let (client, url) = (app.client().clone(), app.url("/s/busy"));
            let request = client
                .post(url)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(fields.clone());
            move || Page::of(request)
        });
        let refused = refused.await.expect("an answer");
        assert_eq!((refused.status, refused.header("retry-after")), (503, "5"));
        assert!(refused.tag("name=\"overall\" value=\"4\"").contains("checked"));
        assert!(refused.words().contains("very busy just now"));
        lock.give_back();
        let mut stored = 0;
        for submission in waiting {
            stored += i64::from(submission.await.expect("an end").is_ok());
        }
        stored
    });

    assert!(stored > 1_000, "{stored}");
    assert_eq!(app.waiting(), stored, "what was acknowledged is stored");
    assert_eq!(
        Page::post(&app, "/s/busy", fields).status,
        200,
        "the same form again is taken"
    );
}

type Waiting = tokio::task::JoinHandle<Result<(), Refused>>;

/// Sends answers past the web until one is told to come back.
async fn fill_the_queue(app: &TestApp) -> Vec<Waiting> {
    let desk = app.app().submissions();
    let Form::Open(published) = desk.form("busy").await.expect("a database") else {
        panic!("an open form")
    };
    let full = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut waiting = Vec::new();
    while !full.load(std::sync::atomic::Ordering::SeqCst) {
        let (desk, published, full) = (desk.clone(), Arc::clone(&published), Arc::clone(&full));
        waiting.push(actix_web::rt::spawn(async move {
            let form = SubmissionForm::new(vec![("overall".to_owned(), "2".to_owned())]);
            let raw = form.parse(&published.survey, &published.items).expect("a right answer");
            let result = desk
                .accept(published, &Nonce::new(rand::random()), raw, "en", false)
                .await;
            if matches!(result, Err(Refused::NotTaken(NotTaken::Busy))) {
                full.store(true, std::sync::atomic::Ordering::SeqCst);
            }
            result.map(drop)
        }));
        tokio::task::yield_now().await;
        assert!(waiting.len() < 10_000, "the queue has no end");
    }
    waiting
}

/// Keeps the program from writing, from a connection of its own.
enum Lock {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

impl Lock {
    fn take(app: &TestApp) -> Self {
        if app.place.is_postgres() {
            let mut conn = PgConnection::establish(&app.place.url()).expect("the server");
            conn.batch_execute("BEGIN; LOCK TABLE sent, inbox IN ACCESS EXCLUSIVE MODE")
                .expect("a lock");
            return Self::Pg(conn);
        }
        let mut conn = SqliteConnection::establish(&app.place.sqlite_file().to_string_lossy()).expect("the file");
        conn.batch_execute("PRAGMA busy_timeout = 10000").expect("a setting");
        conn.batch_execute("BEGIN IMMEDIATE").expect("a lock");
        Self::Sqlite(conn)
    }

    fn give_back(&mut self) {
        match self {
            Self::Pg(conn) => conn.batch_execute("ROLLBACK"),
            Self::Sqlite(conn) => conn.batch_execute("ROLLBACK"),
        }
        .expect("the end of a lock");
    }
}
