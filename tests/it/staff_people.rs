//! Adding people, mails to staff, lost passwords; and that addresses of staff stand nowhere in the clear.

use chorus::domain::account::Role;

use crate::app::TestApp;
use crate::find::Finder;
use crate::invited::{Mail, mailroom, send_all};
use crate::outside::holds;
use crate::pages::unescaped;
use crate::smtp_server::{Script, SmtpServer};
use crate::staff::{EMAIL, PASSWORD, Staff, sign_in};

const NEW: &str = "zora.canary@hospital.example";

/// Sends what waits and gives the mails.
fn mails(app: &TestApp) -> Vec<Mail> {
    let server = SmtpServer::start(Script::default());
    send_all(&mut mailroom(app, &server));
    server.letters().iter().map(Mail::read).collect()
}

/// The way of a link in a mail.
fn link(mail: &Mail) -> String {
    let (_, rest) = mail.text.split_once("/staff/setup/").expect("a link");
    format!("/staff/setup/{}", &rest[..64])
}

#[test]
fn somebody_is_added_gets_a_mail_and_sets_themselves_up() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    mails(&app);
    let survey = app
        .app()
        .surveys()
        .id_of("visit")
        .expect("a database")
        .expect("it")
        .to_string();
    let fields = [
        ("email", NEW),
        ("language", "pt"),
        ("role", "analyst"),
        ("role", "editor"),
        ("survey", survey.as_str()),
    ];

    let done = staff.done("/staff/people/new", &fields);
    assert_eq!(done, "/staff/people?done=person-added-here");
    assert!(staff.page(&done).contains(NEW));
    let rows = app.place.texts("entry", "FROM audit WHERE entry LIKE '%people.added%'");
    assert!(
        rows[0].contains("editor analyst"),
        "the trail says what was given: {rows:?}"
    );
    let taken = staff.post("/staff/people/new", &fields);
    assert_eq!(taken.status(), 422);
    let kept = taken.text().expect("a page");
    assert!(kept.contains(NEW) && kept.contains("has an account already"));
    for (wrong, told) in [
        (&[("email", "nobody"), ("role", "auditor")][..], "not an e-mail address"),
        (&[("email", "b@hospital.example")], "at least one role"),
        (
            &[("email", "b@hospital.example"), ("role", "editor"), ("survey", "ab")],
            "choose the surveys",
        ),
    ] {
        let answer = staff.post("/staff/people/new", wrong);
        assert_eq!(answer.status(), 422);
        assert!(answer.text().expect("a page").contains(told));
    }

    let sent = mails(&app);
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, NEW));
    assert!(sent[0].text.contains("criou-lhe uma conta"), "{}", sent[0].text);
    let link = link(&sent[0]);
    for _ in 0..5 {
        assert_eq!(app.get(&link).status, 200, "a scanner of mails");
    }
    let both = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(app.post(&link, &both).status, 303);
    assert_eq!(app.post(&link, &both).status, 404, "used once");
    assert_eq!(sign_in(&app, NEW, PASSWORD).status(), 303);
    assert!(
        mails(&app)[0].subject.contains("alterada"),
        "who sets a password is told"
    );
}

#[test]
fn roles_change_accounts_end_and_the_last_administrator_stays() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let desk = app.app().staff();
    let id = |email: &str| desk.find(email).expect("a database").expect("an account").id;
    let own = format!("/staff/people/{}", id(EMAIL));
    for (fields, told) in [
        (
            &[("act", "save"), ("role", "editor"), ("everywhere", "yes")][..],
            "changes their own roles",
        ),
        (&[("act", "remove")], "tick the box"),
        (&[("act", "remove"), ("sure", "yes")], "Nobody else is an administrator"),
        (&[("act", "anew")], "Nobody else is an administrator"),
    ] {
        let answer = staff.post(&own, fields);
        assert_eq!(answer.status(), 422);
        let page = unescaped(&answer.text().expect("a page"));
        assert!(page.contains(told), "{told}: {page}");
    }

    desk.create(NEW, &[Role::Editor]).expect("a database").expect("a link");
    let other = format!("/staff/people/{}", id(NEW));
    staff.done(&other, &[("act", "save"), ("role", "analyst"), ("everywhere", "yes")]);
    assert!(
        desk.find(NEW)
            .expect("a database")
            .expect("an account")
            .roles
            .has(Role::Analyst)
    );
    let nowhere = staff.post(&other, &[("act", "save"), ("role", "analyst")]);
    assert!(unescaped(&nowhere.text().expect("a page")).contains("choose the surveys"));
    staff.done(&other, &[("act", "anew")]);
    let told = mails(&app);
    assert!(told.iter().any(|mail| mail.text.contains("/staff/setup/")));
    assert!(told.iter().any(|mail| mail.text.contains("changed what you may do")));
    staff.done(&other, &[("act", "remove"), ("sure", "yes")]);
    assert!(desk.find(NEW).expect("a database").is_none());
    assert_eq!(staff.get(&other).0, 404);
}

#[test]
fn whoever_asks_for_a_lost_password_learns_nothing_and_only_the_owner_gets_a_link() {
    let app = TestApp::start();
    Staff::signed_in(&app);
    mails(&app);

    let known = app.post("/staff/lost", &[("email", EMAIL)]);
    let unknown = app.post("/staff/lost", &[("email", "nobody@hospital.example")]);
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while app.place.number("SELECT count(*) AS value FROM letters") == 0 {
        assert!(std::time::Instant::now() < deadline, "no letter");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let sent = mails(&app);
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, EMAIL));

    let link = link(&sent[0]);
    let both = [
        ("password", "four yellow tricycles"),
        ("again", "four yellow tricycles"),
    ];
    assert_eq!(app.post(&link, &both).status, 303);
    assert_eq!(sign_in(&app, EMAIL, PASSWORD).status(), 422);
    assert_eq!(
        sign_in(&app, EMAIL, "four yellow tricycles").status(),
        303,
        "and the second factor stays"
    );
    assert_eq!(app.place.number("SELECT count(*) AS value FROM factors"), 1);
}

#[test]
fn the_link_for_a_lost_password_counts_for_an_hour() {
    let app = TestApp::start();
    Staff::signed_in(&app);
    mails(&app);
    for _ in 0..3 {
        let asked = app.app().staff().send_lost_link(EMAIL, &app.origin(), "en");
        asked.expect("a database");
    }
    assert_eq!(
        app.place.number("SELECT count(*) AS value FROM letters"),
        1,
        "one in five minutes"
    );
    let link = link(&mails(&app)[0]);
    let now = chorus::clock::Clock::now(&*app.clock);

    app.clock.set_moment(now + chrono::TimeDelta::minutes(59));
    assert_eq!(app.get(&link).status, 200);
    app.clock.set_moment(now + chrono::TimeDelta::minutes(61));
    assert_eq!(app.get(&link).status, 404);
}

#[test]
fn the_address_of_a_member_of_staff_is_in_no_table_file_or_log_line() {
    let mut app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let run = format!("{:012x}", rand::random::<u64>() >> 16);
    let email = format!("canary{run}@hospital.example");
    staff.done(
        "/staff/people/new",
        &[("email", email.as_str()), ("role", "administrator")],
    );
    sign_in(&app, &email, "three green tricycles");
    app.post("/staff/lost", &[("email", &email)]);
    staff.page("/staff/people");
    staff.page("/staff/trail");
    app.app()
        .staff()
        .send_lost_link(&email, &app.origin(), "en")
        .expect("a database");

    let finder = Finder::new([run.clone().into_bytes()]);
    let everywhere = |app: &TestApp| {
        let mut found: Vec<String> = Vec::new();
        for (place, value) in app.place.every_value() {
            found.extend(finder.find(&value).map(|_| place));
        }
        for (path, bytes) in app.place.database_files().into_iter().chain(app.place.key_files()) {
            found.extend(finder.find(&bytes).map(|_| path.display().to_string()));
        }
        found.extend(finder.find(app.log().as_bytes()).map(|_| "the log".to_owned()));
        found
    };
    assert_eq!(everywhere(&app), Vec::<String>::new());
    app.restart();
    assert_eq!(everywhere(&app), Vec::<String>::new());
    assert!(app.app().staff().find(&email).expect("a database").is_some());
}

#[test]
fn an_address_of_before_they_were_encrypted_is_encrypted_at_the_next_start() {
    let mut app = TestApp::start();
    Staff::signed_in(&app);
    let columns = match app.place.is_postgres() {
        true => "'\\x00112233445566778899aabbccddeeff'",
        false => "x'00112233445566778899aabbccddeeff'",
    };
    let old = format!(
        "INSERT INTO accounts (id, email, roles, everywhere, language, created_on) \
         VALUES ({columns}, 'old@hospital.example', 'editor', TRUE, 'en', '2026-10-01')"
    );
    app.stop();
    app.place.execute(&old).expect("an account");
    app.restart();

    let found = app.app().staff().find("Old@hospital.example").expect("a database");
    assert!(found.expect("an account").roles.has(Role::Editor));
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM accounts WHERE email IS NOT NULL"),
        0
    );
    if app.place.is_postgres() {
        // its log of changes goes in its own time
        return;
    }
    for (file, bytes) in app.place.database_files() {
        assert!(!holds(&bytes, b"old@hospital"), "{}", file.display());
    }
}

#[test]
fn whoever_began_as_the_first_account_gives_it_an_address_that_takes_mail() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    mails(&app);
    app.app()
        .staff()
        .create(NEW, &[Role::Editor])
        .expect("a database")
        .expect("a link");
    for (wrong, told) in [("nobody", "not an e-mail address"), (NEW, "has an account already")] {
        let answer = staff.post("/staff/account/address", &[("email", wrong)]);
        assert_eq!(answer.status(), 422);
        let page = answer.text().expect("a page");
        assert!(
            page.contains(told) && page.contains(&format!("value=\"{wrong}\"")),
            "{told}"
        );
    }

    let done = staff.done("/staff/account/address", &[("email", "Ada@new.example")]);

    assert!(staff.page(&done).contains("ada@new.example"));
    assert_eq!(mails(&app)[0].to, EMAIL, "the old address is told");
    assert_eq!(sign_in(&app, EMAIL, PASSWORD).status(), 422);
    assert_eq!(sign_in(&app, "ada@new.example", PASSWORD).status(), 303);
}
