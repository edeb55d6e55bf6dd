//! Bad requests of programs: documents, addresses and bytes no browser sends get a clear 4xx, and nothing is stored.

use serde_json::{Value, json};

use crate::app::TestApp;
use crate::pages::{Page, assert_nothing_stored, every_kind, raw};
use crate::samples;

fn app_with_a_survey() -> TestApp {
    let app = TestApp::start();
    app.publish(&every_kind("kinds"));
    app
}

#[test]
fn a_program_that_sends_nonsense_is_told_what() {
    let app = app_with_a_survey();
    let deep = format!("{{\"answers\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let huge = format!("{{\"answers\":{{\"more\":\"{}\"}}}}", "a".repeat(2 << 20));
    let cases: [(&str, u16); 22] = [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("null", 400),
        ("{}", 400),
        (r#"{"answers":[]}"#, 400),
        (r#"{"answers":{"overall":4},"more":1}"#, 400),
        (r#"{"answers":{"overall":4},"receipt":"short"}"#, 400),
        (r#"{"answers":{"overall":4},"receipt":7}"#, 400),
        (r#"{"answers":{"overall":4},"language":7}"#, 400),
        (r#"{"answers":{"overall":4,"overall":5}}"#, 400),
        (r#"{"answers":{"overall":1e999}}"#, 400),
        (r#"{"answers":{"overall":"4"}}"#, 422),
        (r#"{"answers":{"overall":4.5}}"#, 422),
        (r#"{"answers":{"overall":4,"spend":1e300}}"#, 422),
        (r#"{"answers":{"overall":4,"day":"2026-02-30"}}"#, 422),
        (r#"{"answers":{"overall":4,"more":"a\u0000b"}}"#, 422),
        (r#"{"answers":{"overall":4,"more":"\u202etxt"}}"#, 422),
        (r#"{"answers":{"overall":4,"_form":"x"}}"#, 422),
        (r#"{"answers":{"overall":4,"order":["price","price","time"]}}"#, 422),
        (&deep, 400),
        (&huge, 413),
    ];

    for (body, status) in cases {
        let page = Page::post_json(&app, "kinds", body);

        assert_eq!(page.status, status, "{body:.80}: {}", page.body);
        let document: Value = serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("{body:.80}: {}", page.body));
        assert!(
            document["title"].as_str().is_some_and(|title| title.len() > 5),
            "{body:.80}"
        );
        page.assert_hardened("the interface for programs");
    }
    let bytes = Page::post_json(&app, "kinds", b"{\"answers\":{\"more\":\"\xff\"}}".as_slice());
    let form = Page::of(
        app.client()
            .post(app.url("/api/v1/surveys/kinds/responses"))
            .form(&[("overall", "4")]),
    );
    assert_eq!((bytes.status, form.status), (400, 415));
    assert_nothing_stored(&app);
}

#[test]
fn addresses_where_nothing_lives_are_not_found_and_nothing_else() {
    let app = app_with_a_survey();
    let long = format!("/s/{}", "x".repeat(5_000));
    let wrong = [
        "/s/unknown",
        "/s/KINDS",
        "/s/kinds%00",
        "/s/%ff",
        "/s/..%2f..%2fetc",
        "/s/'or'1",
        "/s/kinds/other",
        &long,
        "/s/%F0%9F%92%A9",
    ];

    for path in wrong {
        let pages = [
            Page::get(&app, path),
            Page::post(&app, path, "overall=4"),
            Page::get(&app, &format!("{path}/receipt")),
            Page::post(&app, &format!("{path}/receipt"), "_code=1"),
            Page::post_json(
                &app,
                &path.replace("/s/", ""),
                json!({"answers": samples::varied(1)}).to_string(),
            ),
        ];
        for page in pages {
            assert_eq!(page.status, 404, "{path}: {}", page.body);
            page.assert_hardened(path);
        }
    }
    for path in [
        "/s/kinds?lang=%00",
        "/s/kinds?lang=../../x",
        "/s/kinds?lang=zz-QQ&lang=pt",
        "/s/kinds?%ff",
        "/?lang='",
    ] {
        assert_eq!(Page::get(&app, path).status, 200, "{path}");
    }
    assert_nothing_stored(&app);
}

#[test]
fn requests_no_browser_sends_do_not_shake_the_server() {
    let app = app_with_a_survey();
    let cases: [(&[u8], &str); 8] = [
        (b"NONSENSE\r\n\r\n", "400"),
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", "400"),
        (b"GET /s/kinds HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
        (b"POST /s/kinds HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"),
        (b"POST /s/kinds HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\na=", "413"),
        (b"POST /s/kinds HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n", "400"),
        (b"GET /s/k\xffnds HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "40"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400"),
    ];

    for (bytes, status) in cases {
        let answer = raw(&app, bytes);

        let what = String::from_utf8_lossy(bytes);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{what}: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("\r\nserver:"), "{what}");
    }
    assert_eq!(Page::get(&app, "/s/kinds").status, 200);
    assert_nothing_stored(&app);
}
