//! Nobody waits for those who read for long, as a fold of a million answers does; those who send very many answers wait.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use serde_json::json;

use crate::app::TestApp;
use crate::samples::one_question;

/// A transaction that has begun to read what waits and goes on reading until it is dropped.
enum Reader {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Reader {
    fn begin(app: &TestApp) -> Self {
        let look = "SELECT count(*) FROM inbox, pool";
        if app.place.is_postgres() {
            let mut conn = PgConnection::establish(&app.place.url()).expect("the server");
            diesel::sql_query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .execute(&mut conn)
                .expect("a beginning");
            diesel::sql_query(look).execute(&mut conn).expect("a look");
            return Self::Postgres(conn);
        }
        let mut conn = SqliteConnection::establish(&app.place.sqlite_file().to_string_lossy()).expect("the file");
        diesel::sql_query("BEGIN DEFERRED")
            .execute(&mut conn)
            .expect("a beginning");
        diesel::sql_query(look).execute(&mut conn).expect("a look");
        Self::Sqlite(conn)
    }

    fn end(self) {
        match self {
            Self::Sqlite(mut conn) => drop(diesel::sql_query("COMMIT").execute(&mut conn).expect("an end")),
            Self::Postgres(mut conn) => drop(diesel::sql_query("COMMIT").execute(&mut conn).expect("an end")),
        }
    }
}

#[test]
fn an_answer_or_a_correction_never_waits_a_second_for_somebody_who_reads() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let answers = |step: usize| serde_json::json!({ "overall": step % 5 + 1 });
    let first = app.answer_api("one", &answers(0)).stored();
    let reader = Reader::begin(&app);

    let began = Instant::now();
    let mut longest = Duration::ZERO;
    while began.elapsed() < Duration::from_secs(3) {
        let (step, sent) = (began.elapsed().as_millis() as usize, Instant::now());
        app.answer_api("one", &answers(step)).stored();
        longest = longest.max(sent.elapsed());
    }
    let sent = Instant::now();
    app.receipt("one", &first, "save:overall", &[("overall", "5")]);
    let correction = sent.elapsed();
    reader.end();

    println!("longest wait of an answer {longest:?}, of a correction {correction:?}");
    assert!(
        longest < Duration::from_secs(1) && correction < Duration::from_secs(1),
        "{longest:?} {correction:?}"
    );
    app.settled();
}

#[test]
fn very_many_answers_from_one_network_are_slowed_down_and_nothing_typed_is_lost() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let token = app.form_token("one");
    let send = |from: &str| {
        let form = [("_form", &*token), ("overall", "4")];
        let request = app.client().post(app.url("/s/one")).header("X-Forwarded-For", from);
        app.send(request.form(&form))
    };
    let call = |from: &str| {
        let request = app.client().post(app.url("/api/v1/surveys/one/responses"));
        app.send(
            request
                .header("X-Forwarded-For", from)
                .json(&json!({"answers": {"overall": 4}})),
        )
    };

    let slowed = (0..400)
        .map(|_| send("192.0.2.7"))
        .find(|page| page.status != 200)
        .expect("a limit");
    // on a busy machine the network has earned an answer meanwhile; a limit of its own would let through 240
    let called = (0..60)
        .map(|_| call("192.0.2.200"))
        .find(|reply| reply.status != 200)
        .expect("the same limit");
    let elsewhere = send("198.51.100.7");

    assert_eq!((slowed.status, called.status, elsewhere.status), (429, 429, 200));
    assert!(slowed.body.contains("everything you typed is still here") && slowed.body.contains("checked"));
    assert_eq!(
        slowed.hidden("_form").map(|kept| kept.len()),
        Some(token.len()),
        "sent again it is still the same form"
    );
    assert_eq!(app.waiting(), 1, "the same form is stored once");
}
