//! The words of mails to staff.

use askama::Template;

use super::letter::Written;
use crate::text::Words;

#[derive(Template)]
#[template(path = "mail/notice.txt")]
struct Plain<'n> {
    words: Words,
    body: &'n str,
    link: &'n str,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct Page<'n> {
    words: Words,
    subject: &'n str,
    body: &'n str,
    link: &'n str,
}

/// Puts a mail into words: `name` is `set-up`, `lost`, `password` or `factors`; `link` is empty where there is none. `None` if a template
/// fails, which none does.
pub fn write(name: &str, language: &str, organisation: &str, link: &str) -> Option<Written> {
    let words = Words::for_tag(language);
    let subject = words.t(&format!("notice-{name}-subject"));
    let body = words.with_one(&format!("notice-{name}"), "organisation", organisation);
    // marks of direction around names, which few programs for mail know
    let body = body.replace(['\u{2068}', '\u{2069}'], "");
    let (body, link) = (body.as_str(), link);
    Some(Written {
        text: Plain { words, body, link }.render().ok()?,
        html: Page {
            words,
            subject: &subject,
            body,
            link,
        }
        .render()
        .ok()?,
        subject,
    })
}
