//! The trail of what staff did: entries are added at its end and leave in order, once an entry says so; the database refuses anything else.

use diesel::prelude::*;

use super::schema::audit as t;
use super::{Conn, Rows};
use crate::domain::chain::{Joint, Sealed};

/// An entry and, where it lets older ones go, the last number that may.
type Raw = (String, String, Option<i64>);

/// Entries from number `from` on, in order, at most `most`, each with the number through which it lets entries expire.
pub fn from(conn: &mut Conn, from: i64, most: i64) -> Rows<Vec<(Sealed, Option<i64>)>> {
    let rows: Vec<Raw> = t::table
        .filter(t::number.ge(from))
        .select((t::entry, t::digest, t::expires_through))
        .order(t::number)
        .limit(most)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(text, digest, through)| (Sealed { text, digest }, through))
        .collect())
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

/// The first number that is there, and the number and digest of the last entry.
pub fn ends(conn: &mut Conn) -> Rows<Option<(i64, Joint)>> {
    let first: Option<i64> = t::table.select(diesel::dsl::min(t::number)).first(conn)?;
    let last: Option<(i64, String)> = t::table
        .select((t::number, t::digest))
        .order(t::number.desc())
        .first(conn)
        .optional()?;
    Ok(first
        .zip(last)
        .map(|(first, (number, digest))| (first, Joint { number, digest })))
}

/// Adds an entry; `expires_through` lets all up to that number go.
pub fn insert(conn: &mut Conn, number: i64, sealed: &Sealed, expires_through: Option<i64>) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((
            t::number.eq(number),
            t::entry.eq(&sealed.text),
            t::digest.eq(&sealed.digest),
            t::expires_through.eq(expires_through),
        ))
        .execute(conn)
        .map(drop)
}

/// Deletes the entries that an entry lets go.
pub fn delete_through(conn: &mut Conn, number: i64) -> Rows<()> {
    diesel::delete(t::table.filter(t::number.le(number)))
        .execute(conn)
        .map(drop)
}
