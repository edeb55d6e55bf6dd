//! How often a mail to an address was asked for, so that nobody is flooded. Hashes with a key, another one each day; gone the day after.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::turns as t;
use super::{Conn, Rows};

/// Hours of the day in which this address had a turn.
pub fn of(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Vec<NaiveDateTime>> {
    t::table.filter(t::hash.eq(hash.to_vec())).select(t::hour).load(conn)
}

/// Turns of everybody in an hour.
pub fn in_hour(conn: &mut Conn, hour: NaiveDateTime) -> Rows<i64> {
    t::table.filter(t::hour.eq(hour)).count().get_result(conn)
}

/// Takes a turn.
pub fn insert(conn: &mut Conn, hash: &[u8; 32], hour: NaiveDateTime) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((t::hash.eq(hash.to_vec()), t::hour.eq(hour)))
        .execute(conn)
        .map(drop)
}

/// Forgets the turns of before a moment.
pub fn forget(conn: &mut Conn, before: NaiveDateTime) -> Rows<()> {
    diesel::delete(t::table.filter(t::hour.lt(before)))
        .execute(conn)
        .map(drop)
}
