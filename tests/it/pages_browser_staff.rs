//! Staff in a browser: from the set-up link to a published survey and its results, on any screen.

use chorus::domain::account::Role;
use chorus::services::release::Outcome;
use thirtyfour::prelude::*;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages_look::{click, find, inspect, open_details, words};
use crate::staff::{somebody, train};

const EMAIL: &str = "ana@hospital.example";
const PASSWORD: &str = "three green bicycles";

async fn type_into(browser: &Browser, css: &str, text: &str) {
    find(browser, css).await.send_keys(text).await.expect("a text");
}

async fn set_up(app: &TestApp, browser: &Browser, token: &str) {
    browser.open(&app.url(&format!("/staff/setup/{token}"))).await;
    inspect(browser, "staff-setup").await;
    type_into(browser, "#password", PASSWORD).await;
    type_into(browser, "#again", PASSWORD).await;
    click(browser, "main form button").await;
    let secret = find(browser, ".secret").await.text().await.expect("a secret");
    inspect(browser, "staff-second-new").await;
    type_into(browser, "#code", &totp(&secret, app)).await;
    click(browser, "form[action='/staff/second/new'] button").await;
    find(browser, ".codes").await;
    inspect(browser, "staff-codes").await;
    click(browser, ".way a").await;
    find(browser, "a[href='/staff/surveys/new']").await;
}

/// The six digits an authenticator shows now.
fn totp(secret: &str, app: &TestApp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .with_account_name("a")
        .build();
    let now = chorus::clock::Clock::now(&*app.clock).and_utc().timestamp();
    totp.expect("an authenticator")
        .generate(u64::try_from(now).expect("after 1970"))
        .to_string()
}

/// Only the session is kept in a browser, out of reach of scripts and of other sites.
async fn only_the_session_is_kept(app: &TestApp, browser: &Browser) {
    let cookies = browser.cookies().await;
    assert_eq!(
        cookies.iter().map(|cookie| cookie.name.as_str()).collect::<Vec<_>>(),
        ["__Host-s"]
    );
    assert!(browser.storage_is_empty().await);
    let readable = browser
        .driver
        .execute("return document.cookie", Vec::new())
        .await
        .expect("an answer");
    assert_eq!(readable.json().as_str(), Some(""), "a script can read the session");
    let own = |url: &String| url.starts_with(&app.origin()) || url.starts_with("data:image/svg+xml;base64,");
    assert!(browser.requests().await.iter().all(own), "somebody else was asked");
    let told = browser.console().await.into_iter();
    let unexpected: Vec<String> = told.filter(|line| !line.contains("with a status of 401")).collect();
    assert_eq!(unexpected, Vec::<String>::new());
}

#[test]
fn an_editor_makes_a_survey_from_a_shipped_one_publishes_and_shares_it() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    let token = app
        .app()
        .staff()
        .create(EMAIL, &Role::ALL)
        .expect("a database")
        .expect("a link");
    let made = app.app().staff().find(EMAIL).expect("a database");
    train(&app, made.expect("an account").id);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        set_up(&app, &browser, &token).await;
        inspect(&browser, "staff-surveys-none").await;

        click(&browser, "a[href='/staff/surveys/new']").await;
        inspect(&browser, "staff-new").await;
        click(&browser, "[name='start'][value='visit']").await;
        type_into(&browser, "#slug", "made-here").await;
        click(&browser, "main .actions button").await;
        find(&browser, ".editor").await;
        open_details(&browser).await;
        inspect(&browser, "staff-edit").await;

        browser.open(&app.url("/staff/surveys/made-here/publish")).await;
        inspect(&browser, "staff-publish").await;
        click(&browser, "main form button").await;
        find(&browser, ".share-link").await;
        inspect(&browser, "staff-share").await;
        browser.open(&app.url("/staff/surveys/made-here/results")).await;
        let rule = words(&browser).await;
        assert!(rule.contains("No results yet") && rule.contains("never live"), "{rule}");
        inspect(&browser, "staff-results-none").await;
        browser.open(&app.url("/staff/surveys/made-here/close")).await;
        inspect(&browser, "staff-close").await;
        only_the_session_is_kept(&app, &browser).await;

        browser.open(&app.url("/s/made-here")).await;
        assert!(
            find(&browser, "[name='_form']")
                .await
                .attr("value")
                .await
                .expect("a token")
                .is_some()
        );
        inspect(&browser, "form-of-a-shipped-survey").await;
    });
}

#[test]
fn an_analyst_reads_results_and_signs_out() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 60);
    let comments = [
        "Friendly people.",
        "Long wait, but worth it.",
        "Write to ana@example.org.\nSecond line.",
    ];
    for place in 0..24 {
        app.answer(
            "visit",
            &[("overall", "4"), ("more", comments[place % 3]), ("_step", "send")],
        )
        .stored();
    }
    assert!(matches!(app.tick("visit"), Outcome::Released(1)));
    let token = app
        .app()
        .staff()
        .create(EMAIL, &Role::ALL)
        .expect("a database")
        .expect("a link");
    let made = app.app().staff().find(EMAIL).expect("a database");
    train(&app, made.expect("an account").id);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        set_up(&app, &browser, &token).await;
        inspect(&browser, "staff-surveys").await;

        browser.open(&app.url("/staff/surveys/visit/results")).await;
        let read = words(&browser).await;
        assert!(
            read.contains("Friendly people.") && read.contains("[email]") && !read.contains("ana@example.org"),
            "{read}"
        );
        assert!(
            browser
                .driver
                .find_all(By::Css("figure.bars svg rect.bar"))
                .await
                .expect("bars")
                .len()
                > 20
        );
        inspect(&browser, "staff-results").await;
        open_details(&browser).await;
        inspect(&browser, "staff-results-as-tables").await;
        browser.open(&app.url("/staff/organisation")).await;
        inspect(&browser, "staff-organisation").await;
        browser.open(&app.url("/staff/keys")).await;
        inspect(&browser, "staff-keys").await;
        only_the_session_is_kept(&app, &browser).await;

        click(&browser, "form[action='/staff/sign-out'] button").await;
        find(&browser, "#email, main").await;
        browser.open(&app.url("/staff/surveys/visit/results")).await;
        inspect(&browser, "staff-sign-in").await;
        assert!(browser.cookies().await.is_empty());
        type_into(&browser, "#email", EMAIL).await;
        type_into(&browser, "#password", "three green tricycles").await;
        click(&browser, "main form button").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-sign-in-wrong").await;
        type_into(&browser, "#password", PASSWORD).await;
        click(&browser, "main form button").await;
        find(&browser, "#code").await;
        inspect(&browser, "staff-second").await;
    });
}

/// Signs in on the page that is open.
async fn sign_in(browser: &Browser, code: &str) {
    type_into(browser, "#email", EMAIL).await;
    type_into(browser, "#password", PASSWORD).await;
    click(browser, "main form button").await;
    type_into(browser, "#code", code).await;
    click(browser, "form[action='/staff/second'] button").await;
    find(browser, ".site-menu form[action='/staff/sign-out']").await;
}

#[test]
fn what_was_typed_is_sent_by_a_reload_after_signing_in_beside_it() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    let codes = somebody(&app, EMAIL, &[Role::Editor]);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.open(&app.url("/staff/surveys/visit/json")).await;
        sign_in(&browser, &codes[0]).await;
        // longer than what a connection holds by itself
        let type_much = "const field = document.getElementById('json');
            field.value = field.value.replace('Your visit', 'Typed for an hour') + ' '.repeat(900000)";
        browser.driver.execute(type_much, Vec::new()).await.expect("a field");
        app.on("2026-11-03");
        click(&browser, "main form button").await;
        let link = "main a[target='_blank'][href='/staff/sign-in']";
        find(&browser, link).await;
        inspect(&browser, "staff-session-ended").await;

        let here = browser.driver.window().await.expect("a tab");
        click(&browser, link).await;
        let tabs = browser.driver.windows().await.expect("tabs");
        let beside = tabs.into_iter().find(|tab| *tab != here).expect("a new tab");
        browser.driver.switch_to_window(beside).await.expect("the new tab");
        sign_in(&browser, &codes[1]).await;
        browser.driver.close_window().await.expect("one tab less");
        browser.driver.switch_to_window(here).await.expect("the first tab");
        browser.driver.refresh().await.expect("a reload");

        find(&browser, ".editor").await;
        assert!(words(&browser).await.contains("Typed for an hour"));
        only_the_session_is_kept(&app, &browser).await;
    });
}
