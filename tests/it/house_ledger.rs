//! The ledger of data: the real database, `domain::inventory`, `docs/DATA.md`, both folders of migrations and
//! `store/schema.rs` say the same of every column.

use std::collections::{BTreeMap, BTreeSet};

use chorus::domain::inventory::{DataKind, TABLES};
use chorus::store::Db;
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use regex::Regex;

use crate::house::{root, text_of};
use crate::place::Place;

/// The migrations' own bookkeeping, which diesel makes.
const OF_THE_TOOL: &str = "__diesel_schema_migrations";

/// A column of a table: its kind as schema.rs calls it, whether it may be empty, whether it is part of the key.
pub type Columns = BTreeMap<String, (String, bool, bool)>;

pub fn real_columns(place: &Place) -> Columns {
    let line = "table_name || '|' || column_name || '|' || data_type || '|' || is_nullable || '|' || in_key";
    let rest = if place.is_postgres() {
        "FROM (SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, CASE WHEN EXISTS (SELECT 1 FROM pg_index i \
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indisprimary \
         AND i.indrelid = c.table_name::regclass AND a.attname = c.column_name) THEN 'YES' ELSE 'NO' END AS in_key \
         FROM information_schema.columns c WHERE c.table_schema = 'public') AS columns"
    } else {
        "FROM (SELECT t.name AS table_name, c.name AS column_name, c.type AS data_type, \
         CASE WHEN c.\"notnull\" = 0 THEN 'YES' ELSE 'NO' END AS is_nullable, CASE WHEN c.pk > 0 THEN 'YES' ELSE 'NO' END AS in_key \
         FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table') AS columns"
    };
    let mut columns = Columns::new();
    for row in place.texts(line, rest) {
        let [table, column, kind, nullable, key] = row.split('|').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        if table != OF_THE_TOOL {
            columns.insert(
                format!("{table}.{column}"),
                (kind_of(kind).to_owned(), nullable == "YES", key == "YES"),
            );
        }
    }
    columns
}

/// Both databases' names of a type in one.
fn kind_of(kind: &str) -> &str {
    match kind.to_ascii_lowercase().as_str() {
        "integer" => "Integer",
        "bigint" => "BigInt",
        "text" => "Text",
        "blob" | "bytea" => "Binary",
        "boolean" => "Bool",
        "date" => "Date",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        other => panic!("a column of a kind nobody expected: {other}"),
    }
}

fn schema_columns() -> Columns {
    let table = Regex::new(r"(?s)diesel::table! \{\s+(\w+) \(([^)]*)\) \{(.*?)\n    \}").expect("a pattern");
    let column = Regex::new(r"(\w+) -> (Nullable<)?(\w+)").expect("a pattern");
    let schema = ["mod", "staff", "centre", "handling", "happened", "rights"]
        .map(|part| text_of(&format!("src/store/schema/{part}.rs")))
        .concat();
    let mut columns = Columns::new();
    for found in table.captures_iter(&schema) {
        let keys: Vec<&str> = found[2].split(", ").collect();
        for part in column.captures_iter(&found[3]) {
            let entry = (part[3].to_owned(), part.get(2).is_some(), keys.contains(&&part[1]));
            columns.insert(format!("{}.{}", &found[1], &part[1]), entry);
        }
    }
    columns
}

fn inventory() -> BTreeMap<String, &'static str> {
    TABLES
        .iter()
        .flat_map(|(table, kind, columns)| {
            columns
                .iter()
                .map(move |column| (format!("{table}.{column}"), kind.name()))
        })
        .collect()
}

/// Rows of the tables of docs/DATA.md, cell by cell.
fn document_rows() -> Vec<Vec<String>> {
    text_of("docs/DATA.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| {
            line.split(" | ")
                .map(|cell| cell.trim().trim_matches('`').to_owned())
                .collect()
        })
        .collect()
}

fn opened() -> Place {
    let place = Place::new();
    drop(Db::open(&place.url()).expect("a database"));
    place
}

#[test]
fn the_real_database_has_the_columns_of_the_inventory_and_no_other() {
    let real: BTreeSet<String> = real_columns(&opened()).into_keys().collect();

    let known: BTreeSet<String> = inventory().into_keys().collect();

    assert_eq!(real, known);
}

#[test]
fn the_real_database_is_what_the_queries_are_compiled_for() {
    let real = real_columns(&opened());

    let schema = schema_columns();

    assert!(schema.len() > 80, "schema.rs is not read as it is written");
    for (column, expected) in &schema {
        assert_eq!(
            real.get(column),
            Some(expected),
            "{column}: type, may be empty, in the key"
        );
    }
    assert_eq!(real.len(), schema.len());
}

#[test]
fn the_document_has_a_row_for_every_column_with_its_kind() {
    let names = Regex::new(r"^[a-z_]+\.[a-z_]+$").expect("a pattern");

    let mut rows = BTreeMap::new();
    for row in document_rows().into_iter().filter(|row| names.is_match(&row[0])) {
        assert!(row.len() == 3 && row[2].len() > 8, "{} says too little", row[0]);
        assert!(
            rows.insert(row[0].clone(), row[1].clone()).is_none(),
            "{} stands there twice",
            row[0]
        );
    }

    let known: BTreeMap<String, String> = inventory()
        .into_iter()
        .map(|(column, kind)| (column, kind.to_owned()))
        .collect();
    assert_eq!(rows, known);
}

#[test]
fn the_document_says_of_every_kind_why_from_where_who_sees_it_and_how_long() {
    let document = text_of("docs/DATA.md");

    for kind in DataKind::ALL {
        let heading = format!("\n### `{}`\n", kind.name());
        let (_, after) = document
            .split_once(&heading)
            .unwrap_or_else(|| panic!("no section {heading}"));
        let section = after.split("\n#").next().unwrap_or("");
        for part in ["**Why.**", "**From.**", "**Seen by.**", "**Kept.**"] {
            assert!(section.contains(part), "{}: {part} is missing", kind.name());
        }
    }
    assert_eq!(document.matches("\n### `").count(), DataKind::ALL.len());
}

#[test]
fn both_folders_of_migrations_say_the_same() {
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root().join("migrations").join(folder)).expect("a folder");
        entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    };
    let tables = |folder: &str, name: &str| -> BTreeMap<String, String> {
        let table = Regex::new(r"(?s)CREATE TABLE (\w+) \((.*?)\n\)(?: WITHOUT ROWID)?;").expect("a pattern");
        let text = text_of(&format!("migrations/{folder}/{name}/up.sql")).replace("BYTEA", "BLOB");
        table
            .captures_iter(&text)
            .map(|found| (found[1].to_owned(), found[2].to_owned()))
            .collect()
    };
    let triggers = |folder: &str, name: &str| -> BTreeSet<String> {
        let trigger = Regex::new(r"CREATE TRIGGER (\w+)").expect("a pattern");
        let text = text_of(&format!("migrations/{folder}/{name}/up.sql"));
        trigger.captures_iter(&text).map(|found| found[1].to_owned()).collect()
    };

    assert_eq!(names("sqlite"), names("postgres"));
    for name in names("sqlite") {
        assert_eq!(tables("sqlite", &name), tables("postgres", &name), "{name}");
        // each database has its own way around a trigger: TRUNCATE there, INSERT OR REPLACE here
        let (here, there) = (triggers("sqlite", &name), triggers("postgres", &name));
        assert!(
            here.difference(&there).all(|trigger| trigger.ends_with("_replaced")),
            "{name}"
        );
        assert!(
            there.difference(&here).all(|trigger| trigger.ends_with("_emptied")),
            "{name}"
        );
    }
}

#[test]
fn migrations_run_up_down_and_up_again() {
    fn run<DB: diesel::backend::Backend>(conn: &mut impl MigrationHarness<DB>, folder: &str) {
        let all = || FileBasedMigrations::from_path(root().join("migrations").join(folder)).expect("migrations");
        conn.run_pending_migrations(all()).expect("up");
        conn.revert_all_migrations(all()).expect("down");
    }
    let place = Place::new();
    if place.is_postgres() {
        run(
            &mut PgConnection::establish(&place.url()).expect("the server"),
            "postgres",
        );
        let functions = "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'";
        assert_eq!(place.texts("p.proname", functions), Vec::<String>::new());
    } else {
        run(
            &mut SqliteConnection::establish(&place.sqlite_file().to_string_lossy()).expect("the file"),
            "sqlite",
        );
    }
    assert_eq!(real_columns(&place), Columns::new());

    drop(Db::open(&place.url()).expect("a database"));

    assert_eq!(real_columns(&place), schema_columns());
}

#[test]
fn what_comes_from_respondents_has_no_hidden_counter() {
    let place = opened();
    if place.is_postgres() {
        // no sequence, no serial column: ids are random or computed
        assert_eq!(
            place.number("SELECT count(*) AS value FROM information_schema.sequences"),
            0
        );
        return;
    }

    let with_rowid = place.texts(
        "name",
        "FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 AND name NOT LIKE 'sqlite%'",
    );

    assert_eq!(with_rowid, [OF_THE_TOOL]);
}

#[test]
fn no_column_could_hold_who_or_when_somebody_answered() {
    let of_respondents: Vec<(&str, &&str)> = TABLES
        .iter()
        .filter(|(_, kind, _)| kind.is_from_respondents())
        .flat_map(|(table, _, columns)| columns.iter().map(move |column| (*table, column)))
        .collect();
    let columns = schema_columns();

    let telling =
        Regex::new(r"(^|_)(at|ip|address|agent|device|email|user|session|account|invitation|created|time)(_|$)")
            .expect("a pattern");
    for (table, column) in of_respondents {
        assert!(!telling.is_match(column), "{table}.{column}");
        let (kind, ..) = &columns[&format!("{table}.{column}")];
        assert_ne!(kind, "Timestamp", "{table}.{column}");
        // the only days are those of a release and of a lot's end
        let may_be_a_day = ["releases.published_on", "comments.expires_on"];
        assert!(
            kind != "Date" || may_be_a_day.contains(&format!("{table}.{column}").as_str()),
            "{table}.{column}"
        );
    }
}
