//! Who else handles data, every kind of it, how long it is kept, in a browser: without script, on any screen.

use chorus::domain::processor::Kept;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages_browser_results::sign_in;
use crate::pages_look::{click, find, inspect, open_details, words};
use crate::processors::{announce, day, desk, told};
use crate::staff::account;

#[test]
fn everybody_reads_how_data_is_handled_on_any_screen() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    desk(&app)
        .propose(&told("smtp.post.example"), &Kept::default())
        .expect("a database");
    announce(&app, None);
    app.app().retention().run(false).expect("a run");
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        for page in ["data", "processors", "retention"] {
            for language in ["en", "pt", "zh"] {
                browser
                    .open(&app.url(&format!("/privacy/{page}?lang={language}")))
                    .await;
                open_details(&browser).await;
                inspect(&browser, &format!("privacy-{page}-{language}")).await;
            }
        }
    });
}

#[test]
fn the_privacy_officer_keeps_the_register() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/processors/new").await;
        inspect(&browser, "staff-processor-new").await;
        click(&browser, "main form.narrow button").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-processor-wrong").await;
        for (name, typed) in [
            ("name", "Post Ltd"),
            ("purpose", "Hands over mails."),
            ("place", "Portugal"),
            ("host", "smtp.post.example"),
        ] {
            let field = find(&browser, &format!("[name='{name}']")).await;
            field.send_keys(typed).await.expect("a text");
        }
        click(&browser, "input[name='data'][value='invitations']").await;
        click(&browser, "main form.narrow button").await;
        find(&browser, ".notice.good").await;
        inspect(&browser, "staff-processors").await;
        let entry = desk(&app).all().expect("a database").remove(0);
        let kept = Kept {
            valid_until: Some(day("2026-11-20")),
            ..Kept::default()
        };
        desk(&app)
            .change(entry.id, &entry.told, &kept)
            .expect("a database")
            .expect("a change");
        announce(&app, None);
        browser.open(&app.url(&format!("/staff/processors/{}", entry.id))).await;
        inspect(&browser, "staff-processor").await;
        browser.open(&app.url("/staff/office")).await;
        assert!(words(&browser).await.contains("runs out on"));
        inspect(&browser, "staff-office-reminder").await;
        for page in ["inventory", "retention"] {
            browser.open(&app.url(&format!("/staff/{page}"))).await;
            inspect(&browser, &format!("staff-{page}")).await;
        }
        find(&browser, "#days").await.send_keys("5").await.expect("a number");
        click(&browser, "main form.narrow button").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-retention-wrong").await;
    });
}
