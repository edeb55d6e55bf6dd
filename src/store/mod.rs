//! SQL, and the only place that says diesel; SQLite and PostgreSQL with one set of queries. No rules: what may be stored is decided in `privacy` and `services`.

mod connection;
mod db;
mod migrations;
mod schema;

pub mod accounts;
pub mod announcements;
pub mod campaigns;
pub mod cells;
pub mod collections;
pub mod comments;
pub mod factors;
pub mod incidents;
pub mod invitations;
pub mod key_check;
pub mod leases;
pub mod ledger;
pub mod letters;
pub mod organisation;
pub mod outbox;
pub mod policies;
pub mod pool;
pub mod processors;
pub mod releases;
pub mod requests;
pub mod retention;
pub mod sessions;
pub mod shelf;
pub mod statements;
pub mod subscribers;
pub mod surveys;
pub mod tally;
pub mod tokens;
pub mod trail;
pub mod training;
pub mod transparency;
pub mod turns;
pub mod versions;

pub use connection::Conn;
pub use db::{Backend, Db, Rows, StoreError};

use crate::domain::id::Id;

/// Reads a key column; a row whose key is not 16 bytes was not written by this program.
fn read_id(bytes: &[u8]) -> Rows<Id> {
    Id::from_slice(bytes).ok_or_else(|| corrupt("a key is not 16 bytes long"))
}

/// An error for a row that this program did not write.
pub fn query_error(what: &'static str) -> diesel::result::Error {
    corrupt(what)
}

fn corrupt(what: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(what.into())
}
