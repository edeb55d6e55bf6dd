//! Marks that something was done once: forms sent, files loaded, identifiers removed.

use diesel::prelude::*;

use super::schema::{loads, removals, sent};
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// The marks among `ids` that are there, with what they keep of the answers.
pub fn sent(conn: &mut Conn, survey: Id, ids: &[Id]) -> Rows<Vec<(Id, Vec<u8>)>> {
    let names: Vec<&[u8]> = ids.iter().map(|id| &id.bytes()[..]).collect();
    sent::table
        .filter(sent::survey_id.eq(&survey.bytes()[..]))
        .filter(sent::id.eq_any(names))
        .select((sent::id, sent::digest))
        .load::<(Vec<u8>, Vec<u8>)>(conn)?
        .into_iter()
        .map(|(id, digest)| Ok((read_id(&id)?, digest)))
        .collect()
}

/// Marks a form as sent.
pub fn mark_sent(conn: &mut Conn, survey: Id, id: Id, period: &str, digest: &[u8; 32]) -> Rows<()> {
    diesel::insert_into(sent::table)
        .values((
            sent::survey_id.eq(&survey.bytes()[..]),
            sent::id.eq(&id.bytes()[..]),
            sent::period.eq(period),
            sent::digest.eq(&digest[..]),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether anybody sent a form in `period`.
pub fn anybody_sent(conn: &mut Conn, survey: Id, period: &str) -> Rows<bool> {
    diesel::select(diesel::dsl::exists(
        sent::table
            .filter(sent::survey_id.eq(&survey.bytes()[..]))
            .filter(sent::period.eq(period)),
    ))
    .get_result(conn)
}

/// Forgets the marks of a closed period.
pub fn forget_sent(conn: &mut Conn, survey: Id, period: &str) -> Rows<()> {
    diesel::delete(
        sent::table
            .filter(sent::survey_id.eq(&survey.bytes()[..]))
            .filter(sent::period.eq(period)),
    )
    .execute(conn)
    .map(drop)
}

/// The period a batch was loaded into first.
pub fn load_of(conn: &mut Conn, survey: Id, batch: &[u8; 32]) -> Rows<Option<String>> {
    loads::table
        .filter(loads::survey_id.eq(&survey.bytes()[..]))
        .filter(loads::batch.eq(&batch[..]))
        .select(loads::period)
        .first(conn)
        .optional()
}

/// Remembers that a batch was loaded.
pub fn mark_load(conn: &mut Conn, survey: Id, batch: &[u8; 32], period: &str) -> Rows<()> {
    diesel::insert_into(loads::table)
        .values((
            loads::survey_id.eq(&survey.bytes()[..]),
            loads::batch.eq(&batch[..]),
            loads::period.eq(period),
        ))
        .execute(conn)
        .map(drop)
}

/// How many identifiers of each kind were removed: kind, shown, not yet shown.
pub fn removals(conn: &mut Conn, survey: Id) -> Rows<Vec<(String, i64, i64)>> {
    removals::table
        .filter(removals::survey_id.eq(&survey.bytes()[..]))
        .select((removals::kind, removals::shown, removals::pending))
        .order(removals::kind)
        .load(conn)
}

/// Writes one of these counts.
pub fn save_removals(conn: &mut Conn, survey: Id, kind: &str, shown: i64, pending: i64) -> Rows<()> {
    let row = removals::table
        .filter(removals::survey_id.eq(&survey.bytes()[..]))
        .filter(removals::kind.eq(kind));
    diesel::delete(row).execute(conn)?;
    diesel::insert_into(removals::table)
        .values((
            removals::survey_id.eq(&survey.bytes()[..]),
            removals::kind.eq(kind),
            removals::shown.eq(shown),
            removals::pending.eq(pending),
        ))
        .execute(conn)
        .map(drop)
}
