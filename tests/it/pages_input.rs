//! Bad input through the front door: a clear 4xx, nothing stored, nothing typed lost.

use crate::app::TestApp;
use crate::pages::{Page, assert_nothing_stored, encoded, every_kind, unescaped};

const FORM: &str = "application/x-www-form-urlencoded";

fn app_with_a_survey() -> TestApp {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    app
}

/// The filled form with one field more or another one, as somebody would send it.
fn send(app: &TestApp, fields: &[(&str, &str)]) -> Page {
    let token = app.form_token("kinds");
    let mut all = vec![("_form", token.as_str())];
    if !fields.iter().any(|(name, _)| *name == "overall") {
        all.push(("overall", "4"));
    }
    all.extend_from_slice(fields);
    Page::post(app, "/s/kinds", encoded(&all))
}

#[test]
fn a_body_that_is_no_form_is_refused_with_a_page() {
    let app = app_with_a_survey();
    let many = "a=1&".repeat(10_000);
    let huge = format!("more={}", "a".repeat(2 << 20));
    let cases: [(&str, &[u8], u16); 10] = [
        ("an escape cut off", b"overall=%", 400),
        ("an escape that is none", b"overall=%zz", 400),
        ("escaped bytes that are no UTF-8", b"more=%C3%28", 400),
        ("bytes that are no UTF-8", b"more=\xff\xfe", 400),
        ("a NUL", b"more=a%00b", 400),
        ("a NUL in a name", b"mo%00re=a", 400),
        ("a bare NUL", b"more=\0", 400),
        ("ten thousand fields", many.as_bytes(), 413),
        ("two megabytes", huge.as_bytes(), 413),
        ("nothing", b"", 422),
    ];

    for (what, body, status) in cases {
        let page = Page::post(&app, "/s/kinds", body);

        assert_eq!(page.status, status, "{what}");
        assert!(
            page.body.contains("<!doctype html>") && page.words().len() > 100,
            "{what}"
        );
        page.assert_hardened(what);
    }
    assert_nothing_stored(&app);
}

#[test]
fn only_what_a_form_sends_is_taken() {
    let app = app_with_a_survey();
    let body = format!("_form={}&overall=4", app.form_token("kinds"));

    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/xml",
        "nonsense",
        "",
    ] {
        let mut request = app.client().post(app.url("/s/kinds")).body(body.clone());
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        let page = Page::of(request);

        assert_eq!(page.status, 415, "{kind}");
        page.assert_hardened(kind);
    }
    assert_nothing_stored(&app);
}

#[test]
fn another_method_is_told_which_ones_there_are() {
    let app = app_with_a_survey();
    let cases = [
        ("PUT", "/s/kinds", ["GET", "POST"].as_slice()),
        ("DELETE", "/s/kinds", &["GET", "POST"]),
        ("PATCH", "/s/kinds/receipt", &["GET", "POST"]),
        ("OPTIONS", "/s/kinds", &["GET", "POST"]),
        ("POST", "/", &["GET"]),
        ("POST", "/privacy", &["GET"]),
        ("DELETE", "/healthz", &["GET"]),
        ("GET", "/api/v1/surveys/kinds/responses", &["POST"]),
        ("NONSENSE", "/s/kinds", &["GET", "POST"]),
    ];

    for (method, path, allowed) in cases {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let what = format!("{method} {path}");

        let page = Page::of(app.client().request(method, app.url(path)).header("content-type", FORM));

        assert_eq!(page.status, 405, "{what}");
        for method in allowed {
            assert!(
                page.header("allow").contains(method),
                "{what}: {}",
                page.header("allow")
            );
        }
        page.assert_hardened(&what);
    }
    assert_nothing_stored(&app);
}

#[test]
fn an_answer_that_is_none_comes_back_with_what_was_typed() {
    let app = app_with_a_survey();
    let megabyte = "é".repeat(170_000);
    let reversed = "pay \u{202E}evil\u{202C} now";
    let cases = [
        ("overall", "6"),
        ("overall", "4.0"),
        ("region", "moon"),
        ("town", "HERE"),
        ("areas", "all"),
        ("again", "maybe"),
        ("friends", "-1"),
        ("friends", "11"),
        ("content", "9999999999999999999999"),
        ("staff.kind", "6"),
        ("order.price", "1"),
        ("spend", "NaN"),
        ("spend", "1e999"),
        ("spend", "inf"),
        ("spend", "-0.01"),
        ("spend", "501"),
        ("spend", "0x10"),
        ("spend", "１２"),
        ("spend", "1.2.3"),
        ("day", "2026-02-30"),
        ("day", "2025-12-31"),
        ("day", "28.02.2026"),
        ("day", "+262143-01-01"),
        ("day", "99999999999-01-01"),
        ("name", "sixty-one letters are one more than the form asked you to type"),
        ("name", "a\u{7}bell"),
        ("more", reversed),
        ("more", &megabyte),
        ("more", "a\u{1b}[31mred"),
    ];

    for (field, value) in cases {
        let what: String = format!("{field}={value}").chars().take(60).collect();

        let page = send(&app, &[("effort", "7"), (field, value)]);

        assert_eq!(page.status, 422, "{what}");
        let key = field.split('.').next().expect("a key");
        assert!(
            page.body.contains("class=\"error-summary\"") && page.body.contains(&format!("-{key}")),
            "{what}"
        );
        assert!(
            page.tag("name=\"effort\" value=\"7\"").contains("checked"),
            "{what}: another answer is lost"
        );
        if ["spend", "day", "name", "more"].contains(&field) {
            assert!(unescaped(&page.body).contains(value), "{what}: what was typed is lost");
        }
        page.assert_hardened(&what);
    }
    assert_nothing_stored(&app);
}

#[test]
fn fields_nobody_asked_for_or_sent_twice_are_named() {
    let app = app_with_a_survey();
    let long = "x".repeat(5_000);
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[("unheard", "1")], "unheard"),
        (&[("<script>alert(1)</script>", "1")], "<script>alert(1)</script>"),
        (&[("welcome", "1")], "welcome"),
        (&[("staff", "3")], "staff"),
        (&[("staff.wrong", "3")], "staff.wrong"),
        (&[("", "1")], "no such question"),
        (&[("spend", "1"), ("spend", "2")], "Spent?"),
        (&[("areas", "web"), ("areas", "web")], "What?"),
    ];

    for (fields, said) in cases {
        let page = send(&app, fields);

        assert_eq!(page.status, 422, "{fields:?}");
        assert!(page.words().contains(said), "{fields:?}: {}", page.words());
        assert_eq!(page.foreign_scripts(), 0, "{fields:?}");
    }
    let page = send(&app, &[(&long, "1")]);
    assert_eq!(page.status, 422);
    assert!(!page.body.contains(&long), "the name of a field fills the page");
    assert_nothing_stored(&app);
}

#[test]
fn a_form_that_was_not_ours_comes_back_filled_and_fresh() {
    let app = app_with_a_survey();
    let good = app.form_token("kinds");
    let other = good.replace('.', "0");

    for token in ["", "nonsense", "a.b.c.d", &good[1..], &other, &"9".repeat(10_000)] {
        let page = Page::post(
            &app,
            "/s/kinds",
            encoded(&[("_form", token), ("overall", "2"), ("more", "kept <words>")]),
        );

        assert_eq!(page.status, 422, "{token:.20}");
        assert!(page.tag("name=\"overall\" value=\"2\"").contains("checked"));
        assert!(unescaped(&page.body).contains("kept <words>"));
        assert!(!page.body.contains("kept <words>"), "what was typed is escaped");
    }
    assert_nothing_stored(&app);
}
