//! Surveys, their drafts and their published versions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{drafts, survey_versions, surveys};
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;
use crate::domain::slug::Slug;

/// A survey's row.
#[derive(Debug, Clone)]
pub struct SurveyRow {
    /// Random name.
    pub id: Id,
    /// Name in addresses.
    pub slug: String,
    /// Day it was made.
    pub created_on: NaiveDate,
    /// Day it was closed for good.
    pub closed_on: Option<NaiveDate>,
}

/// A published version.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Counts from 1 within the survey.
    pub number: i32,
    /// The definition as normalised JSON.
    pub definition: String,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// First day it counts.
    pub effective_on: NaiveDate,
    /// The newest version of the policy when it was published, which tells of it; none for one from before there were policies.
    pub policy: Option<i32>,
}

/// What the ratchet compares.
#[derive(Debug, Clone, Copy)]
pub struct Promises {
    /// k.
    pub group_size: i32,
    /// c.
    pub colluders: i32,
    /// Days comments are kept.
    pub retention_days: i32,
}

type Raw = (Vec<u8>, String, NaiveDate, Option<NaiveDate>);

fn survey_row((id, slug, created_on, closed_on): Raw) -> Rows<SurveyRow> {
    Ok(SurveyRow {
        id: read_id(&id)?,
        slug,
        created_on,
        closed_on,
    })
}

/// Makes a survey without a version.
pub fn insert(conn: &mut Conn, id: Id, slug: &str, created_on: NaiveDate) -> Rows<()> {
    diesel::insert_into(surveys::table)
        .values((
            surveys::id.eq(&id.bytes()[..]),
            surveys::slug.eq(slug),
            surveys::created_on.eq(created_on),
        ))
        .execute(conn)
        .map(drop)
}

/// The survey with this slug. A name no survey can have is not asked for: PostgreSQL refuses a NUL as a fault.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Rows<Option<SurveyRow>> {
    if Slug::parse(slug).is_err() {
        return Ok(None);
    }
    surveys::table
        .filter(surveys::slug.eq(slug))
        .select((surveys::id, surveys::slug, surveys::created_on, surveys::closed_on))
        .first::<Raw>(conn)
        .optional()?
        .map(survey_row)
        .transpose()
}

/// The survey with this random name.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<SurveyRow>> {
    surveys::table
        .filter(surveys::id.eq(&id.bytes()[..]))
        .select((surveys::id, surveys::slug, surveys::created_on, surveys::closed_on))
        .first::<Raw>(conn)
        .optional()?
        .map(survey_row)
        .transpose()
}

/// Every survey, in the order of slugs.
pub fn all(conn: &mut Conn) -> Rows<Vec<SurveyRow>> {
    surveys::table
        .select((surveys::id, surveys::slug, surveys::created_on, surveys::closed_on))
        .order(surveys::slug)
        .load::<Raw>(conn)?
        .into_iter()
        .map(survey_row)
        .collect()
}

/// Marks a survey as closed for good.
pub fn close(conn: &mut Conn, id: Id, day: NaiveDate) -> Rows<()> {
    diesel::update(
        surveys::table
            .filter(surveys::id.eq(&id.bytes()[..]))
            .filter(surveys::closed_on.is_null()),
    )
    .set(surveys::closed_on.eq(Some(day)))
    .execute(conn)
    .map(drop)
}

/// Keeps a definition that is not published; replaces the draft before it.
pub fn save_draft(conn: &mut Conn, id: Id, definition: &str, edited_on: NaiveDate) -> Rows<()> {
    delete_draft(conn, id)?;
    diesel::insert_into(drafts::table)
        .values((
            drafts::survey_id.eq(&id.bytes()[..]),
            drafts::definition.eq(definition),
            drafts::edited_on.eq(edited_on),
        ))
        .execute(conn)
        .map(drop)
}

/// The draft, if there is one.
pub fn draft(conn: &mut Conn, id: Id) -> Rows<Option<String>> {
    drafts::table
        .filter(drafts::survey_id.eq(&id.bytes()[..]))
        .select(drafts::definition)
        .first(conn)
        .optional()
}

/// Forgets the draft.
pub fn delete_draft(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(drafts::table.filter(drafts::survey_id.eq(&id.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// Publishes a version; the database refuses one that loosens a promise.
pub fn insert_version(conn: &mut Conn, id: Id, version: &VersionRow, promises: Promises) -> Rows<()> {
    use survey_versions as v;
    diesel::insert_into(v::table)
        .values((
            v::survey_id.eq(&id.bytes()[..]),
            v::number.eq(version.number),
            v::definition.eq(&version.definition),
            v::published_on.eq(version.published_on),
            v::effective_on.eq(version.effective_on),
            v::group_size.eq(promises.group_size),
            v::colluders.eq(promises.colluders),
            v::retention_days.eq(promises.retention_days),
            v::policy.eq(version.policy),
        ))
        .execute(conn)
        .map(drop)
}

/// Every published version, oldest first.
pub fn versions(conn: &mut Conn, id: Id) -> Rows<Vec<VersionRow>> {
    use survey_versions as v;
    let rows = v::table
        .filter(v::survey_id.eq(&id.bytes()[..]))
        .select((v::number, v::definition, v::published_on, v::effective_on, v::policy))
        .order(v::number)
        .load::<(i32, String, NaiveDate, NaiveDate, Option<i32>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(number, definition, published_on, effective_on, policy)| VersionRow {
            number,
            definition,
            published_on,
            effective_on,
            policy,
        })
        .collect())
}

/// The largest group any survey promises; 0 where there is none.
pub fn largest_group(conn: &mut Conn) -> Rows<i64> {
    let largest: Option<i32> = survey_versions::table
        .select(diesel::dsl::max(survey_versions::group_size))
        .first(conn)?;
    Ok(i64::from(largest.unwrap_or_default()))
}
