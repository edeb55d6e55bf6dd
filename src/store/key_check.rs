//! The mark of the key folder the database was written with.

use diesel::prelude::*;

use super::schema::key_check as k;
use super::{Conn, Rows};

/// The mark; none before the first start.
pub fn find(conn: &mut Conn) -> Rows<Option<Vec<u8>>> {
    k::table.select(k::mark).first(conn).optional()
}

/// Writes the mark, in the place of the one that was there.
pub fn save(conn: &mut Conn, mark: &[u8; 32]) -> Rows<()> {
    diesel::delete(k::table).execute(conn)?;
    diesel::insert_into(k::table)
        .values((k::id.eq(1), k::mark.eq(&mark[..])))
        .execute(conn)
        .map(drop)
}
