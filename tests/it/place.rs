//! A database and a key folder of a test's own, on SQLite or (with `CHORUS_TEST_DATABASE`) on PostgreSQL; gone with it.

use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable};

use crate::outside::ScratchDir;

/// Where one test keeps everything.
pub struct Place {
    folder: ScratchDir,
    server: Option<Server>,
}

/// The PostgreSQL server of the whole run, and the database of this test on it.
struct Server {
    admin: String,
    name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Bytes {
    #[diesel(sql_type = Nullable<Binary>)]
    value: Option<Vec<u8>>,
}

/// Runs the same on a raw connection to either database.
macro_rules! raw {
    ($place:expr, |$conn:ident| $work:expr) => {
        match &$place.server {
            None => {
                let mut conn = SqliteConnection::establish(&$place.sqlite_file().to_string_lossy()).expect("the file");
                diesel::sql_query("PRAGMA busy_timeout = 10000")
                    .execute(&mut conn)
                    .expect("a setting");
                let $conn = &mut conn;
                $work
            }
            Some(_) => {
                let mut conn = PgConnection::establish(&$place.url()).expect("the server");
                let $conn = &mut conn;
                $work
            }
        }
    };
}

impl Place {
    /// Empty; nothing is made in it before a program opens it.
    pub fn new() -> Self {
        let folder = ScratchDir::new("place");
        let server = std::env::var("CHORUS_TEST_DATABASE").ok().map(|admin| {
            let name = format!("chorus_test_{:016x}", rand::random::<u64>());
            let server = Server { admin, name };
            server.run(&format!("CREATE DATABASE {}", server.name));
            server
        });
        std::fs::create_dir_all(folder.path().join("data")).expect("a folder");
        Self { folder, server }
    }

    /// The same with everything `self` holds; no program may be using the database at the moment.
    pub fn copy(&self) -> Self {
        let folder = ScratchDir::new("place");
        copy_folder(self.folder.path(), folder.path());
        let server = self.server.as_ref().map(|server| {
            let copy = Server {
                admin: server.admin.clone(),
                name: format!("chorus_test_{:016x}", rand::random::<u64>()),
            };
            copy.make_from(&server.name);
            copy
        });
        Self { folder, server }
    }

    /// Puts the database as it is in `older` in the place of the own one; the key folder stays as it is.
    pub fn put_back(&self, older: &Self) {
        match (&self.server, &older.server) {
            (Some(own), Some(older)) => {
                own.run(&format!("DROP DATABASE {} WITH (FORCE)", own.name));
                own.make_from(&older.name);
            }
            _ => {
                std::fs::remove_dir_all(self.data()).expect("a folder");
                copy_folder(&older.data(), &self.data());
            }
        }
    }

    pub fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    /// What DATABASE_URL is.
    pub fn url(&self) -> String {
        match &self.server {
            None => format!("sqlite://{}", self.sqlite_file().display()),
            Some(server) => {
                let (base, _) = server.admin.rsplit_once('/').expect("postgres://…/name");
                format!("{base}/{}", server.name)
            }
        }
    }

    /// DATA_DIR.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// KEY_FILE.
    pub fn key_file(&self) -> PathBuf {
        self.folder.path().join("keys/key")
    }

    /// A file beside both folders, for a test's own use.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of the embedded database; its log is beside it with `-wal`.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data().join("chorus.db")
    }

    /// The files of the database with their bytes: the file and its log, or of the server's folder, where it is known,
    /// all but the other databases.
    pub fn database_files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        if !self.is_postgres() {
            return files_in(&self.data());
        }
        self.execute("CHECKPOINT").expect("a checkpoint");
        let Ok(folder) = std::env::var("CHORUS_TEST_DATABASE_FILES") else {
            return Vec::new();
        };
        let own = self.number("SELECT oid::bigint AS value FROM pg_database WHERE datname = current_database()");
        let shared = ["global", "pg_wal", "pg_xact", "pg_multixact", "pg_stat", "pg_replslot"];
        let mut files = files_in(&Path::new(&folder).join(format!("base/{own}")));
        files.extend(shared.iter().flat_map(|name| files_in(&Path::new(&folder).join(name))));
        files.extend(
            std::fs::read(Path::new(&folder).join("server.log")).map(|bytes| (PathBuf::from("server.log"), bytes)),
        );
        files
    }

    /// The files of the key folder with their bytes.
    pub fn key_files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files_in(&self.folder.path().join("keys"))
    }

    /// Runs a statement past the program; the database's words where it refuses.
    pub fn execute(&self, statement: &str) -> Result<usize, String> {
        raw!(self, |conn| diesel::sql_query(statement)
            .execute(conn)
            .map_err(|error| error.to_string()))
    }

    /// The one number a query gives under the name `value`.
    pub fn number(&self, query: &str) -> i64 {
        let rows: Vec<Number> = raw!(self, |conn| diesel::sql_query(query).load(conn).expect("a query"));
        rows.first().expect("a row").value
    }

    /// One column, called `value`, as bytes.
    pub fn bytes(&self, query: &str) -> Vec<Vec<u8>> {
        let rows: Vec<Bytes> = raw!(self, |conn| diesel::sql_query(query).load(conn).expect("a query"));
        rows.into_iter().map(|row| row.value.unwrap_or_default()).collect()
    }

    /// One column, called `value`, as text.
    pub fn texts(&self, expression: &str, rest: &str) -> Vec<String> {
        let query = format!("SELECT {} AS value {rest}", self.as_bytes(expression));
        self.bytes(&query)
            .into_iter()
            .map(|bytes| String::from_utf8(bytes).expect("text"))
            .collect()
    }

    /// Every value of every column of every table, under the name `table.column`.
    pub fn every_value(&self) -> Vec<(String, Vec<u8>)> {
        let list = if self.is_postgres() {
            "FROM information_schema.columns WHERE table_schema = 'public'"
        } else {
            "FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'"
        };
        let name = if self.is_postgres() {
            "table_name || '.' || column_name"
        } else {
            "t.name || '.' || c.name"
        };
        let mut values = Vec::new();
        for column in self.texts(name, list) {
            let (table, field) = column.split_once('.').expect("table.column");
            let query = if self.is_postgres() {
                let bytea = format!("convert_to(regexp_replace({field}::text, '^\\\\x', ''), 'UTF8')");
                format!(
                    "SELECT {bytea} AS value FROM {table} UNION ALL SELECT {} AS value FROM {table}",
                    self.raw_bytes(table, field)
                )
            } else {
                format!("SELECT CAST({field} AS BLOB) AS value FROM {table}")
            };
            values.extend(self.bytes(&query).into_iter().map(|value| (column.clone(), value)));
        }
        values
    }

    fn raw_bytes(&self, table: &str, field: &str) -> String {
        let kind = self.texts(
            "data_type",
            &format!("FROM information_schema.columns WHERE table_name = '{table}' AND column_name = '{field}'"),
        );
        if kind == ["bytea"] {
            field.to_owned()
        } else {
            format!("convert_to({field}::text, 'UTF8')")
        }
    }

    fn as_bytes(&self, expression: &str) -> String {
        if self.is_postgres() {
            format!("convert_to(({expression})::text, 'UTF8')")
        } else {
            format!("CAST(({expression}) AS BLOB)")
        }
    }
}

impl Server {
    fn run(&self, statement: &str) {
        let mut conn = PgConnection::establish(&self.admin).expect("the server of CHORUS_TEST_DATABASE");
        diesel::sql_query(statement)
            .execute(&mut conn)
            .expect("a statement for the server");
    }

    /// A program that was killed leaves connections the server takes a moment to notice.
    fn make_from(&self, template: &str) {
        self.run(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{template}' AND pid <> pg_backend_pid()"
        ));
        self.run(&format!("CREATE DATABASE {} TEMPLATE {template}", self.name));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut conn) = PgConnection::establish(&self.admin) {
            // a server that is gone has taken the database with it
            let _ = diesel::sql_query(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).execute(&mut conn);
        }
    }
}

/// The bytes of a file, read by another process: whoever closes a file gives up the locks of the whole process on it, and the
/// program under test holds some on its database (POSIX, `fcntl`).
pub fn read(path: &Path) -> Option<Vec<u8>> {
    let is_database = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("chorus.db"));
    if !is_database {
        return std::fs::read(path).ok();
    }
    let read = std::process::Command::new("cat").arg(path).output().ok()?;
    read.status.success().then_some(read.stdout)
}

/// Every file under a folder with its bytes; what goes away meanwhile is left out.
pub fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if let Some(bytes) = read(&path) {
            files.push((path, bytes));
        }
    }
    files
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file");
        }
    }
}
