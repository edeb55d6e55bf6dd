//! Tokens of programs, as keyed hashes, and the calls they made.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{sends as s, surveys as v, tokens as t};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::token::Scope;

/// A token of a person for one survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// A name to end it by, which opens nothing.
    pub id: Id,
    /// Whose.
    pub account: Id,
    /// Which survey.
    pub survey: Id,
    /// Its name in addresses.
    pub slug: String,
    /// What it may do.
    pub scope: Scope,
    /// What its owner calls it.
    pub name: String,
    /// The day it was made.
    pub created_on: NaiveDate,
    /// The last day it counts.
    pub expires_on: NaiveDate,
    /// The last day it was used.
    pub last_used_on: Option<NaiveDate>,
}

type Raw = (
    Vec<u8>,
    Vec<u8>,
    Vec<u8>,
    String,
    String,
    String,
    NaiveDate,
    NaiveDate,
    Option<NaiveDate>,
);

const COLUMNS: (
    t::id,
    t::account_id,
    t::survey_id,
    v::slug,
    t::scope,
    t::name,
    t::created_on,
    t::expires_on,
    t::last_used_on,
) = (
    t::id,
    t::account_id,
    t::survey_id,
    v::slug,
    t::scope,
    t::name,
    t::created_on,
    t::expires_on,
    t::last_used_on,
);

fn token((id, account, survey, slug, scope, name, created_on, expires_on, last_used_on): Raw) -> Rows<Token> {
    Ok(Token {
        id: read_id(&id)?,
        account: read_id(&account)?,
        survey: read_id(&survey)?,
        slug,
        scope: Scope::parse(&scope).ok_or_else(|| corrupt("a token has a scope this program does not know"))?,
        name,
        created_on,
        expires_on,
        last_used_on,
    })
}

/// Adds a token.
pub fn insert(conn: &mut Conn, hash: &[u8; 32], token: &Token) -> Rows<()> {
    diesel::insert_into(t::table)
        .values((
            t::hash.eq(hash.to_vec()),
            t::id.eq(token.id.bytes().to_vec()),
            t::account_id.eq(token.account.bytes().to_vec()),
            t::survey_id.eq(token.survey.bytes().to_vec()),
            t::scope.eq(token.scope.name()),
            t::name.eq(&token.name),
            t::created_on.eq(token.created_on),
            t::expires_on.eq(token.expires_on),
        ))
        .execute(conn)
        .map(drop)
}

/// The token of a hash that counts on `today`.
pub fn find(conn: &mut Conn, hash: &[u8; 32], today: NaiveDate) -> Rows<Option<Token>> {
    let raw = t::table
        .inner_join(v::table.on(v::id.eq(t::survey_id)))
        .filter(t::hash.eq(hash.to_vec()))
        .filter(t::expires_on.ge(today))
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    raw.map(token).transpose()
}

/// Notes that a token was used on a day.
pub fn touch(conn: &mut Conn, hash: &[u8; 32], today: NaiveDate) -> Rows<()> {
    diesel::update(t::table.filter(t::hash.eq(hash.to_vec())))
        .set(t::last_used_on.eq(today))
        .execute(conn)
        .map(drop)
}

/// The tokens of one account or of all, by name.
pub fn all(conn: &mut Conn, account: Option<Id>) -> Rows<Vec<Token>> {
    let query = t::table.inner_join(v::table.on(v::id.eq(t::survey_id))).select(COLUMNS);
    let order = (t::name, t::created_on, t::id);
    let raw: Vec<Raw> = match account {
        Some(account) => query
            .filter(t::account_id.eq(account.bytes().to_vec()))
            .order(order)
            .load(conn)?,
        None => query.order(order).load(conn)?,
    };
    raw.into_iter().map(token).collect()
}

/// Ends a token; says whether there was one.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<bool> {
    diesel::delete(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(|deleted| deleted == 1)
}

/// Deletes tokens that no longer count.
pub fn delete_expired(conn: &mut Conn, today: NaiveDate) -> Rows<()> {
    diesel::delete(t::table.filter(t::expires_on.lt(today)))
        .execute(conn)
        .map(drop)
}

/// Notes a call; says whether it is the first of its kind.
pub fn note_send(conn: &mut Conn, campaign: Id, hash: &[u8; 32], day: NaiveDate) -> Rows<bool> {
    let known = s::table
        .filter(s::campaign_id.eq(campaign.bytes().to_vec()))
        .filter(s::hash.eq(hash.to_vec()))
        .select(s::hash)
        .first::<Vec<u8>>(conn)
        .optional()?;
    if known.is_some() {
        return Ok(false);
    }
    diesel::insert_into(s::table)
        .values((
            s::campaign_id.eq(campaign.bytes().to_vec()),
            s::hash.eq(hash.to_vec()),
            s::day.eq(day),
        ))
        .execute(conn)
        .map(|_| true)
}

/// Forgets calls of before a day.
pub fn forget_sends(conn: &mut Conn, before: NaiveDate) -> Rows<usize> {
    diesel::delete(s::table.filter(s::day.lt(before))).execute(conn)
}

/// How many calls that would be.
pub fn count_sends(conn: &mut Conn, before: NaiveDate) -> Rows<i64> {
    s::table.filter(s::day.lt(before)).count().get_result(conn)
}
