//! The policy, its versions and changes, and the log in a browser and on paper: without script, on any screen, with nothing axe-core finds.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages_browser_results::sign_in;
use crate::pages_look::{click, find, inspect, open_details, words};
use crate::samples::{visit, with};
use crate::staff::account;

#[test]
fn a_visitor_reads_what_is_promised_what_changed_and_where_it_stands() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    app.publish(&with(visit("visit"), "retention_days", serde_json::json!(100)));
    app.publish(&with(
        with(visit("visit"), "retention_days", serde_json::json!(100)),
        "purpose",
        serde_json::json!({ "en": "To make visits shorter." }),
    ));
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        for (path, name) in [
            ("/privacy", "privacy"),
            ("/privacy/summary", "privacy-summary"),
            ("/privacy/questions", "privacy-questions"),
            ("/privacy/versions/1", "privacy-version"),
            ("/privacy/changes", "privacy-changes"),
            ("/privacy/changes/2", "privacy-change"),
            ("/privacy/changes/3?view=side", "privacy-change-side"),
            ("/transparency", "transparency"),
            ("/transparency/1", "transparency-entry"),
            ("/s/visit", "form-with-notice"),
        ] {
            browser.open(&app.url(path)).await;
            open_details(&browser).await;
            inspect(&browser, name).await;
        }
        for language in ["pt", "zh"] {
            for (path, name) in [
                ("/privacy/changes/3", "privacy-change"),
                ("/privacy/summary", "privacy-summary"),
                ("/transparency", "transparency"),
            ] {
                browser.open(&app.url(&format!("{path}?lang={language}"))).await;
                inspect(&browser, &format!("{name}-{language}")).await;
            }
        }
    });
}

#[test]
fn a_privacy_officer_writes_looks_at_hands_in_and_publishes_the_policy() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/policy").await;
        inspect(&browser, "staff-policy").await;
        let text = find(&browser, "#policy-en").await;
        text.send_keys("\n\n## One more\n\nPromise.").await.expect("a text");
        click(&browser, "[name='act'][value='preview']").await;
        find(&browser, "#preview").await;
        open_details(&browser).await;
        inspect(&browser, "staff-policy-preview").await;
        click(&browser, "[name='act'][value='hand-in']").await;
        find(&browser, ".notice.good").await;
        assert!(words(&browser).await.contains("handed in"));
        inspect(&browser, "staff-policy-handed-in").await;
        click(&browser, "form[action='/staff/policy/publish'] button").await;
        find(&browser, "a[href='/privacy/versions/2']").await;
        browser.open(&app.url("/privacy/changes/2")).await;
        assert!(words(&browser).await.contains("One more"));
    });
}
