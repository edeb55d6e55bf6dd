//! Mails to staff that wait: encrypted as a whole, claimed by one program at a time, deleted once handed over.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::letters as t;
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// A letter that waits.
pub struct Waiting {
    /// Random name.
    pub id: Id,
    /// Everything about it, encrypted.
    pub sealed: Vec<u8>,
    /// How often it was tried.
    pub attempts: i32,
}

/// Puts a letter in.
pub fn insert(conn: &mut Conn, id: Id, sealed: &[u8], due_at: NaiveDateTime) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((
            t::id.eq(&id.bytes()[..]),
            t::sealed.eq(sealed),
            t::due_at.eq(due_at),
            t::attempts.eq(0),
        ))
        .execute(conn)
        .map(drop)
}

/// Claims at most `most` letters that are due and that nobody else sends.
pub fn claim(conn: &mut Conn, holder: Id, now: NaiveDateTime, until: NaiveDateTime, most: i64) -> Rows<Vec<Waiting>> {
    let rows: Vec<(Vec<u8>, Vec<u8>, i32)> = t::table
        .filter(t::due_at.le(now))
        .filter(t::until.is_null().or(t::until.lt(now)))
        .order(t::due_at)
        .limit(most)
        .select((t::id, t::sealed, t::attempts))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, sealed, attempts)| {
            diesel::update(t::table.filter(t::id.eq(&id)))
                .set((t::holder.eq(holder.bytes().to_vec()), t::until.eq(until)))
                .execute(conn)?;
            Ok(Waiting {
                id: read_id(&id)?,
                sealed,
                attempts,
            })
        })
        .collect()
}

/// Gives back everything a program claimed.
pub fn release(conn: &mut Conn, holder: Id) -> Rows<()> {
    diesel::update(t::table.filter(t::holder.eq(holder.bytes().to_vec())))
        .set((t::holder.eq(None::<Vec<u8>>), t::until.eq(None::<NaiveDateTime>)))
        .execute(conn)
        .map(drop)
}

/// Tries a letter again later.
pub fn put_off(conn: &mut Conn, id: Id, due_at: NaiveDateTime, attempts: i32) -> Rows<()> {
    diesel::update(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .set((
            t::due_at.eq(due_at),
            t::attempts.eq(attempts),
            t::holder.eq(None::<Vec<u8>>),
            t::until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)
        .map(drop)
}

/// Deletes a letter.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(drop)
}

/// Puts in a letter to somebody who is not staff; `about` is the keyed hash of their address, so that it goes when they go.
pub fn insert_about(conn: &mut Conn, id: Id, sealed: &[u8], due_at: NaiveDateTime, about: &[u8]) -> Rows<()> {
    insert(conn, id, sealed, due_at)?;
    diesel::update(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .set(t::about.eq(about.to_vec()))
        .execute(conn)
        .map(drop)
}

/// Deletes what waits for an address.
pub fn delete_about(conn: &mut Conn, about: &[u8]) -> Rows<()> {
    diesel::delete(t::table.filter(t::about.eq(about.to_vec())))
        .execute(conn)
        .map(drop)
}

/// How many letters wait for people who are not staff.
pub fn waiting_about(conn: &mut Conn) -> Rows<i64> {
    t::table.filter(t::about.is_not_null()).count().get_result(conn)
}
