//! Guidelines, the check, the record and the version page in a browser: without script, on any screen, with nothing axe-core finds.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages_browser_results::sign_in;
use crate::pages_look::{click, find, inspect, open_details, words};
use crate::staff::account;

#[test]
fn a_newcomer_reads_errs_tries_again_and_is_current() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/training").await;
        inspect(&browser, "staff-training").await;
        for language in ["pt", "zh"] {
            browser
                .open(&app.url(&format!("/staff/training?lang={language}")))
                .await;
            inspect(&browser, &format!("staff-training-{language}")).await;
        }

        browser.open(&app.url("/staff/training")).await;
        for chosen in ["group'][value='b", "comment'][value='a", "request'][value='a"] {
            click(&browser, &format!("input[name='{chosen}']")).await;
        }
        click(&browser, "main form button").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-training-wrong").await;
        for chosen in ["comment'][value='c", "incident'][value='b"] {
            click(&browser, &format!("input[name='{chosen}']")).await;
        }
        click(&browser, "main form button").await;
        // on to where results are
        find(&browser, "a[href='/staff/surveys/new']").await;
        browser.open(&app.url("/staff/training?done=acknowledged")).await;
        assert!(words(&browser).await.contains("are open to you"));
        inspect(&browser, "staff-training-current").await;
    });
}

#[test]
fn the_privacy_officer_publishes_guidelines_and_reads_the_record() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/guidelines/edit").await;
        inspect(&browser, "staff-guidelines").await;
        click(&browser, "[name='act'][value='publish']").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-guidelines-same").await;
        let text = find(&browser, "#text-en").await;
        text.send_keys("\n\n## One more\n\nRule.").await.expect("a text");
        click(&browser, "[name='act'][value='preview']").await;
        find(&browser, "#preview").await;
        open_details(&browser).await;
        inspect(&browser, "staff-guidelines-preview").await;
        click(&browser, "[name='act'][value='publish']").await;
        find(&browser, ".notice.good").await;
        click(&browser, "a[href='/staff/guidelines/versions/1']").await;
        assert!(words(&browser).await.contains("One more"));
        inspect(&browser, "staff-guidelines-version").await;
        browser.open(&app.url("/staff/training/record")).await;
        inspect(&browser, "staff-training-record").await;
    });
}

#[test]
fn the_version_page_is_read_on_any_screen() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/version").await;
        inspect(&browser, "staff-version").await;
        browser.open(&app.url("/staff/version?lang=zh")).await;
        open_details(&browser).await;
        inspect(&browser, "staff-version-open-zh").await;
    });
}
