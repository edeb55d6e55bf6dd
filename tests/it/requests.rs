//! Requests of people about data of themselves: two proofs, what they open, and the officer who answers what the program cannot.

use chorus::clock::Clock;
use chrono::TimeDelta;
use regex::Regex;
use serde_json::Value;

use crate::answered::Answered;
use crate::app::TestApp;
use crate::invited::{Mail, app as app_with_survey, invited, plan};
use crate::older::backup;
use crate::staff::{Staff, location};
use crate::subscribers::{ask as subscribe, link, mails, subscribed};

const WHO: &str = "visitor3@people.example";

/// Asks; gives the code of the screen.
fn ask(app: &TestApp, kind: &str, email: &str) -> (Answered, String) {
    let page = app.post(
        "/privacy/requests",
        &[("kind", kind), ("email", email), ("language", "en")],
    );
    assert_eq!(page.status, 200, "{}", page.body);
    let code = Regex::new(r#"class="receipt-code">([^<]+)<"#).expect("a pattern");
    let code = code.captures(&page.body).expect("a code")[1].to_owned();
    (page, code)
}

fn mail_to(app: &TestApp, email: &str) -> Mail {
    let found = mails(app).into_iter().rfind(|mail| mail.to == email);
    found.expect("a mail")
}

/// The page that both proofs open.
fn opened(app: &TestApp, kind: &str, email: &str) -> Answered {
    let (_, code) = ask(app, kind, email);
    let link = link(&mail_to(app, email), "/privacy/requests/");
    let page = app.post(&link, &[("code", &code)]);
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

fn act(app: &TestApp, page: &Answered, fields: &[(&str, &str)]) -> Answered {
    let grant = page.hidden("grant").expect("a grant");
    let mut all = vec![("grant", grant.as_str())];
    all.extend_from_slice(fields);
    app.post("/privacy/requests/opened", &all)
}

fn count(app: &TestApp, rest: &str) -> i64 {
    app.place.number(&format!("SELECT count(*) AS value FROM {rest}"))
}

#[test]
fn both_proofs_show_everything_and_deleting_leaves_nothing_of_the_address() {
    let app = app_with_survey();
    let (_, before) = invited(&app, "visit", &plan(), 30);
    subscribed(&app, WHO, &["changes"]);
    let code = before
        .iter()
        .find(|mail| mail.to == WHO)
        .and_then(Mail::code)
        .expect("a code");

    let page = opened(&app, "access", WHO);
    assert!(page.body.contains("Autumn") && page.body.contains("Your registration at the desk."));
    assert!(page.body.contains("Changes of the privacy policy"), "{}", page.body);
    assert!(!page.body.contains(&code), "the code of an invitation is not shown");
    let file = act(&app, &page, &[("act", "json")]);
    let document: Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(document["address"], WHO);
    assert_eq!(document["invitations"][0]["state"], "sent");
    assert_eq!(document["subscription"]["topics"][0]["topic"], "changes");
    let copy = act(&app, &page, &[("act", "copy")]);
    assert!(copy.body.contains("Autumn") && !copy.body.contains("name=\"grant\""));
    assert_eq!(
        act(&app, &page, &[("act", "delete")]).status,
        422,
        "nobody ticked that they are sure"
    );

    let done = act(&app, &page, &[("act", "delete"), ("sure", "yes")]);

    assert!(done.body.contains("It is deleted for good."), "{}", done.body);
    assert!(
        done.body.contains("Nothing is held about this address."),
        "{}",
        done.body
    );
    assert_eq!((count(&app, "addressees"), count(&app, "subscribers")), (29, 0));
    assert_eq!((count(&app, "suppressions"), count(&app, "letters")), (0, 0));
    let named = count(&app, "requests WHERE address IS NOT NULL OR link IS NOT NULL");
    assert_eq!((count(&app, "requests WHERE state = 'answered'"), named), (1, 0));
    let never = act(&app, &page, &[("act", "delete"), ("sure", "yes"), ("never", "yes")]);
    assert_eq!((never.status, count(&app, "suppressions")), (200, 1));
}

#[test]
fn the_reply_is_the_same_for_everybody_and_an_address_we_do_not_know_is_told_so() {
    let app = app_with_survey();
    subscribed(&app, "known@people.example", &["changes"]);
    let (known, one) = ask(&app, "access", "known@people.example");
    let (unknown, other) = ask(&app, "access", "unknown@people.example");

    assert_ne!(one, other);
    assert_eq!(known.body.replace(&one, ""), unknown.body.replace(&other, ""));
    let mails = mails(&app);
    let to = |email: &str| mails.iter().find(|mail| mail.to == email).expect("a mail");
    let (known, unknown) = (to("known@people.example"), to("unknown@people.example"));
    assert_eq!(known.subject, unknown.subject);
    let page = app.post(&link(unknown, "/privacy/requests/"), &[("code", &other)]);
    assert!(page.body.contains("Nothing is held about this address."));
    let storm: Vec<Answered> = (0..30)
        .map(|place| {
            let request = app.client().post(app.url("/privacy/requests"));
            let request = request.header("X-Forwarded-For", "203.0.113.9");
            let email = format!("storm{place}@people.example");
            app.send(request.form(&[("kind", "access"), ("email", email.as_str())]))
        })
        .collect();
    assert!(
        storm
            .iter()
            .all(|page| page.status == 200 && page.body.contains("receipt-code"))
    );
    assert!(count(&app, "letters") <= 10);
}

#[test]
fn the_link_alone_the_code_of_another_and_five_wrong_ones_open_nothing() {
    let app = TestApp::start();
    let (_, right) = ask(&app, "access", "ana@people.example");
    let (_, other) = ask(&app, "access", "ben@people.example");
    let link = link(&mail_to(&app, "ana@people.example"), "/privacy/requests/");

    for wrong in ["", &other, "0000-0000", "not a code!"] {
        let page = app.post(&link, &[("code", wrong)]);
        assert_eq!((page.status, page.hidden("grant")), (422, None), "{wrong}");
    }
    assert_eq!(app.get(&link).status, 200, "looking changes nothing");
    assert_eq!(app.post(&link, &[("code", "1111-1111")]).status, 404);
    assert_eq!(app.post(&link, &[("code", &right)]).status, 404);
    assert_eq!(count(&app, "requests WHERE state = 'lapsed' AND address IS NULL"), 1);
}

#[test]
fn a_link_ends_after_a_day_and_its_page_after_half_an_hour() {
    let app = TestApp::start();
    let began = app.clock.now();
    let (_, late) = ask(&app, "access", "late@people.example");
    let page = opened(&app, "access", "ana@people.example");
    app.clock.set_moment(began + TimeDelta::minutes(29));
    assert_eq!(act(&app, &page, &[("act", "json")]).status, 200);

    app.clock.set_moment(began + TimeDelta::minutes(31));
    assert_eq!(act(&app, &page, &[("act", "json")]).status, 404);
    app.clock.set_moment(began + TimeDelta::hours(25));
    let desk = app.app().requests();
    desk.sweep(app.clock.today()).expect("a database");

    assert_eq!(count(&app, "requests WHERE state = 'lapsed' AND address IS NULL"), 1);
    assert_eq!(count(&app, "requests WHERE address IS NOT NULL OR code IS NOT NULL"), 0);
    assert!(!late.is_empty());
    let forged = [("grant", "ab".repeat(80)), ("act", "json".to_owned())];
    let forged: Vec<(&str, &str)> = forged.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(app.post("/privacy/requests/opened", &forged).status, 404);
}

#[test]
fn an_address_is_corrected_by_its_owner_and_objecting_stops_every_mail() {
    let app = app_with_survey();
    invited(&app, "visit", &plan(), 30);
    subscribed(&app, WHO, &["changes"]);
    let page = opened(&app, "correction", WHO);
    assert_eq!(act(&app, &page, &[("act", "move"), ("new", "no address")]).status, 422);
    act(&app, &page, &[("act", "language"), ("language", "zh")]);
    assert_eq!(count(&app, "subscribers WHERE language = 'zh'"), 1);

    act(&app, &page, &[("act", "move"), ("new", "new@people.example")]);
    let mail = mail_to(&app, "new@people.example");
    assert_eq!(
        count(&app, "subscribers WHERE confirmed"),
        1,
        "the old one until the new one says yes"
    );
    assert_eq!(app.post(&link(&mail, "/subscribe/"), &[]).status, 200);
    assert_eq!((count(&app, "subscribers"), count(&app, "subscriptions")), (1, 1));
    let page = act(&app, &page, &[("act", "object")]);

    assert!(
        page.body
            .contains("A keyed hash says that this address wants no more mails.")
    );
    assert_eq!(count(&app, "addressees WHERE state = 'stopped'"), 1);
    app.on("2026-11-03");
    subscribe(&app, WHO, &["changes"]);
    assert_eq!(mails(&app).len(), 0, "no mail to who objected");
}

#[test]
fn a_complaint_waits_for_the_officer_with_its_day_and_is_forgotten_after_the_answer() {
    let app = TestApp::start();
    let fields = [
        ("kind", "complaint"),
        ("email", "ana@people.example"),
        ("text", "You wrote to me twice."),
    ];
    let taken = app.post("/privacy/requests", &fields);
    assert!(
        taken.body.contains("needs a person is answered within"),
        "{}",
        taken.body
    );
    let nameless = [("kind", "notice-wrong"), ("text", "Section two.")];
    assert_eq!(app.post("/privacy/requests", &nameless).status, 200);
    assert_eq!(app.post("/privacy/requests", &[("kind", "complaint")]).status, 422);
    let staff = Staff::signed_in(&app);
    let list = staff.page("/staff/requests");
    assert!(list.contains("Complain") && !list.contains("overdue"));
    assert!(!list.contains("ana@people.example"));
    let one = Regex::new(r#"/staff/requests/([0-9a-f]{32})"[^>]*>Complain"#).expect("a pattern");
    let path = format!("/staff/requests/{}", &one.captures(&list).expect("a link")[1]);
    let page = staff.page(&path);
    assert!(page.contains("You wrote to me twice.") && page.contains("ana@people.example"));
    assert_eq!(staff.post(&path, &[("act", "answer"), ("answer", " ")]).status(), 422);
    let now = app.clock.now();
    let staff = {
        app.clock.set_moment(now + TimeDelta::days(31));
        Staff::known(&app)
    };
    assert!(staff.page("/staff/requests").contains("overdue"));

    let done = staff.post(&path, &[("act", "answer"), ("answer", "We are sorry.\nIt is stopped.")]);

    assert_eq!(location(&done), "/staff/requests?done=request-answered");
    let mail = mail_to(&app, "ana@people.example");
    assert!(mail.text.contains("We are sorry.") && mail.subject == "Answer to your request");
    let noted = count(&app, "audit WHERE entry LIKE '%\"what\":\"request.answered\"%'");
    assert_eq!(noted, 1);
    let desk = app.app().requests();
    let told = "requests WHERE state = 'answered' AND body IS NOT NULL";
    for (days, left) in [(61, 1), (62, 0)] {
        app.clock.set_moment(now + TimeDelta::days(days));
        desk.sweep(app.clock.today()).expect("a database");
        assert_eq!(count(&app, told), left, "{days} days");
    }
    assert_eq!(count(&app, "requests"), 2);
    app.clock.set_moment(now + TimeDelta::days(400));
    desk.sweep(app.clock.today()).expect("a database");
    assert_eq!(count(&app, "requests"), 1, "what nobody answered stays");
}

#[test]
fn what_was_deleted_on_the_opened_page_stays_away_when_an_older_database_is_put_back() {
    let mut app = app_with_survey();
    invited(&app, "visit", &plan(), 30);
    subscribed(&app, WHO, &["changes"]);
    let words = [("kind", "complaint"), ("email", WHO), ("text", "Twice.")];
    assert_eq!(app.post("/privacy/requests", &words).status, 200);
    let page = opened(&app, "deletion", WHO);
    let older = backup(&mut app);
    let left = |app: &TestApp| {
        let people = count(app, "addressees") + count(app, "subscribers");
        (people, count(app, "requests WHERE address IS NOT NULL"))
    };
    assert_eq!(left(&app), (31, 1));
    act(&app, &page, &[("act", "delete"), ("sure", "yes")]);
    let after = left(&app);
    app.stop();
    app.place.put_back(&older);

    app.restart();

    assert_eq!((after, left(&app)), ((29, 0), (29, 0)));
    assert_eq!(
        count(&app, "requests WHERE body IS NOT NULL"),
        1,
        "words for a person stay"
    );
}

#[test]
fn whoever_asks_with_the_address_of_another_does_not_keep_them_from_asking() {
    let app = TestApp::start();
    let (_, of_a_stranger) = ask(&app, "access", WHO);
    let (_, code) = ask(&app, "access", WHO);
    assert_ne!(of_a_stranger, code);
    let sent: Vec<Mail> = mails(&app).into_iter().filter(|mail| mail.to == WHO).collect();
    assert_eq!(sent.len(), 1, "one mail an hour");
    let link = link(&sent[0], "/privacy/requests/");

    let page = app.post(&link, &[("code", &code)]);

    assert!(page.status == 200 && page.hidden("grant").is_some(), "{}", page.body);
}
