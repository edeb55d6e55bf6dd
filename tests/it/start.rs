//! Starting: what is wrong is said in one clear sentence each, all at once, with exit status 2; migrations go up, down and up again.

use diesel::prelude::*;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use crate::binary::{Binary, Ran};
use crate::outside::free_port;
use crate::place::Place;

/// The lines of a refused start.
fn refused(ran: &Ran) -> Vec<&str> {
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    ran.err.lines().collect()
}

#[test]
fn a_database_of_an_unknown_kind_is_refused_and_made_nowhere() {
    let place = Place::new();

    for (url, scheme) in [
        ("mysql://u:secret@host/db", "mysql"),
        ("chorus.db", "chorus.db"),
        ("sqlite://", "sqlite"),
        ("", ""),
    ] {
        let ran = Binary::on(&place)
            .with("CHORUS_DATABASE_URL", url)
            .run(&["release", "run"]);

        let sentence =
            format!("chorus: DATABASE_URL begins with \"{scheme}\", which is neither sqlite:// nor postgres://");
        assert_eq!(refused(&ran), [sentence]);
        assert!(!ran.err.contains("secret"));
    }
    assert_eq!(std::fs::read_dir(place.data()).expect("a folder").count(), 0);
}

#[test]
fn a_server_that_does_not_answer_is_named_without_its_password() {
    let place = Place::new();
    let url = format!("postgres://u:topsecret@127.0.0.1:{}/chorus", free_port());

    let ran = Binary::on(&place).with("CHORUS_DATABASE_URL", &url).run(&["serve"]);

    let lines = refused(&ran);
    assert!(
        lines.len() == 1 && lines[0].starts_with("chorus: the database cannot be reached: "),
        "{lines:?}"
    );
    assert!(!ran.err.contains("topsecret"));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let place = Place::new();

    let ran = Binary::on(&place)
        .with("CHORUS_DATABASE_URL", "sqlite:///proc/nowhere/chorus.db")
        .run(&["serve"]);

    let lines = refused(&ran);
    assert!(
        lines.len() == 1 && lines[0].contains("the database cannot be reached: /proc/nowhere"),
        "{lines:?}"
    );
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let place = Place::new();
    Binary::on(&place).ok(&["organisation", "show"]);
    place
        .execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231235959')")
        .expect("a row");

    let ran = Binary::on(&place).run(&["serve"]);

    assert_eq!(
        refused(&ran),
        ["chorus: the database was made by a newer version of Chorus than this one"]
    );
}

#[test]
fn all_wrong_settings_are_told_at_once() {
    let place = Place::new();

    let ran = Binary::on(&place)
        .with("CHORUS_LISTEN", "everywhere")
        .with("CHORUS_PUBLIC_URL", "feedback.example")
        .with("CHORUS_TLS_CERT", "/nowhere.pem")
        .with("CHORUS_TRUSTED_PROXY", "the proxy")
        .with("CHORUS_DATABASE_URL_FILE", "/nowhere")
        .with("CHORUS_KEY_FILE", &place.data().join("key").display().to_string())
        .run(&["serve"]);

    let lines = refused(&ran);
    for name in [
        "LISTEN",
        "PUBLIC_URL",
        "TLS_KEY",
        "TRUSTED_PROXY",
        "DATABASE_URL_FILE",
        "KEY_FILE",
    ] {
        assert_eq!(
            lines.iter().filter(|line| line.contains(name)).count(),
            1,
            "{name} in {lines:?}"
        );
    }
    assert!(
        lines.len() == 6 && lines.iter().all(|line| line.starts_with("chorus: ")),
        "{lines:?}"
    );
}

#[test]
fn a_key_file_that_is_none_is_refused_and_kept() {
    let place = Place::new();
    std::fs::create_dir_all(place.key_file().parent().expect("a folder")).expect("a folder");
    std::fs::write(place.key_file(), "my shopping list").expect("a file");

    let ran = Binary::on(&place).run(&["serve"]);

    let lines = refused(&ran);
    assert!(
        lines.len() == 1 && lines[0].ends_with("does not hold a key of this program"),
        "{lines:?}"
    );
    assert_eq!(
        std::fs::read_to_string(place.key_file()).expect("a file"),
        "my shopping list"
    );
}

#[test]
fn a_port_somebody_else_has_is_said_before_anything_starts() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();

    let ran = Binary::on(&place).with("CHORUS_LISTEN", &address).run(&["serve"]);

    let lines = refused(&ran);
    assert!(
        lines.len() == 1 && lines[0].starts_with(&format!("chorus: LISTEN {address}: ")),
        "{lines:?}"
    );
}

#[test]
fn migrations_go_up_down_and_up_again() {
    let place = Place::new();
    let folder = |name: &str| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        FileBasedMigrations::from_path(std::path::Path::new(path).join(name)).expect("migrations")
    };
    let up = || match place.is_postgres() {
        true => drop(postgres(&place).run_pending_migrations(folder("postgres")).expect("up")),
        false => drop(sqlite(&place).run_pending_migrations(folder("sqlite")).expect("up")),
    };
    let down = || match place.is_postgres() {
        true => drop(
            postgres(&place)
                .revert_all_migrations(folder("postgres"))
                .expect("down"),
        ),
        false => drop(sqlite(&place).revert_all_migrations(folder("sqlite")).expect("down")),
    };

    up();
    let first = schema(&place);
    down();
    let empty = schema(&place);
    up();
    let again = schema(&place);

    assert!(first.len() > 18, "{first:?}");
    assert_eq!(first, again);
    assert!(
        empty.iter().all(|line| line.contains("__diesel_schema_migrations")),
        "{empty:?}"
    );
    assert_eq!(
        Binary::on(&place).run(&["organisation", "show"]).status,
        Some(0),
        "the program takes it as it is"
    );
}

fn sqlite(place: &Place) -> SqliteConnection {
    SqliteConnection::establish(&place.sqlite_file().to_string_lossy()).expect("a file")
}

fn postgres(place: &Place) -> PgConnection {
    PgConnection::establish(&place.url()).expect("a server")
}

/// Every table, column, trigger and function, one a line.
fn schema(place: &Place) -> Vec<String> {
    if !place.is_postgres() {
        return place.texts(
            "type || ' ' || name || ' ' || coalesce(sql, '')",
            "FROM sqlite_schema ORDER BY type, name",
        );
    }
    let columns = place.texts(
        "table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable",
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name",
    );
    let triggers = place.texts(
        "event_object_table || ' ' || trigger_name || ' ' || event_manipulation || ' ' || action_statement",
        "FROM information_schema.triggers ORDER BY event_object_table, trigger_name, event_manipulation",
    );
    let functions = place.texts(
        "'function ' || routine_name",
        "FROM information_schema.routines WHERE routine_schema = 'public' ORDER BY routine_name",
    );
    [columns, triggers, functions].concat()
}
