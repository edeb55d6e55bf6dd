//! The outbox outlives its program: killed again and again while mails go out, and a relay that is away for a day.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chorus::app::App;
use chorus::clock::{Clock, SystemClock};
use chorus::services::campaigns::Wish;

use crate::app::TestApp;
use crate::binary::Binary;
use crate::invited::{list, mailroom, plan, seal, send_all};
use crate::place::Place;
use crate::samples::{one_question, visit};
use crate::smtp_server::{Script, SmtpServer};

/// Mails of the test; `CHORUS_TEST_MAILS` sets another number.
fn mails() -> usize {
    std::env::var("CHORUS_TEST_MAILS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(300)
}

/// How long each program lives.
const LIVES: Duration = Duration::from_millis(1000);

#[test]
fn a_program_killed_every_second_while_it_sends_loses_no_mail_and_sends_hardly_any_twice() {
    let (count, place) = (mails(), Place::new());
    let server = SmtpServer::start(Script::default());
    let relay = format!("smtp://127.0.0.1:{}?tls=none", server.port());
    let binary = Binary::on(&place)
        .with("CHORUS_SMTP_URL", &relay)
        .with("CHORUS_MAIL_FROM", "Feedback <feedback@hospital.example>")
        .with("CHORUS_PUBLIC_URL", "https://feedback.hospital.example")
        .with("CHORUS_MAIL_RATE", "0");
    binary.publish(&one_question("one"));
    let app = App::open(&place.url(), &place.key_file(), std::sync::Arc::new(SystemClock)).expect("a program");
    let desk = app.campaigns();
    let id = desk.create("one", &plan()).expect("a database").expect("a survey");
    let wish = Wish {
        starts_at: SystemClock.now(),
        days: 30,
    };
    desk.seal("one", id, &list(count), wish)
        .expect("a database")
        .expect("a list that is sealed");
    drop(desk);
    app.close();

    let deadline = Instant::now() + Duration::from_secs(30 + count as u64 / 20);
    let mut killed = 0;
    while place.number("SELECT count(*) AS value FROM outbox") > 0 {
        assert!(Instant::now() < deadline, "mails still wait after {killed} programs");
        let served = binary.serve();
        std::thread::sleep(LIVES);
        served.kill();
        killed += 1;
    }

    let mut got: BTreeMap<String, usize> = BTreeMap::new();
    for letter in server.letters() {
        *got.entry(letter.to[0].clone()).or_default() += 1;
    }
    let twice = got.values().map(|times| times - 1).sum::<usize>();
    println!("{count} mails, {killed} programs killed, {twice} sent twice");
    assert_eq!(got.len(), count, "none is lost");
    assert!(twice <= (count / 1000).max(2), "{twice} of {count} were sent twice");
    assert_eq!(place.number("SELECT sent AS value FROM campaigns"), count as i64);
}

#[test]
fn a_relay_that_is_away_for_a_day_gets_everything_when_it_is_back() {
    let app = TestApp::start();
    app.publish(&visit("visit"));
    let mut server = SmtpServer::start(Script::default());
    server.down();
    seal(&app, "visit", &plan(), &list(30)).expect("a list that is sealed");
    let mut room = mailroom(&app, &server);
    let begin = app.clock.now();
    for minutes in (0..24 * 60).step_by(20) {
        app.clock.set_moment(begin + chrono::TimeDelta::minutes(minutes));
        send_all(&mut room);
    }
    assert_eq!(server.letters().len(), 0);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM outbox"), 30);

    server.up();
    for minutes in [0, 30, 60] {
        app.clock
            .set_moment(begin + chrono::TimeDelta::days(1) + chrono::TimeDelta::minutes(minutes));
        send_all(&mut room);
    }
    assert_eq!(server.letters().len(), 30);
}
