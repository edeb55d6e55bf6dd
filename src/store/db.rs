//! The database: `read` sees one moment, `write` runs alone and may run twice.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use diesel::RunQueryDsl;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::result::{DatabaseErrorKind, Error};

use super::connection::{Conn, Opener, on_backend};
use super::migrations;

/// What a query gives.
pub type Rows<T> = Result<T, Error>;

/// How often a transaction that met another one is run again.
const ATTEMPTS: u32 = 40;

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

/// The database could not be opened, reached or asked.
#[derive(Debug)]
pub enum StoreError {
    /// The URL names no database this program knows.
    UnknownScheme(String),
    /// No connection.
    Unreachable(String),
    /// The schema has migrations this program does not know.
    NewerSchema,
    /// A migration failed.
    Migration(String),
    /// A query failed.
    Query(Error),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownScheme(scheme) => {
                write!(
                    out,
                    "DATABASE_URL begins with \"{scheme}\", which is neither sqlite:// nor postgres://"
                )
            }
            Self::Unreachable(why) => write!(out, "the database cannot be reached: {why}"),
            Self::NewerSchema => out.write_str("the database was made by a newer version of Chorus than this one"),
            Self::Migration(why) => write!(out, "the database could not be brought up to date: {why}"),
            Self::Query(_) => out.write_str("the database refused a query"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Query(cause) => Some(cause),
            _ => None,
        }
    }
}

impl From<Error> for StoreError {
    fn from(cause: Error) -> Self {
        Self::Query(cause)
    }
}

/// The database, with its connections.
#[derive(Clone)]
pub struct Db {
    connections: diesel::r2d2::Pool<Opener>,
    backend: Backend,
    wiping: Arc<Mutex<()>>,
}

/// Databases of at most so many bytes are written anew after a release.
const REWRITTEN: i64 = 64 << 20;

/// The size of an SQLite database.
#[derive(diesel::QueryableByName)]
struct Size {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    bytes: i64,
}

/// What SQLite says of a checkpoint.
#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// Whether nothing but live rows is left in a table of PostgreSQL, as far as can be told.
#[derive(diesel::QueryableByName)]
struct Clean {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    clean: bool,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Db({:?})", self.backend)
    }
}

impl Db {
    /// Opens the database, makes it where it is an SQLite file that is not there yet, and runs pending migrations.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let (opener, backend) = opener(url)?;
        let first = diesel::r2d2::ManageConnection::connect(&opener)
            .map_err(|error| StoreError::Unreachable(one_line(&error)))?;
        let mut first = first;
        migrations::run(&mut first)?;
        drop(first);
        let connections = diesel::r2d2::Pool::builder()
            .max_size(if backend == Backend::Postgres { 8 } else { 4 })
            .min_idle(Some(1))
            .test_on_check_out(backend == Backend::Postgres)
            .connection_timeout(Duration::from_secs(5))
            .build(opener)
            .map_err(|error| StoreError::Unreachable(one_line(&error)))?;
        Ok(Self {
            connections,
            backend,
            wiping: Arc::default(),
        })
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Runs queries that see one moment and change nothing.
    pub fn read<T>(&self, queries: impl FnOnce(&mut Conn) -> Rows<T>) -> Result<T, StoreError> {
        let mut conn = self.connection()?;
        begin(
            &mut conn,
            "BEGIN DEFERRED",
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?;
        let result = queries(&mut conn);
        end(&mut conn, result).map_err(StoreError::from)
    }

    /// Runs queries alone, all or nothing; they may run more than once, so they change nothing but the database.
    pub fn write<T>(&self, mut queries: impl FnMut(&mut Conn) -> Rows<T>) -> Result<T, StoreError> {
        let mut conn = self.connection()?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let result = begin(&mut conn, "BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL SERIALIZABLE").and_then(|()| {
                let result = queries(&mut conn);
                end(&mut conn, result)
            });
            match result {
                Err(error) if attempt < ATTEMPTS && met_another(&error) => {
                    std::thread::sleep(Duration::from_millis(
                        u64::from(rand::random::<u8>() >> 4) * u64::from(attempt.min(8)),
                    ));
                }
                other => return other.map_err(StoreError::from),
            }
        }
    }

    /// Whether the database answers.
    pub fn is_ready(&self) -> bool {
        self.read(|conn| on_backend!(conn, |c| c.batch_execute("SELECT 1")))
            .is_ok()
    }

    /// Writes a small SQLite database anew: pages that were split keep copies of cells between those in use, which
    /// `secure_delete` does not reach. A large one would hold up submissions; what stays there is ciphertext without a key.
    pub fn rewrite(&self) -> Result<(), StoreError> {
        let mut conn = self.connection()?;
        if let Conn::Sqlite(c) = &mut *conn {
            let size =
                diesel::sql_query("SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size");
            let size: Vec<Size> = RunQueryDsl::load(size, c)?;
            if size.iter().all(|size| size.bytes <= REWRITTEN) {
                c.batch_execute("VACUUM")?;
            }
        }
        Ok(())
    }

    /// Wipes what deleted rows left behind: empties SQLite's write-ahead log, or lets PostgreSQL reclaim dead rows.
    ///
    /// Somebody who reads or writes in the way is no error, and does not wait for it; says whether it could be done.
    pub fn wipe_leftovers(&self, tables: &[&str]) -> Result<bool, StoreError> {
        // two at a time wait for each other, on PostgreSQL for many seconds
        let _alone = self.wiping.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut conn = self.connection()?;
        match &mut *conn {
            Conn::Sqlite(c) => {
                // it keeps writers out for as long as it waits for readers
                c.batch_execute("PRAGMA busy_timeout = 100")?;
                let emptied = RunQueryDsl::load::<Checkpoint>(diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)"), c);
                c.batch_execute("PRAGMA busy_timeout = 10000")?;
                Ok(emptied?.iter().all(|checkpoint| checkpoint.busy == 0))
            }
            Conn::Pg(c) => {
                let mut done = true;
                for table in tables {
                    // what is deleted stays in a page, with the number of its transaction, until something else is written there:
                    // the small table that answers come into is written anew as a whole
                    if *table == "inbox" {
                        c.batch_execute("SET lock_timeout = '200ms'")?;
                        let written_anew = c.batch_execute("VACUUM FULL inbox");
                        c.batch_execute("RESET lock_timeout")?;
                        match written_anew {
                            Err(error) if !is_lock_timeout(&error) => return Err(error.into()),
                            other => done = done && other.is_ok() && inbox_is_clean(c)?,
                        }
                    } else {
                        // giving emptied pages back to the disk can wait for seconds for everybody who uses the table
                        c.batch_execute(&format!("VACUUM (TRUNCATE false) {table}"))?;
                    }
                }
                Ok(done)
            }
        }
    }

    fn connection(&self) -> Result<diesel::r2d2::PooledConnection<Opener>, StoreError> {
        self.connections
            .get()
            .map_err(|error| StoreError::Unreachable(one_line(&error)))
    }
}

fn opener(url: &str) -> Result<(Opener, Backend), StoreError> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok((Opener::Pg { url: url.to_owned() }, Backend::Postgres));
    }
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"));
    let Some(path) = path.filter(|path| !path.is_empty()) else {
        let scheme = url.split(':').next().unwrap_or("").chars().take(20).collect();
        return Err(StoreError::UnknownScheme(scheme));
    };
    if let Some(folder) = std::path::Path::new(path)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Unreachable(format!("{}: {error}", folder.display())))?;
    }
    Ok((Opener::Sqlite { path: path.to_owned() }, Backend::Sqlite))
}

fn begin(conn: &mut Conn, sqlite: &str, postgres: &str) -> Rows<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sqlite),
        Conn::Pg(c) => AnsiTransactionManager::begin_transaction_sql(c, postgres),
    }
}

fn end<T>(conn: &mut Conn, result: Rows<T>) -> Rows<T> {
    match result {
        Ok(value) => on_backend!(conn, |c| AnsiTransactionManager::commit_transaction(c)).map(|()| value),
        Err(error) => {
            // the first error says why; one of the rollback would only say that the connection is gone
            let _ = on_backend!(conn, |c| AnsiTransactionManager::rollback_transaction(c));
            Err(error)
        }
    }
}

fn met_another(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation, _) => true,
        Error::DatabaseError(_, about) => ["database is locked", "deadlock detected", "could not serialize"]
            .iter()
            .any(|words| about.message().contains(words)),
        Error::RollbackErrorOnCommit { commit_error, .. } => met_another(commit_error),
        _ => false,
    }
}

/// Rows that a transaction which is just beginning might still see are written anew too, though they are deleted.
fn inbox_is_clean(conn: &mut diesel::PgConnection) -> Rows<bool> {
    let query = "SELECT pg_relation_size('inbox') = 0 OR EXISTS (SELECT 1 FROM inbox) AS clean";
    let found: Vec<Clean> = RunQueryDsl::load(diesel::sql_query(query), conn)?;
    Ok(found.iter().all(|row| row.clean))
}

/// PostgreSQL's own words are in the language of the server; its code is not told by the driver.
fn is_lock_timeout(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(_, about) if about.message().contains("lock timeout"))
}

fn one_line(error: &dyn std::error::Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
