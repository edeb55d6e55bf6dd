//! Results by group in a browser: on any screen, in light and dark, with nothing axe-core finds.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::compared::{closed, compared};
use crate::outside::skipped;
use crate::pages_look::{find, inspect, open_details, words};
use crate::staff::Staff;

pub async fn sign_in(app: &TestApp, browser: &Browser, path: &str) {
    browser.open(&app.url("/")).await;
    // a client that waits has a runtime of its own
    let cookie = std::thread::scope(|scope| scope.spawn(|| Staff::known(app).cookie).join());
    browser.sign_in(app, &cookie.expect("a session")).await;
    browser.open(&app.url(path)).await;
    find(browser, "form[action='/staff/sign-out']").await;
}

#[test]
fn groups_are_compared_at_a_glance_and_in_numbers() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    closed(&app, 240);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        let path = "/staff/surveys/shop/results?period=2026-11";
        sign_in(&app, &browser, path).await;
        browser.open(&app.url(path)).await;
        find(&browser, "table.heat").await;
        inspect(&browser, "staff-breakdowns").await;
        open_details(&browser).await;
        inspect(&browser, "staff-breakdowns-open").await;
        browser.open(&app.url(&format!("{path}&lang=zh"))).await;
        inspect(&browser, "staff-breakdowns-zh").await;

        browser.open(&app.url("/staff/surveys/shop/why")).await;
        assert!(words(&browser).await.contains("Groups of at least"));
        inspect(&browser, "staff-why").await;
        browser.open(&app.url("/staff/surveys/shop/why?lang=pt")).await;
        inspect(&browser, "staff-why-pt").await;
    });
}

#[test]
fn before_the_close_and_where_nothing_can_be_shown_it_is_said_in_a_sentence() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    closed(&app, 14);
    let mut draft = compared("draft");
    draft["expected"] = serde_json::json!(120);
    draft["tick"] = serde_json::json!("week");
    let draft = chorus::domain::survey::Survey::from_json(&draft.to_string()).expect("a definition");
    app.app().surveys().save_draft(&draft).expect("a draft");
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        let path = "/staff/surveys/shop/results?period=2026-11";
        sign_in(&app, &browser, path).await;
        browser.open(&app.url(path)).await;
        inspect(&browser, "staff-breakdowns-none").await;
        browser.open(&app.url("/staff/surveys/draft/publish")).await;
        inspect(&browser, "staff-publish-advice").await;
    });
}
