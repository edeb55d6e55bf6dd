//! What tests of pages share: whole answers with their headers, requests byte for byte, a survey with every kind of question.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use regex::Regex;
use reqwest::blocking::RequestBuilder;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::app::{TestApp, between};

/// A whole answer.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub fn of(request: RequestBuilder) -> Self {
        let response = request.send().expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self {
            status,
            headers,
            body: response.text().expect("a whole answer"),
        }
    }

    pub fn get(app: &TestApp, path: &str) -> Self {
        Self::of(app.client().get(app.url(path)))
    }

    /// A body of a form, byte for byte.
    pub fn post(app: &TestApp, path: &str, body: impl Into<Vec<u8>>) -> Self {
        let form = "application/x-www-form-urlencoded";
        Self::of(
            app.client()
                .post(app.url(path))
                .header("content-type", form)
                .body(body.into()),
        )
    }

    /// A body of JSON, byte for byte.
    pub fn post_json(app: &TestApp, slug: &str, body: impl Into<Vec<u8>>) -> Self {
        let url = app.url(&format!("/api/v1/surveys/{slug}/responses"));
        Self::of(
            app.client()
                .post(url)
                .header("content-type", "application/json")
                .body(body.into()),
        )
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("visible letters"))
    }

    /// The page as a reader meets it: no tags, spaces in a row as one.
    pub fn words(&self) -> String {
        let tag = Regex::new(r"(?s)<[^>]*>").expect("a pattern");
        let text = tag.replace_all(&self.body, " ").replace(['\u{2068}', '\u{2069}'], "");
        unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The element that begins at `mark`, up to the end of its tag.
    pub fn tag(&self, mark: &str) -> &str {
        let start = self
            .body
            .find(mark)
            .unwrap_or_else(|| panic!("no {mark} in {}", self.body));
        let begin = self.body[..start].rfind('<').expect("a tag");
        &self.body[begin..start + self.body[start..].find('>').expect("its end")]
    }

    /// How many scripts stand in it that are not a file of ours.
    pub fn foreign_scripts(&self) -> usize {
        self.body.matches("<script").count() - self.body.matches("<script src=\"/static/").count()
    }

    /// Values of an attribute, in the order they stand.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        let attribute = Regex::new(&format!(r#"\s{name}="([^"]*)""#)).expect("a pattern");
        attribute
            .captures_iter(&self.body)
            .map(|found| unescaped(&found[1]))
            .collect()
    }

    /// The text between two marks.
    pub fn between(&self, before: &str, after: &str) -> String {
        unescaped(between(&self.body, before, after).unwrap_or_else(|| panic!("no {before} in {}", self.body)))
    }

    /// Every answer of every status carries the strict headers, says nothing of the server and sets no cookie.
    pub fn assert_hardened(&self, what: &str) {
        let policy = self.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none';") && !policy.contains("unsafe"),
            "{what}: {policy}"
        );
        for directive in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(directive), "{what}: {directive}");
        }
        assert_eq!(self.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(self.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert_eq!(self.header("cross-origin-resource-policy"), "same-origin", "{what}");
        assert!(
            ["no-referrer", "same-origin"].contains(&self.header("referrer-policy")),
            "{what}"
        );
        assert!(self.header("permissions-policy").contains("camera=()"), "{what}");
        assert_eq!(self.header("cache-control"), "no-store", "{what}");
        for forbidden in ["server", "set-cookie", "x-powered-by", "etag", "last-modified"] {
            assert!(!self.headers.contains_key(forbidden), "{what}: {forbidden}");
        }
    }
}

/// The text an attribute or element stands for.
pub fn unescaped(text: &str) -> String {
    [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Fields as a browser writes them into a body.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", one(name), one(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Sends bytes as they are and reads until the server closes the connection.
pub fn raw(app: &TestApp, bytes: &[u8]) -> String {
    let address = app.origin().replace("http://", "");
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a time limit");
    // a server that refuses early may close before everything is sent
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Nothing of what was sent is kept.
pub fn assert_nothing_stored(app: &TestApp) {
    let kept =
        "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM pool) + (SELECT count(*) FROM sent) AS value";
    assert_eq!(app.place.number(kept), 0);
}

/// Every kind of question there is, in three languages, one of them written from right to left.
pub fn every_kind(slug: &str) -> Value {
    let text = |words: &str| json!({"en": words, "pt": format!("{words} (pt)"), "ar": format!("{words} (ع)")});
    let option = |key: &str| json!({"key": key, "text": text(&key.to_uppercase())});
    let ends = json!({"en": ["poor", "excellent"], "pt": ["mau", "ótimo"], "ar": ["سيئ", "ممتاز"]});
    json!({
        "chorus": 1, "slug": slug, "languages": ["en", "pt", "ar"], "default_language": "en", "title": text("Every kind"),
        "introduction": text("All that can be asked."), "thanks": text("Thank you so much."),
        "purpose": text("To try everything."), "benefit": text("A better form."), "listed": true,
        "group_size": 12, "colluders": 2, "retention_days": 90, "segments": ["region"],
        "questions": [
            {"key": "welcome", "kind": "statement", "text": text("Welcome.")},
            {"key": "overall", "kind": "rating", "steps": 5, "labels": ends, "text": text("Overall?"), "help": text("Five is best."), "required": true},
            {"key": "region", "kind": "choice", "text": text("Where?"), "options": [option("north"), option("south")], "why": text("To compare.")},
            {"key": "way", "kind": "choice", "text": text("How?"), "options": [option("bus"), option("car")], "other": true, "why": text("To know.")},
            {"key": "town", "kind": "choice", "display": "dropdown", "text": text("Town?"), "options": [option("here"), option("there")], "why": text("To know.")},
            {"key": "areas", "kind": "choices", "text": text("What?"), "options": [option("desk"), option("phone"), option("web")], "min": 1, "max": 2, "none": true, "why": text("To know.")},
            {"key": "again", "kind": "yes_no", "text": text("Again?")},
            {"key": "friends", "kind": "nps", "text": text("Recommend?")},
            {"key": "content", "kind": "csat", "text": text("Content?")},
            {"key": "effort", "kind": "ces", "text": text("Easy?")},
            {"key": "staff", "kind": "matrix", "steps": 5, "labels": ends, "text": text("Staff"), "rows": [{"key": "kind", "text": text("Friendly")}, {"key": "fast", "text": text("Fast")}]},
            {"key": "order", "kind": "ranking", "text": text("Order?"), "options": [option("price"), option("place"), option("time")]},
            {"key": "spend", "kind": "number", "text": text("Spent?"), "min": 0, "max": 500, "unit": "EUR", "bands": [0, 10, 50, 100, 500], "why": text("To know.")},
            {"key": "day", "kind": "date", "text": text("When?"), "min": "2026-01-01", "max": "2026-12-31", "bands": ["2026-01-01", "2026-07-01", "2026-12-31"], "why": text("To know.")},
            {"key": "name", "kind": "short_text", "text": text("In a word?"), "max_length": 60, "why": text("To know.")},
            {"key": "more", "kind": "long_text", "text": text("More?"), "max_length": 4000, "why": text("To learn.")}
        ]
    })
}

/// One right answer to each of these questions, as fields.
pub const RIGHT: [(&str, &str); 19] = [
    ("overall", "4"),
    ("region", "south"),
    ("way", "other"),
    ("way.other", "on foot"),
    ("town", "there"),
    ("areas", "desk"),
    ("areas", "web"),
    ("again", "no"),
    ("friends", "9"),
    ("content", "3"),
    ("effort", "7"),
    ("staff.kind", "5"),
    ("staff.fast", "2"),
    ("order.price", "2"),
    ("order.place", "3"),
    ("order.time", "1"),
    ("spend", "12,5"),
    ("day", "2026-02-28"),
    ("name", "fine"),
];
