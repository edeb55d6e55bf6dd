//! The register of processors: proposed, announced by a policy, in use, ended.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::processors as p;
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::processor::{Kept, Processor, Role, Told};

#[derive(Queryable, Selectable)]
#[diesel(table_name = p)]
struct Row {
    id: Vec<u8>,
    name: String,
    role: String,
    host: String,
    purpose: String,
    data: String,
    place: String,
    contract_on: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    measures: String,
    measures_checked_on: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
    proposed_on: NaiveDate,
    policy: Option<i32>,
    uses_from: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
}

impl Row {
    fn read(self) -> Rows<Processor> {
        Ok(Processor {
            id: read_id(&self.id)?,
            told: Told {
                name: self.name,
                role: Role::parse(&self.role).ok_or_else(|| corrupt("a processor has a role nobody knows"))?,
                host: self.host,
                purpose: self.purpose,
                data: serde_json::from_str(&self.data).map_err(|_| corrupt("the data of a processor is no list"))?,
                place: self.place,
            },
            kept: Kept {
                contract_on: self.contract_on,
                valid_until: self.valid_until,
                measures: self.measures,
                measures_checked_on: self.measures_checked_on,
                review_on: self.review_on,
            },
            proposed_on: self.proposed_on,
            policy: self.policy,
            uses_from: self.uses_from,
            ended_on: self.ended_on,
        })
    }
}

fn names(told: &Told) -> Rows<String> {
    serde_json::to_string(&told.data).map_err(|_| corrupt("the data of a processor is no JSON"))
}

/// Every entry, in the order of their names.
pub fn all(conn: &mut Conn) -> Rows<Vec<Processor>> {
    let rows: Vec<Row> = p::table
        .order((p::name, p::proposed_on, p::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// The entry of a name.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Processor>> {
    let row: Option<Row> = p::table
        .filter(p::id.eq(&id.bytes()[..]))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// Those that may be used on a day.
pub fn in_use(conn: &mut Conn, day: NaiveDate) -> Rows<Vec<Processor>> {
    let rows: Vec<Row> = p::table
        .filter(p::policy.is_not_null())
        .filter(p::uses_from.le(day))
        .filter(p::ended_on.is_null().or(p::ended_on.gt(day)))
        .order((p::name, p::proposed_on, p::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Days on which any begins to be used or is used no more.
pub fn days(conn: &mut Conn) -> Rows<Vec<NaiveDate>> {
    let rows: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = p::table.select((p::uses_from, p::ended_on)).load(conn)?;
    Ok(rows
        .into_iter()
        .flat_map(|(from, ended)| [from, ended])
        .flatten()
        .collect())
}

/// Those nobody was told of yet.
pub fn proposed(conn: &mut Conn) -> Rows<Vec<Processor>> {
    let rows: Vec<Row> = p::table
        .filter(p::policy.is_null())
        .filter(p::ended_on.is_null())
        .order((p::name, p::proposed_on, p::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Announces what is proposed by a version of the policy, in the transaction that publishes it: they may be used from `from` on.
pub fn announce(conn: &mut Conn, version: i32, from: NaiveDate) -> Rows<()> {
    diesel::update(p::table.filter(p::policy.is_null()).filter(p::ended_on.is_null()))
        .set((p::policy.eq(version), p::uses_from.eq(from)))
        .execute(conn)
        .map(drop)
}

/// Proposes one.
pub fn insert(conn: &mut Conn, id: Id, told: &Told, kept: &Kept, day: NaiveDate) -> Rows<()> {
    diesel::insert_into(p::table)
        .values((
            p::id.eq(&id.bytes()[..]),
            p::name.eq(&told.name),
            p::role.eq(told.role.name()),
            p::host.eq(&told.host),
            p::purpose.eq(&told.purpose),
            p::data.eq(names(told)?),
            p::place.eq(&told.place),
            p::contract_on.eq(kept.contract_on),
            p::valid_until.eq(kept.valid_until),
            p::measures.eq(&kept.measures),
            p::measures_checked_on.eq(kept.measures_checked_on),
            p::review_on.eq(kept.review_on),
            p::reminded.eq(""),
            p::proposed_on.eq(day),
        ))
        .execute(conn)
        .map(drop)
}

/// Changes what people would be told; the database refuses it once they were.
pub fn update_told(conn: &mut Conn, id: Id, told: &Told) -> Rows<()> {
    diesel::update(p::table.filter(p::id.eq(&id.bytes()[..])))
        .set((
            p::name.eq(&told.name),
            p::role.eq(told.role.name()),
            p::host.eq(&told.host),
            p::purpose.eq(&told.purpose),
            p::data.eq(names(told)?),
            p::place.eq(&told.place),
        ))
        .execute(conn)
        .map(drop)
}

/// Changes contract, measures and review.
pub fn update_kept(conn: &mut Conn, id: Id, kept: &Kept) -> Rows<()> {
    diesel::update(p::table.filter(p::id.eq(&id.bytes()[..])))
        .set((
            p::contract_on.eq(kept.contract_on),
            p::valid_until.eq(kept.valid_until),
            p::measures.eq(&kept.measures),
            p::measures_checked_on.eq(kept.measures_checked_on),
            p::review_on.eq(kept.review_on),
        ))
        .execute(conn)
        .map(drop)
}

/// Ends one.
pub fn end(conn: &mut Conn, id: Id, day: NaiveDate) -> Rows<()> {
    diesel::update(p::table.filter(p::id.eq(&id.bytes()[..])))
        .set(p::ended_on.eq(day))
        .execute(conn)
        .map(drop)
}

/// Takes a proposal back.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(p::table.filter(p::id.eq(&id.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// What somebody was reminded of already.
pub fn reminded(conn: &mut Conn, id: Id) -> Rows<Vec<String>> {
    let marks: Option<String> = p::table
        .filter(p::id.eq(&id.bytes()[..]))
        .select(p::reminded)
        .first(conn)
        .optional()?;
    Ok(marks
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect())
}

/// Remembers what somebody was reminded of.
pub fn remember(conn: &mut Conn, id: Id, marks: &[String]) -> Rows<()> {
    diesel::update(p::table.filter(p::id.eq(&id.bytes()[..])))
        .set(p::reminded.eq(marks.join(" ")))
        .execute(conn)
        .map(drop)
}
