//! Invitations, end to end: a list is sealed, mails go out, each code is good for one answer, and nothing joins the two.

use chorus::domain::campaign::State;
use chorus::domain::transparency::is_chain;
use chorus::services::campaigns::NotSealed;
use serde_json::Value;

use crate::app::TestApp;
use crate::invited::{Begun, Mail, app, invited, list, mailroom, plan, seal, send_all};
use crate::samples::visit;
use crate::smtp_server::{Script, SmtpServer};
use crate::transparency::{log, of_kind};

#[test]
fn a_mail_has_a_link_a_code_a_key_and_a_way_out_and_loads_nothing() {
    let app = app();

    let (campaign, mails) = invited(&app, "visit", &plan(), 30);

    let Mail {
        subject,
        text,
        html,
        raw,
        ..
    } = &mails[0];
    let code = mails[0].code().expect("a code");
    assert_eq!(subject, "How was your visit?");
    for part in [text, html] {
        assert!(
            part.contains(&format!("/i#c={}&", code.replace('-', "")))
                || part.contains(&format!("/i#c={}&amp;", code.replace('-', ""))),
            "{part}"
        );
        assert!(part.contains("To make visits better.") && part.contains("Your registration at the desk."));
    }
    for loads in ["<img", "<script", "<link", "url(", "@import", "src="] {
        assert!(!html.contains(loads), "{loads}");
    }
    assert!(
        raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
            && raw.contains("Auto-Submitted: auto-generated")
    );
    let codes: std::collections::HashSet<String> = mails.iter().filter_map(Mail::code).collect();
    assert_eq!(codes.len(), 30, "each has a code of their own");
    assert!(is_chain(&log(&app)));
    let [entry] = &of_kind(&app, "invitation-keys")[..] else {
        panic!("one entry for one list")
    };
    let key = entry["body"]["keys"][0]["key"].as_str().expect("a key");
    let public: [u8; 32] = chorus::domain::hex::decode(key)
        .expect("digits")
        .try_into()
        .expect("32 bytes");
    assert!(
        text.contains(&chorus::privacy::ticket::words(&public)),
        "the words of the key in the log"
    );
    let now = app
        .app()
        .campaigns()
        .find("visit", campaign.id)
        .expect("a database")
        .expect("it");
    assert_eq!((now.tally.listed, now.tally.sent, now.tally.undeliverable), (30, 30, 0));
    for page in ["/s/visit", "/privacy"] {
        let said = app.get(page).body;
        assert!(
            said.contains("invited people, once each") && said.contains("Your registration at the desk."),
            "{page}"
        );
    }
}

#[test]
fn a_typed_code_is_good_for_one_complete_answer_and_for_nothing_else() {
    let app = app();
    let (_, mails) = invited(&app, "visit", &plan(), 30);
    let code = mails[0].code().expect("a code");

    // twenty openings, empty forms and looks change nothing
    for _ in 0..20 {
        assert_eq!(app.get("/i").status, 200);
        assert_eq!(app.post("/i", &[("_code", &code)]).status, 200);
        let token = app.form_token("visit");
        assert_eq!(
            app.answer_with("visit", &token, &[("_code", &code)]).status,
            422,
            "an empty form"
        );
    }
    let needed = app.answer("visit", &[("overall", "4")]);
    assert_eq!(needed.status, 422);
    assert!(needed.body.contains("One thing is missing"), "{}", needed.body);
    let token = app.form_token("visit");
    let wrong = app.answer_with("visit", &token, &[("overall", "4"), ("_code", "0000-0000-0000-0000")]);
    assert!(
        wrong.status == 422 && wrong.body.contains("value=\"4\""),
        "what was typed is kept"
    );
    assert_eq!(app.waiting(), 0);

    let first = app.answer_with("visit", &token, &[("overall", "4"), ("_code", &code)]);
    let again = app.answer_with("visit", &token, &[("overall", "4"), ("_code", &code)]);
    assert_eq!(first.stored(), again.stored(), "the same form again");
    let waiting = app.waiting();
    let other = app.answer("visit", &[("overall", "1"), ("_code", &code)]);
    assert_eq!(other.status, 422);
    assert_eq!(
        other.without_token().replace(&code, "CODE"),
        wrong_page(&app).replace("0000-0000-0000-0000", "CODE"),
        "a used code is told from a wrong one by nobody"
    );
    assert_eq!(
        (app.waiting(), app.post("/i", &[("_code", &code)]).status),
        (waiting, 422)
    );
    assert_eq!(app.answer_api("visit", &crate::samples::varied(1)).status, 403);
}

fn wrong_page(app: &TestApp) -> String {
    app.answer("visit", &[("overall", "1"), ("_code", "0000-0000-0000-0000")])
        .without_token()
}

#[test]
fn a_code_is_swapped_for_a_ticket_that_is_redeemed_once() {
    let app = app();
    let (_, mails) = invited(&app, "visit", &plan(), 30);
    let code = mails[0].code().expect("a code");
    let begun = Begun::new();

    let claimed = begun.claim(&app, "visit", &code);
    assert_eq!(claimed.status, 200, "{}", claimed.body);
    let answer: Value = serde_json::from_str(&claimed.body).expect("JSON");
    assert!(
        of_kind(&app, "invitation-keys")[0]
            .to_string()
            .contains(answer["key"].as_str().expect("a key")),
        "the key of the log"
    );
    let ticket = begun.finish(&answer);
    let again: Value = serde_json::from_str(&begun.claim(&app, "visit", &code).body).expect("JSON");
    assert_eq!(begun.finish(&again), ticket, "the same element again gives the same");
    assert_eq!(
        Begun::new().claim(&app, "visit", &code).status,
        403,
        "another element nothing"
    );
    let token = app.form_token("visit");
    let typed = app.answer_with("visit", &token, &[("overall", "2"), ("_code", &code)]);
    assert_eq!(typed.status, 422, "the code is spent for the other way as well");

    let stored = app.answer("visit", &[("overall", "2"), ("_ticket", &ticket)]).stored();
    let same = app.answer("visit", &[("overall", "2"), ("_ticket", &ticket)]).stored();
    assert_eq!(stored, same, "a retry from another form");
    assert_eq!(
        app.answer("visit", &[("overall", "5"), ("_ticket", &ticket)]).status,
        409,
        "other answers"
    );
    let mut forged = ticket.clone().into_bytes();
    forged[50] = if forged[50] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).expect("letters");
    assert_eq!(
        app.answer("visit", &[("overall", "2"), ("_ticket", &forged)]).status,
        422
    );
    for (code, blinded) in [
        (&code, "00".repeat(32)),
        (&code, "zz".to_owned()),
        (&"x".to_owned(), begun.blinded.clone()),
    ] {
        let asked = serde_json::json!({ "code": code, "blinded": blinded });
        assert_eq!(app.post_json("/s/visit/claim", &asked).status, 403);
    }
}

#[test]
fn a_list_that_is_too_small_or_a_second_one_is_not_sealed() {
    let app = app();

    assert_eq!(
        seal(&app, "visit", &plan(), &list(24)).err(),
        Some(NotSealed::TooFew(25))
    );
    assert!(seal(&app, "visit", &plan(), &list(25)).is_ok());
    assert_eq!(
        seal(&app, "visit", &plan(), &list(25)).err(),
        Some(NotSealed::AnotherCampaign)
    );
    let mut wordless = plan();
    wordless.texts.clear();
    app.publish(&visit("other"));
    assert_eq!(
        seal(&app, "other", &wordless, &list(25)).err(),
        Some(NotSealed::NoWords("en".to_owned()))
    );
    let mut elsewhere = plan();
    elsewhere.segment = Some("overall".to_owned());
    assert_eq!(
        seal(&app, "other", &elsewhere, &list(50)).err(),
        Some(NotSealed::NoSuchSegment)
    );
    assert_eq!(
        of_kind(&app, "invitation-keys").len(),
        1,
        "what was not sealed promises nothing"
    );
}

#[test]
fn a_segment_of_the_list_is_asked_of_nobody_and_stands_in_the_answers() {
    let app = app();
    let mut with_segment = plan();
    with_segment.segment = Some("region".to_owned());
    let (_, mails) = invited(&app, "visit", &with_segment, 60);

    assert!(!app.get("/s/visit").body.contains("name=\"region\""));
    for (place, mail) in mails.iter().enumerate() {
        let code = mail.code().expect("a code");
        let overall = (place % 5 + 1).to_string();
        // what is typed for it does not count
        let fields = [
            ("overall", overall.as_str()),
            ("region", "west"),
            ("again", ["yes", "no"][place % 2]),
        ];
        match place % 2 {
            0 => app
                .answer("visit", &[&fields[..], &[("_code", code.as_str())]].concat())
                .stored(),
            _ => {
                let begun = Begun::new();
                let answer: Value = serde_json::from_str(&begun.claim(&app, "visit", &code).body).expect("JSON");
                let ticket = begun.finish(&answer);
                app.answer("visit", &[&fields[..], &[("_ticket", ticket.as_str())]].concat())
                    .stored()
            }
        };
    }
    app.settled();
    app.close_period("visit");
    let releases = serde_json::to_string(&app.releases("visit")).expect("JSON");
    assert!(releases.contains("north") && releases.contains("south"), "{releases}");
    assert!(
        !releases.contains("\"west\":60") && releases.contains("\"responses\":60"),
        "{releases}"
    );
}

#[test]
fn what_the_list_told_can_be_withdrawn_with_the_receipt_and_not_changed() {
    let app = app();
    let mut with_segment = plan();
    with_segment.segment = Some("region".to_owned());
    let (_, mails) = invited(&app, "visit", &with_segment, 60);
    let of_north = mails.iter().find(|mail| mail.to.starts_with("visitor0@"));
    let code = of_north.and_then(Mail::code).expect("a code");
    let receipt = app.answer("visit", &[("overall", "4"), ("_code", &code)]).stored();
    let step = |fields: &[(&str, &str)]| {
        app.post("/s/visit/receipt", &[&[("_code", receipt.as_str())], fields].concat())
            .body
    };

    let page = step(&[]);
    assert!(page.contains("\"withdraw:region\"") && !page.contains("\"edit:region\""));
    assert!(page.contains("\"edit:overall\"") && page.contains("NORTH"), "{page}");
    for wish in [
        &[("_step", "edit:region")][..],
        &[("_step", "save:region"), ("region", "west")],
    ] {
        let page = step(wish);
        assert!(page.contains("comes from the list") && page.contains("NORTH"), "{page}");
    }
}

#[test]
fn two_instances_that_look_at_once_remind_each_person_once() {
    let app = app();
    let mut plan = plan();
    (plan.reminders, plan.wait_days) = (1, 3);
    invited(&app, "visit", &plan, 30);
    app.on("2026-11-06");

    let desks = [app.app().campaigns(), app.app().campaigns()];
    std::thread::scope(|scope| {
        for desk in &desks {
            scope.spawn(move || desk.go_on().expect("a database"));
        }
    });

    assert_eq!(app.place.number("SELECT count(*) AS value FROM outbox"), 30);
}

#[test]
fn who_says_stop_is_asked_no_more_by_any_campaign() {
    let app = app();
    let (campaign, mails) = invited(&app, "visit", &plan(), 30);
    let stop = mails[0].stop();

    assert_eq!(app.get(&stop).status, 200, "a scanner opens it");
    let tally = |app: &TestApp| {
        app.app()
            .campaigns()
            .find("visit", campaign.id)
            .expect("a database")
            .expect("it")
            .tally
            .stopped
    };
    assert_eq!(tally(&app), 0);
    for _ in 0..2 {
        let done = app.post(&stop, &[("List-Unsubscribe", "One-Click")]);
        assert!(
            done.status == 200 && done.body.contains("No more mails go to this address"),
            "{}",
            done.body
        );
    }
    assert_eq!(tally(&app), 1);
    assert_eq!(
        app.post(&format!("{stop}00"), &[]).status,
        200,
        "nobody learns which links are ours"
    );

    app.publish(&visit("other"));
    let server = SmtpServer::start(Script::default());
    seal(&app, "other", &plan(), &list(30)).expect("a list that is sealed");
    send_all(&mut mailroom(&app, &server));
    let asked: Vec<String> = server.letters().iter().map(|letter| letter.to[0].clone()).collect();
    assert_eq!(asked.len(), 29);
    assert!(!asked.contains(&mails[0].to));
    assert_eq!(app.place.number("SELECT count(*) AS value FROM outbox"), 0);
}

#[test]
fn reminders_go_to_everybody_unless_the_campaign_remembers() {
    for (remembers, reminded) in [(false, 30), (true, 29)] {
        let app = app();
        let mut plan = plan();
        (plan.reminders, plan.wait_days, plan.remembers) = (1, 3, remembers);
        let (campaign, mails) = invited(&app, "visit", &plan, 30);
        let code = mails[0].code().expect("a code");
        app.answer("visit", &[("overall", "4"), ("_code", &code)]).stored();

        app.on("2026-11-06");
        let server = SmtpServer::start(Script::default());
        send_all(&mut mailroom(&app, &server));
        send_all(&mut mailroom(&app, &server));
        let again: Vec<Mail> = server.letters().iter().map(Mail::read).collect();

        assert_eq!(again.len(), reminded);
        assert_eq!(again.iter().any(|mail| mail.to == mails[0].to), !remembers);
        let said = if remembers {
            "was not used yet"
        } else {
            "goes to everybody"
        };
        assert!(again.iter().all(|mail| mail.text.contains(said)));
        let of = |mail: &Mail| mails.iter().find(|first| first.to == mail.to).and_then(Mail::code);
        assert!(again.iter().all(|mail| mail.code() == of(mail)), "the same code");
        assert_eq!(
            app.place
                .number("SELECT count(*) AS value FROM addressees WHERE code IS NOT NULL"),
            0,
            "after the last mail no code stands beside an address"
        );
        app.on("2026-12-03");
        app.run_due();
        app.app().campaigns().go_on().expect("a database");
        assert_eq!(
            app.place
                .number("SELECT (SELECT count(*) FROM addressees) + (SELECT count(*) FROM invitations) AS value"),
            0
        );
        let ended = app
            .app()
            .campaigns()
            .find("visit", campaign.id)
            .expect("a database")
            .expect("it");
        assert_eq!(ended.state, State::Ended);
    }
}
