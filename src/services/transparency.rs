//! The transparency log: adding to it, within the transaction of what is promised, and reading it.

use chrono::NaiveDate;
use serde_json::Value;

use super::ServiceError;
use crate::domain::transparency::{Entry, Sealed};
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
