//! One connection to either database, opened by the scheme of its URL.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;

/// A connection to one of the two databases; queries are written once for both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(diesel::PgConnection),
    /// SQLite.
    Sqlite(diesel::SqliteConnection),
}

/// Runs what diesel cannot say through the enum on the real connection of either backend.
macro_rules! on_backend {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::store::Conn::Pg($c) => $body,
            $crate::store::Conn::Sqlite($c) => $body,
        }
    };
}
pub(super) use on_backend;

/// Opens connections of one backend and sets them up.
#[derive(Debug, Clone)]
pub(super) enum Opener {
    Pg { url: String },
    Sqlite { path: String },
}

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        match self {
            Self::Pg { url } => {
                let mut conn = diesel::PgConnection::establish(url).map_err(diesel::r2d2::Error::ConnectionError)?;
                conn.batch_execute("SET client_min_messages TO warning")
                    .map_err(diesel::r2d2::Error::QueryError)?;
                Ok(Conn::Pg(conn))
            }
            Self::Sqlite { path } => {
                let mut conn =
                    diesel::SqliteConnection::establish(path).map_err(diesel::r2d2::Error::ConnectionError)?;
                // each by itself: SQLite gives up on a batch at the first that must wait
                for pragma in SQLITE_SETTINGS {
                    conn.batch_execute(pragma).map_err(diesel::r2d2::Error::QueryError)?;
                }
                Ok(Conn::Sqlite(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        on_backend!(conn, |c| c.batch_execute("SELECT 1")).map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn_is_broken(conn)
    }
}

fn conn_is_broken(conn: &mut Conn) -> bool {
    use diesel::connection::{AnsiTransactionManager, TransactionManager};
    on_backend!(conn, |c| AnsiTransactionManager::is_broken_transaction_manager(c))
}

/// FULL: with NORMAL a power cut loses acknowledged rows. `secure_delete` overwrites what is deleted. A longer log before
/// a checkpoint writes each page of random keys once instead of often; it is emptied whenever nothing is queued.
const SQLITE_SETTINGS: [&str; 8] = [
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -4000",
    "PRAGMA wal_autocheckpoint = 4000",
];
