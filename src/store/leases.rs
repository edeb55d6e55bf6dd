//! Leases, so that of several instances one does a thing at a time.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::leases as l;
use super::{Conn, Rows};
use crate::domain::id::Id;

/// Takes or renews the lease `name` for `holder`; says whether it is theirs.
pub fn take(conn: &mut Conn, name: &str, holder: Id, now: NaiveDateTime, until: NaiveDateTime) -> Rows<bool> {
    let row = l::table
        .filter(l::name.eq(name))
        .select((l::holder, l::until))
        .first::<(Vec<u8>, NaiveDateTime)>(conn)
        .optional()?;
    if row.is_some_and(|(other, ends)| other != holder.bytes() && ends > now) {
        return Ok(false);
    }
    give_back(conn, name)?;
    diesel::insert_into(l::table)
        .values((l::name.eq(name), l::holder.eq(&holder.bytes()[..]), l::until.eq(until)))
        .execute(conn)?;
    Ok(true)
}

/// Ends a lease.
pub fn give_back(conn: &mut Conn, name: &str) -> Rows<()> {
    diesel::delete(l::table.filter(l::name.eq(name)))
        .execute(conn)
        .map(drop)
}
