//! Atom feeds (RFC 4287) of what the organisation publishes. Names are made of the installation and the thing, never of an address, so
//! that a reader knows an entry again after a move.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use atom_syndication::{Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset, NaiveDate};
use sha2::{Digest, Sha256};

use crate::domain::id::Id;

/// What names of feeds and entries are made of.
#[derive(Debug, Clone, Copy)]
pub struct FeedSeed(pub Id);

/// A feed, without its entries.
pub struct FeedHead<'f> {
    /// What its name is made of.
    pub seed: FeedSeed,
    /// Which feed of this installation it is, such as `incidents`.
    pub name: &'f str,
    /// Its title.
    pub title: String,
    /// Who publishes.
    pub author: String,
    /// The language of what it says.
    pub language: &'f str,
    /// What visitors type before a path, such as `https://feedback.example.org`.
    pub origin: &'f str,
    /// Its own path.
    pub path: &'f str,
    /// The path of the page that says the same.
    pub page: &'f str,
    /// Its day where it has no entry yet.
    pub today: NaiveDate,
}

/// An entry of a feed.
pub struct FeedEntry {
    /// Its name within the feed; the same for good.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The path of its page.
    pub path: String,
    /// What it says, as HTML that does no harm.
    pub html: String,
    /// The day it was published.
    pub day: NaiveDate,
    /// The language of title and text.
    pub language: String,
}

/// The feed, its newest entry first.
pub fn atom(head: &FeedHead, mut entries: Vec<FeedEntry>) -> HttpResponse {
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    let updated = entries.first().map_or(head.today, |entry| entry.day);
    let mut feed = Feed::default();
    feed.set_id(urn(head.seed, head.name, ""));
    feed.set_title(Text::plain(head.title.clone()));
    feed.set_updated(midnight(updated));
    let mut author = Person::default();
    author.set_name(head.author.clone());
    feed.set_authors(vec![author]);
    let mut generator = Generator::default();
    generator.set_value("Chorus");
    feed.set_generator(generator);
    feed.set_lang(head.language.to_owned());
    let own = format!("{}{}?lang={}", head.origin, head.path, head.language);
    let page = format!("{}{}", head.origin, head.page);
    feed.set_links(vec![
        link("self", own, "application/atom+xml"),
        link("alternate", page, "text/html"),
    ]);
    let drawn = entries.into_iter().map(|entry| drawn(head, entry));
    feed.set_entries(drawn.collect::<Vec<_>>());
    HttpResponse::Ok()
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(feed.to_string())
}

fn drawn(head: &FeedHead, entry: FeedEntry) -> Entry {
    let mut title = Text::plain(entry.title);
    title.lang = Some(entry.language.clone());
    let mut content = Content::default();
    // paths in the text are those of our own pages
    content.set_base(format!("{}/", head.origin));
    content.set_lang(entry.language);
    content.set_content_type("html".to_owned());
    content.set_value(entry.html);
    let mut drawn = Entry::default();
    drawn.set_id(urn(head.seed, head.name, &entry.id));
    drawn.set_title(title);
    drawn.set_updated(midnight(entry.day));
    drawn.set_published(midnight(entry.day));
    drawn.set_links(vec![link(
        "alternate",
        format!("{}{}", head.origin, entry.path),
        "text/html",
    )]);
    drawn.set_content(content);
    drawn
}

fn link(rel: &str, href: String, kind: &str) -> Link {
    let mut link = Link::default();
    link.set_rel(rel);
    link.set_href(href);
    link.set_mime_type(kind.to_owned());
    link
}

fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}

/// A UUID of version 8 (RFC 9562): bits of a hash.
fn urn(seed: FeedSeed, feed: &str, entry: &str) -> String {
    let hash = Sha256::new()
        .chain_update(b"chorus feed\0")
        .chain_update(seed.0.bytes())
        .chain_update(feed)
        .chain_update(b"\0")
        .chain_update(entry)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = Id::new(bytes).to_string();
    let parts = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_uuids_that_differ_by_feed_entry_and_installation() {
        let (here, there) = (FeedSeed(Id::new([1; 16])), FeedSeed(Id::new([2; 16])));
        let mut names = vec![
            urn(here, "incidents", ""),
            urn(here, "incidents", "1"),
            urn(here, "changes", ""),
            urn(there, "incidents", ""),
        ];

        assert_eq!(names[0], urn(here, "incidents", ""));
        for name in &names {
            let uuid = name.strip_prefix("urn:uuid:").expect("a name");
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "8");
            assert!(["8", "9", "a", "b"].contains(&&uuid[19..20]), "{uuid}");
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 4);
    }
}
