//! Versions of the privacy policy, which the database never lets change, and the draft of the next.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{policies as p, policy_drafts as d};
use super::{Conn, Rows, corrupt};
use crate::domain::policy::{Body, Draft, Standing, Version};

/// When each version counts, oldest first.
pub fn standings(conn: &mut Conn) -> Rows<Vec<Standing>> {
    let rows: Vec<(i32, NaiveDate, NaiveDate, bool)> = p::table
        .select((p::number, p::published_on, p::effective_on, p::loosens))
        .order(p::number)
        .load(conn)?;
    let read = |(number, published_on, effective_on, loosens)| Standing {
        number,
        published_on,
        effective_on,
        loosens,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// A version.
pub fn find(conn: &mut Conn, number: i32) -> Rows<Option<Version>> {
    let row = p::table
        .filter(p::number.eq(number))
        .select((p::body, p::digest))
        .first::<(String, String)>(conn)
        .optional()?;
    row.map(|(text, digest)| {
        let body: Body = serde_json::from_str(&text).map_err(|_| corrupt("a published policy does not read"))?;
        Ok(Version { body, text, digest })
    })
    .transpose()
}

/// When each version counts as its columns say, with its text as it was hashed, oldest first.
pub fn texts(conn: &mut Conn) -> Rows<Vec<(Standing, String)>> {
    let rows: Vec<(i32, NaiveDate, NaiveDate, bool, String)> = p::table
        .select((p::number, p::published_on, p::effective_on, p::loosens, p::body))
        .order(p::number)
        .load(conn)?;
    let read = |(number, published_on, effective_on, loosens, body)| {
        let standing = Standing {
            number,
            published_on,
            effective_on,
            loosens,
        };
        (standing, body)
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Publishes a version; the database refuses one that is less strict and comes without notice.
pub fn insert(conn: &mut Conn, version: &Version) -> Rows<()> {
    diesel::insert_into(p::table)
        .values((
            p::number.eq(version.body.number),
            p::body.eq(&version.text),
            p::digest.eq(&version.digest),
            p::loosens.eq(version.body.loosens),
            p::published_on.eq(version.body.published_on),
            p::effective_on.eq(version.body.effective_on),
        ))
        .execute(conn)
        .map(drop)
}

/// The draft, whether it was handed in for review, and the day it was last saved.
pub fn draft(conn: &mut Conn) -> Rows<Option<(Draft, bool, NaiveDate)>> {
    let row = d::table
        .select((d::body, d::reviewed, d::edited_on))
        .first::<(String, bool, NaiveDate)>(conn)
        .optional()?;
    row.map(|(body, reviewed, day)| {
        let draft = serde_json::from_str(&body).map_err(|_| corrupt("the draft of the policy does not read"))?;
        Ok((draft, reviewed, day))
    })
    .transpose()
}

/// Keeps the draft.
pub fn save_draft(conn: &mut Conn, draft: &Draft, reviewed: bool, day: NaiveDate) -> Rows<()> {
    let body = serde_json::to_string(draft).map_err(|_| corrupt("the draft of the policy is no JSON"))?;
    delete_draft(conn)?;
    diesel::insert_into(d::table)
        .values((
            d::id.eq(1),
            d::body.eq(body),
            d::reviewed.eq(reviewed),
            d::edited_on.eq(day),
        ))
        .execute(conn)
        .map(drop)
}

/// Deletes the draft.
pub fn delete_draft(conn: &mut Conn) -> Rows<()> {
    diesel::delete(d::table).execute(conn).map(drop)
}
