//! Incidents: the register, the clock of 72 hours, drafts, and dated updates that nobody can rewrite. An exercise goes nowhere.

use chorus::domain::id::Id;
use chorus::domain::translated::Texts;
use chorus::domain::transparency::digest;
use chorus::services::incidents::Publication;
use chorus::text::INTERFACE_LANGUAGES;
use serde_json::Value;

use crate::app::{TestApp, between};
use crate::binary::Binary;
use crate::staff::{Staff, read};
use crate::transparency::{assert_rewrite_is_found, log};

/// What an attacker among staff might write.
const ATTACK: &str = "## A list was sent to the wrong address\n\n<script>alert(1)</script> ![x](https://evil.example/p.png) \
                      [x](javascript:alert(1)) [policy](/privacy)";

/// The fields of an incident that needs to be told.
pub fn fields<'a>(title: &'a str, day: &'a str, time: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("found_on", day),
        ("found_time", time),
        ("found_by", "Night shift"),
        ("severity", "high"),
        ("state", "open"),
        ("what", "A list of addresses was sent to the wrong address."),
        ("kind", "invitations"),
        ("groups", "Visitors of October"),
        ("people", "120"),
        ("risk", "Unwanted mail."),
        ("measures", "The receiver deleted it."),
        ("advice", "Be careful with mails that ask for codes."),
        ("tell_authority", "yes"),
    ]
}

/// Enters an incident as staff do; gives its random name.
pub fn enter(staff: &Staff, fields: &[(&str, &str)]) -> String {
    let location = staff.done("/staff/incidents/new", fields);
    let id = location
        .strip_prefix("/staff/incidents/")
        .and_then(|rest| rest.strip_suffix("?done=saved"));
    id.expect("the page of the incident").to_owned()
}

fn texts(text: &str) -> Texts {
    Texts::from([
        ("en".to_owned(), text.to_owned()),
        ("pt".to_owned(), format!("{text} (pt)")),
    ])
}

/// Publishes an update.
pub fn publish(app: &TestApp, id: &str, title: &str, text: &str) -> Publication {
    let id = Id::parse(id).expect("a name");
    app.app()
        .incidents()
        .publish(id, &texts(title), &texts(text))
        .expect("a database")
}

/// The entries of a kind in the public log.
pub fn of_kind(app: &TestApp, kind: &str) -> Vec<Value> {
    let entries = log(app).into_iter();
    let entries = entries.map(|entry| serde_json::from_str::<Value>(&entry.text).expect("JSON"));
    entries.filter(|entry| entry["kind"] == kind).collect()
}

fn at(app: &TestApp, moment: &str) {
    app.clock.set_moment(moment.parse().expect("a moment"));
}

#[test]
fn the_clock_of_72_hours_runs_until_the_authority_is_told() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let mut fields = fields("A list went astray", "2026-11-02", "10:30");
    let id = enter(&staff, &fields);
    let told = |path: &str| staff.page(path).replace(['\u{2068}', '\u{2069}'], "");

    assert!(told("/staff/incidents?lang=en").contains("70 h 30 min are left"));
    at(&app, "2026-11-02T13:15:00");
    for page in [
        "/staff/incidents?lang=en",
        "/staff/office?lang=en",
        &format!("/staff/incidents/{id}?lang=en"),
    ] {
        let said = told(page);
        assert!(said.contains("69 h 15 min are left"), "{page}: {said}");
        assert!(said.contains("until November 5, 2026, 10:30 UTC"), "{page}");
    }
    at(&app, "2026-11-05T12:31:00");
    let staff = Staff::known(&app);
    let told = |path: &str| staff.page(path).replace(['\u{2068}', '\u{2069}'], "");
    let late = told("/staff/incidents?lang=en");
    assert!(late.contains("ended 2 h 1 min ago"), "{late}");
    let draft = told(&format!("/staff/incidents/{id}/authority?lang=en"));
    assert!(
        draft.contains("<li>Reasons for the delay (article 33(1))</li>"),
        "{draft}"
    );

    fields.extend([
        ("told_on", "2026-11-05"),
        ("told_time", "12:30"),
        ("delay", "Nobody was there."),
    ]);
    staff.done(&format!("/staff/incidents/{id}/edit"), &fields);
    for page in ["/staff/incidents?lang=en", "/staff/office?lang=en"] {
        assert!(!told(page).contains("72 hours ended"), "{page}");
    }
    let shown = told(&format!("/staff/incidents/{id}?lang=en"));
    assert!(shown.contains("told November 5, 2026, 12:30 UTC") && shown.contains("Nobody was there."));
}

#[test]
fn drafts_are_filled_from_the_register_and_name_what_is_not_known() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let id = enter(&staff, &fields("A list went astray", "2026-11-02", "10:30"));

    let page = staff
        .page(&format!("/staff/incidents/{id}/authority?lang=en"))
        .replace(['\u{2068}', '\u{2069}'], "");
    let missing = between(&page, "Not known yet</h2>", "</ul>").expect("a list");
    assert_eq!(missing.matches("<li>").count(), 1, "{missing}");
    assert!(missing.contains("Approximate number of records (a)"));
    for known in [
        "Test Hospital, 1 Main Street",
        "November 2, 2026, 10:30 UTC",
        "A list of addresses was sent",
        "Visitors of October",
        "about 120",
        "privacy@hospital.example",
        "Unwanted mail.",
        "The receiver deleted it.",
    ] {
        assert!(page.contains(known), "{known}");
    }
    let request = app
        .client()
        .get(app.url(&format!("/staff/incidents/{id}/authority.txt?lang=en")));
    let file = request.header("cookie", &staff.cookie).send().expect("an answer");
    assert_eq!(
        file.headers()["content-disposition"],
        "attachment; filename=\"incident-1.txt\""
    );
    let text = file.text().expect("text");
    assert!(
        text.contains("Approximate number of records (a)\nnot known yet") && text.contains("about 120"),
        "{text}"
    );
    let people = staff.page(&format!("/staff/incidents/{id}/people?lang=en"));
    assert!(people.contains("have to be told without delay") && people.contains("Be careful with mails"));
    for language in INTERFACE_LANGUAGES {
        for below in ["", "/edit", "/authority", "/people", "/publish"] {
            let page = staff.page(&format!("/staff/incidents/{id}{below}?lang={language}"));
            assert!(page.contains(&format!("<html lang=\"{language}\"")), "{below}");
        }
    }
}

#[test]
fn what_cannot_be_read_comes_back_with_its_problem() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let wrong = [
        ("title", ""),
        ("found_on", "2027-01-01"),
        ("found_time", "25:00"),
        ("found_by", "Nurse"),
        ("what", "Something"),
        ("people", "many"),
        ("kind", "staff"),
        ("exercise", "yes"),
    ];

    let (status, page) = read(staff.post("/staff/incidents/new?lang=en", &wrong));

    assert_eq!(status, 422);
    let summary = between(&page, "class=\"error-summary\"", "</ul>").expect("a summary");
    for id in ["title", "found_time", "people"] {
        assert!(summary.contains(&format!("href=\"#{id}\"")), "{summary}");
        assert!(page.contains(&format!("id=\"{id}-problem\"")), "{id}");
    }
    assert!(page.contains("value=\"many\"") && page.contains("value=\"staff\" checked"));
    assert!(page.contains("name=\"exercise\" value=\"yes\" aria-describedby=\"exercise-hint\" checked"));
    let mut future = fields("Soon", "2026-11-03", "10:00");
    future.extend([("told_on", "2026-11-01"), ("told_time", "")]);
    let (status, page) = read(staff.post("/staff/incidents/new?lang=en", &future));
    assert!(status == 422 && page.contains("this lies in the future") && page.contains("href=\"#told_time\""));
    assert_eq!(app.place.number("SELECT count(*) AS value FROM incidents"), 0);
}

#[test]
fn the_checklist_keeps_its_days_and_tasks_their_owners() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let id = enter(&staff, &fields("A list went astray", "2026-11-02", "10:30"));
    let path = format!("/staff/incidents/{id}");
    staff.done(
        &format!("{path}/checklist"),
        &[("step", "contain"), ("step", "made-up")],
    );
    app.on("2026-11-04");
    let staff = Staff::known(&app);
    staff.done(&format!("{path}/checklist"), &[("step", "contain"), ("step", "people")]);

    let page = staff.page(&format!("{path}?lang=en"));
    assert!(page.contains("access") && page.contains("(November 2, 2026)") && page.contains("(November 4, 2026)"));
    assert_eq!(page.matches("name=\"step\"").count(), 11);
    let (status, again) = read(staff.post(&format!("{path}/tasks?lang=en"), &[("task", ""), ("due_on", "soon")]));
    assert!(status == 422 && again.contains("href=\"#task\"") && again.contains("value=\"soon\""));
    let own = app
        .app()
        .staff()
        .find(crate::staff::EMAIL)
        .expect("a database")
        .expect("an account")
        .id
        .to_string();
    let task = [
        ("task", "Call the relay"),
        ("account", own.as_str()),
        ("due_on", "2026-11-03"),
    ];
    staff.done(&format!("{path}/tasks"), &task);
    staff.done(
        &format!("{path}/tasks"),
        &[("task", "Ask"), ("account", ""), ("owner", "The printer's company")],
    );
    let page = staff.page(&format!("{path}?lang=en"));
    assert!(page.contains("Call the relay") && page.contains(crate::staff::EMAIL) && page.contains(">late<"));
    assert!(page.contains("The printer&#39;s company"), "{page}");

    let button = between(&page, "name=\"finish\" value=\"", "\"")
        .expect("a button")
        .to_owned();
    staff.done(&format!("{path}/tasks"), &[("finish", &button)]);
    let page = staff.page(&format!("{path}?lang=en"));
    assert!(page.contains(">done<") && !page.contains(">late<"));
    let other = enter(&staff, &fields("Another", "2026-11-03", "10:00"));
    let (status, _) = read(staff.post(&format!("/staff/incidents/{other}/tasks"), &[("reopen", &button)]));
    assert_eq!(status, 404, "a task of another incident");
}

#[test]
fn what_is_published_is_read_by_all_and_only_gets_dated_updates() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    assert!(app.get("/incidents?lang=en").body.contains("There were no incidents."));
    let id = enter(&staff, &fields("A list went astray", "2026-11-02", "10:30"));
    assert_eq!(
        app.get(&format!("/incidents/{id}")).status,
        404,
        "nothing is public by itself"
    );
    let path = format!("/staff/incidents/{id}/publish");
    let form = staff.page(&format!("{path}?lang=en"));
    assert!(form.contains("The receiver deleted it.") && form.contains("value=\"A list went astray\""));
    let mut fields = vec![
        ("title-en", "An address list"),
        ("text-en", ATTACK),
        ("title-pt", "Uma lista"),
    ];

    let (status, page) = read(staff.post(&format!("{path}?lang=en"), &fields));
    assert!(status == 422 && page.contains("href=\"#text-pt\"") && page.contains("An address list"));
    fields.push(("text-pt", "Texto em português."));
    fields.push(("act", "preview"));
    let (status, page) = read(staff.post(&format!("{path}?lang=en"), &fields));
    assert!(status == 200 && page.contains("id=\"preview\"") && page.contains("<h3>A list was sent"));
    assert!(!page.contains("<script>alert") && app.get(&format!("/incidents/{id}")).status == 404);
    fields[4].1 = "publish";
    staff.done(&path, &fields);
    let (status, page) = read(staff.post(&format!("{path}?lang=en"), &fields));
    assert!(status == 422 && page.contains("Nothing is different"));
    app.on("2026-11-06");
    assert_eq!(
        publish(&app, &id, "An address list", "All of it is deleted."),
        Publication::Done(2)
    );

    let shown = app
        .get(&format!("/incidents/{id}?lang=en"))
        .body
        .replace(['\u{2068}', '\u{2069}'], "");
    let (newest, first) = (
        shown.find("Update 2, November 6, 2026"),
        shown.find("Update 1, November 2, 2026"),
    );
    assert!(newest.is_some() && newest < first, "{shown}");
    assert!(shown.contains("<h3>A list was sent") && shown.contains("<a href=\"/privacy\""));
    for harm in ["<script", "<img", "href=\"javascript"] {
        assert!(!shown.contains(harm), "{harm}");
    }
    let list = app.get("/incidents?lang=pt").body;
    assert!(
        list.contains("An address list (pt)") && list.contains("6 de novembro de 2026"),
        "{list}"
    );
    let portuguese = app.get(&format!("/incidents/{id}?lang=pt")).body;
    assert!(portuguese.contains("Texto em português.") && portuguese.contains("lang=\"pt\""));
    let chinese = app.get(&format!("/incidents/{id}?lang=zh")).body;
    assert!(
        chinese.contains("lang=\"en\" dir=\"ltr\">An address list</h1>"),
        "{chinese}"
    );
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM announcements WHERE topic = 'incidents'"),
        2
    );
}

#[test]
fn every_update_stands_in_the_public_log_and_the_database_refuses_to_change_one() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let id = enter(&staff, &fields("A list went astray", "2026-11-02", "10:30"));
    assert_eq!(publish(&app, &id, "A list", "It went astray."), Publication::Done(1));

    let entry = of_kind(&app, "incident").remove(0);
    let body = app.place.texts("body", "FROM incident_updates").remove(0);
    assert_eq!(entry["kind"], "incident");
    assert_eq!(entry["body"]["name"], format!("{id}/1"));
    assert_eq!(entry["body"]["digest"], digest(&body));
    assert_eq!(entry["body"]["path"], format!("/incidents/{id}"));
    for statement in [
        "UPDATE incident_updates SET body = '{}'",
        "DELETE FROM incident_updates",
        if app.place.is_postgres() {
            "TRUNCATE incident_updates"
        } else {
            "INSERT OR REPLACE INTO incident_updates SELECT incident_id, number, '{}', digest, published_on FROM incident_updates"
        },
    ] {
        let refused = app.place.execute(statement).expect_err(statement);
        assert!(refused.contains("a published update"), "{statement}: {refused}");
    }
    let gap = "INSERT INTO incident_updates SELECT incident_id, 3, body, digest, published_on FROM incident_updates";
    let refused = app.place.execute(gap).expect_err("a gap");
    assert!(refused.contains("the number after the one before"), "{refused}");
    let page = app.get(&format!("/incidents/{id}")).body;
    assert!(
        page.contains("/transparency/") && page.contains("of the transparency log"),
        "it says where it stands"
    );
    assert_rewrite_is_found(&app, "incident_updates", "incident_updates_are", "incident");
}

#[test]
fn an_exercise_is_marked_everywhere_and_published_nowhere() {
    let app = TestApp::start();
    let staff = Staff::known(&app);
    let mut fields = fields("A drill", "2026-11-02", "10:30");
    fields.push(("exercise", "yes"));
    let id = enter(&staff, &fields);

    for page in [
        "/staff/incidents".to_owned(),
        "/staff/office".to_owned(),
        format!("/staff/incidents/{id}"),
        format!("/staff/incidents/{id}/edit"),
        format!("/staff/incidents/{id}/authority"),
        format!("/staff/incidents/{id}/people"),
        format!("/staff/incidents/{id}/publish"),
    ] {
        assert!(staff.page(&format!("{page}?lang=en")).contains("EXERCISE"), "{page}");
    }
    let file = staff.page(&format!("/staff/incidents/{id}/authority.txt?lang=en"));
    assert!(file.starts_with("EXERCISE\n"), "{file}");
    let attempt = [("title-en", "A"), ("text-en", "B"), ("act", "publish")];
    let (status, _) = read(staff.post(&format!("/staff/incidents/{id}/publish?lang=en"), &attempt));
    assert_eq!(status, 422);
    assert_eq!(publish(&app, &id, "A", "B"), Publication::Exercise);
    // a form without the box does not make it a real one
    staff.done(&format!("/staff/incidents/{id}/edit"), &fields[..fields.len() - 1]);
    assert!(
        staff
            .page(&format!("/staff/incidents/{id}?lang=en"))
            .contains("EXERCISE")
    );

    assert!(app.get("/incidents?lang=en").body.contains("There were no incidents."));
    assert_eq!(app.get(&format!("/incidents/{id}")).status, 404);
    assert!(!app.get("/incidents.atom").body.contains("drill"));
    assert!(of_kind(&app, "incident").is_empty());
    for table in ["incident_updates", "announcements WHERE topic = 'incidents'"] {
        assert_eq!(
            app.place.number(&format!("SELECT count(*) AS value FROM {table}")),
            0,
            "{table}"
        );
    }
    let no = if app.place.is_postgres() { "false" } else { "0" };
    let refused = app
        .place
        .execute(&format!("UPDATE incidents SET exercise = {no}"))
        .expect_err("a change");
    assert!(refused.contains("an exercise stays one"), "{refused}");
    let forged = "INSERT INTO incident_updates SELECT id, 1, '{}', '', created_on FROM incidents";
    let refused = app.place.execute(forged).expect_err("an insert");
    assert!(refused.contains("an exercise is never published"), "{refused}");
}

#[test]
fn whoever_runs_the_machine_enters_an_incident_and_sees_the_clock() {
    let mut app = TestApp::start();
    app.stop();
    let chorus = Binary::on(&app.place);

    let made = chorus.run(&["incident", "new", "--title", "A disk is gone", "--severity", "high"]);
    let drill = chorus.run(&[
        "incident",
        "new",
        "--title",
        "A drill",
        "--severity",
        "low",
        "--exercise",
    ]);
    let wrong = chorus.run(&["incident", "new", "--title", "A disk", "--severity", "huge"]);
    let listed = chorus.run(&["incident", "list"]);

    assert_eq!(
        (made.status, drill.status, wrong.status),
        (Some(0), Some(0), Some(2)),
        "{made:?}"
    );
    assert!(made.out.starts_with("incident 1: /staff/incidents/"), "{}", made.out);
    let lines: Vec<&str> = listed.out.lines().collect();
    assert!(
        lines[0].starts_with("2 EXERCISE low open found ") && lines[0].ends_with(": A drill"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("tell the authority within 71 h 5") && lines[1].ends_with(": A disk is gone"),
        "{lines:?}"
    );
}
