//! Second factors and the pages around accounts in a browser: passkeys by a virtual authenticator, every page on any screen.

use chorus::domain::account::Role;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages_look::{click, find, inspect, words};
use crate::staff::{EMAIL, PASSWORD, Staff, newcomer, train};

async fn type_into(browser: &Browser, css: &str, text: &str) {
    find(browser, css).await.send_keys(text).await.expect("a text");
}

/// The address under the name that browsers make passkeys for.
fn local(app: &TestApp, path: &str) -> String {
    app.url(path).replace("127.0.0.1", "localhost")
}

async fn password(app: &TestApp, browser: &Browser) {
    browser.open(&local(app, "/staff/sign-in?next=/staff/account")).await;
    type_into(browser, "#email", EMAIL).await;
    type_into(browser, "#password", PASSWORD).await;
    click(browser, "main form button").await;
}

#[test]
fn a_passkey_is_made_opens_the_door_and_proves_again_who_one_is() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    let desk = app.app().staff();
    desk.create(EMAIL, &Role::ALL).expect("a database").expect("a link");
    desk.set_password(EMAIL, PASSWORD).expect("a database");
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.authenticator().await;
        password(&app, &browser).await;
        inspect(&browser, "staff-second-new-passkey").await;
        type_into(&browser, "#passkey-name", "Laptop").await;
        click(&browser, "[data-passkey='make'] button").await;
        find(&browser, "main .codes li").await;
        inspect(&browser, "staff-passkey-codes").await;
        click(&browser, "main .way a").await;
        find(&browser, "form[action='/staff/account/recovery']").await;
        assert!(words(&browser).await.contains("Passkey: Laptop"));
        let ended = app.place.number("SELECT count(*) AS value FROM sessions");
        assert_eq!(ended, 1, "the half session went with its token");

        click(&browser, ".site-menu form[action='/staff/sign-out'] button").await;
        find(&browser, "#email").await;
        password(&app, &browser).await;
        inspect(&browser, "staff-second-passkey").await;
        click(&browser, "[data-passkey='ask'] button").await;
        find(&browser, "form[action='/staff/account/recovery']").await;
        let second = "SELECT count(*) AS value FROM sessions WHERE second_proof = 'passkey'";
        assert_eq!(app.place.number(second), 1);

        let now = chorus::clock::Clock::now(&*app.clock);
        app.clock.set_moment(now + chrono::TimeDelta::minutes(20));
        browser.open(&local(&app, "/staff/people/new")).await;
        inspect(&browser, "staff-confirm").await;
        click(&browser, "[data-passkey='ask'] button").await;
        find(&browser, "#email").await;
        assert_eq!(browser.console().await, Vec::<String>::new());
    });
}

#[test]
fn the_pages_of_accounts_stand_on_every_screen_and_without_script() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    let staff = Staff::signed_in(&app);
    newcomer(&app, "waits@hospital.example", &[Role::Analyst]);
    let owner = app.app().staff().find(EMAIL).expect("a database").expect("an account");
    train(&app, owner.id);
    let scope = chorus::domain::token::Scope::Read;
    let made = app
        .app()
        .tokens()
        .create(&owner, "visit", scope, "Table of the board", 30);
    made.expect("a database").expect("a token");
    Staff::known(&app);
    let person = format!("/staff/people/{}", owner.id);
    let pages = [
        ("account", "/staff/account"),
        ("tokens", "/staff/account/tokens"),
        ("office", "/staff/office"),
        ("permissions", "/staff/permissions"),
        ("people", "/staff/people"),
        ("person-new", "/staff/people/new"),
        ("person", person.as_str()),
        ("trail", "/staff/trail"),
        ("keys", "/staff/keys"),
        ("lost", "/staff/lost"),
    ];
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.open(&app.url("/")).await;
        browser.sign_in(&app, &staff.cookie).await;
        for (name, path) in pages {
            browser.open(&app.url(path)).await;
            inspect(&browser, &format!("staff-{name}")).await;
        }
        browser.without_script().await;
        browser.open(&app.url("/staff/people/new")).await;
        type_into(&browser, "#email", "noscript@hospital.example").await;
        click(&browser, "input[value='auditor']").await;
        click(&browser, "main form button[value='save']").await;
        find(&browser, "main .notice.good").await;
        browser.open(&app.url("/staff/account")).await;
        click(&browser, "form[action='/staff/account/recovery'] button").await;
        find(&browser, "main .codes li").await;
    });
    assert!(
        app.app()
            .staff()
            .find("noscript@hospital.example")
            .expect("a database")
            .is_some()
    );
}
