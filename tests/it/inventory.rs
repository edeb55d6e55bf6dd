//! The page of every kind of data, compared with the real database; counts that tell of nobody; the record of processing.

use chorus::domain::inventory::DataKind;
use chorus::domain::processor::Kept;
use chorus::text::INTERFACE_LANGUAGES;
use reqwest::header::COOKIE;

use crate::answered::between;
use crate::app::TestApp;
use crate::house_ledger::real_columns;
use crate::processors::{desk, told};
use crate::staff::Staff;

/// Columns of the page with their explanations.
fn explained(page: &str, column: &str) -> Option<String> {
    let cell = format!("<code dir=\"ltr\">{column}</code></th>");
    let after = page.split_once(&cell)?.1;
    between(after, ">", "</td>").map(str::to_owned)
}

#[test]
fn the_page_explains_every_column_of_the_real_database() {
    let app = TestApp::start();
    for language in INTERFACE_LANGUAGES {
        let page = app.get(&format!("/privacy/data?lang={language}")).body;

        let real = real_columns(&app.place);

        assert!(real.len() > 100, "the database is not read as it is");
        for column in real.keys() {
            let told = explained(&page, column).unwrap_or_else(|| panic!("{column} is not on the page"));
            assert!(told.len() > 8, "{column}: {told}");
        }
        for kind in DataKind::ALL {
            assert!(
                page.contains(&format!("<h2 id=\"{}\">", kind.name())),
                "{}",
                kind.name()
            );
        }
    }
}

#[test]
fn counts_come_in_steps_once_a_day_and_never_of_what_waits() {
    let app = TestApp::start();
    app.survey("visit");
    let page = || {
        app.get("/privacy/data?lang=en")
            .body
            .replace(['\u{2068}', '\u{2069}'], "")
    };
    let count = |page: &str, table: &str| {
        between(page, &format!("<code dir=\"ltr\">{table}</code>: "), "</dd>")
            .expect("a table")
            .to_owned()
    };
    assert_eq!(count(&page(), "accounts"), "not counted yet");
    app.many("visit", 30);
    for place in 0..60 {
        let act = chorus::domain::trail::Act {
            what: format!("test.{place}"),
            ..Default::default()
        };
        app.app().trail().note(&act).expect("a database");
    }

    app.app().retention().run(false).expect("a run");

    let seen = page();
    assert_eq!(count(&seen, "audit"), "at least 50");
    assert_eq!(count(&seen, "accounts"), "fewer than 25");
    assert_eq!(count(&seen, "surveys"), "fewer than 25");
    for table in ["inbox", "pool", "sent", "cells", "pending_releases", "removals"] {
        assert_eq!(count(&seen, table), "not counted", "{table}");
        let rows = format!("SELECT count(*) AS value FROM record_counts WHERE name = '{table}'");
        assert_eq!(app.place.number(&rows), 0, "{table}");
    }
    app.many("visit", 30);
    assert_eq!(page(), seen, "nothing changes before the next run");
}

#[test]
fn the_record_of_processing_names_surveys_and_recipients_and_is_taken_away() {
    let app = TestApp::start();
    desk(&app)
        .propose(&told("smtp.post.example"), &Kept::default())
        .expect("a database");
    app.survey("visit");
    let staff = Staff::signed_in(&app);

    let page = staff.page("/staff/inventory?lang=en");
    let request = app.client().get(app.url("/staff/inventory.csv?lang=en"));
    let file = request.header(COOKIE, &staff.cookie).send().expect("an answer");

    assert!(page.contains("Test Hospital, 1 Main Street") && page.contains("Survey: "));
    let part = |title: &str| {
        between(&page, &format!("{title}</h2>"), "</dl>")
            .expect("an activity")
            .to_owned()
    };
    assert!(part("Invitations by e-mail").contains("Post Ltd") && part("Invitations by e-mail").contains("Portugal"));
    assert!(!part("What staff did").contains("Post Ltd"));
    assert_eq!(
        file.headers()["content-disposition"],
        "attachment; filename=\"processing.csv\""
    );
    let text = file.text().expect("text");
    assert!(
        text.lines().next().expect("a head").contains("Categories of data"),
        "{text}"
    );
    assert!(text.contains("Survey: ") && text.contains("Post Ltd"), "{text}");
    assert_eq!(
        text.lines().count(),
        1 + 1 + 6,
        "a survey, and six kinds that name somebody: {text}"
    );
}
