//! Subscribers: asked twice, told what they ticked, gone for good when they stop.

use chorus::mail::{MailSettings, Post};
use chorus::services::mailroom::{Mailroom, Sending};
use serde_json::json;

use crate::answered::Answered;
use crate::app::TestApp;
use crate::find::Finder;
use crate::invited::{Mail, mailroom, send_all};
use crate::older::backup;
use crate::place::files_in;
use crate::smtp_server::{Script, SmtpServer};

/// The path of the first link in a mail that begins so.
pub fn link(mail: &Mail, path: &str) -> String {
    let at = mail
        .text
        .find(path)
        .unwrap_or_else(|| panic!("no {path} in {}", mail.text));
    mail.text[at..].split_whitespace().next().expect("a link").to_owned()
}

/// The mails that wait, sent; the newest last.
pub fn mails(app: &TestApp) -> Vec<Mail> {
    let server = SmtpServer::start(Script::default());
    send_all(&mut mailroom(app, &server));
    server.letters().iter().map(Mail::read).collect()
}

pub fn ask(app: &TestApp, email: &str, topics: &[&str]) -> Answered {
    let mut fields = vec![("email", email), ("language", "en")];
    fields.extend(topics.iter().map(|topic| ("topic", *topic)));
    app.post("/subscribe", &fields)
}

/// Somebody who asked and said yes; the path of their choices.
pub fn subscribed(app: &TestApp, email: &str, topics: &[&str]) -> String {
    assert_eq!(ask(app, email, topics).status, 200);
    let mail = mails(app).pop().expect("a mail");
    assert_eq!(mail.to, email);
    assert_eq!(app.post(&link(&mail, "/subscribe/"), &[]).status, 200);
    link(&mail, "/choices/")
}

fn count(app: &TestApp, table: &str) -> i64 {
    app.place.number(&format!("SELECT count(*) AS value FROM {table}"))
}

/// Publishes something, as the pages that publish do.
fn announce(app: &TestApp, topic: &str, name: &str) {
    let id = match app.place.is_postgres() {
        true => format!("decode('{:032x}', 'hex')", rand::random::<u128>()),
        false => format!("x'{:032x}'", rand::random::<u128>()),
    };
    let body = json!({"name": name, "title": {"en": "Version 2", "pt": "Versão 2"}, "path": "/privacy/versions/2"});
    app.place
        .execute(&format!(
            "INSERT INTO announcements (id, topic, body, announced_at) VALUES ({id}, '{topic}', '{body}', '2026-11-02 12:00:00')"
        ))
        .expect("a row");
}

#[test]
fn somebody_is_told_only_after_saying_yes_by_the_link_and_only_what_they_ticked() {
    let app = TestApp::start();
    ask(&app, "ana@people.example", &["changes"]);
    announce(&app, "changes", "policy");

    let first = mails(&app);
    assert_eq!(first.len(), 1, "the link and nothing else");
    let confirm = link(&first[0], "/subscribe/");
    assert_eq!(app.get(&confirm).status, 200);
    announce(&app, "changes", "policy");
    assert_eq!(mails(&app).len(), 0, "opening the link is not saying yes");
    let done = app.post(&confirm, &[]);
    assert!(done.body.contains("You will be told"), "{}", done.body);
    announce(&app, "incidents", "incident");
    assert_eq!(mails(&app).len(), 0, "nobody ticked incidents");
    announce(&app, "changes", "policy");
    let told = mails(&app);

    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, "ana@people.example");
    assert_eq!(told[0].subject, "Test Hospital: the privacy policy changes");
    assert!(told[0].text.contains("Version 2") && told[0].text.contains("/privacy/versions/2"));
    assert!(
        told[0]
            .raw
            .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    );
    let from = "From Test Hospital, privacy@hospital.example.";
    assert!(!told[0].text.contains('\u{2068}') && told[0].text.contains(from));
    let choices = link(&told[0], "/choices/");
    let unfolded = told[0].raw.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("List-Unsubscribe: <{}{choices}>", app.origin())));
    assert_eq!((count(&app, "announcements"), count(&app, "letters")), (0, 0));
}

#[test]
fn a_message_goes_to_many_in_slices_and_once_to_each() {
    let app = TestApp::start();
    let people = 120;
    for place in 0..people {
        ask(&app, &format!("p{place}@people.example"), &["incidents"]);
    }
    for mail in mails(&app) {
        app.post(&link(&mail, "/subscribe/"), &[]);
    }
    announce(&app, "incidents", "incident");

    let told = mails(&app);

    let to: std::collections::BTreeSet<&str> = told.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!((told.len(), to.len()), (people, people));
    assert_eq!(count(&app, "announcements"), 0);
}

#[test]
fn the_reply_is_the_same_for_known_unknown_and_suppressed_addresses() {
    let app = TestApp::start();
    subscribed(&app, "known@people.example", &["changes"]);
    let stop = subscribed(&app, "never@people.example", &["changes"]);
    app.post(&stop, &[("act", "stop"), ("never", "yes")]);
    assert_eq!((count(&app, "suppressions"), count(&app, "subscribers")), (1, 1));
    let day = "2026-11-03";
    app.on(day);

    let known = ask(&app, "known@people.example", &["incidents"]);
    let unknown = ask(&app, "unknown@people.example", &["incidents"]);
    let never = ask(&app, "never@people.example", &["incidents"]);

    assert_eq!((known.status, &known.body), (200, &unknown.body));
    assert_eq!(unknown.body, never.body);
    let mut to: Vec<(String, String)> = mails(&app).into_iter().map(|mail| (mail.to, mail.subject)).collect();
    to.sort();
    let mail = |to: &str, subject: &str| (to.to_owned(), subject.to_owned());
    assert_eq!(
        to,
        [
            mail("known@people.example", "You are told already"),
            mail("unknown@people.example", "Please confirm your address"),
        ]
    );
}

#[test]
fn a_form_with_mistakes_is_shown_again_with_what_was_typed() {
    let app = TestApp::start();

    let page = ask(&app, "ana at people", &[]);

    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"ana at people\""));
    assert!(page.body.contains("href=\"#email\"") && page.body.contains("href=\"#topics\""));
    assert_eq!(count(&app, "letters"), 0);
}

#[test]
fn a_storm_of_addresses_from_one_visitor_sends_few_mails_and_learns_nothing() {
    let app = TestApp::start();
    let addresses: Vec<String> = (0..1_000).map(|place| format!("storm{place}@people.example")).collect();
    let bodies: std::collections::BTreeSet<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = addresses
            .chunks(125)
            .map(|part| {
                let app = &app;
                scope.spawn(move || {
                    let send = |email: &String| {
                        let request = app.client().post(app.url("/subscribe"));
                        let request = request.header("X-Forwarded-For", "203.0.113.7");
                        app.send(request.form(&[("email", email.as_str()), ("topic", "changes")]))
                            .body
                    };
                    part.iter().map(send).collect::<Vec<_>>()
                })
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("a storm"))
            .collect()
    });

    let sent = count(&app, "letters");
    assert_eq!(bodies.len(), 1, "one reply for all");
    assert!((1..=11).contains(&sent), "{sent} mails");
    // from everywhere at once the bound of all counts
    for place in 0..250 {
        let request = app.client().post(app.url("/subscribe"));
        let request = request.header("X-Forwarded-For", format!("198.18.{place}.1"));
        let email = format!("flood{place}@people.example");
        app.send(request.form(&[("email", email.as_str()), ("topic", "changes")]));
    }
    assert_eq!(count(&app, "letters"), 200);
    let again = ask(&app, "storm0@people.example", &["changes"]);
    assert!(bodies.contains(&again.body));
}

#[test]
fn one_address_gets_at_most_one_mail_an_hour_and_three_a_day() {
    let app = TestApp::start();
    let mut sent = 0;
    for hour in 0..8 {
        let now = "2026-11-02T09:30:00"
            .parse::<chrono::NaiveDateTime>()
            .expect("a moment");
        app.clock.set_moment(now + chrono::TimeDelta::hours(hour));
        for spelling in ["ana@people.example", "Ana@People.example"] {
            ask(&app, spelling, &["changes"]);
        }
        sent += mails(&app).len();
        assert!(sent <= usize::try_from(hour).expect("an hour") + 1);
    }
    assert_eq!(sent, 3);
    assert_eq!(count(&app, "subscribers"), 1);
}

#[test]
fn choices_turn_each_use_on_and_off_and_a_link_nobody_made_opens_nothing() {
    let app = TestApp::start();
    app.survey("visit");
    let choices = subscribed(&app, "ana@people.example", &["changes"]);

    let page = app.get(&choices);
    assert!(page.body.contains("value=\"changes\" checked"), "{}", page.body);
    assert!(!page.body.contains("value=\"incidents\" checked"));
    let fields = [("act", "save"), ("topic", "incidents"), ("language", "pt")];
    assert!(app.post(&choices, &fields).body.contains("Saved."));
    announce(&app, "changes", "policy");
    announce(&app, "incidents", "incident");
    let told = mails(&app);
    let mut forged = choices.clone().into_bytes();
    let last = forged.last_mut().expect("a letter");
    *last = if *last == b'0' { b'1' } else { b'0' };
    let forged = String::from_utf8(forged).expect("a path");

    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, "Test Hospital: um incidente");
    assert!(app.get(&choices).body.contains("value=\"incidents\" checked"));
    assert_eq!(app.get(&forged).status, 404);
    // whoever asks to stop is told it is done, also for a link that is not ours
    assert_eq!(app.post(&forged, &[("List-Unsubscribe", "One-Click")]).status, 200);
    assert_eq!(count(&app, "subscribers"), 1);
}

#[test]
fn what_nobody_confirms_is_deleted_after_seven_days() {
    let app = TestApp::start();
    ask(&app, "ana@people.example", &["changes"]);
    let mail = mails(&app).remove(0);
    let sweep = |day: &str| {
        app.on(day);
        let desk = app.app().subscribers();
        desk.sweep(day.parse().expect("a day")).expect("a database");
        (count(&app, "subscribers"), count(&app, "subscriptions"))
    };

    assert_eq!(sweep("2026-11-09"), (1, 1));
    assert_eq!(sweep("2026-11-10"), (0, 0));
    assert_eq!(app.post(&link(&mail, "/subscribe/"), &[]).status, 404);
    assert_eq!(count(&app, "turns"), 0);
}

/// A mailroom without a relay, whose mails stay where staff read them.
fn folder_room(app: &TestApp) -> Mailroom {
    let settings = MailSettings {
        smtp_url: None,
        from: "Feedback <feedback@hospital.example>".to_owned(),
        folder: app.place.file("mails"),
        dkim: None,
        ca_pem: None,
    };
    let sending = Sending {
        post: Post::open(&settings).expect("settings"),
        origin: app.origin(),
        rate: 0,
    };
    app.app().mailroom(sending, &app.place.file("notes")).expect("notes")
}

#[test]
fn a_subscriber_who_stops_is_nowhere_any_more_nor_after_an_older_database_is_put_back() {
    let mut app = TestApp::start();
    let name = format!("canary{:016x}", rand::random::<u64>());
    let email = format!("{name}@people.example");
    // a page of them, so that the canary's row is not alone in it
    for place in 0..40 {
        ask(&app, &format!("other{place}@people.example"), &["changes"]);
    }
    let others = mails(&app);
    ask(&app, &email, &["changes", "incidents"]);
    let row = "FROM subscribers WHERE id = (SELECT subscriber_id FROM subscriptions WHERE topic = 'incidents')";
    let columns = ["address", "address_hash", "id"];
    let mut marks: Vec<Vec<u8>> = columns
        .iter()
        .map(|column| app.place.bytes(&format!("SELECT {column} AS value {row}")).remove(0))
        .collect();
    marks.push(name.clone().into_bytes());
    send_all(&mut folder_room(&app));
    let kept = files_in(&app.place.file("mails"));
    let (_, letter) = kept
        .iter()
        .find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("\"text\""))
        .expect("a mail in the folder");
    let letter: serde_json::Value = serde_json::from_slice(letter).expect("a letter");
    let text = letter["text"].as_str().expect("its words");
    let path = |from: &str| {
        text[text.find(from).expect("a link")..]
            .split_whitespace()
            .next()
            .expect("a link")
            .to_owned()
    };
    assert_eq!(app.post(&path("/subscribe/"), &[]).status, 200);
    announce(&app, "incidents", "incident");
    let older = backup(&mut app);
    let finder = Finder::new(marks);
    let in_files = |app: &TestApp| -> Vec<String> {
        let mut files = app.place.key_files();
        files.extend(files_in(&app.place.file("mails")));
        files.extend(
            [app.place.file("notes")]
                .iter()
                .filter_map(|path| Some((path.clone(), std::fs::read(path).ok()?))),
        );
        if !app.place.is_postgres() {
            files.extend(app.place.database_files());
        }
        let found = files.iter().filter(|(_, bytes)| finder.find(bytes).is_some());
        found.map(|(path, _)| path.display().to_string()).collect()
    };
    let in_rows = |app: &TestApp| -> Vec<String> {
        let found = app.place.every_value().into_iter();
        found
            .filter(|(_, bytes)| finder.find(bytes).is_some())
            .map(|(name, _)| name)
            .collect()
    };
    assert!(
        !in_rows(&app).is_empty() && !in_files(&app).is_empty(),
        "the search itself works"
    );

    let done = app.post(&path("/choices/"), &[("List-Unsubscribe", "One-Click")]);

    assert_eq!(done.status, 200);
    assert_eq!(
        (in_rows(&app), in_files(&app)),
        (Vec::new(), Vec::new()),
        "while it runs"
    );
    let told = mails(&app);
    assert!(told.iter().all(|mail| mail.to != email), "what waited went with them");
    assert!(!app.log().contains(&name));
    app.stop();
    assert_eq!(
        in_files(&app),
        Vec::<String>::new(),
        "in the files of the stopped program"
    );

    app.place.put_back(&older);
    assert!(!in_rows(&app).is_empty(), "the older database has them");
    app.restart();

    assert_eq!(in_rows(&app), Vec::<String>::new());
    assert!(
        app.log()
            .contains("addresses that were deleted for good since are dropped")
    );
    assert_eq!(count(&app, "subscribers"), 40);
    app.stop();
    assert_eq!(in_files(&app), Vec::<String>::new());
    assert_eq!(others.len(), 40);
}
