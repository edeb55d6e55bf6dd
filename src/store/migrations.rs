//! Bringing a database up to date, and refusing one that is ahead of the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::Conn;
use super::db::StoreError;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

pub(super) fn run(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(c) => run_on(c, SQLITE),
        Conn::Pg(c) => run_on(c, POSTGRES),
    }
}

fn run_on<DB, C>(conn: &mut C, known: EmbeddedMigrations) -> Result<(), StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    use diesel::migration::MigrationSource;
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        StoreError::Migration(error.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let versions: Vec<String> = MigrationSource::<DB>::migrations(&known)
        .map_err(failed)?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    let applied = conn.applied_migrations().map_err(failed)?;
    if applied.iter().any(|version| !versions.contains(&version.to_string())) {
        return Err(StoreError::NewerSchema);
    }
    match conn.run_pending_migrations(known) {
        Ok(_) => Ok(()),
        // another instance that starts at the same moment did it
        Err(error) => match conn.applied_migrations() {
            Ok(applied) if applied.len() == versions.len() => Ok(()),
            _ => Err(failed(error)),
        },
    }
}
