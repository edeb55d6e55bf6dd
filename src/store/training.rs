//! Versions of the guidelines, and who acknowledged which.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{acknowledgements as a, guidelines as g};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::guidelines::{Guidelines, Texts};
use crate::domain::id::Id;
use crate::domain::training::Acknowledgement;

/// The number of the newest version; none while the organisation has published none.
pub fn newest(conn: &mut Conn) -> Rows<Option<i32>> {
    g::table.select(diesel::dsl::max(g::number)).first(conn)
}

/// A published version.
pub fn find(conn: &mut Conn, number: i32) -> Rows<Option<Guidelines>> {
    let texts = g::table
        .filter(g::number.eq(number))
        .select(g::texts)
        .first::<String>(conn)
        .optional()?;
    let read = |texts: String| -> Rows<Guidelines> {
        let texts = serde_json::from_str::<Texts>(&texts).map_err(|_| corrupt("the guidelines do not read"))?;
        Ok(Guidelines::published(number, texts))
    };
    texts.map(read).transpose()
}

/// Numbers and days of all versions, the newest first.
pub fn published(conn: &mut Conn) -> Rows<Vec<(i32, NaiveDate)>> {
    g::table
        .select((g::number, g::published_on))
        .order(g::number.desc())
        .load(conn)
}

/// Numbers and texts as they are stored, oldest first.
pub fn texts(conn: &mut Conn) -> Rows<Vec<(i32, String)>> {
    g::table.select((g::number, g::texts)).order(g::number).load(conn)
}

/// Publishes a version.
pub fn publish(conn: &mut Conn, number: i32, texts: &Texts, day: NaiveDate) -> Rows<()> {
    let texts = serde_json::to_string(texts).map_err(|_| corrupt("the guidelines are no JSON"))?;
    diesel::insert_into(g::table)
        .values((g::number.eq(number), g::texts.eq(texts), g::published_on.eq(day)))
        .execute(conn)
        .map(drop)
}

/// What somebody acknowledged.
pub fn of(conn: &mut Conn, account: Id) -> Rows<Vec<Acknowledgement>> {
    let rows: Vec<(String, NaiveDate)> = a::table
        .filter(a::account_id.eq(&account.bytes()[..]))
        .select((a::version, a::day))
        .order((a::day, a::version))
        .load(conn)?;
    let read = |(version, day)| Acknowledgement { version, day };
    Ok(rows.into_iter().map(read).collect())
}

/// What everybody acknowledged, in the order of days.
pub fn all(conn: &mut Conn) -> Rows<Vec<(Id, Acknowledgement)>> {
    let rows: Vec<(Vec<u8>, String, NaiveDate)> = a::table
        .select((a::account_id, a::version, a::day))
        .order((a::day, a::version))
        .load(conn)?;
    let read = |(id, version, day): (Vec<u8>, String, NaiveDate)| Ok((read_id(&id)?, Acknowledgement { version, day }));
    rows.into_iter().map(read).collect()
}

/// Notes an acknowledgement; the same one twice on a day is one.
pub fn insert(conn: &mut Conn, account: Id, acknowledgement: &Acknowledgement) -> Rows<()> {
    if of(conn, account)?.contains(acknowledgement) {
        return Ok(());
    }
    diesel::insert_into(a::table)
        .values((
            a::account_id.eq(&account.bytes()[..]),
            a::version.eq(&acknowledgement.version),
            a::day.eq(acknowledgement.day),
        ))
        .execute(conn)
        .map(drop)
}
