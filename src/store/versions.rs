//! Versions of the program that ran on this database.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::program_versions as v;
use super::{Conn, Rows};

/// The day a build first ran here.
pub fn first_run(conn: &mut Conn, version: &str, built_on: NaiveDate) -> Rows<Option<NaiveDate>> {
    v::table
        .filter(v::version.eq(version))
        .filter(v::built_on.eq(built_on))
        .select(v::first_run_on)
        .first(conn)
        .optional()
}

/// Notes that a build runs here for the first time.
pub fn insert(conn: &mut Conn, version: &str, built_on: NaiveDate, today: NaiveDate) -> Rows<()> {
    diesel::insert_into(v::table)
        .values((
            v::version.eq(version),
            v::built_on.eq(built_on),
            v::first_run_on.eq(today),
        ))
        .execute(conn)
        .map(drop)
}
