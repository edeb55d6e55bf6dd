//! Tokens of programs, as keyed hashes, and the calls they made.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{sends as s, tokens as t};
use super::{Conn, Rows};
use crate::domain::id::Id;

/// Adds a token.
pub fn insert(conn: &mut Conn, hash: &[u8; 32], name: &str, created_on: NaiveDate) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((
            t::hash.eq(hash.to_vec()),
            t::name.eq(name),
            t::created_on.eq(created_on),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether a token counts.
pub fn exists(conn: &mut Conn, hash: &[u8; 32]) -> Rows<bool> {
    Ok(t::table
        .filter(t::hash.eq(hash.to_vec()))
        .select(t::hash)
        .first::<Vec<u8>>(conn)
        .optional()?
        .is_some())
}

/// The names of all tokens with the day each was made.
pub fn all(conn: &mut Conn) -> Rows<Vec<(String, NaiveDate)>> {
    t::table
        .select((t::name, t::created_on))
        .order((t::name, t::created_on))
        .load(conn)
}

/// Ends the tokens of a name; says how many there were.
pub fn delete(conn: &mut Conn, name: &str) -> Rows<usize> {
    diesel::delete(t::table.filter(t::name.eq(name))).execute(conn)
}

/// Notes a call; says whether it is the first of its kind.
pub fn note_send(conn: &mut Conn, campaign: Id, hash: &[u8; 32], day: NaiveDate) -> Rows<bool> {
    let known = s::table
        .filter(s::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(s::hash.eq(hash.to_vec()))
        .select(s::hash)
        .first::<Vec<u8>>(conn)
        .optional()?;
    if known.is_some() {
        return Ok(false);
    }
    diesel::insert_into(s::table)
        .values((
            s::campaign_id.eq(campaign.bytes().to_vec()),
            s::hash.eq(hash.to_vec()),
            s::day.eq(day),
        ))
        .execute(conn)
        .map(|_| true)
}

/// Forgets calls of before a day.
pub fn forget_sends(conn: &mut Conn, before: NaiveDate) -> Rows<()> {
    diesel::delete(s::table.filter(s::day.lt(before)))
        .execute(conn)
        .map(drop)
}
