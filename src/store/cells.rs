//! Encrypted counts by item, release and segment values; they live until the period closes.

use diesel::prelude::*;

use super::schema::cells as c;
use super::{Conn, Rows};
use crate::domain::id::Id;

/// One encrypted block.
#[derive(Debug, Clone)]
pub struct CellRow {
    /// The release it was taken at.
    pub release: i64,
    /// The item.
    pub item: String,
    /// The ciphertext.
    pub sealed: Vec<u8>,
}

/// Every block of a period.
pub fn of_period(conn: &mut Conn, survey: Id, period: &str) -> Rows<Vec<CellRow>> {
    let rows = c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .filter(c::period.eq(period))
        .select((c::release, c::item, c::sealed))
        .order((c::item, c::release))
        .load::<(i64, String, Vec<u8>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(release, item, sealed)| CellRow { release, item, sealed })
        .collect())
}

/// The blocks of one item in a period.
pub fn of_item(conn: &mut Conn, survey: Id, period: &str, item: &str) -> Rows<Vec<CellRow>> {
    let rows = c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .filter(c::period.eq(period))
        .filter(c::item.eq(item))
        .select((c::release, c::sealed))
        .order(c::release)
        .load::<(i64, Vec<u8>)>(conn)?;
    let row = |(release, sealed)| CellRow {
        release,
        item: item.to_owned(),
        sealed,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Writes a block, in the place of the one that was there.
pub fn save(conn: &mut Conn, survey: Id, period: &str, row: &CellRow) -> Rows<()> {
    diesel::delete(
        c::table
            .filter(c::survey_id.eq(&survey.bytes()[..]))
            .filter(c::period.eq(period))
            .filter(c::release.eq(row.release))
            .filter(c::item.eq(&row.item)),
    )
    .execute(conn)?;
    diesel::insert_into(c::table)
        .values((
            c::survey_id.eq(&survey.bytes()[..]),
            c::period.eq(period),
            c::release.eq(row.release),
            c::item.eq(&row.item),
            c::sealed.eq(&row.sealed),
        ))
        .execute(conn)
        .map(drop)
}

/// Deletes the blocks of a period that closed.
pub fn delete_period(conn: &mut Conn, survey: Id, period: &str) -> Rows<()> {
    diesel::delete(
        c::table
            .filter(c::survey_id.eq(&survey.bytes()[..]))
            .filter(c::period.eq(period)),
    )
    .execute(conn)
    .map(drop)
}

/// Deletes the blocks of all periods.
pub fn delete_survey(conn: &mut Conn, survey: Id) -> Rows<()> {
    diesel::delete(c::table.filter(c::survey_id.eq(&survey.bytes()[..])))
        .execute(conn)
        .map(drop)
}
