//! Who wants to be told what is published, and of what. Addresses are ciphertext, found by keyed hash.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::{subscribers as s, subscriptions as t};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::announcement::Topic;
use crate::domain::id::Id;

/// A subscriber as the database has them.
pub struct Subscriber {
    /// Random name.
    pub id: Id,
    /// The address, encrypted.
    pub address: Vec<u8>,
    /// Its keyed hash.
    pub address_hash: Vec<u8>,
    /// The language of mails to them.
    pub language: String,
    /// Whether they opened the link and said yes.
    pub confirmed: bool,
    /// The row that goes when this one is confirmed: the same person with an older address.
    pub replaces: Option<Id>,
    /// The day an unconfirmed row goes.
    pub expires_on: Option<NaiveDate>,
    /// The day it was made.
    pub created_on: NaiveDate,
}

type Raw = (
    Vec<u8>,
    Vec<u8>,
    Vec<u8>,
    String,
    bool,
    Option<Vec<u8>>,
    Option<NaiveDate>,
    NaiveDate,
);

const COLUMNS: (
    s::id,
    s::address,
    s::address_hash,
    s::language,
    s::confirmed,
    s::replaces,
    s::expires_on,
    s::created_on,
) = (
    s::id,
    s::address,
    s::address_hash,
    s::language,
    s::confirmed,
    s::replaces,
    s::expires_on,
    s::created_on,
);

fn read((id, address, address_hash, language, confirmed, replaces, expires_on, created_on): Raw) -> Rows<Subscriber> {
    Ok(Subscriber {
        id: read_id(&id)?,
        address,
        address_hash,
        language,
        confirmed,
        replaces: replaces.map(|id| read_id(&id)).transpose()?,
        expires_on,
        created_on,
    })
}

/// Adds one.
pub fn insert(conn: &mut Conn, row: &Subscriber) -> Rows<()> {
    diesel::insert_into(s::table)
        .values((
            s::id.eq(row.id.bytes().to_vec()),
            s::address.eq(&row.address),
            s::address_hash.eq(&row.address_hash),
            s::language.eq(&row.language),
            s::confirmed.eq(row.confirmed),
            s::replaces.eq(row.replaces.map(|id| id.bytes().to_vec())),
            s::expires_on.eq(row.expires_on),
            s::created_on.eq(row.created_on),
        ))
        .execute(conn)
        .map(drop)
}

/// One by its name.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Subscriber>> {
    let row = s::table
        .filter(s::id.eq(id.bytes().to_vec()))
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    row.map(read).transpose()
}

/// One by the keyed hash of the address; a confirmed one before others.
pub fn find_by_address(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Option<Subscriber>> {
    let row = s::table
        .filter(s::address_hash.eq(hash.to_vec()))
        .order(s::confirmed.desc())
        .select(COLUMNS)
        .first::<Raw>(conn)
        .optional()?;
    row.map(read).transpose()
}

/// Everybody of an address, confirmed or not.
pub fn ids_of(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Vec<Id>> {
    let ids: Vec<Vec<u8>> = s::table
        .filter(s::address_hash.eq(hash.to_vec()))
        .select(s::id)
        .load(conn)?;
    ids.iter().map(|id| read_id(id)).collect()
}

/// Everybody's name, for comparing with what the key folder remembers.
pub fn ids(conn: &mut Conn) -> Rows<Vec<Id>> {
    let ids: Vec<Vec<u8>> = s::table.select(s::id).load(conn)?;
    ids.iter().map(|id| read_id(id)).collect()
}

/// Renews a row nobody confirmed yet.
pub fn renew(conn: &mut Conn, id: Id, language: &str, expires_on: NaiveDate) -> Rows<()> {
    diesel::update(s::table.filter(s::id.eq(id.bytes().to_vec())))
        .set((s::language.eq(language), s::expires_on.eq(expires_on)))
        .execute(conn)
        .map(drop)
}

/// Somebody said yes.
pub fn confirm(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::update(s::table.filter(s::id.eq(id.bytes().to_vec())))
        .set((
            s::confirmed.eq(true),
            s::replaces.eq(None::<Vec<u8>>),
            s::expires_on.eq(None::<NaiveDate>),
        ))
        .execute(conn)
        .map(drop)
}

/// Changes the language of mails.
pub fn set_language(conn: &mut Conn, id: Id, language: &str) -> Rows<()> {
    diesel::update(s::table.filter(s::id.eq(id.bytes().to_vec())))
        .set(s::language.eq(language))
        .execute(conn)
        .map(drop)
}

/// What somebody wants to be told.
pub fn topics(conn: &mut Conn, id: Id) -> Rows<Vec<Topic>> {
    let rows: Vec<(String, Vec<u8>)> = t::table
        .filter(t::subscriber_id.eq(id.bytes().to_vec()))
        .select((t::topic, t::survey_id))
        .order((t::topic, t::survey_id))
        .load(conn)?;
    rows.iter()
        .map(|(name, survey)| {
            Topic::parse(name, Id::from_slice(survey)).ok_or_else(|| corrupt("a subscription has a topic nobody knows"))
        })
        .collect()
}

/// Replaces what somebody wants to be told.
pub fn set_topics(conn: &mut Conn, id: Id, topics: &[Topic]) -> Rows<()> {
    diesel::delete(t::table.filter(t::subscriber_id.eq(id.bytes().to_vec()))).execute(conn)?;
    for topic in topics {
        diesel::insert_into(t::table)
            .values((
                t::subscriber_id.eq(id.bytes().to_vec()),
                t::topic.eq(topic.name()),
                t::survey_id.eq(key_of(*topic)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A key has no empty columns: no survey is no bytes.
fn key_of(topic: Topic) -> Vec<u8> {
    topic.survey().map(|survey| survey.bytes().to_vec()).unwrap_or_default()
}

/// Confirmed subscribers of a topic after a name, in the order of names.
pub fn of_topic(conn: &mut Conn, topic: Topic, after: Option<Id>, most: i64) -> Rows<Vec<Subscriber>> {
    let of_topic = t::table
        .filter(t::topic.eq(topic.name()))
        .filter(t::survey_id.eq(key_of(topic)))
        .select(t::subscriber_id);
    let rows: Vec<Raw> = s::table
        .filter(s::id.eq_any(of_topic))
        .filter(s::confirmed.eq(true))
        .filter(s::id.gt(after.map(|id| id.bytes().to_vec()).unwrap_or_default()))
        .order(s::id)
        .limit(most)
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Rows nobody confirmed in time.
pub fn expired(conn: &mut Conn, today: NaiveDate) -> Rows<Vec<Id>> {
    let ids: Vec<Vec<u8>> = s::table
        .filter(s::confirmed.eq(false))
        .filter(s::expires_on.lt(today))
        .select(s::id)
        .load(conn)?;
    ids.iter().map(|id| read_id(id)).collect()
}

/// Deletes somebody with everything they subscribed to.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(t::table.filter(t::subscriber_id.eq(id.bytes().to_vec()))).execute(conn)?;
    diesel::delete(s::table.filter(s::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(drop)
}
