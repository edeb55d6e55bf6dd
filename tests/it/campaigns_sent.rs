//! What becomes of the mails of a campaign: refusals, reports, and single invitations that a program sends.

use chorus::domain::token::Scope;
use serde_json::Value;

use crate::app::TestApp;
use crate::invited::{Begun, Mail, app, invited, list, mailroom, plan, seal, send_all};
use crate::smtp_server::{Manner, Script, SmtpServer};
use crate::staff::{EMAIL, account};

#[test]
fn refusals_are_counted_and_whoever_is_not_there_now_is_tried_again() {
    let app = app();
    let script = Script {
        manners: [
            (
                "visitor0@people.example".to_owned(),
                Manner::Refuse("550 5.1.1 unknown".to_owned()),
            ),
            ("visitor1@people.example".to_owned(), Manner::Greylist),
        ]
        .into(),
        ..Script::default()
    };
    let server = SmtpServer::start(script);
    let campaign = seal(&app, "visit", &plan(), &list(30)).expect("a list that is sealed");
    let mut room = mailroom(&app, &server);
    send_all(&mut room);
    let tally = || {
        app.app()
            .campaigns()
            .find("visit", campaign.id)
            .expect("a database")
            .expect("it")
            .tally
    };
    assert_eq!(
        (server.letters().len(), tally().sent, tally().undeliverable),
        (28, 28, 1)
    );

    let later = chorus::clock::Clock::now(&*app.clock) + chrono::TimeDelta::minutes(1);
    app.clock.set_moment(later);
    send_all(&mut room);
    assert_eq!(
        (server.letters().len(), tally().sent, tally().undeliverable),
        (29, 29, 1)
    );
}

#[test]
fn a_program_with_a_token_sends_single_invitations_and_the_address_is_forgotten() {
    let app = app();
    let mut standing = plan();
    standing.standing = true;
    let campaign = seal(&app, "visit", &standing, &list(0)).expect("one that needs no list");
    let token = token(&app, "visit", Scope::Send);
    let path = format!("/api/v1/campaigns/{}/send", campaign.id);
    let call = |token: &str, key: &str, body: &Value| {
        let request = app.client().post(app.url(&path)).json(body);
        let request = request.header("Authorization", format!("Bearer {token}"));
        app.send(request.header("Idempotency-Key", key)).status
    };
    let ana = serde_json::json!({"email": "ana@people.example", "language": "en"});

    assert_eq!(app.post_json(&path, &ana).status, 401);
    assert_eq!(call("wrong", "1", &ana), 401);
    assert_eq!(call(&token, "", &ana), 400);
    assert_eq!(call(&token, "1", &serde_json::json!({"email": "nobody"})), 422);
    for _ in 0..3 {
        assert_eq!(call(&token, "order 1", &ana), 202);
    }
    let server = SmtpServer::start(Script::default());
    send_all(&mut mailroom(&app, &server));

    let mails: Vec<Mail> = server.letters().iter().map(Mail::read).collect();
    assert_eq!(mails.len(), 1);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM addressees"), 0);
    let code = mails[0].code().expect("a code");
    let link = format!("/i#c={}", code.replace('-', ""));
    assert!(
        mails[0].text.lines().any(|line| line.trim().ends_with(&link)),
        "{}",
        mails[0].text
    );
    assert_eq!(
        Begun::new().claim(&app, "visit", &code).status,
        403,
        "no key in the log, no ticket"
    );
    app.answer("visit", &[("overall", "4"), ("_code", &code)]).stored();
    assert_eq!(app.answer("visit", &[("overall", "5"), ("_code", &code)]).status, 422);
    app.answer("visit", &[("overall", "5")]).stored();
    app.post(&mails[0].stop(), &[]);
    assert_eq!(call(&token, "order 2", &ana), 202);
    send_all(&mut mailroom(&app, &server));
    assert_eq!(
        server.letters().len(),
        1,
        "who said stop gets no more, and the program is not told"
    );
    let tokens = app.app().tokens();
    let id = tokens.all(None).expect("a database")[0].id;
    assert!(tokens.end(None, id).expect("a database"));
    assert_eq!(call(&token, "order 3", &ana), 401);
}

#[test]
fn reports_of_mails_that_did_not_arrive_are_read_and_not_kept() {
    let app = app();
    let mut plan = plan();
    (plan.reminders, plan.wait_days) = (1, 3);
    let (campaign, _) = invited(&app, "visit", &plan, 30);
    let report = "Final-Recipient: rfc822; visitor3@people.example\nAction: failed\nStatus: 5.1.1\n\n\
                  Final-Recipient: rfc822; visitor4@people.example\nAction: delayed\nStatus: 4.4.7\n\n\
                  Final-Recipient: rfc822; stranger@elsewhere.example\nAction: failed\nStatus: 5.1.1\n";

    let desk = app.app().campaigns();
    let read = |text: &str| desk.note_bounces(campaign.id, text).expect("a database");
    assert_eq!((read(report), read(report), read("nothing of the kind")), (1, 0, 0));
    let tally = desk.find("visit", campaign.id).expect("a database").expect("it").tally;
    assert_eq!((tally.sent, tally.undeliverable), (30, 1));

    app.on("2026-11-06");
    let server = SmtpServer::start(Script::default());
    send_all(&mut mailroom(&app, &server));
    assert_eq!(server.letters().len(), 29, "no reminder to who cannot be reached");
}

#[test]
fn two_mailrooms_at_once_send_each_mail_once() {
    let app = app();
    let server = SmtpServer::start(Script::default());
    seal(&app, "visit", &plan(), &list(120)).expect("a list that is sealed");
    let mut rooms = [mailroom(&app, &server), mailroom(&app, &server)];

    std::thread::scope(|scope| {
        for room in &mut rooms {
            scope.spawn(|| send_all(room));
        }
    });

    let mut asked: Vec<String> = server.letters().iter().map(|letter| letter.to[0].clone()).collect();
    asked.sort();
    asked.dedup();
    assert_eq!((asked.len(), server.letters().len()), (120, 120));
}

/// A token of somebody of the staff.
fn token(app: &TestApp, slug: &str, scope: Scope) -> String {
    account(app);
    let owner = app.app().staff().find(EMAIL).expect("a database").expect("an account");
    let made = app.app().tokens().create(&owner, slug, scope, "shop", 30);
    made.expect("a database").expect("a token")
}
