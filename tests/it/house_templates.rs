//! What no page and no file a browser gets may hold: addresses of others, code in attributes, unescaped text.

use regex::Regex;

use crate::house::{files, text_of};

/// A pattern that no template and no static file has.
const NO_PAGE_HAS: [(&str, &str); 9] = [
    (r"https?://", "an address of somebody else"),
    (r#"(?:src|href|action|srcset|data)="//"#, "an address of somebody else"),
    (r"\|\s*safe\b", "unescaped text"),
    (r#"\bstyle="#, "a style in an attribute, which our own CSP refuses"),
    (r#"\son[a-z]+="#, "code in an attribute, which our own CSP refuses"),
    (r"javascript:", "code in an address"),
    (r"<(?:style|iframe|object|embed|base)\b", "an element our CSP refuses"),
    (
        r#"@import|@font-face|[:\s]url\(\s*['"]?[a-z/]"#,
        "something fetched by a style sheet",
    ),
    (r"<script(?:\s+(?:type|nonce)[^>]*)?>", "a script in the page"),
];

/// Names of formats, which nobody fetches.
const NAMES: [&str; 1] = ["http://www.w3.org/2000/svg"];

#[test]
fn no_page_points_at_others_or_holds_code() {
    let comment = Regex::new(r"(?s)/\*.*?\*/|\{#.*?#\}").expect("a pattern");

    let mut wrong = Vec::new();
    for file in files("templates", &["html", "svg", "txt", "xml"])
        .iter()
        .chain(&files("static", &["css", "svg", "js"]))
    {
        let mut text = comment.replace_all(&file.whole, "").into_owned();
        for name in NAMES {
            text = text.replace(name, "");
        }
        for (pattern, what) in NO_PAGE_HAS {
            // no style sheet goes with a mail, and nothing refuses its own
            if what.starts_with("a style") && file.path.starts_with("templates/mail/") {
                continue;
            }
            // Pico carries its pictures in itself
            if pattern.contains("url") && (!file.path.ends_with(".css") || file.path.ends_with("pico.min.css")) {
                continue;
            }
            let found = Regex::new(pattern)
                .expect("a pattern")
                .find(&text)
                .map(|found| found.range());
            wrong.extend(found.map(|at| {
                let line = text[..at.start].matches('\n').count() + 1;
                format!("{}, line {line}: {what}", file.path)
            }));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_is_one_of_the_house() {
    for file in files("templates", &["html"]) {
        let is_part = ["templates/parts/", "templates/mail/"]
            .iter()
            .any(|place| file.path.starts_with(place))
            || !file.whole.contains("{% block content %}");

        assert!(
            is_part || file.whole.contains("{% extends ") || file.path == "templates/layout/base.html",
            "{} draws a page of its own",
            file.path
        );
    }
    assert_eq!(text_of("templates/layout/base.html").matches("<html").count(), 1);
}

#[test]
fn every_class_of_a_page_is_known_to_the_style_sheet() {
    let names = Regex::new(r#"class="([^"{]*)"#).expect("a pattern");
    let styles: String = files("static/css", &["css"])
        .into_iter()
        .map(|file| file.whole)
        .collect();

    let mut unknown = Vec::new();
    for file in files("templates", &["html"]) {
        for found in names.captures_iter(&file.whole) {
            for class in found[1].split_whitespace() {
                let known = Regex::new(&format!(r"\.{}\b", regex::escape(class))).expect("a pattern");
                if !known.is_match(&styles) {
                    unknown.push(format!("{}: .{class}", file.path));
                }
            }
        }
    }

    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
