//! The words of mails to subscribers and to people who asked about data of themselves.

use askama::Template;

use super::letter::Written;
use crate::text::Words;

/// What is told.
pub struct Message<'m> {
    /// The words: `announce-policy` with its `-subject`.
    pub words: &'m str,
    /// The language.
    pub language: &'m str,
    /// Who writes.
    pub organisation: &'m str,
    /// How to reach them.
    pub contact: &'m str,
    /// What was published; may be empty.
    pub title: &'m str,
    /// What a person wrote; may be empty.
    pub text: &'m str,
    /// Where it leads; may be empty.
    pub link: &'m str,
    /// Where mails are stopped; empty for the answer to what somebody asked.
    pub stop: &'m str,
    /// The page of requests.
    pub requests: &'m str,
}

#[derive(Template)]
#[template(path = "mail/message.txt")]
struct Plain<'m> {
    words: Words,
    body: &'m str,
    from: &'m str,
    message: &'m Message<'m>,
}

#[derive(Template)]
#[template(path = "mail/message.html")]
struct Page<'m> {
    words: Words,
    subject: &'m str,
    body: &'m str,
    from: &'m str,
    message: &'m Message<'m>,
}

/// Puts a mail into words. `None` if a template fails, which none does.
pub fn write(message: &Message<'_>) -> Option<Written> {
    let words = Words::for_tag(message.language);
    let organisation = match message.organisation.is_empty() {
        true => "Chorus",
        false => message.organisation,
    };
    // marks of direction around names, which few programs for mail know; a name may be empty
    let plain = |said: String| {
        let said = said.replace(['\u{2068}', '\u{2069}'], "");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let say = |key: &str| plain(words.with_two(key, "organisation", organisation, "title", message.title));
    let from = plain(words.with_two("mail-from", "organisation", organisation, "contact", message.contact));
    let (subject, body) = (say(&format!("{}-subject", message.words)), say(message.words));
    Some(Written {
        text: Plain {
            words,
            body: &body,
            from: &from,
            message,
        }
        .render()
        .ok()?,
        html: Page {
            words,
            subject: &subject,
            body: &body,
            from: &from,
            message,
        }
        .render()
        .ok()?,
        subject,
    })
}
