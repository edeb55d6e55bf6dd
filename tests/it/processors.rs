//! The register of processors: proposed, announced, in use, ended; what people were told never changes; the pages.

use chorus::domain::id::Id;
use chorus::domain::processor::{Kept, Processor, Role, Told};
use chorus::services::processors::{NotChanged, ProcessorDesk};
use chorus::store::{Db, processors};
use chrono::NaiveDate;

use crate::answered::between;
use crate::app::{FIRST_DAY, TestApp};
use crate::place::Place;
use crate::staff::{Staff, read};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// What people would be told of a relay.
pub fn told(host: &str) -> Told {
    Told {
        name: "Post Ltd".to_owned(),
        role: Role::MailRelay,
        host: host.to_owned(),
        purpose: "Hands over mails.".to_owned(),
        data: vec!["invitations".to_owned(), "staff".to_owned()],
        place: "Portugal".to_owned(),
    }
}

pub fn desk(app: &TestApp) -> ProcessorDesk {
    app.app().processors()
}

/// A version of the policy as it would be published.
pub fn publish_policy(place: &Place, number: i32, effective_on: &str) {
    place
        .execute(&format!(
            "INSERT INTO policies (number, body, digest, loosens, published_on, effective_on) \
             VALUES ({number}, '{{}}', '', TRUE, '{FIRST_DAY}', '{effective_on}')"
        ))
        .expect("a policy");
}

/// Publishes a version of the policy that announces what is proposed and counts from a day on, or from the first that is possible.
pub fn announce(app: &TestApp, from: Option<&str>) -> NaiveDate {
    let policy = app.app().policy();
    let drafted = policy.draft().expect("a database");
    policy.save_draft(&drafted.draft, true).expect("a database");
    let from = from.map_or(drafted.preview.earliest, day);
    let number = policy
        .publish(Some(from), None)
        .expect("a database")
        .expect("a version");
    let version = policy.version(number).expect("a database").expect("a version");
    assert_eq!(version.body.effective_on, from);
    from
}

/// The same, and its first day is today.
pub fn announce_and_wait(app: &TestApp) {
    let from = announce(app, None);
    app.on(&from.to_string());
}

fn propose(app: &TestApp, host: &str) -> Id {
    desk(app).propose(&told(host), &Kept::default()).expect("a database")
}

fn in_use(app: &TestApp, on: &str) -> Vec<Processor> {
    let db = Db::open(&app.place.url()).expect("a database");
    db.read(|conn| processors::in_use(conn, day(on))).expect("a database")
}

#[test]
fn an_entry_is_used_from_the_day_a_policy_announced_and_until_it_is_ended() {
    let app = TestApp::start();
    app.survey("visit");
    let id = propose(&app, "smtp.post.example");
    assert!(in_use(&app, "2026-12-31").is_empty());
    assert!(!desk(&app).permits_relay("smtp.post.example").expect("a database"));

    announce(&app, Some("2026-11-20"));

    assert!(in_use(&app, "2026-11-19").is_empty());
    assert_eq!(in_use(&app, "2026-11-20")[0].told, told("smtp.post.example"));
    assert!(!desk(&app).permits_relay("smtp.post.example").expect("a database"));
    app.on("2026-11-20");
    assert!(desk(&app).permits_relay("SMTP.post.example").expect("a database"));
    assert_eq!(desk(&app).end(id).expect("a database"), Ok(true));
    assert!(in_use(&app, "2026-11-20").is_empty());
    assert!(!desk(&app).permits_relay("smtp.post.example").expect("a database"));
    assert_eq!(desk(&app).end(id).expect("a database"), Err(NotChanged::Ended));
    assert_eq!(
        desk(&app)
            .change(id, &told("x.example"), &Kept::default())
            .expect("a database"),
        Err(NotChanged::Ended)
    );
}

#[test]
fn a_proposal_may_change_and_be_taken_back_and_what_people_were_told_may_not() {
    let app = TestApp::start();
    let gone = propose(&app, "a.example");
    let id = propose(&app, "a.example");
    let other = told("b.example");
    let kept = Kept {
        valid_until: Some(day("2027-06-30")),
        ..Kept::default()
    };

    assert_eq!(desk(&app).change(id, &other, &kept).expect("a database"), Ok(()));
    assert_eq!(desk(&app).end(gone).expect("a database"), Ok(false));
    announce(&app, None);

    assert_eq!(desk(&app).find(gone).expect("a database"), None);
    let refused = desk(&app).change(id, &told("c.example"), &kept).expect("a database");
    assert_eq!(refused, Err(NotChanged::Announced));
    let later = Kept {
        review_on: Some(day("2027-01-31")),
        ..kept
    };
    assert_eq!(desk(&app).change(id, &other, &later).expect("a database"), Ok(()));
    let found = desk(&app).find(id).expect("a database").expect("an entry");
    assert_eq!((found.told, found.kept), (other, later));
}

#[test]
fn the_database_refuses_what_was_not_announced_and_keeps_what_was() {
    let app = TestApp::start();
    propose(&app, "a.example");
    let refuses = |statement: &str, words: &str| {
        let refused = app.place.execute(statement).expect_err(statement);
        assert!(refused.contains(words), "{statement}: {refused}");
    };
    let first = "only after a policy announced it";

    refuses("UPDATE processors SET policy = 1, uses_from = '2026-11-02'", first);
    publish_policy(&app.place, 1, "2026-11-20");
    refuses("UPDATE processors SET policy = 1, uses_from = '2026-11-19'", first);
    refuses("UPDATE processors SET policy = 1", first);
    refuses("UPDATE processors SET uses_from = '2026-11-20'", first);
    refuses("UPDATE processors SET policy = 2, uses_from = '2026-11-20'", first);
    app.place
        .execute("UPDATE processors SET policy = 1, uses_from = '2026-11-20'")
        .expect("an announcement");
    refuses("UPDATE processors SET uses_from = '2026-11-21'", first);
    refuses("UPDATE processors SET policy = NULL, uses_from = NULL", first);
    for told in [
        "name = 'x'",
        "role = 'other'",
        "host = 'x'",
        "purpose = 'x'",
        "data = '[]'",
        "place = 'x'",
        "proposed_on = '2026-01-01'",
    ] {
        refuses(&format!("UPDATE processors SET {told}"), "never changed");
    }
    refuses("DELETE FROM processors", "never removed");
    app.place
        .execute("UPDATE processors SET measures = 'TLS', ended_on = '2026-12-01'")
        .expect("what stays inside");
    refuses("UPDATE processors SET ended_on = NULL", "announced anew");
    match app.place.is_postgres() {
        true => refuses("TRUNCATE processors", "never removed"),
        false => refuses(
            "INSERT OR REPLACE INTO processors SELECT * FROM processors",
            "processor",
        ),
    }
}

#[test]
fn the_privacy_officer_proposes_an_entry_and_everybody_reads_it_once_it_is_announced() {
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    assert!(
        staff
            .page("/staff/processors/new?lang=en")
            .contains("name=\"valid_until\"")
    );
    let mut fields = vec![
        ("name", ""),
        ("role", "mail_relay"),
        ("host", "smtp post"),
        ("purpose", "Hands over <b>mails</b>."),
        ("place", "Portugal"),
        ("contract_on", "2026-10-01"),
        ("valid_until", "2026-09-01"),
        ("review_on", "soon"),
    ];

    let (status, again) = read(staff.post("/staff/processors/new?lang=en", &fields));

    assert_eq!(status, 422);
    let summary = between(&again, "class=\"error-summary\"", "</ul>").expect("a summary");
    for field in ["name", "host", "data", "valid_until", "review_on"] {
        assert!(summary.contains(&format!("href=\"#{field}\"")), "{field}: {summary}");
        assert!(again.contains(&format!("id=\"{field}\"")), "{field}");
        assert!(again.contains(&format!("{field}-problem")), "{field}");
    }
    assert!(
        again.contains("value=\"smtp post\"") && again.contains("value=\"soon\""),
        "what was typed stays"
    );
    assert!(desk(&app).all().expect("a database").is_empty());

    fields[0].1 = "Post Ltd";
    fields[2].1 = "SMTP.post.example";
    fields[6].1 = "2026-12-15";
    fields[7].1 = "";
    fields.push(("data", "invitations"));
    let to = staff.done("/staff/processors/new", &fields);
    assert_eq!(to, "/staff/processors?done=processor-proposed");
    let id = desk(&app).all().expect("a database")[0].id;
    let page = staff
        .page("/staff/processors?lang=en")
        .replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains("proposed") && page.contains("href=\"/staff/policy\""),
        "{page}"
    );
    assert!(page.contains("runs out on December 15, 2026"), "{page}");
    assert!(staff.page("/staff/office?lang=en").contains("runs out on"));
    assert!(!app.get("/privacy/processors").body.contains("Post Ltd"));

    announce(&app, Some("2026-11-16"));

    let public = app
        .get("/privacy/processors?lang=en")
        .body
        .replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        public.contains("Post Ltd") && public.contains("from November 16, 2026"),
        "{public}"
    );
    assert!(
        public.contains("&#60;b&#62;mails") && !public.contains("smtp.post.example"),
        "{public}"
    );
    let path = format!("/staff/processors/{id}");
    let form = staff.page(&path);
    assert!(!form.contains("name=\"purpose\"") && form.contains("name=\"measures\""));
    staff.done(&path, &[("name", "Other"), ("measures", "TLS"), ("data", "trail")]);
    let found = desk(&app).find(id).expect("a database").expect("an entry");
    assert_eq!(
        (found.told.name.as_str(), found.kept.measures.as_str()),
        ("Post Ltd", "TLS")
    );
    assert_eq!(
        staff.done(&format!("{path}/end"), &[]),
        "/staff/processors?done=processor-ended"
    );
    assert!(!app.get("/privacy/processors").body.contains("Post Ltd"));
    assert_eq!(staff.get(&path).0, 404);
    assert_eq!(staff.get(&format!("/staff/processors/{}", Id::new([9; 16]))).0, 404);
}

#[test]
fn the_public_list_speaks_three_languages() {
    let app = TestApp::start();
    let mut titles: Vec<String> = ["en", "pt", "zh"]
        .map(|tag| {
            let page = app.get(&format!("/privacy/processors?lang={tag}"));
            between(&page.body, "<h1>", "</h1>").expect("a title").to_owned()
        })
        .into();
    titles.dedup();
    assert_eq!(titles.len(), 3, "{titles:?}");
}
