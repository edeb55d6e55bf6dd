//! Staff accounts, their set-up links and sessions. Links and sessions are kept as hashes only.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{accounts as a, sessions as s, setup_links as l};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::account::{Account, Role};
use crate::domain::id::Id;

type Raw = (Vec<u8>, String, String);

fn account((id, email, role): Raw) -> Rows<Account> {
    let role = Role::parse(&role).ok_or_else(|| corrupt("an account has a role this program does not know"))?;
    Ok(Account {
        id: read_id(&id)?,
        email,
        role,
    })
}

/// Whether anybody can sign in: there is an account with a password.
pub fn any(conn: &mut Conn) -> Rows<bool> {
    Ok(a::table
        .filter(a::password_hash.is_not_null())
        .select(a::id)
        .first::<Vec<u8>>(conn)
        .optional()?
        .is_some())
}

/// The addresses of all accounts.
pub fn addresses(conn: &mut Conn) -> Rows<Vec<String>> {
    a::table.select(a::email).order(a::email).load(conn)
}

/// Makes an account without a password.
pub fn insert(conn: &mut Conn, account: &Account, created_on: NaiveDate) -> Rows<()> {
    diesel::insert_into(a::table)
        .values((
            a::id.eq(&account.id.bytes()[..]),
            a::email.eq(&account.email),
            a::role.eq(account.role.name()),
            a::created_on.eq(created_on),
        ))
        .execute(conn)
        .map(drop)
}

/// The account with this address, which is kept in lower case.
pub fn find_by_email(conn: &mut Conn, email: &str) -> Rows<Option<Account>> {
    let row = a::table
        .filter(a::email.eq(email))
        .select((a::id, a::email, a::role))
        .first::<Raw>(conn)
        .optional()?;
    row.map(account).transpose()
}

/// The account's password hash in PHC form; none before it is set up.
pub fn password_hash(conn: &mut Conn, id: Id) -> Rows<Option<String>> {
    let row = a::table
        .filter(a::id.eq(&id.bytes()[..]))
        .select(a::password_hash)
        .first::<Option<String>>(conn)
        .optional()?;
    Ok(row.flatten())
}

/// Sets the password, ends every session and forgets every link of the account.
pub fn set_password(conn: &mut Conn, id: Id, hash: Option<&str>) -> Rows<()> {
    diesel::update(a::table.filter(a::id.eq(&id.bytes()[..])))
        .set(a::password_hash.eq(hash))
        .execute(conn)?;
    diesel::delete(s::table.filter(s::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    diesel::delete(l::table.filter(l::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    Ok(())
}

/// Makes a one-time link.
pub fn insert_link(conn: &mut Conn, hash: &[u8; 32], account: Id, expires_at: NaiveDateTime) -> Rows<()> {
    diesel::insert_into(l::table)
        .values((
            l::hash.eq(&hash[..]),
            l::account_id.eq(&account.bytes()[..]),
            l::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .map(drop)
}

/// The account a link that has not expired belongs to.
pub fn find_by_link(conn: &mut Conn, hash: &[u8; 32], now: NaiveDateTime) -> Rows<Option<Account>> {
    let row = l::table
        .inner_join(a::table.on(a::id.eq(l::account_id)))
        .filter(l::hash.eq(&hash[..]))
        .filter(l::expires_at.gt(now))
        .select((a::id, a::email, a::role))
        .first::<Raw>(conn)
        .optional()?;
    row.map(account).transpose()
}

/// Starts a session.
pub fn insert_session(conn: &mut Conn, hash: &[u8; 32], account: Id, now: NaiveDateTime) -> Rows<()> {
    diesel::insert_into(s::table)
        .values((
            s::hash.eq(&hash[..]),
            s::account_id.eq(&account.bytes()[..]),
            s::started_at.eq(now),
            s::last_used_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// The account of a session that started after `oldest` and was used after `idle_since`, with its last use.
pub fn find_by_session(
    conn: &mut Conn,
    hash: &[u8; 32],
    oldest: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> Rows<Option<(Account, NaiveDateTime)>> {
    let row = s::table
        .inner_join(a::table.on(a::id.eq(s::account_id)))
        .filter(s::hash.eq(&hash[..]))
        .filter(s::started_at.gt(oldest))
        .filter(s::last_used_at.gt(idle_since))
        .select(((a::id, a::email, a::role), s::last_used_at))
        .first::<(Raw, NaiveDateTime)>(conn)
        .optional()?;
    row.map(|(raw, used)| Ok((account(raw)?, used))).transpose()
}

/// Notes that a session was used.
pub fn touch_session(conn: &mut Conn, hash: &[u8; 32], now: NaiveDateTime) -> Rows<()> {
    diesel::update(s::table.filter(s::hash.eq(&hash[..])))
        .set(s::last_used_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// Ends a session.
pub fn delete_session(conn: &mut Conn, hash: &[u8; 32]) -> Rows<()> {
    diesel::delete(s::table.filter(s::hash.eq(&hash[..])))
        .execute(conn)
        .map(drop)
}

/// Deletes sessions and links that no longer count.
pub fn delete_expired(
    conn: &mut Conn,
    oldest: NaiveDateTime,
    idle_since: NaiveDateTime,
    now: NaiveDateTime,
) -> Rows<()> {
    diesel::delete(s::table.filter(s::started_at.le(oldest))).execute(conn)?;
    diesel::delete(s::table.filter(s::last_used_at.le(idle_since))).execute(conn)?;
    diesel::delete(l::table.filter(l::expires_at.le(now))).execute(conn)?;
    Ok(())
}
