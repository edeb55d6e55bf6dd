//! Invited people in a browser: the link, the swap for a ticket, a scanner that opens everything, a server that cheats, no script at all.

use std::collections::HashSet;

use thirtyfour::By;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::invited::{Mail, invited, plan};
use crate::pages_look::{click, find, in_a_browser, inspect};
use crate::samples::visit;

fn codes(app: &TestApp) -> Vec<String> {
    app.publish(&visit("visit"));
    let (_, mails) = invited(app, "visit", &plan(), 30);
    mails.iter().filter_map(Mail::code).collect()
}

fn link(app: &TestApp, code: &str) -> String {
    app.url(&format!("/i#c={}&s=visit&l=en", code.replace('-', "")))
}

fn used(app: &TestApp) -> i64 {
    app.place.number("SELECT count(*) AS value FROM invitations WHERE used")
}

/// Waits until a page says something; it may be put in place of another meanwhile.
async fn says(browser: &Browser, expected: &str) {
    let mut said = String::new();
    for _ in 0..100 {
        if let Ok(main) = browser.driver.find(By::Css("main")).await {
            said = main.text().await.unwrap_or_default();
        }
        if said.contains(expected) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("not \"{expected}\" but {said}");
}

#[test]
fn the_link_opens_the_form_and_the_answers_go_out_with_a_ticket_and_without_the_code() {
    in_a_browser(async |app, browser| {
        let codes = codes(app);
        browser.open(&link(app, &codes[0])).await;
        says(browser, "Your visit").await;
        let address = browser.driver.current_url().await.expect("an address").to_string();
        assert!(address.ends_with("/s/visit?lang=en"), "{address}");
        says(browser, "Not even we can tell").await;
        click(browser, "main form button[type='submit']").await;
        says(browser, "Please look at these again").await;
        assert_eq!(used(app), 0, "an empty form uses nothing up");

        click(browser, "[name='overall'][value='4']").await;
        let more = find(browser, "[name='more']").await;
        more.send_keys("Write to ana@example.org").await.expect("a text");
        click(browser, "main form button[type='submit']").await;
        says(browser, "this will be removed").await;
        assert_eq!(
            (used(app), app.waiting()),
            (0, 0),
            "looking at the review uses nothing up"
        );
        inspect(browser, "invited-review").await;
        click(browser, "button[value='send']").await;
        says(browser, "Thank you").await;

        assert_eq!(used(app), 1);
        assert!(app.waiting() > 0);
        let requests = browser.requests().await;
        assert_eq!(requests.iter().filter(|url| url.contains("/claim")).count(), 1);
        let sent: HashSet<&String> = requests
            .iter()
            .filter(|url| url.contains(&codes[0].replace('-', "")))
            .collect();
        assert!(
            sent.iter()
                .all(|url| url.contains("/i#c=") || url.contains("/s/visit?lang=en#c=")),
            "{sent:?}"
        );
        assert!(browser.storage_is_empty().await && browser.cookies().await.is_empty());

        browser.open(&link(app, &codes[0])).await;
        says(browser, "Your visit").await;
        click(browser, "[name='overall'][value='1']").await;
        click(browser, "main form button[type='submit']").await;
        says(browser, "This code opens nothing here").await;
        inspect(browser, "invited-code").await;
        let field = find(browser, "#code").await;
        field.clear().await.expect("an empty field");
        field.send_keys(&codes[1]).await.expect("a code");
        click(browser, "button[value='send']").await;
        says(browser, "Thank you").await;
        assert_eq!(used(app), 2, "a typed code takes the same way");
    });
}

#[test]
fn a_scanner_that_opens_the_link_and_presses_every_button_changes_nothing() {
    in_a_browser(async |app, browser| {
        let codes = codes(app);
        for round in 0..20 {
            browser.open(&link(app, &codes[0])).await;
            says(browser, "Your visit").await;
            let press = "for (const button of document.querySelectorAll('main button, main summary')) button.click();";
            browser.driver.execute(press, Vec::new()).await.expect("a robot");
            if round % 5 == 0 {
                says(browser, "Please look at these again").await;
            }
        }
        assert_eq!((used(app), app.waiting()), (0, 0));
    });
}

#[test]
fn a_server_that_uses_another_key_than_the_one_in_the_log_is_found_out() {
    in_a_browser(async |app, browser| {
        let codes = codes(app);
        let folder = app.place.key_file().with_file_name("campaigns");
        for entry in std::fs::read_dir(&folder).expect("keys") {
            std::fs::remove_file(entry.expect("a key").path()).expect("a key that goes");
        }
        let id = app
            .app()
            .campaigns()
            .of("visit")
            .expect("a database")
            .expect("a survey")[0]
            .id;
        let keys = chorus::keys::KeyFolder::open(&app.place.key_file()).expect("keys");
        keys.make_campaign_key(id).expect("another key");

        browser.open(&link(app, &codes[0])).await;
        says(browser, "Your visit").await;
        click(browser, "[name='overall'][value='4']").await;
        click(browser, "main form button[type='submit']").await;
        says(browser, "does not stand in the public log").await;

        assert_eq!(app.waiting(), 0, "the answers stayed where they were typed");
        assert!(
            find(browser, "[name='overall'][value='4']")
                .await
                .is_selected()
                .await
                .expect("a choice")
        );
    });
}

#[test]
fn without_script_the_code_is_typed_and_the_page_says_which_promise_holds() {
    in_a_browser(async |app, browser| {
        let codes = codes(app);
        browser.without_script().await;
        browser.at_width(320).await;
        browser.open(&app.url("/s/visit?lang=en")).await;
        click(browser, "[name='overall'][value='4']").await;
        click(browser, "main form button[type='submit']").await;
        says(browser, "One thing is missing").await;
        says(browser, "in two separate steps").await;
        assert!(!browser.scrolls_sideways().await);
        find(browser, "#code").await.send_keys(&codes[0]).await.expect("a code");
        click(browser, "button[value='send']").await;
        says(browser, "Thank you").await;
        assert_eq!(used(app), 1);

        browser.open(&app.url("/i")).await;
        inspect(browser, "invitation").await;
        find(browser, "#code").await.send_keys(&codes[1]).await.expect("a code");
        click(browser, "main form button[type='submit']").await;
        says(browser, "Your visit").await;
        click(browser, "[name='overall'][value='2']").await;
        click(browser, "main form button[type='submit']").await;
        says(browser, "Thank you").await;
        assert_eq!(used(app), 2);
    });
}

#[test]
fn ticket_and_answers_are_saved_as_a_file_and_sent_later() {
    in_a_browser(async |app, browser| {
        let codes = codes(app);
        browser.open(&link(app, &codes[0])).await;
        says(browser, "Your visit").await;
        // what would be saved is kept by the page for the test instead
        let keep = "window.kept = null; URL.createObjectURL = (blob) => { window.kept = blob; return '#'; };";
        browser.driver.execute(keep, Vec::new()).await.expect("a script");
        click(browser, "[name='overall'][value='4']").await;
        click(browser, "button[data-later]").await;
        says(browser, "was saved on your device").await;
        assert_eq!((used(app), app.waiting()), (1, 0));
        let read = "const done = arguments[0]; window.kept.text().then(done);";
        let saved = browser.driver.execute_async(read, Vec::new()).await.expect("a file");
        let saved = saved.json().as_str().expect("a text").to_owned();
        assert!(
            saved.contains("_ticket") && !saved.contains(&codes[0].replace('-', "")),
            "{saved}"
        );

        let file = app.place.file("visit.json");
        std::fs::write(&file, &saved).expect("a file");
        browser.open(&app.url("/i")).await;
        find(browser, "#saved")
            .await
            .send_keys(file.to_string_lossy())
            .await
            .expect("a file");
        says(browser, "Thank you").await;
        assert!(app.waiting() > 0);
    });
}
