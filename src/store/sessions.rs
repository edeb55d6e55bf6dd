//! Sessions of staff, as hashes only, with the proofs they stand on.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::sessions as s;
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::proof::Proof;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// A name to end it by, which opens nothing.
    pub id: Id,
    /// Whose.
    pub account: Id,
    /// Signed in.
    pub started_at: NaiveDateTime,
    /// Last used, to the minute.
    pub last_used_at: NaiveDateTime,
    /// When somebody last proved who they are.
    pub proved_at: NaiveDateTime,
    /// The password or the link.
    pub first: Proof,
    /// The second factor; none yet for half a session.
    pub second: Option<Proof>,
    /// Wrong second factors so far.
    pub failures: i32,
}

type Raw = (
    Vec<u8>,
    Vec<u8>,
    NaiveDateTime,
    NaiveDateTime,
    NaiveDateTime,
    String,
    Option<String>,
    i32,
);

const COLUMNS: (
    s::id,
    s::account_id,
    s::started_at,
    s::last_used_at,
    s::proved_at,
    s::first_proof,
    s::second_proof,
    s::failures,
) = (
    s::id,
    s::account_id,
    s::started_at,
    s::last_used_at,
    s::proved_at,
    s::first_proof,
    s::second_proof,
    s::failures,
);

fn session((id, account, started_at, last_used_at, proved_at, first, second, failures): Raw) -> Rows<Session> {
    let proof =
        |name: &str| Proof::parse(name).ok_or_else(|| corrupt("a session has a proof this program does not know"));
    Ok(Session {
        id: read_id(&id)?,
        account: read_id(&account)?,
        started_at,
        last_used_at,
        proved_at,
        first: proof(&first)?,
        second: second.as_deref().map(proof).transpose()?,
        failures,
    })
}

/// Starts a session.
pub fn insert(conn: &mut Conn, hash: &[u8; 32], session: &Session) -> Rows<()> {
    diesel::insert_into(s::table)
        .values((
            s::hash.eq(&hash[..]),
            s::id.eq(&session.id.bytes()[..]),
            s::account_id.eq(&session.account.bytes()[..]),
            s::started_at.eq(session.started_at),
            s::last_used_at.eq(session.last_used_at),
            s::proved_at.eq(session.proved_at),
            s::first_proof.eq(session.first.name()),
            s::second_proof.eq(session.second.map(Proof::name)),
            s::failures.eq(session.failures),
        ))
        .execute(conn)
        .map(drop)
}

/// The session of a token, if it started after `oldest` and was used after `idle_since`.
pub fn find(
    conn: &mut Conn,
    hash: &[u8; 32],
    oldest: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> Rows<Option<Session>> {
    let raw = s::table
        .filter(s::hash.eq(&hash[..]))
        .filter(s::started_at.gt(oldest))
        .filter(s::last_used_at.gt(idle_since))
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    raw.map(session).transpose()
}

/// The sessions of an account, the one used last first.
pub fn of(conn: &mut Conn, account: Id) -> Rows<Vec<Session>> {
    let raw: Vec<Raw> = s::table
        .filter(s::account_id.eq(&account.bytes()[..]))
        .order(s::last_used_at.desc())
        .select(COLUMNS)
        .load(conn)?;
    raw.into_iter().map(session).collect()
}

/// Notes that a session was used.
pub fn touch(conn: &mut Conn, hash: &[u8; 32], now: NaiveDateTime) -> Rows<()> {
    diesel::update(s::table.filter(s::hash.eq(&hash[..])))
        .set(s::last_used_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// Counts a wrong second factor; gives how many there were.
pub fn note_failure(conn: &mut Conn, hash: &[u8; 32]) -> Rows<i32> {
    let one = s::table.filter(s::hash.eq(&hash[..]));
    diesel::update(one).set(s::failures.eq(s::failures + 1)).execute(conn)?;
    let count = one.select(s::failures).first::<i32>(conn).optional()?;
    Ok(count.unwrap_or(i32::MAX))
}

/// Keeps, or forgets, what a passkey has to answer to.
pub fn set_challenge(conn: &mut Conn, hash: &[u8; 32], challenge: Option<&[u8]>) -> Rows<()> {
    diesel::update(s::table.filter(s::hash.eq(&hash[..])))
        .set(s::challenge.eq(challenge))
        .execute(conn)
        .map(drop)
}

/// What a passkey has to answer to.
pub fn challenge(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Option<Vec<u8>>> {
    let found = s::table
        .filter(s::hash.eq(&hash[..]))
        .select(s::challenge)
        .first::<Option<Vec<u8>>>(conn)
        .optional()?;
    Ok(found.flatten())
}

/// Keeps, or forgets, the secret of an authenticator that a session sets up.
pub fn set_enrolment(conn: &mut Conn, hash: &[u8; 32], enrolment: Option<&[u8]>) -> Rows<()> {
    diesel::update(s::table.filter(s::hash.eq(&hash[..])))
        .set(s::enrolment.eq(enrolment))
        .execute(conn)
        .map(drop)
}

/// The secret of an authenticator that a session sets up.
pub fn enrolment(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Option<Vec<u8>>> {
    let found = s::table
        .filter(s::hash.eq(&hash[..]))
        .select(s::enrolment)
        .first::<Option<Vec<u8>>>(conn)
        .optional()?;
    Ok(found.flatten())
}

/// Ends the session of a token; says whether there was one.
pub fn delete(conn: &mut Conn, hash: &[u8; 32]) -> Rows<bool> {
    diesel::delete(s::table.filter(s::hash.eq(&hash[..])))
        .execute(conn)
        .map(|deleted| deleted == 1)
}

/// Ends one session of an account, by its name.
pub fn delete_one(conn: &mut Conn, account: Id, id: Id) -> Rows<()> {
    let own = s::table.filter(s::account_id.eq(&account.bytes()[..]));
    diesel::delete(own.filter(s::id.eq(&id.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// Ends the sessions of an account, all but perhaps one.
pub fn delete_all(conn: &mut Conn, account: Id, but: Option<Id>) -> Rows<()> {
    let own = s::table.filter(s::account_id.eq(&account.bytes()[..]));
    match but {
        Some(id) => diesel::delete(own.filter(s::id.ne(id.bytes().to_vec()))).execute(conn),
        None => diesel::delete(own).execute(conn),
    }
    .map(drop)
}

/// Deletes sessions that no longer count.
pub fn delete_expired(conn: &mut Conn, oldest: NaiveDateTime, idle_since: NaiveDateTime) -> Rows<()> {
    diesel::delete(s::table.filter(s::started_at.le(oldest))).execute(conn)?;
    diesel::delete(s::table.filter(s::last_used_at.le(idle_since))).execute(conn)?;
    Ok(())
}
