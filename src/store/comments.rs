//! Released comments: scrubbed text and salt, in the order of random names.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::comments as c;
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// A comment of a lot.
#[derive(Debug, Clone)]
pub struct CommentRow {
    /// HMAC of its form's nonce, the survey and the item.
    pub id: Id,
    /// The release of its lot.
    pub release: i64,
    /// The item.
    pub item: String,
    /// Without identifiers.
    pub text: String,
    /// Random bytes of its commitment.
    pub salt: Vec<u8>,
    /// The day it is deleted.
    pub expires_on: NaiveDate,
    /// Taken back by its author; it goes with the next tick.
    pub withdrawn: bool,
}

type Raw = (Vec<u8>, i64, String, String, Vec<u8>, NaiveDate, bool);

fn comment((id, release, item, text, salt, expires_on, withdrawn): Raw) -> Rows<CommentRow> {
    Ok(CommentRow {
        id: read_id(&id)?,
        release,
        item,
        text,
        salt,
        expires_on,
        withdrawn,
    })
}

/// Writes one comment.
pub fn insert(conn: &mut Conn, survey: Id, row: &CommentRow) -> Rows<()> {
    diesel::insert_into(c::table)
        .values((
            c::survey_id.eq(&survey.bytes()[..]),
            c::id.eq(&row.id.bytes()[..]),
            c::release.eq(row.release),
            c::item.eq(&row.item),
            c::text.eq(&row.text),
            c::salt.eq(&row.salt),
            c::expires_on.eq(row.expires_on),
            c::withdrawn.eq(row.withdrawn),
        ))
        .execute(conn)
        .map(drop)
}

/// The comments of published releases, up to number `newest`.
pub fn published(conn: &mut Conn, survey: Id, newest: i64) -> Rows<Vec<CommentRow>> {
    c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .filter(c::release.le(newest))
        .select((
            c::id,
            c::release,
            c::item,
            c::text,
            c::salt,
            c::expires_on,
            c::withdrawn,
        ))
        .order((c::release, c::id))
        .load::<Raw>(conn)?
        .into_iter()
        .map(comment)
        .collect()
}

/// The comments with these names.
pub fn find(conn: &mut Conn, survey: Id, ids: &[Id]) -> Rows<Vec<CommentRow>> {
    let names: Vec<&[u8]> = ids.iter().map(|id| &id.bytes()[..]).collect();
    c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .filter(c::id.eq_any(names))
        .select((
            c::id,
            c::release,
            c::item,
            c::text,
            c::salt,
            c::expires_on,
            c::withdrawn,
        ))
        .load::<Raw>(conn)?
        .into_iter()
        .map(comment)
        .collect()
}

/// Marks a comment as taken back.
pub fn withdraw(conn: &mut Conn, survey: Id, id: Id) -> Rows<bool> {
    diesel::update(
        c::table
            .filter(c::survey_id.eq(&survey.bytes()[..]))
            .filter(c::id.eq(&id.bytes()[..])),
    )
    .set(c::withdrawn.eq(true))
    .execute(conn)
    .map(|changed| changed > 0)
}

/// Deletes what was taken back.
pub fn delete_withdrawn(conn: &mut Conn, survey: Id) -> Rows<usize> {
    diesel::delete(
        c::table
            .filter(c::survey_id.eq(&survey.bytes()[..]))
            .filter(c::withdrawn.eq(true)),
    )
    .execute(conn)
}

/// Deletes comments by name.
pub fn delete(conn: &mut Conn, survey: Id, ids: &[Id]) -> Rows<()> {
    for batch in ids.chunks(500) {
        let names: Vec<&[u8]> = batch.iter().map(|id| &id.bytes()[..]).collect();
        diesel::delete(
            c::table
                .filter(c::survey_id.eq(&survey.bytes()[..]))
                .filter(c::id.eq_any(names)),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Deletes comments of unpublished releases: what an interrupted tick left.
pub fn delete_unpublished(conn: &mut Conn, survey: Id, newest: i64) -> Rows<()> {
    diesel::delete(
        c::table
            .filter(c::survey_id.eq(&survey.bytes()[..]))
            .filter(c::release.gt(newest)),
    )
    .execute(conn)
    .map(drop)
}

/// Deletes what was kept for its time.
pub fn delete_expired(conn: &mut Conn, today: NaiveDate) -> Rows<usize> {
    diesel::delete(c::table.filter(c::expires_on.le(today))).execute(conn)
}

/// How many that would be.
pub fn count_expired(conn: &mut Conn, today: NaiveDate) -> Rows<i64> {
    c::table.filter(c::expires_on.le(today)).count().get_result(conn)
}
