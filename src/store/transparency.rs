//! The transparency log: entries are added at its end; the database refuses anything else.

use diesel::prelude::*;

use super::schema::transparency as t;
use super::{Conn, Rows};
use crate::domain::transparency::Sealed;

/// Entries from number `from` on, in order, at most `most`.
pub fn from(conn: &mut Conn, from: i64, most: i64) -> Rows<Vec<Sealed>> {
    let rows: Vec<(String, String)> = t::table
        .filter(t::number.ge(from))
        .select((t::entry, t::digest))
        .order(t::number)
        .limit(most)
        .load(conn)?;
    Ok(rows.into_iter().map(|(text, digest)| Sealed { text, digest }).collect())
}

/// Number and digest of the last entry.
pub fn last(conn: &mut Conn) -> Rows<Option<(i64, String)>> {
    t::table
        .select((t::number, t::digest))
        .order(t::number.desc())
        .first(conn)
        .optional()
}

/// Entries whose text holds a part, the newest first.
pub fn holding(conn: &mut Conn, part: &str) -> Rows<Vec<Sealed>> {
    let part = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let rows: Vec<(String, String)> = t::table
        .filter(t::entry.like(format!("%{part}%")).escape('\\'))
        .select((t::entry, t::digest))
        .order(t::number.desc())
        .load(conn)?;
    Ok(rows.into_iter().map(|(text, digest)| Sealed { text, digest }).collect())
}

/// Entries before number `before`, the newest first, at most `most`.
pub fn before(conn: &mut Conn, before: i64, most: i64) -> Rows<Vec<Sealed>> {
    let rows: Vec<(String, String)> = t::table
        .filter(t::number.lt(before))
        .select((t::entry, t::digest))
        .order(t::number.desc())
        .limit(most)
        .load(conn)?;
    Ok(rows.into_iter().map(|(text, digest)| Sealed { text, digest }).collect())
}

/// Adds an entry.
pub fn insert(conn: &mut Conn, number: i64, sealed: &Sealed) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((
            t::number.eq(number),
            t::entry.eq(&sealed.text),
            t::digest.eq(&sealed.digest),
        ))
        .execute(conn)
        .map(drop)
}
