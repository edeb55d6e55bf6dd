//! Letters to subscribers and to people who asked about data of themselves. Addresses of subscribers are opened here, to send to them.

use super::Mailroom;
use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::mail::Letter;
use crate::mail::message::{self, Message};
use crate::services::ServiceError;
use crate::services::addresses::Addresses;
use crate::services::letters::{Notice, Written};
use crate::services::subscribers::{PLACE, signed};
use crate::store::subscribers;

/// What a letter needs beside the facts about us.
pub(super) struct Telling {
    to: String,
    language: String,
    /// The words; `announce-…` or `message-…`.
    words: String,
    title: String,
    /// Where it leads, on our own pages.
    path: String,
    /// Where mails are stopped, on our own pages; empty for the answer to what somebody asked.
    stop: String,
    text: String,
}

impl Mailroom {
    /// What a letter tells, if it is one of these and somebody still wants it.
    pub(super) fn message(&self, written: &Written) -> Result<Option<Telling>, ServiceError> {
        let telling = |words: &str, path: &str, stop: &str| Telling {
            to: written.to.clone(),
            language: written.language.clone(),
            words: words.to_owned(),
            title: String::new(),
            path: path.to_owned(),
            stop: stop.to_owned(),
            text: String::new(),
        };
        Ok(Some(match &written.notice {
            Notice::Subscribe { link, stop } => telling("message-subscribe", link, stop),
            Notice::Subscribed { choices } => telling("message-subscribed", choices, choices),
            Notice::Held { link } => telling("message-held", link, ""),
            Notice::Answer { text } => Telling {
                text: text.clone(),
                ..telling("message-answer", "", "")
            },
            Notice::Announced {
                subscriber,
                announcement,
            } => {
                let Some((id, to, language)) = self.subscriber(subscriber)? else {
                    return Ok(None);
                };
                let stop = format!("/choices/{}", signed(&self.keys, "choices of subscribers", id));
                let words = format!("announce-{}", announcement.name);
                Telling {
                    title: announcement.title_in(&language).to_owned(),
                    to,
                    language,
                    ..telling(&words, &announcement.path, &stop)
                }
            }
            _ => return Ok(None),
        }))
    }

    /// A confirmed subscriber's address and language, unless they want no mail.
    fn subscriber(&self, name: &str) -> Result<Option<(Id, String, String)>, ServiceError> {
        let Some(id) = Id::parse(name) else { return Ok(None) };
        let addresses = Addresses::new(&self.keys);
        Ok(self.db.read(|conn| {
            let Some(row) = subscribers::find(conn, id)?.filter(|row| row.confirmed) else {
                return Ok(None);
            };
            let address = addresses.open(PLACE, id, &row.address);
            let Some(address) = address.as_deref().and_then(Address::parse) else {
                return Ok(None);
            };
            let stopped = addresses.is_suppressed(conn, &address)?;
            Ok((!stopped).then(|| (id, address.text(), row.language)))
        })?)
    }

    /// Puts it into words.
    pub(super) fn write_message(&self, id: Id, organisation: &Organisation, telling: Telling) -> Option<Letter> {
        let absolute = |path: &str| match path.is_empty() {
            true => String::new(),
            false => format!("{}{path}", self.origin),
        };
        let stop = absolute(&telling.stop);
        let words = message::write(&Message {
            words: &telling.words,
            language: &telling.language,
            organisation: &organisation.name,
            contact: &organisation.contact,
            title: &telling.title,
            text: &telling.text,
            link: &absolute(&telling.path),
            stop: &stop,
            requests: &absolute("/privacy/requests"),
        })?;
        Some(Letter {
            to: telling.to,
            subject: words.subject,
            text: words.text,
            html: words.html,
            language: telling.language,
            message_id: id.to_string(),
            unsubscribe: Some(stop).filter(|stop| !stop.is_empty()),
            date: self.clock.now().and_utc(),
        })
    }
}
