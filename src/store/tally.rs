//! How many rows a table has. Only for tables whose count says nothing about who answered when.

use diesel::prelude::*;

use super::connection::on_backend;
use super::{Conn, Rows, corrupt};
use crate::domain::inventory::TABLES;
use crate::domain::inventory_facts::is_counted;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    value: i64,
}

/// The number of rows of a table of the inventory that may be counted.
pub fn rows(conn: &mut Conn, table: &str) -> Rows<i64> {
    let known = TABLES
        .iter()
        .find(|(name, kind, _)| *name == table && is_counted(name, *kind));
    let Some((name, ..)) = known else {
        return Err(corrupt("a table that is not counted"));
    };
    // a name of the inventory, which is fixed
    let query = diesel::sql_query(format!("SELECT count(*) AS value FROM {name}"));
    let found: Vec<Number> = on_backend!(conn, |c| RunQueryDsl::load(query, c))?;
    Ok(found.first().map_or(0, |row| row.value))
}
