//! Staff accounts, the surveys they belong to and their set-up links. Addresses are ciphertext, found by keyed hash; links are kept as
//! hashes only.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{
    accounts as a, factors as f, memberships as m, recovery_codes as r, sessions as s, setup_links as l, tokens as t,
};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::account::{Role, Roles};
use crate::domain::id::Id;

/// An account as the database has it.
#[derive(Clone)]
pub struct Row {
    /// Random name.
    pub id: Id,
    /// The address, encrypted.
    pub address: Vec<u8>,
    /// What they do.
    pub roles: Roles,
    /// Whether they belong to every survey.
    pub everywhere: bool,
    /// The surveys they belong to beside that.
    pub surveys: Vec<Id>,
    /// The language of mails to them.
    pub language: String,
    /// Whether a password was set.
    pub is_set_up: bool,
    /// The day it was made.
    pub created_on: NaiveDate,
}

type Raw = (
    Vec<u8>,
    Option<Vec<u8>>,
    String,
    bool,
    String,
    Option<String>,
    NaiveDate,
);

const COLUMNS: (
    a::id,
    a::address,
    a::roles,
    a::everywhere,
    a::language,
    a::password_hash,
    a::created_on,
) = (
    a::id,
    a::address,
    a::roles,
    a::everywhere,
    a::language,
    a::password_hash,
    a::created_on,
);

fn row(conn: &mut Conn, raw: Raw) -> Rows<Row> {
    let (id, address, roles, everywhere, language, password, created_on) = raw;
    let surveys: Vec<Vec<u8>> = m::table
        .filter(m::account_id.eq(&id))
        .select(m::survey_id)
        .order(m::survey_id)
        .load(conn)?;
    Ok(Row {
        id: read_id(&id)?,
        address: address.unwrap_or_default(),
        roles: Roles::parse(&roles).ok_or_else(|| corrupt("an account has a role this program does not know"))?,
        everywhere,
        surveys: surveys.iter().map(|id| read_id(id)).collect::<Rows<_>>()?,
        language,
        is_set_up: password.is_some(),
        created_on,
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

/// All accounts, the oldest first.
pub fn all(conn: &mut Conn) -> Rows<Vec<Row>> {
    let raw: Vec<Raw> = a::table.select(COLUMNS).order((a::created_on, a::id)).load(conn)?;
    raw.into_iter().map(|raw| row(conn, raw)).collect()
}

/// Makes an account without a password.
pub fn insert(conn: &mut Conn, account: &Row, address_hash: &[u8; 32]) -> Rows<()> {
    diesel::insert_into(a::table)
        .values((
            a::id.eq(&account.id.bytes()[..]),
            a::address.eq(&account.address),
            a::address_hash.eq(&address_hash[..]),
            a::roles.eq(account.roles.names()),
            a::everywhere.eq(account.everywhere),
            a::language.eq(&account.language),
            a::created_on.eq(account.created_on),
        ))
        .execute(conn)?;
    set_surveys(conn, account.id, &account.surveys)
}

/// The account of a name.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Row>> {
    let raw = a::table
        .filter(a::id.eq(&id.bytes()[..]))
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    raw.map(|raw| row(conn, raw)).transpose()
}

/// The account whose address has this keyed hash.
pub fn find_by_address(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Option<Row>> {
    let raw = a::table
        .filter(a::address_hash.eq(&hash[..]))
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    raw.map(|raw| row(conn, raw)).transpose()
}

/// Accounts whose address still stands in the clear, from before addresses were encrypted.
pub fn in_the_clear(conn: &mut Conn) -> Rows<Vec<(Id, String)>> {
    let rows: Vec<(Vec<u8>, Option<String>)> = a::table
        .filter(a::email.is_not_null())
        .select((a::id, a::email))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, email)| Ok((read_id(&id)?, email.unwrap_or_default())))
        .collect()
}

/// Puts an encrypted address in the place of the one there was.
pub fn encrypt(conn: &mut Conn, id: Id, address: &[u8], hash: &[u8; 32]) -> Rows<()> {
    diesel::update(a::table.filter(a::id.eq(&id.bytes()[..])))
        .set((
            a::email.eq(None::<String>),
            a::address.eq(address),
            a::address_hash.eq(&hash[..]),
        ))
        .execute(conn)
        .map(drop)
}

/// Changes what somebody does and where.
pub fn set_roles(conn: &mut Conn, id: Id, roles: &Roles, everywhere: bool, surveys: &[Id]) -> Rows<()> {
    diesel::update(a::table.filter(a::id.eq(&id.bytes()[..])))
        .set((a::roles.eq(roles.names()), a::everywhere.eq(everywhere)))
        .execute(conn)?;
    set_surveys(conn, id, surveys)
}

/// Lets somebody belong to one more survey.
pub fn join(conn: &mut Conn, id: Id, survey: Id) -> Rows<()> {
    let known = m::table
        .filter(m::account_id.eq(id.bytes().to_vec()))
        .filter(m::survey_id.eq(survey.bytes().to_vec()))
        .select(m::survey_id)
        .first::<Vec<u8>>(conn)
        .optional()?;
    if known.is_some() {
        return Ok(());
    }
    diesel::insert_into(m::table)
        .values((m::account_id.eq(&id.bytes()[..]), m::survey_id.eq(&survey.bytes()[..])))
        .execute(conn)
        .map(drop)
}

fn set_surveys(conn: &mut Conn, id: Id, surveys: &[Id]) -> Rows<()> {
    diesel::delete(m::table.filter(m::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    surveys.iter().try_for_each(|survey| join(conn, id, *survey))
}

/// Deletes an account with everything that hangs on it.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(a::table.filter(a::id.eq(&id.bytes()[..])))
        .execute(conn)
        .map(drop)
}

/// Accounts made before a day that nobody ever set up.
pub fn never_set_up(conn: &mut Conn, before: NaiveDate) -> Rows<Vec<Id>> {
    let ids: Vec<Vec<u8>> = a::table
        .filter(a::password_hash.is_null())
        .filter(a::created_on.lt(before))
        .select(a::id)
        .load(conn)?;
    ids.iter().map(|id| read_id(id)).collect()
}

/// How many accounts that can sign in hold a role.
pub fn holders(conn: &mut Conn, role: Role) -> Rows<usize> {
    let all = all(conn)?;
    Ok(all.iter().filter(|row| row.is_set_up && row.roles.has(role)).count())
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

/// Sets the password and forgets every link of the account. Sessions are ended by whoever calls.
pub fn set_password(conn: &mut Conn, id: Id, hash: Option<&str>) -> Rows<()> {
    diesel::update(a::table.filter(a::id.eq(&id.bytes()[..])))
        .set(a::password_hash.eq(hash))
        .execute(conn)?;
    diesel::delete(l::table.filter(l::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    Ok(())
}

/// Forgets password, second factors, recovery codes, sessions, links and tokens: a new start.
pub fn begin_anew(conn: &mut Conn, id: Id, today: NaiveDate) -> Rows<()> {
    set_password(conn, id, None)?;
    // from now on it has the time of a new one to be set up
    diesel::update(a::table.filter(a::id.eq(&id.bytes()[..])))
        .set(a::created_on.eq(today))
        .execute(conn)?;
    diesel::delete(f::table.filter(f::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    diesel::delete(r::table.filter(r::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    diesel::delete(s::table.filter(s::account_id.eq(&id.bytes()[..]))).execute(conn)?;
    diesel::delete(t::table.filter(t::account_id.eq(&id.bytes()[..]))).execute(conn)?;
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

/// Whether an account has a link that ends after `after` and not later than `until`.
pub fn has_link_until(conn: &mut Conn, account: Id, after: NaiveDateTime, until: NaiveDateTime) -> Rows<bool> {
    let found = l::table
        .filter(l::account_id.eq(&account.bytes()[..]))
        .filter(l::expires_at.gt(after))
        .filter(l::expires_at.le(until))
        .select(l::hash)
        .first::<Vec<u8>>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The account a link that has not expired belongs to.
pub fn find_by_link(conn: &mut Conn, hash: &[u8; 32], now: NaiveDateTime) -> Rows<Option<Row>> {
    let id = l::table
        .filter(l::hash.eq(&hash[..]))
        .filter(l::expires_at.gt(now))
        .select(l::account_id)
        .first::<Vec<u8>>(conn)
        .optional()?;
    match id {
        Some(id) => find(conn, read_id(&id)?),
        None => Ok(None),
    }
}

/// Deletes links that no longer count.
pub fn delete_expired_links(conn: &mut Conn, now: NaiveDateTime) -> Rows<()> {
    diesel::delete(l::table.filter(l::expires_at.le(now)))
        .execute(conn)
        .map(drop)
}
