//! Codes of invitations as keyed hashes, and who wants no more mail. Nothing here knows an address or an answer.

use diesel::prelude::*;

use super::schema::{campaigns as c, invitations as i, suppressions as s};
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its campaign.
    pub campaign: Id,
    /// The group of segment values the answer gets.
    pub block: Option<String>,
    /// Digest of the blinded element it was swapped for a ticket with.
    pub claimed: Option<Vec<u8>>,
    /// The mark of the form that used it, until the next tick.
    pub mark: Option<Vec<u8>>,
    /// Whether it was used.
    pub used: bool,
}

/// Adds invitations: the hash of each code with its group.
pub fn insert(conn: &mut Conn, campaign: Id, codes: &[([u8; 32], Option<String>)]) -> Rows<()> {
    for (hash, block) in codes {
        diesel::insert_into(i::table)
            .values((
                i::hash.eq(hash.to_vec()),
                i::campaign_id.eq(campaign.bytes().to_vec()),
                i::block.eq(block.clone()),
                i::used.eq(false),
            ))
            .execute(conn)?;
    }
    Ok(())
}

type Raw = (Vec<u8>, Option<String>, Option<Vec<u8>>, Option<Vec<u8>>, bool);

/// The invitation of a code.
pub fn find(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Option<Invitation>> {
    let row = i::table
        .filter(i::hash.eq(hash.to_vec()))
        .select((i::campaign_id, i::block, i::claimed, i::mark, i::used))
        .first::<Raw>(conn)
        .optional()?;
    row.map(|(campaign, block, claimed, mark, used)| {
        Ok(Invitation {
            campaign: read_id(&campaign)?,
            block,
            claimed,
            mark,
            used,
        })
    })
    .transpose()
}

/// Used invitations that are written again with each one that is used.
const WITH: i64 = 24;

/// Uses an invitation that was not used; says whether it was this call that did.
///
/// PostgreSQL notes in each row which transaction wrote it last, and answers come right after their invitation: so each transaction writes
/// some used rows again, drawn by lot, and the order of the transactions tells nothing of the order in which invitations were used.
pub fn take(conn: &mut Conn, campaign: Id, hash: &[u8; 32], claimed: Option<&[u8]>, mark: Option<&[u8]>) -> Rows<bool> {
    let taken = diesel::update(i::table.filter(i::hash.eq(hash.to_vec())).filter(i::used.eq(false)))
        .set((
            i::used.eq(true),
            i::claimed.eq(claimed.map(<[u8]>::to_vec)),
            i::mark.eq(mark.map(<[u8]>::to_vec)),
        ))
        .execute(conn)?;
    let others: Vec<Vec<u8>> = i::table
        .filter(i::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(i::used.eq(true))
        .filter(i::hash.ne(hash.to_vec()))
        .order(diesel::dsl::sql::<diesel::sql_types::Text>("random()"))
        .limit(WITH)
        .select(i::hash)
        .load(conn)?;
    diesel::update(i::table.filter(i::hash.eq_any(others)))
        .set(i::used.eq(true))
        .execute(conn)?;
    Ok(taken == 1)
}

/// Wipes the marks of a survey's invitations: its tick begins.
pub fn wipe_marks(conn: &mut Conn, survey: Id) -> Rows<()> {
    let of_survey = c::table.filter(c::survey_id.eq(survey.bytes().to_vec())).select(c::id);
    diesel::update(
        i::table
            .filter(i::campaign_id.eq_any(of_survey))
            .filter(i::mark.is_not_null()),
    )
    .set(i::mark.eq(None::<Vec<u8>>))
    .execute(conn)
    .map(drop)
}

/// Which of these codes are used.
pub fn used(conn: &mut Conn, campaign: Id) -> Rows<Vec<Vec<u8>>> {
    i::table
        .filter(i::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(i::used.eq(true))
        .select(i::hash)
        .load(conn)
}

/// Deletes the invitations of a campaign that ended.
pub fn forget(conn: &mut Conn, campaign: Id) -> Rows<()> {
    diesel::delete(i::table.filter(i::campaign_id.eq(campaign.bytes().to_vec())))
        .execute(conn)
        .map(drop)
}

/// Deletes one invitation that was not used.
pub fn forget_unused(conn: &mut Conn, hash: &[u8; 32]) -> Rows<()> {
    diesel::delete(i::table.filter(i::hash.eq(hash.to_vec())).filter(i::used.eq(false)))
        .execute(conn)
        .map(drop)
}

/// Whether an address wants no more mail.
pub fn is_suppressed(conn: &mut Conn, hash: &[u8; 32]) -> Rows<bool> {
    Ok(s::table
        .filter(s::hash.eq(hash.to_vec()))
        .select(s::hash)
        .first::<Vec<u8>>(conn)
        .optional()?
        .is_some())
}

/// Notes that an address wants no more mail; says whether that is news.
pub fn suppress(conn: &mut Conn, hash: &[u8; 32]) -> Rows<bool> {
    if is_suppressed(conn, hash)? {
        return Ok(false);
    }
    diesel::insert_into(s::table)
        .values(s::hash.eq(hash.to_vec()))
        .execute(conn)
        .map(|_| true)
}
