//! The words of an invitation: what staff wrote, the link, the code, the key, and what every mail has to say. Nothing in it is loaded
//! from anywhere, so that opening it tells nobody anything.

use askama::Template;

use crate::domain::campaign::MailText;
use crate::text::{Words, direction};

/// What a mail says beside the words of staff.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Who asks.
    pub organisation: String,
    /// How to reach them.
    pub contact: String,
    /// Why.
    pub purpose: String,
    /// Where the address comes from.
    pub source: String,
    /// The language of the mail.
    pub language: String,
    /// The link of the invitation; none in a test.
    pub link: String,
    /// Where the code can be typed.
    pub page: String,
    /// The code in groups; none in a test.
    pub code: String,
    /// The eight words of the key; none for single invitations.
    pub key: String,
    /// The link that ends all mails.
    pub stop: String,
    /// The privacy notice.
    pub privacy: String,
    /// Whether it is a reminder.
    pub reminder: bool,
    /// Whether only those are reminded whose invitation was not used.
    pub remembers: bool,
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The same as a page.
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail/invitation.txt")]
struct Plain<'f> {
    words: Words,
    facts: &'f Facts,
    body: &'f str,
}

#[derive(Template)]
#[template(path = "mail/invitation.html")]
struct Page<'f> {
    words: Words,
    facts: &'f Facts,
    dir: &'static str,
    subject: &'f str,
    paragraphs: Vec<&'f str>,
}

/// Puts a mail into words; `None` if a template fails, which none does.
pub fn write(text: &MailText, facts: &Facts) -> Option<Written> {
    let words = Words::for_tag(&facts.language);
    let body = text.body.replace("\r\n", "\n");
    let subject = text.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraphs = body
        .split("\n\n")
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .collect();
    let plain = Plain {
        words,
        facts,
        body: body.trim(),
    };
    let page = Page {
        words,
        facts,
        dir: direction(&facts.language),
        subject: &subject,
        paragraphs,
    };
    Some(Written {
        // marks of direction around names, which few programs for mail know
        text: plain.render().ok()?.replace(['\u{2068}', '\u{2069}'], ""),
        html: page.render().ok()?,
        subject,
    })
}
