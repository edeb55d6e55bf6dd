//! Looking at pages in a browser as people do: find, click, read; and what every page must stand on every screen.

use std::path::Path;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::outside::skipped;
use crate::pages::every_kind;

/// Runs a visit to the survey of [`every_kind`]; nothing may be left in the browser and nobody else asked for anything.
pub fn in_a_browser(visit: impl AsyncFnOnce(&TestApp, &Browser)) {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        visit(&app, &browser).await;
        assert!(browser.cookies().await.is_empty(), "a cookie");
        assert!(browser.storage_is_empty().await, "something stored");
        // Chromium draws the calendar of a date field from a picture of its own
        let own = |url: &String| url.starts_with(&app.origin()) || url.starts_with("data:image/svg+xml;base64,");
        let foreign: Vec<String> = browser.requests().await.into_iter().filter(|url| !own(url)).collect();
        assert_eq!(foreign, Vec::<String>::new());
        let console: Vec<String> = browser
            .console()
            .await
            .into_iter()
            .filter(|line| !line.contains("the server responded with a status of 4"))
            .collect();
        assert_eq!(console, Vec::<String>::new());
    });
}

pub async fn find(browser: &Browser, css: &str) -> WebElement {
    // waits a while, for the next page may be on its way
    browser
        .driver
        .query(By::Css(css))
        .first()
        .await
        .unwrap_or_else(|_| panic!("no {css}"))
}

pub async fn click(browser: &Browser, css: &str) {
    let element = find(browser, css).await;
    element.scroll_into_view().await.expect("a place on the page");
    element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
}

pub async fn words(browser: &Browser) -> String {
    // another page may take its place between the two questions
    for _ in 0..50 {
        if let Ok(words) = find(browser, "main").await.text().await {
            return words;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("a page that never stays");
}

pub async fn open_details(browser: &Browser) {
    for summary in browser
        .driver
        .find_all(By::Css("details:not([open]) > summary"))
        .await
        .expect("a list")
    {
        summary.click().await.expect("a panel that opens");
    }
}

/// A page on a wide and a narrow screen, in light and dark colours: no sideways scroll, nothing axe-core finds.
pub async fn inspect(browser: &Browser, name: &str) {
    for scheme in ["light", "dark"] {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser
            .driver
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", media)
            .await
            .expect("colours");
        for width in [1280, 320] {
            browser.at_width(width).await;
            assert!(!browser.scrolls_sideways().await, "{name} at {width}");
            assert_eq!(browser.axe().await, Vec::<String>::new(), "{name} at {width}, {scheme}");
            if let Ok(folder) = std::env::var("CHORUS_TEST_SCREENSHOTS") {
                picture(
                    browser,
                    width,
                    &Path::new(&folder).join(format!("{name}-{width}-{scheme}.png")),
                )
                .await;
            }
        }
    }
}

async fn picture(browser: &Browser, width: u32, path: &Path) {
    let height = browser
        .driver
        .execute("return document.documentElement.scrollHeight", Vec::new())
        .await
        .expect("a height");
    let whole = json!({"width": width, "height": height.json(), "deviceScaleFactor": 1, "mobile": false});
    browser
        .driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", whole)
        .await
        .expect("a window");
    browser.screenshot(path).await;
    browser.at_width(width).await;
}
