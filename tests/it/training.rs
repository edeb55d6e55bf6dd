//! Training before access: who has read the guidelines in force within a year, the check, the record, the next version.

use chorus::domain::account::Role;
use chorus::domain::guidelines::{Guidelines, Texts};
use chorus::domain::id::Id;
use chorus::domain::training::{Answers, right_answers};
use chorus::services::training::{Acknowledged, Published};
use chorus::text::INTERFACE_LANGUAGES;
use reqwest::header::COOKIE;

use crate::app::{TestApp, between};
use crate::staff::{EMAIL, Staff, location, read};

/// An account that was made and never trained.
fn newcomer(app: &TestApp, email: &str) -> Id {
    let desk = app.app().staff();
    let link = desk
        .create(email, &[Role::Analyst])
        .expect("a database")
        .expect("a new account");
    desk.link_owner(&link).expect("a database").expect("an account").id
}

fn is_current(app: &TestApp, id: Id) -> bool {
    app.app().training().is_current(id).expect("a database")
}

fn acknowledge(app: &TestApp, id: Id) {
    let desk = app.app().training();
    let version = desk.guidelines().expect("guidelines").version();
    let noted = desk.acknowledge(id, &version, &right_answers()).expect("a database");
    assert_eq!(noted, Acknowledged::Done);
}

fn own(text: &str) -> Texts {
    [("en".to_owned(), text.to_owned())].into()
}

fn publish(app: &TestApp, text: &str) -> Published {
    let desk = app.app().training();
    let seen = desk.guidelines().expect("guidelines").version();
    desk.publish(&seen, &own(text)).expect("a database")
}

/// The fields of a check that is passed.
fn passed(version: &str) -> Vec<(String, String)> {
    let mut fields = right_answers();
    fields.push(("version".to_owned(), version.to_owned()));
    fields
}

fn send(staff: &Staff, path: &str, fields: &[(String, String)]) -> reqwest::blocking::Response {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(path, &fields)
}

#[test]
fn an_acknowledgement_counts_a_year() {
    let app = TestApp::start();
    let id = newcomer(&app, "new@hospital.example");
    assert!(!is_current(&app, id));

    acknowledge(&app, id);

    assert!(is_current(&app, id));
    app.on("2027-11-01");
    assert!(is_current(&app, id));
    app.on("2027-11-02");
    assert!(!is_current(&app, id));
    acknowledge(&app, id);
    assert!(is_current(&app, id));
}

#[test]
fn a_new_version_ends_what_was_acknowledged_before() {
    let app = TestApp::start();
    let (reader, other) = (
        newcomer(&app, "a@hospital.example"),
        newcomer(&app, "b@hospital.example"),
    );
    acknowledge(&app, reader);
    acknowledge(&app, other);

    assert_eq!(publish(&app, "## Our own"), Published::Done(1));
    assert!(!is_current(&app, reader) && !is_current(&app, other));
    acknowledge(&app, reader);
    assert!(is_current(&app, reader) && !is_current(&app, other));

    assert_eq!(publish(&app, "## Our own, better"), Published::Done(2));
    assert!(!is_current(&app, reader));
    assert_eq!(publish(&app, "## Our own, better"), Published::Same);
    assert_eq!(publish(&app, ""), Published::Empty);
    let late = app.app().training().publish("1", &own("late"));
    assert_eq!(late.expect("a database"), Published::OtherVersion);
}

#[test]
fn nobody_acknowledges_a_version_that_is_no_longer_in_force_or_without_the_check() {
    let app = TestApp::start();
    let id = newcomer(&app, "new@hospital.example");
    let desk = app.app().training();
    let shipped = desk.guidelines().expect("guidelines").version();
    publish(&app, "## Our own");

    let late = desk.acknowledge(id, &shipped, &right_answers()).expect("a database");
    let unchecked = desk.acknowledge(id, "1", &Answers::new()).expect("a database");

    assert_eq!(late, Acknowledged::OtherVersion);
    assert_eq!(
        unchecked,
        Acknowledged::Wrong(vec!["group", "comment", "request", "incident"])
    );
    assert!(!is_current(&app, id));
}

#[test]
fn a_published_version_is_never_changed() {
    let app = TestApp::start();
    publish(&app, "## Our own");

    for statement in [
        "UPDATE guidelines SET texts = '{}'",
        "DELETE FROM guidelines",
        if app.place.is_postgres() {
            "TRUNCATE guidelines"
        } else {
            "INSERT OR REPLACE INTO guidelines SELECT number, '{}', published_on FROM guidelines"
        },
    ] {
        let refused = app.place.execute(statement).expect_err(statement);
        assert!(
            refused.contains("published guidelines are never"),
            "{statement}: {refused}"
        );
    }
}

#[test]
fn an_account_that_goes_takes_its_training_along() {
    let app = TestApp::start();
    acknowledge(&app, newcomer(&app, "gone@hospital.example"));
    let rows = || app.place.number("SELECT count(*) AS value FROM acknowledgements");
    assert_eq!(rows(), 1);

    let staff = app.app().staff();
    let gone = staff
        .find("gone@hospital.example")
        .expect("a database")
        .expect("an account");
    staff
        .remove(gone.id)
        .expect("a database")
        .expect("an account that goes");

    assert_eq!(rows(), 0);
}

#[test]
fn staff_read_the_guidelines_answer_four_questions_and_are_current() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    let version = Guidelines::shipped().version();
    let page = staff.page("/staff/training?lang=en");
    assert!(page.contains("are closed to you") && page.contains("<h2>How to report an incident</h2>"));
    assert_eq!(page.matches("<fieldset").count(), 4);

    let mut wrong = passed(&version);
    wrong[1].1 = "a".to_owned();
    wrong.remove(3);
    let (status, again) = read(send(&staff, "/staff/training?lang=en", &wrong));

    assert_eq!(status, 422);
    let summary = between(&again, "class=\"error-summary\"", "</ul>").expect("a summary");
    assert_eq!(summary.matches("<li>").count(), 2);
    assert!(summary.contains("href=\"#comment\"") && summary.contains("href=\"#incident\""));
    assert!(
        again.contains("name=\"comment\" value=\"a\" checked"),
        "what was chosen stays"
    );
    assert!(again.contains("name=\"group\" value=\"b\" checked"));
    assert!(
        !again.contains("name=\"incident\" value=\"b\" checked"),
        "the right answer is not told"
    );
    assert!(staff.page("/staff/training?lang=en").contains("are closed to you"));

    let done = send(&staff, "/staff/training", &passed(&version));
    assert_eq!(
        (done.status().as_u16(), location(&done).as_str()),
        (303, "/staff/training?done=acknowledged")
    );
    let page = staff
        .page("/staff/training?lang=en")
        .replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains("You acknowledged this version on November 2, 2026"),
        "{page}"
    );
    assert!(page.contains("by November 2, 2027"));
}

#[test]
fn a_version_that_came_into_force_while_somebody_read_is_read_first() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    publish(&app, "## Our own rule");

    let (status, body) = read(send(
        &staff,
        "/staff/training?lang=en",
        &passed(&Guidelines::shipped().version()),
    ));

    assert_eq!(status, 422);
    assert!(
        body.contains("A new version was published while you were reading") && body.contains("<h2>Our own rule</h2>")
    );
    assert!(body.contains("name=\"version\" value=\"1\""));
    assert_eq!(send(&staff, "/staff/training", &passed("1")).status(), 303);
}

#[test]
fn the_pages_speak_three_languages_and_the_text_that_comes_along_is_in_each() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    let mut seen = Vec::new();

    for language in INTERFACE_LANGUAGES {
        let (tag, text) = (language, Guidelines::shipped().text(language).1.to_owned());
        let first = text
            .lines()
            .find_map(|line| line.strip_prefix("## "))
            .expect("a heading");
        let page = staff.page(&format!("/staff/training?lang={tag}"));
        assert!(page.contains(&format!("<h2>{first}</h2>")), "{tag}: {page}");
        assert_eq!(page.matches("<h2>").count(), text.matches("\n## ").count() + 1, "{tag}");
        assert!(
            page.contains("<a href=\"/privacy\" rel=\"noopener noreferrer\">"),
            "{tag}"
        );
        for path in ["/staff/training/record", "/staff/guidelines/edit"] {
            seen.push(
                between(&staff.page(&format!("{path}?lang={tag}")), "<h1>", "</h1>")
                    .expect("a title")
                    .to_owned(),
            );
        }
        seen.push(first.to_owned());
    }

    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn a_language_without_a_text_reads_the_english_one_and_the_page_says_which_it_is() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    publish(&app, "## Our own rule");

    let page = staff.page("/staff/training?lang=pt");

    assert!(page.contains("lang=\"en\" dir=\"ltr\"><h2>Our own rule</h2>"), "{page}");
}

#[test]
fn the_privacy_officer_sees_who_is_current_and_takes_the_record_away() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    newcomer(&app, "=new@hospital.example");
    let once = newcomer(&app, "once@hospital.example");
    acknowledge(&app, once);
    app.on("2026-12-01");
    publish(&app, "## Our own");
    let staff = Staff::known(staff.app);
    assert_eq!(send(&staff, "/staff/training", &passed("1")).status(), 303);

    let page = staff
        .page("/staff/training/record?lang=en")
        .replace(['\u{2068}', '\u{2069}'], "");
    let request = app.client().get(app.url("/staff/training/record.csv"));
    let file = request.header(COOKIE, &staff.cookie).send().expect("an answer");

    assert!(page.contains("1 of 3 accounts are current."), "{page}");
    let line = |email: &str| {
        between(&page, &format!(">{email}</th>"), "</tr>")
            .expect("a line")
            .to_owned()
    };
    assert!(line(EMAIL).contains(">current<") && line(EMAIL).contains("December 1, 2027"));
    assert!(line("once@hospital.example").contains(">not current<") && line("once@hospital.example").contains(">now<"));
    assert_eq!(
        file.headers()["content-disposition"],
        "attachment; filename=\"training.csv\""
    );
    let shipped = Guidelines::shipped().version();
    assert_eq!(
        file.text().expect("text").lines().collect::<Vec<_>>(),
        [
            "account,version,acknowledged_on,due_on,current",
            "'=new@hospital.example,,,,no",
            "ada@hospital.example,1,2026-12-01,2027-12-01,yes",
            &format!("once@hospital.example,{shipped},2026-11-02,2027-11-02,no"),
        ]
    );
}

#[test]
fn the_guidelines_are_written_looked_at_and_published() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    let shipped = Guidelines::shipped().version();
    let drawn = staff.page("/staff/guidelines/edit?lang=en");
    assert!(drawn.contains(&format!("name=\"seen\" value=\"{shipped}\"")));
    assert!(drawn.contains("## How to report an incident") && drawn.contains("## 如何报告事件"));
    let attack = "## Ours\r\n\r\n<script>alert(1)</script> [x](javascript:alert(1))";
    let mut fields = vec![
        ("seen", shipped.as_str()),
        ("text-en", attack),
        ("text-pt", " "),
        ("act", "preview"),
    ];

    let (status, preview) = read(staff.post("/staff/guidelines/edit?lang=en", &fields));

    assert_eq!(status, 200);
    assert!(
        preview.contains("<h2>Ours</h2>") && !preview.contains("<script>") && !preview.contains("href=\"javascript")
    );
    assert!(
        preview.contains("&#60;script&#62;alert(1)"),
        "the text stays in its field"
    );
    assert_eq!(
        app.app().training().guidelines().expect("guidelines").version(),
        shipped
    );

    fields[3].1 = "publish";
    assert_eq!(
        staff.done("/staff/guidelines/edit", &fields),
        "/staff/guidelines/edit?done=published"
    );
    let in_force = app.app().training().guidelines().expect("guidelines");
    assert_eq!(
        in_force.text("pt"),
        ("en", "## Ours\n\n<script>alert(1)</script> [x](javascript:alert(1))")
    );
    let shown = staff.page("/staff/guidelines/versions/1");
    assert!(shown.contains("<h2>Ours</h2>") && !shown.contains("<script>"));
    assert!(
        staff
            .page("/staff/guidelines/edit")
            .contains("href=\"/staff/guidelines/versions/1\"")
    );
    for nothing in ["2", "0", "x", "99999999999"] {
        assert_eq!(staff.get(&format!("/staff/guidelines/versions/{nothing}")).0, 404);
    }
}

#[test]
fn a_text_that_cannot_be_published_comes_back_with_its_problem() {
    let app = TestApp::start();
    let staff = Staff::untrained(&app);
    let shipped = Guidelines::shipped();
    let long = "a ".repeat(40_000);
    let refused = |fields: &[(&str, &str)], problem: &str| {
        let fields = [fields, &[("act", "publish")]].concat();
        let (status, body) = read(staff.post("/staff/guidelines/edit?lang=en", &fields));
        assert_eq!(status, 422, "{problem}");
        assert!(
            between(&body, "class=\"error-summary\"", "</ul>")
                .expect("a summary")
                .contains(problem),
            "{body}"
        );
        body
    };
    let seen = ("seen", shipped.version());
    let seen = (seen.0, seen.1.as_str());

    refused(&[seen, ("text-en", " \r\n ")], "no text in any language");
    assert!(refused(&[seen, ("text-zh", &long)], "too long").contains("href=\"#text-zh\""));
    let same: Vec<(String, &str)> = INTERFACE_LANGUAGES
        .map(|tag| (format!("text-{tag}"), shipped.text(tag).1))
        .into();
    let same: Vec<(&str, &str)> = same
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .chain([seen])
        .collect();
    refused(&same, "Nothing is different");
    publish(&app, "theirs");
    let body = refused(&[seen, ("text-en", "mine")], "Somebody else published");
    assert!(body.contains("mine") && body.contains("/staff/guidelines/versions/1"));
    let again = [("seen", "1"), ("text-en", "mine"), ("act", "publish")];
    staff.done("/staff/guidelines/edit", &again);
}

#[test]
fn whoever_is_not_signed_in_reads_none_of_it() {
    let app = TestApp::start();

    for path in [
        "/staff/training",
        "/staff/training/record",
        "/staff/training/record.csv",
        "/staff/guidelines/edit",
        "/staff/guidelines/versions/1",
    ] {
        assert_eq!(app.get(path).status, 303, "{path}");
    }
    for path in ["/staff/training", "/staff/guidelines/edit"] {
        assert_eq!(app.post(path, &[("act", "publish")]).status, 401, "{path}");
    }
}
