//! Statements about results: drafts, and what was published, which the database never lets change.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{statement_versions as v, statements as s};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::statement::{Draft, Version};

/// The drafts of a survey, in the order they were begun.
pub fn of_survey(conn: &mut Conn, survey: Id) -> Rows<Vec<(Id, Draft)>> {
    let rows: Vec<(Vec<u8>, String)> = s::table
        .filter(s::survey_id.eq(&survey.bytes()[..]))
        .select((s::id, s::body))
        .order((s::created_on, s::id))
        .load(conn)?;
    let read = |(id, body): (Vec<u8>, String)| Ok((read_id(&id)?, draft(&body)?));
    rows.into_iter().map(read).collect()
}

fn draft(body: &str) -> Rows<Draft> {
    serde_json::from_str(body).map_err(|_| corrupt("a statement does not read"))
}

fn body(draft: &Draft) -> Rows<String> {
    serde_json::to_string(draft).map_err(|_| corrupt("a statement is no JSON"))
}

/// Begins a draft.
pub fn insert(conn: &mut Conn, survey: Id, id: Id, draft: &Draft, day: NaiveDate) -> Rows<()> {
    diesel::insert_into(s::table)
        .values((
            s::id.eq(&id.bytes()[..]),
            s::survey_id.eq(&survey.bytes()[..]),
            s::body.eq(body(draft)?),
            s::created_on.eq(day),
            s::edited_on.eq(day),
        ))
        .execute(conn)
        .map(drop)
}

/// Keeps a draft.
pub fn update(conn: &mut Conn, id: Id, draft: &Draft, day: NaiveDate) -> Rows<()> {
    diesel::update(s::table.filter(s::id.eq(&id.bytes()[..])))
        .set((s::body.eq(body(draft)?), s::edited_on.eq(day)))
        .execute(conn)
        .map(drop)
}

/// A published row: statement, number, survey, the text, its digest, its day.
pub type Row = (Id, i32, Id, String, String, NaiveDate);

type Raw = (Vec<u8>, i32, Vec<u8>, String, String, NaiveDate);

/// Everything published as it stands in the database, in the order of publication.
pub fn published_rows(conn: &mut Conn) -> Rows<Vec<Row>> {
    let rows = v::table
        .order((v::published_on, v::statement_id, v::number))
        .load::<Raw>(conn)?;
    rows.into_iter().map(read).collect()
}

fn read((id, number, survey, body, digest, day): Raw) -> Rows<Row> {
    Ok((read_id(&id)?, number, read_id(&survey)?, body, digest, day))
}

fn versions(rows: Vec<Row>) -> Rows<Vec<Version>> {
    let read = |(_, _, _, body, _, _): Row| {
        serde_json::from_str(&body).map_err(|_| corrupt("a published statement does not read"))
    };
    rows.into_iter().map(read).collect()
}

/// Everything published, in the order of publication.
pub fn published(conn: &mut Conn) -> Rows<Vec<Version>> {
    versions(published_rows(conn)?)
}

/// What was published of a survey, in the order of publication.
pub fn published_of(conn: &mut Conn, survey: Id) -> Rows<Vec<Version>> {
    let rows = v::table
        .filter(v::survey_id.eq(&survey.bytes()[..]))
        .order((v::published_on, v::statement_id, v::number))
        .load::<Raw>(conn)?;
    versions(rows.into_iter().map(read).collect::<Rows<_>>()?)
}

/// Publishes a version.
pub fn publish(conn: &mut Conn, id: Id, survey: Id, version: &Version, body: &str, digest: &str) -> Rows<()> {
    diesel::insert_into(v::table)
        .values((
            v::statement_id.eq(&id.bytes()[..]),
            v::number.eq(version.number),
            v::survey_id.eq(&survey.bytes()[..]),
            v::body.eq(body),
            v::digest.eq(digest),
            v::published_on.eq(version.day),
        ))
        .execute(conn)
        .map(drop)
}
