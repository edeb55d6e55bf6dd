//! The transparency log: one chain of everything promised, published and released. Adding to it, within the transaction of what is
//! promised; reading it; comparing it with the rows whose digests it has.

mod check;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::signing::ChainSigner;
use super::{ServiceError, incidents, policy, release, retention, statements, training};
use crate::clock::Clock;
use crate::domain::chain::Joint;
use crate::domain::transparency::{Entry, Sealed, digest};
use crate::keys::{Chain, KeyFolder};
use crate::store::{Conn, Db, Rows, transparency};

pub use super::signing::Head;
pub use check::Checked;

/// Entries a page of the log has at most.
pub const PAGE: usize = 500;

/// Reads the log.
#[derive(Clone)]
pub struct TransparencyDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    keys: KeyFolder,
    signer: ChainSigner,
}

/// An entry, and what was published with it where everybody may read that.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The entry as it was hashed.
    pub sealed: Sealed,
    /// The entry, read.
    pub entry: Entry,
    /// The text whose digest it has, as it stands in the database now.
    pub published: Option<Published>,
}

/// Where something stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// The number of its entry.
    pub number: i64,
    /// The digest of its text.
    pub digest: String,
}

impl TransparencyDesk {
    /// Over a database; signs with a key of the key folder.
    pub fn new(db: Db, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Self {
        Self {
            db,
            clock,
            keys: keys.clone(),
            signer: ChainSigner::new(keys, "log", "signing the log"),
        }
    }

    /// Entries before a number, the newest first, at most `most`.
    pub fn before(&self, before: i64, most: i64) -> Result<Vec<(Entry, String)>, ServiceError> {
        let found = self.db.read(|conn| transparency::before(conn, before, most))?;
        let read = |sealed: Sealed| Some((serde_json::from_str(&sealed.text).ok()?, sealed.digest));
        Ok(found.into_iter().filter_map(read).collect())
    }

    /// The signed end, which the key folder remembers from now on; `None` before the first entry, and for a log that was cut off.
    pub fn head(&self) -> Result<Option<Head>, ServiceError> {
        self.page(i64::MAX).map(|(_, head)| head)
    }

    /// The entries from number `from` on, at most [`PAGE`], and the signed end of the same moment.
    pub fn page(&self, from: i64) -> Result<(Vec<Sealed>, Option<Head>), ServiceError> {
        let (known, most) = (self.keys.end(Chain::Log)?, i64::try_from(PAGE).unwrap_or(i64::MAX));
        let (entries, last, hangs) = self.db.read(|conn| {
            Ok((
                transparency::from(conn, from, most)?,
                transparency::last(conn)?,
                hangs_on(conn, known.as_ref())?,
            ))
        })?;
        let Some((number, digest)) = last.filter(|_| hangs) else {
            return Ok((entries, None));
        };
        self.keys.remember_end(Chain::Log, number, &digest)?;
        Ok((entries, Some(self.signer.sign(&Joint { number, digest }))))
    }

    /// One entry.
    pub fn open(&self, number: i64) -> Result<Option<Opened>, ServiceError> {
        Ok(self.db.read(|conn| {
            let found = transparency::from(conn, number, 1)?.pop();
            let read = found.and_then(|sealed| Some((serde_json::from_str::<Entry>(&sealed.text).ok()?, sealed)));
            let Some((entry, sealed)) = read.filter(|(entry, _)| entry.number == number) else {
                return Ok(None);
            };
            let name = entry.body["name"].as_str().unwrap_or_default();
            // what not everybody may read is not even looked up
            let is_public = entry.body["path"].as_str().is_some_and(|path| !path.is_empty());
            let source = SOURCES.iter().find(|(kind, _)| is_public && *kind == entry.kind);
            let found = source.map(|(_, source)| source(conn)).transpose()?.unwrap_or_default();
            let published = found.into_iter().find(|one| one.name == name && !one.path.is_empty());
            Ok(Some(Opened {
                sealed,
                entry,
                published,
            }))
        })?)
    }

    /// Where everything of a kind stands, by name.
    pub fn inclusions(&self, kind: &str) -> Result<BTreeMap<String, Inclusion>, ServiceError> {
        let part = format!("\"kind\":{},\"body\":{{\"name\":", json!(kind));
        let found = self.db.read(|conn| transparency::holding(conn, &part))?;
        let read = |sealed: &Sealed| {
            let entry: Entry = serde_json::from_str(&sealed.text).ok()?;
            let name = entry.body["name"].as_str().filter(|_| entry.kind == kind)?.to_owned();
            let digest = entry.body["digest"].as_str().unwrap_or_default().to_owned();
            let number = entry.number;
            Some((name, Inclusion { number, digest }))
        };
        Ok(found.iter().rev().filter_map(read).collect())
    }

    /// Where something published stands.
    pub fn inclusion(&self, kind: &str, name: &str) -> Result<Option<Inclusion>, ServiceError> {
        Ok(self.db.read(|conn| inclusion(conn, kind, name))?)
    }
}

fn inclusion(conn: &mut Conn, kind: &str, name: &str) -> Rows<Option<Inclusion>> {
    let part = format!("\"kind\":{},\"body\":{{\"name\":{},", json!(kind), json!(name));
    for sealed in transparency::holding(conn, &part)? {
        let Ok(entry) = serde_json::from_str::<Entry>(&sealed.text) else {
            continue;
        };
        if entry.kind == kind && entry.body["name"].as_str() == Some(name) {
            return Ok(Some(Inclusion {
                number: entry.number,
                digest: entry.body["digest"].as_str().unwrap_or_default().to_owned(),
            }));
        }
    }
    Ok(None)
}

/// Whether the entry that the key folder remembers is here.
fn hangs_on(conn: &mut Conn, known: Option<&(i64, String)>) -> Rows<bool> {
    let Some((number, digest)) = known else {
        return Ok(true);
    };
    let found = transparency::from(conn, *number, 1)?;
    Ok(found.first().is_some_and(|sealed| {
        let is_it = serde_json::from_str::<Entry>(&sealed.text).is_ok_and(|entry| entry.number == *number);
        is_it && sealed.digest == *digest
    }))
}

/// Something published for good. The log has the digest of its text, so that nobody can rewrite the row it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The kind of entry, such as `policy`.
    pub kind: &'static str,
    /// Its name among its kind, such as `3`; the same text is never published twice under a name.
    pub name: String,
    /// Its text as it stands in the database, of which anybody can make the digest; always the same bytes for the same row.
    pub text: String,
    /// Where people read it on our own pages; empty for what not everybody may read.
    pub path: String,
}

/// Everything of a kind that the database says was published.
type Source = fn(&mut Conn) -> Rows<Vec<Published>>;

/// Every source of published rows. Whoever publishes something new adds theirs here, and `verify` compares it with the log.
const SOURCES: &[(&str, Source)] = &[
    ("policy", policy::published),
    ("release", release::published),
    ("guidelines", training::published),
    ("incident", incidents::source),
    ("statement", statements::source),
    ("retention", retention::published),
];

/// Publishes: adds an entry with the digest of the text. In the transaction that writes the row.
pub(super) fn publish(conn: &mut Conn, day: NaiveDate, published: &Published) -> Rows<()> {
    publish_with(conn, day, published, &[])
}

/// The same with more facts in the entry.
pub(super) fn publish_with(conn: &mut Conn, day: NaiveDate, published: &Published, more: &[(&str, Value)]) -> Rows<()> {
    let mut body = json!({
        "name": published.name,
        "digest": digest(&published.text),
        "path": published.path,
    });
    for (name, value) in more {
        body[*name] = value.clone();
    }
    append(conn, day, published.kind, body)
}

/// Adds an entry to the log.
pub(super) fn append(conn: &mut Conn, day: NaiveDate, kind: &str, body: Value) -> Rows<()> {
    let (number, previous) = transparency::last(conn)?.unwrap_or_default();
    let entry = Entry {
        number: number + 1,
        day,
        kind: kind.to_owned(),
        body,
        previous,
    };
    transparency::insert(conn, entry.number, &entry.seal())
}
