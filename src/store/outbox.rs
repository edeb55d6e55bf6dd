//! Mails that wait: written with their cause, claimed by one program at a time, deleted once handed over.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::outbox as o;
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// A mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Random name.
    pub id: Id,
    /// Its campaign.
    pub campaign: Id,
    /// Whom it goes to.
    pub addressee: Vec<u8>,
    /// `invitation`, `reminder` or `test`.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i32,
}

/// Puts mails into the outbox.
pub fn insert(conn: &mut Conn, mails: &[Waiting], due_at: NaiveDateTime) -> Rows<()> {
    for mail in mails {
        diesel::insert_into(o::table)
            .values((
                o::id.eq(mail.id.bytes().to_vec()),
                o::campaign_id.eq(mail.campaign.bytes().to_vec()),
                o::addressee_id.eq(mail.addressee.clone()),
                o::kind.eq(mail.kind.clone()),
                o::due_at.eq(due_at),
                o::attempts.eq(mail.attempts),
            ))
            .execute(conn)?;
    }
    Ok(())
}

type Raw = (Vec<u8>, Vec<u8>, Vec<u8>, String, i32);

/// Claims at most `most` mails that are due and that nobody else sends.
pub fn claim(conn: &mut Conn, holder: Id, now: NaiveDateTime, until: NaiveDateTime, most: i64) -> Rows<Vec<Waiting>> {
    let rows: Vec<Raw> = o::table
        .filter(o::due_at.le(now))
        .filter(o::until.is_null().or(o::until.lt(now)))
        .order(o::due_at)
        .limit(most)
        .select((o::id, o::campaign_id, o::addressee_id, o::kind, o::attempts))
        .load(conn)?;
    let mails: Vec<Waiting> = rows
        .into_iter()
        .map(|(id, campaign, addressee, kind, attempts)| {
            Ok(Waiting {
                id: read_id(&id)?,
                campaign: read_id(&campaign)?,
                addressee,
                kind,
                attempts,
            })
        })
        .collect::<Rows<_>>()?;
    for mail in &mails {
        diesel::update(o::table.filter(o::id.eq(mail.id.bytes().to_vec())))
            .set((o::holder.eq(holder.bytes().to_vec()), o::until.eq(until)))
            .execute(conn)?;
    }
    Ok(mails)
}

/// Gives back everything a program claimed that does not run any more.
pub fn release(conn: &mut Conn, holder: Id) -> Rows<()> {
    diesel::update(o::table.filter(o::holder.eq(holder.bytes().to_vec())))
        .set((o::holder.eq(None::<Vec<u8>>), o::until.eq(None::<NaiveDateTime>)))
        .execute(conn)
        .map(drop)
}

/// Tries a mail again later.
pub fn put_off(conn: &mut Conn, id: Id, due_at: NaiveDateTime, attempts: i32) -> Rows<()> {
    diesel::update(o::table.filter(o::id.eq(id.bytes().to_vec())))
        .set((
            o::due_at.eq(due_at),
            o::attempts.eq(attempts),
            o::holder.eq(None::<Vec<u8>>),
            o::until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)
        .map(drop)
}

/// Deletes a mail; says whether it was there.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<bool> {
    diesel::delete(o::table.filter(o::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(|deleted| deleted == 1)
}

/// Whom a mail that still waits goes to, and of which campaign and kind.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Waiting>> {
    let row = o::table
        .filter(o::id.eq(id.bytes().to_vec()))
        .select((o::id, o::campaign_id, o::addressee_id, o::kind, o::attempts))
        .first::<Raw>(conn)
        .optional()?;
    row.map(|(id, campaign, addressee, kind, attempts)| {
        Ok(Waiting {
            id: read_id(&id)?,
            campaign: read_id(&campaign)?,
            addressee,
            kind,
            attempts,
        })
    })
    .transpose()
}

/// Deletes what waits for one person, or for a whole campaign.
pub fn cancel(conn: &mut Conn, campaign: Id, addressee: Option<&[u8]>) -> Rows<()> {
    let of_campaign = o::table.filter(o::campaign_id.eq(campaign.bytes().to_vec()));
    match addressee {
        Some(one) => diesel::delete(of_campaign.filter(o::addressee_id.eq(one.to_vec()))).execute(conn),
        None => diesel::delete(of_campaign).execute(conn),
    }
    .map(drop)
}

/// Whether mails of a campaign wait.
pub fn any(conn: &mut Conn, campaign: Id) -> Rows<bool> {
    Ok(o::table
        .filter(o::campaign_id.eq(campaign.bytes().to_vec()))
        .select(o::id)
        .first::<Vec<u8>>(conn)
        .optional()?
        .is_some())
}
