//! Subscribing, choosing and asking about one's own data in a browser: on every screen, without script, with two proofs.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::invited::{app as app_with_survey, invited, plan};
use crate::outside::skipped;
use crate::pages_look::{click, find, inspect, words};
use crate::staff::Staff;
use crate::subscribers::{link, mails};

const WHO: &str = "visitor3@people.example";

async fn type_into(browser: &Browser, css: &str, text: &str) {
    find(browser, css).await.send_keys(text).await.expect("a text");
}

/// The newest mail's link; a mailroom has a runtime of its own.
fn newest_link(app: &TestApp, path: &str) -> String {
    std::thread::scope(|scope| {
        let link = scope.spawn(|| link(&mails(app).pop().expect("a mail"), path));
        link.join().expect("a link")
    })
}

async fn subscribe_and_choose(app: &TestApp, browser: &Browser, look: bool) {
    let inspect = async |name: &str| {
        if look {
            inspect(browser, name).await;
        }
    };
    browser.open(&app.url("/subscribe?lang=en")).await;
    inspect("subscribe").await;
    click(browser, "main form button").await;
    find(browser, ".error-summary").await;
    inspect("subscribe-wrong").await;
    type_into(browser, "#email", WHO).await;
    click(browser, "input[value='changes']").await;
    click(browser, "main form button").await;
    find(browser, "main [role='status']").await;
    inspect("subscribe-sent").await;
    browser.open(&app.url(&newest_link(app, "/subscribe/"))).await;
    inspect("confirm").await;
    click(browser, "main form button").await;
    find(browser, "main [role='status']").await;
    inspect("confirm-done").await;
    click(browser, "main .way a").await;
    find(browser, "button[value='save']").await;
    inspect("choices").await;
    click(browser, "input[value='incidents']").await;
    click(browser, "button[value='save']").await;
    assert!(words(browser).await.contains("Saved."));
    inspect("choices-saved").await;
}

async fn ask_and_delete(app: &TestApp, browser: &Browser, look: bool) {
    let inspect = async |name: &str| {
        if look {
            inspect(browser, name).await;
        }
    };
    browser.open(&app.url("/privacy/requests?lang=en")).await;
    inspect("requests").await;
    click(browser, "main form button").await;
    find(browser, ".error-summary").await;
    inspect("requests-wrong").await;
    type_into(browser, "#email", WHO).await;
    click(browser, "input[value='access']").await;
    click(browser, "main form button").await;
    let code = find(browser, ".receipt-code").await.text().await.expect("a code");
    inspect("requested").await;
    browser.open(&app.url(&newest_link(app, "/privacy/requests/"))).await;
    inspect("request-code").await;
    type_into(browser, "#code", "0000").await;
    click(browser, "main form button").await;
    find(browser, ".error-summary").await;
    inspect("request-code-wrong").await;
    type_into(browser, "#code", &code).await;
    click(browser, "main form button").await;
    find(browser, "button[value='delete']").await;
    let held = words(browser).await;
    assert!(
        held.contains("Autumn") && held.contains("Changes of the privacy policy"),
        "{held}"
    );
    inspect("held").await;
    click(browser, "button[value='delete']").await;
    find(browser, ".error-summary").await;
    inspect("held-wrong").await;
    click(browser, "#sure").await;
    click(browser, "button[value='delete']").await;
    find(browser, ".notice.good").await;
    assert!(words(browser).await.contains("Nothing is held about this address."));
    inspect("held-nothing").await;
}

#[test]
fn somebody_subscribes_chooses_sees_what_is_held_and_deletes_it_on_every_screen() {
    if skipped() {
        return;
    }
    let app = app_with_survey();
    invited(&app, "visit", &plan(), 30);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        subscribe_and_choose(&app, &browser, true).await;
        ask_and_delete(&app, &browser, true).await;
        assert!(browser.cookies().await.is_empty(), "a cookie");
        assert!(browser.storage_is_empty().await, "something stored");
        browser.open(&app.url("/choices/none")).await;
        inspect(&browser, "choices-gone").await;
        browser.open(&app.url("/privacy/requests/none")).await;
        inspect(&browser, "request-gone").await;
    });
}

#[test]
fn the_same_works_without_script_on_a_small_screen_and_stopping_deletes() {
    if skipped() {
        return;
    }
    let app = app_with_survey();
    invited(&app, "visit", &plan(), 30);
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.without_script().await;
        browser.at_width(320).await;
        subscribe_and_choose(&app, &browser, false).await;
        click(&browser, "button[value='stop']").await;
        find(&browser, "main [role='status']").await;
        // the page before had a status as well
        for _ in 0..100 {
            if app.place.number("SELECT count(*) AS value FROM subscribers") == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(app.place.number("SELECT count(*) AS value FROM subscribers"), 0);
        app.on("2026-11-03");
        subscribe_and_choose(&app, &browser, false).await;
        ask_and_delete(&app, &browser, false).await;
    });
}

#[test]
fn the_officers_pages_stand_on_every_screen() {
    if skipped() {
        return;
    }
    let app = app_with_survey();
    for text in ["You wrote to me twice.", "And again."] {
        let fields = [("kind", "complaint"), ("email", WHO), ("text", text)];
        assert_eq!(app.post("/privacy/requests", &fields).status, 200);
    }
    assert_eq!(
        app.post("/privacy/requests", &[("kind", "access"), ("email", WHO)])
            .status,
        200
    );
    let staff = Staff::signed_in(&app);
    let list = staff.page("/staff/requests");
    let at = list.find("/staff/requests/").expect("a request");
    let path = list[at..].split('"').next().expect("a link");
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.open(&app.url("/")).await;
        browser.sign_in(&app, &staff.cookie).await;
        browser.open(&app.url("/staff/requests")).await;
        inspect(&browser, "staff-requests").await;
        browser.open(&app.url(path)).await;
        inspect(&browser, "staff-request").await;
        click(&browser, "button[value='answer']").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "staff-request-wrong").await;
        type_into(&browser, "#answer", "We are sorry.").await;
        click(&browser, "button[value='answer']").await;
        find(&browser, ".notice.good").await;
        inspect(&browser, "staff-request-done").await;
    });
}
