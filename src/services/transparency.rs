//! The transparency log: adding to it, within the transaction of what is promised, and reading it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::ServiceError;
use crate::domain::transparency::{Entry, Sealed, digest};
use crate::store::{Conn, Db, Rows, transparency};

/// Entries a page of the log has at most.
pub const PAGE: usize = 500;

/// Reads the log.
#[derive(Clone, Debug)]
pub struct TransparencyDesk {
    db: Db,
}

impl TransparencyDesk {
    /// Over a database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// The entries from number `from` on, at most [`PAGE`].
    pub fn from(&self, from: i64) -> Result<Vec<Sealed>, ServiceError> {
        let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
        Ok(self.db.read(|conn| transparency::from(conn, from, most))?)
    }
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
    /// Where people read it on our own pages.
    pub path: String,
}

/// Everything of a kind that the database says was published.
type Source = fn(&mut Conn) -> Rows<Vec<Published>>;

/// Every source of published rows. Whoever publishes something new adds theirs here, and `verify` compares it with the log.
pub(super) const SOURCES: &[Source] = &[super::incidents::source, super::statements::source];

/// Publishes: adds an entry with the digest of the text. In the transaction that writes the row.
pub(super) fn publish(conn: &mut Conn, day: NaiveDate, published: &Published) -> Rows<()> {
    let body = json!({
        "name": published.name,
        "digest": digest(&published.text),
        "path": published.path,
    });
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
