//! Nothing is sent to a machine that no entry of the register covers: no name is looked up, no connection begun, mails wait.

use std::time::Duration;

use chorus::domain::account::Role;
use chorus::domain::processor::Kept;
use chorus::mail::{MailSettings, Post, Veiled};
use chorus::services::mailroom::{Mailroom, Round, Sending};

use crate::app::TestApp;
use crate::invited::{Mail, list, mailroom, plan, seal, send_all};
use crate::mail_transport::run;
use crate::processors::{announce_and_wait, day, desk, told};
use crate::smtp_server::{Script, SmtpServer};
use crate::staff::{EMAIL, Staff, somebody};

/// A mailroom whose relay is another machine, which does not exist; with its post, which counts connections.
fn abroad(app: &TestApp, host: &str) -> (Mailroom, Post) {
    let settings = MailSettings {
        smtp_url: Some(Veiled::new(format!("smtp://{host}:25?tls=none"))),
        from: "Feedback <feedback@hospital.example>".to_owned(),
        folder: "nowhere".into(),
        dkim: None,
        ca_pem: None,
    };
    let post = Post::open_patiently(&settings, Duration::from_secs(2)).expect("settings");
    let sending = Sending {
        post: post.clone(),
        origin: app.origin(),
        rate: 0,
    };
    let room = app.app().mailroom(sending, &app.place.file("notes")).expect("notes");
    (room, post)
}

fn round(room: &mut Mailroom) -> Round {
    run(room.round(&|| false)).expect("a database")
}

#[test]
fn mails_wait_until_an_entry_in_use_covers_the_relay() {
    let app = crate::invited::app();
    seal(&app, "visit", &plan(), &list(25)).expect("a list that is sealed");
    let (mut room, post) = abroad(&app, "relay-of-nobody.invalid");
    let waiting = || app.place.number("SELECT count(*) AS value FROM outbox");
    let before = waiting();
    let id = desk(&app)
        .propose(&told("relay-of-nobody.invalid"), &Kept::default())
        .expect("a database");

    assert_eq!(round(&mut room), Round::Down);
    assert_eq!((post.attempts(), waiting()), (0, before));
    assert!(
        app.log().contains("mail_relay relay-of-nobody.invalid"),
        "the log names the entry"
    );
    let untouched = app
        .place
        .number("SELECT count(*) AS value FROM outbox WHERE attempts > 0");
    assert_eq!(untouched, 0);

    announce_and_wait(&app);
    assert_eq!(round(&mut room), Round::Down, "the machine does not exist");
    let tried = post.attempts();
    assert!(tried > 0, "a connection was begun");

    desk(&app).end(id).expect("a database").expect("an end");
    app.on("2026-11-17");
    assert_eq!(round(&mut room), Round::Down);
    assert_eq!((post.attempts(), waiting()), (tried, before));
}

#[test]
fn a_relay_on_this_machine_is_no_other_party() {
    let app = crate::invited::app();
    seal(&app, "visit", &plan(), &list(25)).expect("a list that is sealed");
    let server = SmtpServer::start(Script::default());

    send_all(&mut mailroom(&app, &server));

    assert_eq!(server.letters().len(), 25);
}

#[test]
fn staff_read_in_plain_words_which_entry_is_missing() {
    let mut app = crate::invited::app();
    std::fs::write(app.place.file("relay"), "smtp.post.example").expect("a file");
    app.restart();
    let codes = somebody(&app, EMAIL, &Role::ALL);
    let staff = Staff::again(&app, &codes[0]);
    let words = "no entry in use for mail_relay smtp.post.example";
    let pages = ["/staff/office", "/staff/processors", "/staff/surveys/visit/invitations"];
    let told_on = |path: &str| {
        let page = staff.page(&format!("{path}?lang=en"));
        page.replace(['\u{2068}', '\u{2069}'], "").contains(words)
    };

    assert!(pages.iter().all(|path| told_on(path)));
    desk(&app)
        .propose(&told("smtp.post.example"), &Kept::default())
        .expect("a database");
    announce_and_wait(&app);
    let staff = Staff::again(&app, &codes[1]);
    let told_on = |path: &str| {
        let page = staff.page(&format!("{path}?lang=en"));
        page.replace(['\u{2068}', '\u{2069}'], "").contains(words)
    };
    assert!(!pages.iter().any(|path| told_on(path)));
}

#[test]
fn privacy_officers_get_one_mail_for_each_threshold() {
    let app = TestApp::start();
    somebody(&app, "officer@hospital.example", &[Role::PrivacyOfficer]);
    somebody(&app, "editor@hospital.example", &[Role::Editor]);
    let kept = Kept {
        valid_until: Some(day("2027-02-01")),
        ..Kept::default()
    };
    desk(&app)
        .propose(&told("smtp.post.example"), &kept)
        .expect("a database");
    let server = SmtpServer::start(Script::default());
    let mut room = mailroom(&app, &server);
    let mut mails_after = |on: &str| {
        app.on(on);
        desk(&app).remind().expect("a database");
        desk(&app).remind().expect("a database");
        send_all(&mut room);
        server.letters().len()
    };

    assert_eq!(mails_after("2026-12-02"), 0);
    assert_eq!(mails_after("2026-12-03"), 1);
    assert_eq!(mails_after("2026-12-10"), 1);
    assert_eq!(mails_after("2027-01-02"), 2);
    assert_eq!(mails_after("2027-01-25"), 3);
    assert_eq!(mails_after("2027-03-01"), 3);
    let mail = Mail::read(&server.letters()[0]);
    assert_eq!(mail.to, "officer@hospital.example");
    assert!(mail.subject.contains("register of processors"), "{}", mail.subject);
    assert!(!mail.raw.contains("Post Ltd"), "a mail names nobody");
}
