//! Incidents and statements in a browser: without script, on any screen, with nothing axe-core finds; and on paper.

use serde_json::json;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::compared::closed;
use crate::incidents::publish;
use crate::outside::skipped;
use crate::pages_browser_results::sign_in;
use crate::pages_look::{click, find, inspect, open_details, words};
use crate::staff::account;

async fn write(browser: &Browser, field: &str, text: &str) {
    for _ in 0..20 {
        // a page that is just being drawn anew takes its fields along
        let found = find(browser, field).await;
        if found.clear().await.is_ok() && found.send_keys(text).await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{field} takes no text");
}

/// The page as a PDF has pages, and stays where whoever runs the test asked for it.
async fn print(browser: &Browser, name: &str) {
    let paper = browser
        .driver
        .cdp()
        .send_raw("Page.printToPDF", json!({"printBackground": false}))
        .await
        .expect("a PDF");
    let data = paper["data"].as_str().expect("its bytes");
    assert!(data.len() > 4_000, "{name}");
    if let Ok(folder) = std::env::var("CHORUS_TEST_SCREENSHOTS") {
        use base64ct::{Base64, Encoding};
        let bytes = Base64::decode_vec(data).expect("base 64");
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), bytes).expect("a file");
    }
}

#[test]
fn an_incident_goes_from_the_register_to_the_public_page() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        browser.open(&app.url("/incidents")).await;
        inspect(&browser, "incidents-none").await;
        sign_in(&app, &browser, "/staff/incidents").await;
        inspect(&browser, "staff-incidents-none").await;
        browser.open(&app.url("/staff/incidents/new")).await;
        inspect(&browser, "staff-incident-new").await;
        click(&browser, "main form .actions button").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-incident-wrong").await;
        write(&browser, "#title", "A list went astray").await;
        write(&browser, "#found_by", "Night shift").await;
        write(&browser, "#what", "A list was sent to the wrong address.").await;
        write(&browser, "#advice", "Be careful with mails that ask for codes.").await;
        click(&browser, "input[name='kind'][value='invitations']").await;
        click(&browser, "main form .actions button").await;
        find(&browser, ".notice.good").await;
        click(&browser, "input[name='step'][value='contain']").await;
        click(&browser, "form[action$='/checklist'] button").await;
        write(&browser, "#task", "Call the relay").await;
        click(&browser, "form[action$='/tasks'].narrow button").await;
        find(&browser, "button[name='finish']").await;
        inspect(&browser, "staff-incident").await;
        print(&browser, "staff-incident").await;
        browser.open(&app.url("/staff/incidents")).await;
        assert!(words(&browser).await.contains("are left to tell the authority"));
        inspect(&browser, "staff-incidents").await;
        click(&browser, "article.card h2 a").await;
        click(&browser, "main a[href$='/authority']").await;
        inspect(&browser, "staff-incident-authority").await;
        print(&browser, "staff-incident-authority").await;
        click(&browser, ".breadcrumb + h1 ~ .breadcrumb a").await;
        click(&browser, "main a[href$='/people']").await;
        inspect(&browser, "staff-incident-people").await;
        print(&browser, "staff-incident-people").await;
        click(&browser, ".breadcrumb + h1 ~ .breadcrumb a").await;
        click(&browser, "main a[href$='/publish']").await;
        inspect(&browser, "staff-incident-publish").await;
        click(&browser, "[name='act'][value='preview']").await;
        find(&browser, "#preview").await;
        inspect(&browser, "staff-incident-preview").await;
        click(&browser, "[name='act'][value='publish']").await;
        find(&browser, ".notice.good").await;
        let id = app
            .app()
            .incidents()
            .all()
            .expect("a database")
            .remove(0)
            .id
            .to_string();
        publish(&app, &id, "A list went astray", "It was deleted.");
        for language in ["en", "pt", "zh"] {
            browser.open(&app.url(&format!("/incidents?lang={language}"))).await;
            inspect(&browser, &format!("incidents-{language}")).await;
            browser
                .open(&app.url(&format!("/incidents/{id}?lang={language}")))
                .await;
            inspect(&browser, &format!("incident-{language}")).await;
        }
        print(&browser, "incident").await;
        browser.open(&app.url("/staff/office")).await;
        inspect(&browser, "staff-office-clock").await;
    });
}

#[test]
fn an_exercise_is_marked_on_every_screen() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        sign_in(&app, &browser, "/staff/incidents/new").await;
        write(&browser, "#title", "A drill").await;
        write(&browser, "#found_by", "Night shift").await;
        write(&browser, "#what", "Nothing happened.").await;
        click(&browser, "input[name='exercise']").await;
        click(&browser, "main form .actions button").await;
        find(&browser, ".notice.good").await;
        assert!(words(&browser).await.contains("EXERCISE"));
        inspect(&browser, "staff-exercise").await;
        click(&browser, "main a[href$='/authority']").await;
        assert!(words(&browser).await.contains("EXERCISE"));
        print(&browser, "staff-exercise-authority").await;
    });
}

#[test]
fn a_statement_quotes_a_figure_and_everybody_reads_it() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    account(&app);
    closed(&app, 240);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        browser.open(&app.url("/you-said")).await;
        inspect(&browser, "you-said-none").await;
        sign_in(&app, &browser, "/staff/surveys/shop/statements/new").await;
        inspect(&browser, "staff-statement-new").await;
        click(&browser, "[name='act'][value='save']").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-statement-wrong").await;
        write(&browser, "#title-en", "The queue is too long").await;
        write(&browser, "#text-en", "## Soon\n\nOne more till.").await;
        click(&browser, "[name='act'][value='save']").await;
        find(&browser, ".notice.good").await;
        click(&browser, "[name='act'][value='quote']").await;
        click(&browser, "#question option[value='overall']").await;
        click(&browser, "form[method='get'] button").await;
        find(&browser, "input[name='figure']").await;
        inspect(&browser, "staff-statement-quote").await;
        click(&browser, "form[method='post'].narrow button").await;
        find(&browser, ".error-summary").await;
        click(&browser, "input[name='figure']").await;
        click(&browser, "form[method='post'].narrow button").await;
        find(&browser, "button[name='place']").await;
        inspect(&browser, "staff-statement").await;
        click(&browser, "[name='act'][value='publish']").await;
        find(&browser, "article.card").await;
        inspect(&browser, "staff-statement-publish").await;
        click(&browser, "main form[method='post'] .actions button").await;
        find(&browser, ".notice.good").await;
        inspect(&browser, "staff-statements").await;
        for language in ["en", "pt", "zh"] {
            browser.open(&app.url(&format!("/you-said?lang={language}"))).await;
            open_details(&browser).await;
            inspect(&browser, &format!("you-said-{language}")).await;
        }
        print(&browser, "you-said").await;
        browser.open(&app.url("/s/shop?lang=pt")).await;
        find(&browser, "#said").await;
        inspect(&browser, "form-said").await;
    });
}
