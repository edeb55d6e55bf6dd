//! Staff at their pages: the draft, the publication, the results.

use chorus::domain::survey::Survey;
use reqwest::header::COOKIE;

use crate::app::{TestApp, between};
use crate::samples;
use crate::staff::{PAGES, Staff, read};

#[test]
fn a_survey_is_made_edited_published_shared_and_closed_in_the_browser() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);

    let made = staff.done(
        "/staff/surveys/new",
        &[("start", "visit"), ("title", "Your day"), ("language", "en")],
    );
    assert_eq!(made, "/staff/surveys/your-day/edit?done=made");
    assert_eq!(app.get("/s/your-day").status, 404);
    assert_eq!(staff.get("/staff/surveys/your-day/share").0, 404);

    let moved = staff.done(
        "/staff/surveys/your-day/edit",
        &[("purpose:en", "To learn"), ("act", "down:0")],
    );
    assert_eq!(moved, "/staff/surveys/your-day/edit?done=saved&open=1#f-questions-1");
    assert!(
        staff
            .page("/staff/surveys/your-day/publish")
            .contains("fewer than \u{2068}10\u{2069} people")
    );
    let published = staff.done("/staff/surveys/your-day/publish", &[]);
    assert_eq!(published, "/staff/surveys/your-day/share?done=published");

    let form = app.get("/s/your-day").body;
    let place = |text: &str| form.find(text).unwrap_or_else(|| panic!("no {text} in {form}"));
    assert!(place("Did you get what you came for?") < place("How satisfied are you with your visit"));
    let share = staff.page("/staff/surveys/your-day/share");
    assert!(share.contains(&format!("{}/s/your-day", app.origin())) && share.contains("<svg"));
    assert!(!share.contains("style="));

    staff.done("/staff/surveys/your-day/close", &[]);
    assert!(
        staff.page("/staff/surveys").contains("2026-12"),
        "a standing survey goes on with the next period"
    );
}

#[test]
fn a_form_with_a_mistake_comes_back_with_everything_typed_and_changes_nothing() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    staff.done(
        "/staff/surveys/new",
        &[
            ("start", "suggestions"),
            ("slug", "box"),
            ("language", "en"),
            ("language", "pt"),
        ],
    );

    let typed = [
        ("title:en", ""),
        ("title:pt", "Nova <caixa>"),
        ("group_size", "four"),
        ("new-kind", "ranking"),
        ("act", "add:"),
    ];
    let (status, body) = read(staff.post("/staff/surveys/box/edit", &typed));

    assert_eq!(status, 422);
    for part in [
        "Nova &#60;caixa&#62;",
        "value=\"four\"",
        "href=\"#f-title\"",
        "href=\"#f-group_size\"",
        "4. New question",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    let stored = staff.page("/staff/surveys/box/edit");
    assert!(stored.contains("Caixa de sugestões") && !stored.contains("Nova") && !stored.contains("4. New question"));
}

#[test]
fn two_editors_do_not_overwrite_each_other_unseen() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    staff.done(
        "/staff/surveys/new",
        &[("start", "suggestions"), ("slug", "box"), ("language", "en")],
    );
    let drawn = staff.page("/staff/surveys/box/edit");
    let seen = drawn
        .split("name=\"seen\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    staff.done("/staff/surveys/box/edit", &[("title:en", "Hers"), ("seen", seen)]);

    let (status, body) = read(staff.post("/staff/surveys/box/edit", &[("title:en", "His"), ("seen", seen)]));

    assert_eq!(status, 422);
    assert!(body.contains("Somebody else changed this survey") && body.contains("His"));
    assert!(staff.page("/staff/surveys/box/edit").contains("Hers"));
}

#[test]
fn a_pasted_definition_keeps_its_text_while_its_mistakes_are_told_by_place() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    let wrong =
        r#"{"chorus":1,"slug":"new","title":"T","purpose":"P","questions":[{"key":"a","kind":"stars","text":"?"}]}"#;
    let good = samples::visit("visit").to_string();

    let (status, body) = read(staff.post("/staff/surveys/new", &[("start", "json"), ("json", wrong)]));
    let (taken, _) = read(staff.post("/staff/surveys/new", &[("start", "json"), ("json", &good)]));

    assert_eq!((status, taken), (422, 422));
    assert!(body.contains("questions[0].kind: ") && body.contains("stars"));
    let made = staff.done(
        "/staff/surveys/new",
        &[("start", "json"), ("json", &good), ("slug", "other")],
    );
    assert_eq!(made, "/staff/surveys/other/edit?done=made");
}

#[test]
fn rarer_mistakes_are_told_in_the_language_of_staff_with_their_place() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    let mut wrong = samples::visit("visit");
    wrong["languages"] = serde_json::json!(["en"]);
    wrong["titel"] = "x".into();
    wrong["opens"] = "2026-11-02".into();
    wrong["closes"] = "2026-11-01".into();
    wrong["segments"] = serde_json::json!(["nobody"]);
    wrong["questions"][0]["kind"] = "stars".into();
    let wrong = wrong.to_string();
    let mistakes = Survey::from_json(&wrong).expect_err("a wrong definition");
    assert_eq!(mistakes.len(), 4);

    let mut told = Vec::new();
    for language in ["en", "pt", "zh"] {
        let pages = [
            (
                format!("/staff/surveys/visit/json?lang={language}"),
                vec![("json", wrong.as_str())],
            ),
            (
                format!("/staff/surveys/new?lang={language}"),
                vec![("start", "json"), ("json", &wrong)],
            ),
            (
                format!("/staff/surveys/visit/edit?lang={language}"),
                vec![("document", wrong.as_str())],
            ),
        ];
        for (path, fields) in pages {
            let (status, body) = read(staff.post(&path, &fields));
            let summary = between(&body, "class=\"error-summary\"", "</ul>").expect("a summary");
            assert_eq!((status, summary.matches("<li>").count()), (422, 4), "{path}: {summary}");
            assert!(!summary.contains("lang=\"en\""), "{path}");
            for mistake in mistakes.iter() {
                let english = crate::pages::unescaped(summary).contains(&mistake.to_string());
                assert!(!english, "{path}: {mistake}");
            }
            if !path.contains("/edit") {
                for mistake in mistakes.iter().filter(|mistake| !mistake.place.is_empty()) {
                    assert!(summary.contains(&format!(">{}: ", mistake.place)), "{path}: {summary}");
                }
            }
            told.push(summary.to_owned());
        }
        let (_, body) = read(staff.post(
            &format!("/staff/surveys/visit/json?lang={language}"),
            &[("json", "{\n  oops")],
        ));
        let syntax = between(&body, "class=\"error-summary\"", "</ul>")
            .expect("a summary")
            .replace(['\u{2068}', '\u{2069}'], "");
        assert!(
            syntax.contains('2') && syntax.contains('3') && !syntax.contains("line 2 column 3"),
            "{syntax}"
        );
        told.push(syntax);
    }
    told.sort();
    told.dedup();
    assert_eq!(told.len(), 12, "each language has words of its own");
}

#[test]
fn a_loosened_promise_is_refused_in_words() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    staff.done(
        "/staff/surveys/new",
        &[("start", "suggestions"), ("slug", "box"), ("language", "en")],
    );
    staff.done("/staff/surveys/box/publish", &[]);
    staff.done("/staff/surveys/box/edit", &[("group_size", "5")]);

    let (status, body) = read(staff.post("/staff/surveys/box/publish", &[]));

    assert_eq!(status, 422);
    assert!(body.contains("would loosen that"));
}

#[test]
fn nothing_is_published_before_the_organisation_is_named() {
    let app = TestApp::over(crate::place::Place::new());
    let staff = Staff::signed_in(&app);
    staff.done(
        "/staff/surveys/new",
        &[("start", "suggestions"), ("slug", "box"), ("language", "en")],
    );

    let (status, body) = read(staff.post("/staff/surveys/box/publish", &[]));
    let (missing, again) = read(staff.post(
        "/staff/organisation",
        &[("name", "Library"), ("contact", "a@b.example")],
    ));
    let facts = [
        ("name", "Library"),
        ("address", "1 Road\r\nTown"),
        ("contact", "a@b.example"),
        ("legal_ground", "public_task"),
    ];
    staff.done("/staff/organisation", &facts);

    assert!(status == 422 && body.contains("href=\"/staff/organisation\""));
    assert!(missing == 422 && again.contains("value=\"Library\"") && again.contains("href=\"#address\""));
    staff.done("/staff/surveys/box/publish", &[]);
}

#[test]
fn no_page_of_staff_moves_while_answers_come_in() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    let pages = || PAGES.map(|path| staff.get(path));
    let before = pages();

    app.many("visit", 30);
    app.settled();

    for ((page, before), path) in pages().into_iter().zip(before).zip(PAGES) {
        // the trail says that they were looked at
        assert!(page == before || path == "/staff/trail", "{path}");
    }
    assert!(staff.page("/staff/surveys/visit/results").contains("No results yet"));
}

#[test]
fn released_results_are_read_with_their_figures_and_taken_away() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    app.many("visit", 60);
    app.tick("visit");
    let release = app.releases("visit").pop().expect("a release");

    let page = staff.page("/staff/surveys/visit/results");
    let (_, csv) = staff.get("/staff/surveys/visit/results.csv");
    let (_, json) = staff.get("/staff/surveys/visit/results.json");

    assert!(page.contains("95% interval") && page.contains("<table") && page.contains("role=\"img\""));
    let table = release.overall("overall").expect("a table");
    assert!(
        page.contains(&format!("\u{2068}{}\u{2069} answered", table.n)),
        "{page}"
    );
    assert!(csv.starts_with("release,period,published_on,question") && csv.contains(",overall,"));
    assert!(json.contains(&release.digest));
    let known = app
        .client()
        .get(app.url("/staff/surveys/visit/results.csv"))
        .header(COOKIE, &staff.cookie);
    let tag = format!("\"csv-{}\"", release.digest);
    assert_eq!(
        known.header("If-None-Match", tag).send().expect("an answer").status(),
        304
    );
    assert_eq!(staff.get("/staff/surveys/visit/results?period=1999-01").0, 404);
}
