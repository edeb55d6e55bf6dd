//! Nobody waits for those who read for long, as a fold of a million answers does.

use std::time::{Duration, Instant};

use diesel::prelude::*;

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
