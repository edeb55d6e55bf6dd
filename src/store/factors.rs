//! Second factors, encrypted, and recovery codes, as keyed hashes.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{factors as f, recovery_codes as r};
use super::{Conn, Rows, read_id};
use crate::domain::id::Id;

/// A second factor.
#[derive(Clone)]
pub struct Factor {
    /// Random name.
    pub id: Id,
    /// Whose.
    pub account: Id,
    /// `totp` or `passkey`.
    pub kind: String,
    /// What its owner calls it.
    pub name: String,
    /// The secret of an authenticator or the credential of a passkey, encrypted.
    pub sealed: Vec<u8>,
    /// The last step of time a code counted for: no code counts twice.
    pub last_step: i64,
    /// The day it was added.
    pub created_on: NaiveDate,
}

type Raw = (Vec<u8>, Vec<u8>, String, String, Vec<u8>, i64, NaiveDate);

/// The second factors of an account, the oldest first.
pub fn of(conn: &mut Conn, account: Id) -> Rows<Vec<Factor>> {
    let raw: Vec<Raw> = f::table
        .filter(f::account_id.eq(&account.bytes()[..]))
        .order((f::created_on, f::id))
        .select((
            f::id,
            f::account_id,
            f::kind,
            f::name,
            f::sealed,
            f::last_step,
            f::created_on,
        ))
        .load(conn)?;
    raw.into_iter()
        .map(|(id, account, kind, name, sealed, last_step, created_on)| {
            Ok(Factor {
                id: read_id(&id)?,
                account: read_id(&account)?,
                kind,
                name,
                sealed,
                last_step,
                created_on,
            })
        })
        .collect()
}

/// Adds a factor.
pub fn insert(conn: &mut Conn, factor: &Factor) -> Rows<()> {
    diesel::insert_into(f::table)
        .values((
            f::id.eq(&factor.id.bytes()[..]),
            f::account_id.eq(&factor.account.bytes()[..]),
            f::kind.eq(&factor.kind),
            f::name.eq(&factor.name),
            f::sealed.eq(&factor.sealed),
            f::last_step.eq(factor.last_step),
            f::created_on.eq(factor.created_on),
        ))
        .execute(conn)
        .map(drop)
}

/// Notes that a code of `step` counted; says whether it is the first of that step.
pub fn take_step(conn: &mut Conn, id: Id, step: i64) -> Rows<bool> {
    let one = f::table.filter(f::id.eq(id.bytes().to_vec()));
    diesel::update(one.filter(f::last_step.lt(step)))
        .set(f::last_step.eq(step))
        .execute(conn)
        .map(|updated| updated == 1)
}

/// Writes a factor anew: a passkey counts its uses.
pub fn update(conn: &mut Conn, id: Id, sealed: &[u8]) -> Rows<()> {
    diesel::update(f::table.filter(f::id.eq(id.bytes().to_vec())))
        .set(f::sealed.eq(sealed))
        .execute(conn)
        .map(drop)
}

/// Removes one factor of an account; says whether it was there.
pub fn delete(conn: &mut Conn, account: Id, id: Id) -> Rows<bool> {
    let own = f::table.filter(f::account_id.eq(&account.bytes()[..]));
    diesel::delete(own.filter(f::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(|deleted| deleted == 1)
}

/// Puts new recovery codes in the place of the old ones.
pub fn set_recovery_codes(conn: &mut Conn, account: Id, hashes: &[[u8; 32]]) -> Rows<()> {
    diesel::delete(r::table.filter(r::account_id.eq(&account.bytes()[..]))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(r::table)
            .values((r::hash.eq(&hash[..]), r::account_id.eq(&account.bytes()[..])))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses a recovery code; says whether it was one.
pub fn take_recovery_code(conn: &mut Conn, account: Id, hash: &[u8; 32]) -> Rows<bool> {
    let own = r::table.filter(r::account_id.eq(&account.bytes()[..]));
    diesel::delete(own.filter(r::hash.eq(&hash[..])))
        .execute(conn)
        .map(|deleted| deleted == 1)
}

/// How many recovery codes are left.
pub fn recovery_codes(conn: &mut Conn, account: Id) -> Rows<i64> {
    r::table
        .filter(r::account_id.eq(&account.bytes()[..]))
        .count()
        .get_result(conn)
}
