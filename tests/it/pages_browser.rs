//! Respondents in a browser: with and without script, by keyboard alone, on a small screen, in the dark, from right to left.

use serde_json::{Value, json};

use crate::app::{TestApp, between};
use crate::browser::Browser;
use crate::pages::{RIGHT, every_kind};
use crate::pages_look::{click, find, in_a_browser, inspect, open_details, words};

/// Keys as WebDriver names them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const RIGHT_ARROW: &str = "\u{e014}";
const DOWN_ARROW: &str = "\u{e015}";

/// Fills every question as [`RIGHT`] says, with the mouse.
async fn fill(browser: &Browser) {
    for (name, value) in RIGHT {
        let field = find(browser, &format!("[name='{name}']")).await;
        match (
            field.tag_name().await.expect("a tag").as_str(),
            field.attr("type").await.expect("a type").as_deref(),
        ) {
            ("select", _) => click(browser, &format!("[name='{name}'] option[value='{value}']")).await,
            (_, Some("radio" | "checkbox")) => click(browser, &format!("[name='{name}'][value='{value}']")).await,
            (_, Some("date")) => {
                field.send_keys("02282026").await.expect("a day");
            }
            _ => field.send_keys(value).await.expect("a text"),
        }
    }
}

/// Answers, reads the review, sends, keeps the receipt, reads it, withdraws.
async fn answer_and_withdraw(app: &TestApp, browser: &Browser) {
    browser.open(&app.url("/s/kinds?lang=en")).await;
    fill(browser).await;
    find(browser, "[name='more']")
        .await
        .send_keys("Please write to ana@example.org, thanks")
        .await
        .expect("a text");

    click(browser, "main form button[type='submit']").await;
    let review = words(browser).await;
    assert!(
        review.contains("will be removed") && review.contains("ana@example.org"),
        "{review}"
    );
    assert_eq!(app.waiting(), 0);
    click(browser, "button[value='send']").await;
    assert!(words(browser).await.contains("Thank you so much."));
    assert_eq!(app.waiting(), 17, "one record for each question and row");

    click(browser, "summary").await;
    let code = find(browser, ".receipt-code").await.text().await.expect("a code");
    browser.open(&app.url("/s/kinds/receipt?lang=en")).await;
    find(browser, "#code").await.send_keys(&code).await.expect("a code");
    click(browser, "main form button[type='submit']").await;
    let receipt = words(browser).await;
    assert!(
        receipt.contains("Please write to [email], thanks") && receipt.contains("on foot"),
        "{receipt}"
    );
    click(browser, "button[value='withdraw-all']").await;
    assert!(words(browser).await.contains("It is withdrawn."));
    assert_eq!(app.waiting(), 0);
}

#[test]
fn somebody_answers_keeps_the_receipt_and_withdraws() {
    in_a_browser(answer_and_withdraw);
}

#[test]
fn somebody_without_script_does_the_same() {
    in_a_browser(async |app, browser| {
        browser.without_script().await;
        browser.at_width(320).await;
        answer_and_withdraw(app, browser).await;
    });
}

#[test]
fn somebody_answers_with_the_keyboard_alone_and_always_sees_where_they_are() {
    in_a_browser(async |app, browser| {
        browser.open(&app.url("/s/kinds?lang=en")).await;
        let mut met = Vec::new();
        for _ in 0..80 {
            press(browser, TAB).await;
            let field = browser
                .driver
                .active_element()
                .await
                .expect("something with the keyboard");
            assert!(
                sees_focus(browser).await,
                "no ring around {} after {met:?}",
                field.outer_html().await.expect("its text")
            );
            let name = field.attr("name").await.expect("a name").unwrap_or_default();
            let kind = field.attr("type").await.expect("a type").unwrap_or_default();
            match (field.tag_name().await.expect("a tag").as_str(), kind.as_str()) {
                ("button", "submit") => break,
                ("input", "radio") if name == "overall" => press(browser, " ").await,
                ("input", "radio") => press(browser, RIGHT_ARROW).await,
                ("input", "checkbox") if !met.contains(&name) => press(browser, " ").await,
                ("select", _) => {
                    let before = met.iter().filter(|known| known.starts_with("order")).count();
                    press(browser, &DOWN_ARROW.repeat(before + 1)).await;
                }
                ("input", "date") if !met.contains(&name) => press(browser, "02282026").await,
                ("input", "text") if name == "spend" => press(browser, "12").await,
                ("textarea", _) => press(browser, "typed").await,
                _ => {}
            }
            if !name.is_empty() && !met.contains(&name) {
                met.push(name);
            }
        }
        let asked: Vec<&str> = RIGHT.iter().map(|(name, _)| *name).collect();
        assert!(
            asked.iter().all(|name| met.iter().any(|known| known == name)),
            "{met:?}"
        );

        press(browser, ENTER).await;

        assert!(
            words(browser).await.contains("Thank you so much."),
            "{}",
            words(browser).await
        );
        assert_eq!(app.waiting(), 17);
    });
}

async fn press(browser: &Browser, keys: &str) {
    browser
        .driver
        .action_chain()
        .send_keys(keys)
        .perform()
        .await
        .expect("keys");
}

/// Whether something around the element with the keyboard shows it.
async fn sees_focus(browser: &Browser) -> bool {
    let script = "const at = document.activeElement;
        const shown = [at, at.nextElementSibling, at.closest('label')].filter(part => part);
        return shown.some(part => getComputedStyle(part).outlineStyle !== 'none' && parseFloat(getComputedStyle(part).outlineWidth) >= 2);";
    browser
        .driver
        .execute(script, Vec::new())
        .await
        .expect("an answer")
        .json()
        .as_bool()
        .expect("yes or no")
}

#[test]
fn no_page_of_a_survey_is_a_barrier_on_any_screen() {
    in_a_browser(async |app, browser| {
        browser.open(&app.url("/s/kinds?lang=en")).await;
        open_details(browser).await;
        inspect(browser, "form").await;

        find(browser, "[name='spend']")
            .await
            .send_keys("lots")
            .await
            .expect("a text");
        find(browser, "[name='more']")
            .await
            .send_keys("ana@example.org called +351 912 345 678\nand so on")
            .await
            .expect("a text");
        click(browser, "[name='order.price'] option[value='1']").await;
        click(browser, "main form button[type='submit']").await;
        assert!(browser.driver.title().await.expect("a title").starts_with("Error:"));
        inspect(browser, "form-with-errors").await;
        click(browser, ".error-summary a[href='#q-overall']").await;

        click(browser, "[name='overall'][value='4']").await;
        let spent = find(browser, "[name='spend']").await;
        spent.clear().await.expect("an empty field");
        click(browser, "[name='order.price'] option[value='']").await;
        click(browser, "main form button[type='submit']").await;
        inspect(browser, "review").await;
        click(browser, "button[value='send']").await;
        find(browser, ".receipt-code").await;
        open_details(browser).await;
        inspect(browser, "thanks").await;
        let code = find(browser, ".receipt-code").await.text().await.expect("a code");

        browser.open(&app.url("/s/kinds/receipt")).await;
        inspect(browser, "receipt-code").await;
        find(browser, "#code").await.send_keys("wrong").await.expect("a code");
        click(browser, "main form button[type='submit']").await;
        inspect(browser, "receipt-code-wrong").await;
        let field = find(browser, "#code").await;
        field.clear().await.expect("an empty field");
        field.send_keys(&code).await.expect("a code");
        click(browser, "main form button[type='submit']").await;
        inspect(browser, "receipt").await;
        click(browser, "button[value='edit:more']").await;
        inspect(browser, "correction").await;
    });
}

#[test]
fn no_public_page_is_a_barrier_on_any_screen() {
    in_a_browser(async |app, browser| {
        let mut later = every_kind("later");
        later["opens"] = json!("2026-12-01");
        app.publish(&later);
        for (name, path) in [
            ("home", "/"),
            ("privacy", "/privacy"),
            ("not-yet", "/s/later"),
            ("not-found", "/s/nowhere"),
            ("privacy-zh", "/privacy?lang=zh"),
        ] {
            browser.open(&app.url(path)).await;
            open_details(browser).await;
            inspect(browser, name).await;
        }
    });
}

#[test]
fn a_survey_written_from_right_to_left_is_drawn_so() {
    in_a_browser(async |app, browser| {
        browser.open(&app.url("/s/kinds?lang=ar")).await;
        open_details(browser).await;

        let script = "const of = element => element.getBoundingClientRect();
            const [label] = document.querySelectorAll('[name=\"areas\"]');
            const form = document.querySelector('main form');
            return [getComputedStyle(form).direction, of(label).left > (of(form).left + of(form).right) / 2]";
        let drawn: Value = browser
            .driver
            .execute(script, Vec::new())
            .await
            .expect("an answer")
            .json()
            .clone();

        assert_eq!(drawn, json!(["rtl", true]), "boxes stand at the right end");
        inspect(browser, "form-ar").await;
        let html = browser.driver.source().await.expect("the page");
        assert_eq!(between(&html, "<div lang=\"ar\" dir=\"", "\""), Some("rtl"));
    });
}

#[test]
fn somebody_has_a_text_checked_before_it_is_sent_and_sees_what_would_go() {
    in_a_browser(async |app, browser| {
        browser.open(&app.url("/s/kinds?lang=pt")).await;
        let field = find(browser, "[name='more']").await;
        field
            .send_keys("Escrevam a ana@example.org ou liguem +351 912 345 678.")
            .await
            .expect("a text");
        let asked = async || {
            let requests = browser.requests().await;
            requests.iter().filter(|url| url.contains("/check?")).count()
        };
        assert_eq!(asked().await, 0, "nothing is sent by itself");

        click(browser, "#q-more-names + button").await;
        let shown = find(browser, "#q-more-names + button + .checked .scrubbed").await;

        let text = shown.text().await.expect("its words");
        assert!(text.contains("ana@example.org [e-mail] ou liguem"), "{text}");
        let region = find(browser, "#q-more-names + button + .checked").await;
        assert_eq!(
            region.attr("aria-live").await.expect("a region").as_deref(),
            Some("polite")
        );
        let told = region.text().await.expect("its words");
        assert!(
            told.contains("Endereços de e-mail: para que ninguém seja encontrado"),
            "{told}"
        );
        assert_eq!(asked().await, 1);
        inspect(browser, "form-checked").await;

        field.send_keys(" Obrigado").await.expect("a text");
        assert_eq!(region.text().await.expect("its words"), "", "an older text was checked");
        click(browser, "#q-name-names + button").await;
        let told = find(browser, "#q-name-names + button + .checked .hint")
            .await
            .text()
            .await;
        assert!(told.expect("its words").starts_with("Não encontrámos nada"));
        click(browser, "[name='overall'][value='4']").await;
        click(browser, "main form button[type='submit']").await;
        find(browser, "button[value='edit']").await;
        let review = words(browser).await;
        assert!(
            review.contains("[telefone]") && review.contains("Números de telefone:"),
            "{review}"
        );
        inspect(browser, "review-pt").await;
        assert_eq!(app.waiting(), 0);
    });
}
