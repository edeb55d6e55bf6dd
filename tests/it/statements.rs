//! "You said, we did": figures come from releases alone, statements are published for good, and everybody reads them.

use chorus::domain::account::Role;
use chorus::domain::release::Release;
use chorus::domain::transparency::digest;
use chorus::text::INTERFACE_LANGUAGES;
use serde_json::{Value, json};

use crate::app::{TestApp, between};
use crate::compared::{closed, compared};
use crate::incidents::of_kind;
use crate::pages::unescaped;
use crate::staff::{Staff, read, somebody};
use crate::transparency::assert_rewrite_is_found;

/// The address of the statements of the survey "shop".
const STATEMENTS: &str = "/staff/surveys/shop/statements";

/// An app whose survey "shop" has a release with groups.
fn app() -> TestApp {
    let app = TestApp::start();
    closed(&app, 240);
    app
}

fn fields<'a>(status: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title-en", "The queue is too long"),
        ("title-pt", "A fila é longa"),
        ("text-en", text),
        ("text-pt", "Mais uma caixa."),
        ("status", status),
    ]
}

/// Writes a statement; gives its address.
pub fn written(staff: &Staff, status: &str, text: &str) -> String {
    let location = staff.done(&format!("{STATEMENTS}/new"), &fields(status, text));
    location
        .strip_suffix("?done=saved")
        .expect("the page of the statement")
        .to_owned()
}

/// What the page of figures offers: what each field carries and what stands beside it.
fn offered(staff: &Staff, statement: &str, question: &str) -> Vec<(String, String)> {
    let page = staff.page(&format!("{statement}/quote?release=1&question={question}&lang=en"));
    let parts = page.split("name=\"figure\" value=\"").skip(1);
    let one = |part: &str| {
        let (value, rest) = part.split_once('"').expect("a value");
        (
            unescaped(value),
            between(rest, "<span>", "</span>")
                .expect("a label")
                .replace(['\u{2068}', '\u{2069}'], ""),
        )
    };
    parts.map(one).collect()
}

/// Quotes the first figure of a question.
pub fn quoted(staff: &Staff, statement: &str, question: &str) -> String {
    let (value, label) = offered(staff, statement, question).remove(0);
    let fields = [("release", "1"), ("question", question), ("figure", value.as_str())];
    staff.done(&format!("{statement}/quote"), &fields);
    label
}

fn published(app: &TestApp) -> Vec<Value> {
    let bodies = app
        .place
        .texts("body", "FROM statement_versions ORDER BY published_on, number");
    bodies
        .iter()
        .map(|body| serde_json::from_str(body).expect("JSON"))
        .collect()
}

fn mean(release: &Release, question: &str, block: &str) -> (f64, u64) {
    let is_it = |table: &&chorus::domain::release::Table| {
        table.question == question && table.block.iter().any(|value| value == block)
    };
    let table = release.tables.iter().find(is_it).expect("a table");
    let sum: f64 = table
        .counts
        .0
        .iter()
        .map(|(step, count)| step.parse::<f64>().expect("a step") * *count as f64)
        .sum();
    (sum / table.n as f64, table.n)
}

#[test]
fn a_figure_is_computed_from_the_release_and_quoted_with_it() {
    let app = app();
    let staff = Staff::known(&app);
    let statement = written(&staff, "heard", "We open one more till.");
    let release = app.releases("shop").remove(0);
    let (value, n) = mean(&release, "overall", "all");

    let label = quoted(&staff, &statement, "overall");
    assert_eq!(label, format!("mean {value:.2} of {n} answers"));
    quoted(&staff, &statement, "");
    staff.done(&format!("{statement}/publish"), &[]);

    let version = published(&app).remove(0);
    let quotes = version["quotes"].as_array().expect("quotes");
    assert_eq!(quotes.len(), 2);
    assert_eq!(
        (quotes[0]["release"].as_u64(), quotes[0]["n"].as_u64()),
        (Some(1), Some(n))
    );
    assert!((quotes[0]["value"].as_f64().expect("a number") - value).abs() < 1e-9);
    assert_eq!(quotes[0]["digest"], release.digest);
    assert_eq!(quotes[0]["about"]["question"]["pt"], "How was your visit? (pt)");
    assert_eq!(quotes[1]["value"].as_f64(), Some(release.responses as f64));
    let shown = app.get("/you-said?lang=en").body.replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        shown.contains(&format!("<strong>mean {value:.2}</strong> of {n} answers")),
        "{shown}"
    );
    assert!(shown.contains("Release 1 of November 2, 2026") && shown.contains("240 people answered"));
}

#[test]
fn groups_are_quoted_as_the_release_shows_them_and_nothing_it_withholds() {
    let app = app();
    let staff = Staff::known(&app);
    let statement = written(&staff, "heard", "Text.");
    let release = app.releases("shop").remove(0);
    assert!(
        release.tables.iter().any(|table| table.by.is_some()),
        "a release with groups"
    );

    let all = offered(&staff, &statement, "overall");
    let tables = release.tables.iter().filter(|table| table.question == "overall");
    assert_eq!(all.len(), tables.map(|table| table.counts.0.len() + 1).sum::<usize>());
    assert!(
        all.iter().any(|(_, label)| label.contains("of the group North")),
        "{all:?}"
    );
    assert!(
        offered(&staff, &statement, "till").is_empty(),
        "nobody said no, so nothing is shown"
    );
    assert!(offered(&staff, &statement, "more").is_empty(), "no comment");
    let areas = offered(&staff, &statement, "areas");
    assert!(areas[0].1.starts_with("Bread and rolls: "), "{areas:?}");

    let forged = [
        json!({"question": "till", "by": null, "block": ["all"], "figure": "share:yes"}),
        json!({"question": "overall", "by": "region", "block": ["coast", "north"], "figure": "mean"}),
        json!({"question": "overall", "by": null, "block": ["all"], "figure": "nps"}),
        json!({"question": "overall", "by": null, "block": ["all"], "figure": "share:9"}),
        json!({"question": "overall", "by": null, "block": ["all"], "figure": "mean", "value": 5}),
        json!("5"),
    ];
    for (place, figure) in forged.iter().enumerate() {
        let figure = figure.to_string();
        let fields = [("release", "1"), ("question", "overall"), ("figure", figure.as_str())];
        let answer = staff.post(&format!("{statement}/quote?lang=en"), &fields);
        // a number that is typed beside a true figure is not looked at
        let expected = if place == 4 { 303 } else { 422 };
        assert_eq!(answer.status(), expected, "{figure}");
    }
    let (status, _) = read(staff.post(
        &format!("{statement}/quote"),
        &[("release", "2"), ("figure", &all[0].0)],
    ));
    assert_eq!(status, 422, "a release that is not there");
    let drafts = app.place.texts("body", "FROM statements");
    let draft: Value = serde_json::from_str(&drafts[0]).expect("JSON");
    let (value, _) = mean(&release, "overall", "all");
    assert_eq!(draft["quotes"].as_array().expect("quotes").len(), 1);
    assert!((draft["quotes"][0]["value"].as_f64().expect("a number") - value).abs() < 1e-9);
    staff.done(&format!("{statement}/unquote"), &[("place", "0")]);
    assert_eq!(
        read(staff.post(&format!("{statement}/unquote"), &[("place", "0")])).0,
        404
    );
}

#[test]
fn a_status_that_changes_is_published_beside_the_one_before() {
    let app = app();
    let staff = Staff::known(&app);
    let statement = written(&staff, "not-now", "It costs too much.");
    let page = staff.page(&format!("{statement}/publish?lang=en"));
    assert!(page.contains("needs a reason") && page.contains("quotes no figure"));
    let (status, refused) = read(staff.post(&format!("{statement}/publish?lang=en"), &[]));
    assert!(status == 422 && refused.contains("class=\"error-summary\""));
    quoted(&staff, &statement, "again");
    let mut typed = fields("not-now", "It costs too much.");
    typed.push(("reason-en", "No money this year."));
    staff.done(&statement, &typed);
    staff.done(&format!("{statement}/publish"), &[]);
    let (status, same) = read(staff.post(&format!("{statement}/publish?lang=en"), &[]));
    assert!(status == 422 && same.contains("Nothing is different"));
    app.on("2026-12-10");
    let staff = Staff::known(&app);
    staff.done(&statement, &fields("done", "There is one more till."));
    staff.done(&format!("{statement}/publish"), &[]);

    let shown = app.get("/you-said?lang=en").body.replace(['\u{2068}', '\u{2069}'], "");
    let (done, not) = (
        shown.find("done, December 10, 2026"),
        shown.find("not now, November 2, 2026"),
    );
    assert!(done.is_some() && done < not, "{shown}");
    assert!(shown.contains("There is one more till.") && !shown.contains("No money this year."));
    let versions = published(&app);
    assert_eq!(versions[0]["reason"]["en"], "No money this year.");
    assert_eq!(versions[1]["reason"], json!({}));
    assert_eq!(
        app.place
            .number("SELECT count(*) AS value FROM announcements WHERE topic = 'statements'"),
        2
    );
}

#[test]
fn everybody_reads_it_on_its_page_and_on_the_form_in_every_language() {
    let app = app();
    let staff = Staff::known(&app);
    assert!(app.get("/you-said?lang=en").body.contains("nothing to tell yet"));
    assert!(!app.get("/s/shop?lang=en").body.contains("id=\"said\""));
    let attack =
        "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](https://evil.example/p.png) **more** tills";
    let statement = written(&staff, "planned", attack);
    quoted(&staff, &statement, "friends");
    staff.done(&format!("{statement}/publish"), &[]);

    let form = app.get("/s/shop?lang=en").body;
    let part = between(&form, "id=\"said\"", "</section>").expect("a part of the form");
    assert!(
        part.contains("The queue is too long") && part.contains(">planned<"),
        "{part}"
    );
    assert!(part.contains("href=\"/you-said?survey=shop&amp;lang=en\""));
    assert!(app.get("/s/shop?lang=pt").body.contains("A fila é longa"));
    for language in INTERFACE_LANGUAGES {
        let page = app.get(&format!("/you-said?lang={language}")).body;
        assert!(page.contains(&format!("<html lang=\"{language}\"")));
        assert!(
            page.contains("<strong>more</strong> tills") || page.contains("Mais uma caixa."),
            "{page}"
        );
        for harm in ["<script", "<img", "href=\"javascript"] {
            assert!(!page.contains(harm), "{harm}");
        }
        for below in ["", "/new"] {
            staff.page(&format!("{STATEMENTS}{below}?lang={language}"));
        }
        for below in ["", "/quote", "/publish"] {
            staff.page(&format!("{statement}{below}?lang={language}"));
        }
    }
    let results = staff.page("/staff/surveys/shop/results?period=2026-11&lang=en");
    assert!(results.contains(&format!("href=\"{STATEMENTS}\"")));
}

#[test]
fn a_survey_that_is_not_listed_is_read_by_those_who_know_its_name() {
    let app = TestApp::start();
    let mut hidden = compared("shop");
    hidden["listed"] = json!(false);
    app.publish(&hidden);
    for place in 0..240 {
        app.answer_api("shop", &crate::compared::person(place)).stored();
    }
    app.close_period("shop");
    let staff = Staff::known(&app);
    let statement = written(&staff, "doing", "Text.");
    quoted(&staff, &statement, "overall");
    staff.done(&format!("{statement}/publish"), &[]);

    assert!(!app.get("/you-said?lang=en").body.contains("shop"));
    assert!(
        app.get("/you-said?survey=shop&lang=en")
            .body
            .contains("The queue is too long")
    );
    let entries = of_kind(&app, "statement");
    assert_eq!(entries.len(), 1);
    assert!(!entries[0].to_string().contains("shop") && entries[0]["body"]["path"] == "");
    assert_eq!(app.get("/you-said?survey=nowhere").status, 200);
}

#[test]
fn every_version_stands_in_the_public_log_and_the_database_refuses_to_change_one() {
    let app = app();
    let staff = Staff::known(&app);
    let statement = written(&staff, "heard", "Text.");
    quoted(&staff, &statement, "overall");
    staff.done(&format!("{statement}/publish"), &[]);

    let entry = of_kind(&app, "statement").remove(0);
    let body = app.place.texts("body", "FROM statement_versions").remove(0);
    assert_eq!(entry["kind"], "statement");
    assert_eq!(entry["body"]["digest"], digest(&body));
    let name = statement.rsplit('/').next().expect("a name");
    assert_eq!(entry["body"]["name"], format!("{name}/1"));
    for attempt in [
        "UPDATE statement_versions SET body = '{}'",
        "DELETE FROM statement_versions",
        if app.place.is_postgres() {
            "TRUNCATE statement_versions"
        } else {
            "INSERT OR REPLACE INTO statement_versions SELECT statement_id, number, survey_id, '{}', digest, published_on FROM statement_versions"
        },
    ] {
        let refused = app.place.execute(attempt).expect_err(attempt);
        assert!(refused.contains("a published statement"), "{attempt}: {refused}");
    }
    assert_rewrite_is_found(&app, "statement_versions", "statement_versions_are", "statement");
}

#[test]
fn an_editor_writes_and_publishes_but_sees_no_results_to_quote() {
    let app = app();
    let analyst = Staff::known(&app);
    let statement = written(&analyst, "heard", "Text.");
    quoted(&analyst, &statement, "overall");
    let codes = somebody(&app, "ed@hospital.example", &[Role::Editor]);
    let editor = Staff::of(&app, "ed@hospital.example", &codes[0]);

    let page = editor.page(&format!("{statement}?lang=en"));

    assert!(page.contains("mean") && !page.contains("value=\"quote\""));
    assert_eq!(editor.get(&format!("{statement}/quote")).0, 404);
    editor.done(&statement, &fields("planned", "Text."));
    editor.done(&format!("{statement}/publish"), &[]);
    let (status, page) = read(editor.post(&format!("{STATEMENTS}/new?lang=en"), &[("status", "heard")]));
    assert!(status == 422 && page.contains("href=\"#title-en\""));
}
