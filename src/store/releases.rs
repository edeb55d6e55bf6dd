//! Releases, and the one that is being published.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{pending_releases as p, releases as r};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::release::Release;

fn read(body: &str) -> Rows<Release> {
    serde_json::from_str(body).map_err(|_| corrupt("a release is not the document it was"))
}

/// Every release of a survey, in order.
pub fn all(conn: &mut Conn, survey: Id) -> Rows<Vec<Release>> {
    r::table
        .filter(r::survey_id.eq(&survey.bytes()[..]))
        .select(r::body)
        .order(r::number)
        .load::<String>(conn)?
        .iter()
        .map(|body| read(body))
        .collect()
}

/// The releases of one period, in order.
pub fn of_period(conn: &mut Conn, survey: Id, period: &str) -> Rows<Vec<Release>> {
    r::table
        .filter(r::survey_id.eq(&survey.bytes()[..]))
        .filter(r::period.eq(period))
        .select(r::body)
        .order(r::number)
        .load::<String>(conn)?
        .iter()
        .map(|body| read(body))
        .collect()
}

/// Names of the periods that have releases, oldest first.
pub fn periods(conn: &mut Conn, survey: Id) -> Rows<Vec<String>> {
    let mut periods: Vec<String> = r::table
        .filter(r::survey_id.eq(&survey.bytes()[..]))
        .select(r::period)
        .order(r::number)
        .load(conn)?;
    periods.dedup();
    Ok(periods)
}

/// Number and digest of the newest release.
pub fn newest(conn: &mut Conn, survey: Id) -> Rows<Option<(i64, String)>> {
    r::table
        .filter(r::survey_id.eq(&survey.bytes()[..]))
        .select((r::number, r::digest))
        .order(r::number.desc())
        .first(conn)
        .optional()
}

/// Publishes a release. It can never be changed or removed again.
pub fn insert(conn: &mut Conn, survey: Id, release: &Release) -> Rows<()> {
    diesel::insert_into(r::table)
        .values((
            r::survey_id.eq(&survey.bytes()[..]),
            r::number.eq(i64::try_from(release.release).map_err(|_| corrupt("too many releases"))?),
            r::period.eq(&release.period),
            r::published_on.eq(release.published_on),
            r::body.eq(release.to_json()),
            r::digest.eq(&release.digest),
        ))
        .execute(conn)
        .map(drop)
}

/// A release that nobody sees yet: its answers are taken, their key is not yet destroyed.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The release; `None` when a tick had nothing to show.
    pub release: Option<Release>,
    /// Name of the period.
    pub period: String,
    /// Whether the period closes with it.
    pub closes: bool,
}

/// Writes the pending release of a survey.
pub fn save_pending(conn: &mut Conn, survey: Id, pending: &Pending) -> Rows<()> {
    let number = pending
        .release
        .as_ref()
        .map_or(Ok(0), |release| i64::try_from(release.release));
    diesel::insert_into(p::table)
        .values((
            p::survey_id.eq(&survey.bytes()[..]),
            p::number.eq(number.map_err(|_| corrupt("too many releases"))?),
            p::period.eq(&pending.period),
            p::body.eq(pending.release.as_ref().map(Release::to_json).unwrap_or_default()),
            p::closes.eq(pending.closes),
        ))
        .execute(conn)
        .map(drop)
}

/// The pending release of a survey.
pub fn pending(conn: &mut Conn, survey: Id) -> Rows<Option<Pending>> {
    p::table
        .filter(p::survey_id.eq(&survey.bytes()[..]))
        .select((p::period, p::body, p::closes))
        .first::<(String, String, bool)>(conn)
        .optional()?
        .map(|(period, body, closes)| {
            let release = if body.is_empty() { None } else { Some(read(&body)?) };
            Ok(Pending {
                release,
                period,
                closes,
            })
        })
        .transpose()
}

/// Forgets the pending release.
pub fn delete_pending(conn: &mut Conn, survey: Id) -> Rows<()> {
    diesel::delete(p::table.filter(p::survey_id.eq(&survey.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// Every release of every survey as it is stored: the survey, the number, the text.
pub fn bodies(conn: &mut Conn) -> Rows<Vec<(Id, i64, String)>> {
    let rows: Vec<(Vec<u8>, i64, String)> = r::table
        .select((r::survey_id, r::number, r::body))
        .order((r::survey_id, r::number))
        .load(conn)?;
    let read = |(survey, number, body): (Vec<u8>, _, _)| Ok((read_id(&survey)?, number, body));
    rows.into_iter().map(read).collect()
}

/// Days of publication by number.
pub fn published_on(conn: &mut Conn, survey: Id) -> Rows<Vec<(i64, NaiveDate)>> {
    r::table
        .filter(r::survey_id.eq(&survey.bytes()[..]))
        .select((r::number, r::published_on))
        .order(r::number)
        .load(conn)
}
