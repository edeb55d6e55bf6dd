//! Requests of people about data of themselves. Addresses and words are ciphertext; links and codes are keyed hashes.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::requests as t;
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::request::{Kind, State};

/// A request as the database has it.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = t)]
#[diesel(treat_none_as_null = true)]
struct Row {
    id: Vec<u8>,
    kind: String,
    state: String,
    language: String,
    received_on: NaiveDate,
    due_on: NaiveDate,
    answered_on: Option<NaiveDate>,
    address: Option<Vec<u8>>,
    address_hash: Option<Vec<u8>>,
    body: Option<Vec<u8>>,
    answer: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    code: Option<Vec<u8>>,
    tries: i32,
    expires_at: Option<NaiveDateTime>,
}

/// A request.
#[derive(Clone)]
pub struct Request {
    /// Random name.
    pub id: Id,
    /// What is asked for.
    pub kind: Kind,
    /// What became of it.
    pub state: State,
    /// The language of the answer.
    pub language: String,
    /// The day it came.
    pub received_on: NaiveDate,
    /// The day by which it is answered.
    pub due_on: NaiveDate,
    /// The day it was answered.
    pub answered_on: Option<NaiveDate>,
    /// The address, encrypted.
    pub address: Option<Vec<u8>>,
    /// Its keyed hash.
    pub address_hash: Option<Vec<u8>>,
    /// What was written, encrypted.
    pub body: Option<Vec<u8>>,
    /// What a person answered, encrypted.
    pub answer: Option<Vec<u8>>,
    /// Keyed hash of the link in the mail.
    pub link: Option<Vec<u8>>,
    /// Keyed hash of the code on the screen.
    pub code: Option<Vec<u8>>,
    /// Wrong codes so far.
    pub tries: i32,
    /// When the link ends.
    pub expires_at: Option<NaiveDateTime>,
}

impl Request {
    /// Ends the link; nobody can prove anything with it any more.
    pub fn end_link(&mut self) {
        (self.link, self.code, self.expires_at) = (None, None, None);
    }

    /// Forgets whom it is about and what was written.
    pub fn forget(&mut self) {
        self.end_link();
        (self.address, self.address_hash, self.body, self.answer) = (None, None, None, None);
    }

    /// Forgets whom it is from; words for a person stay with the person.
    pub fn forget_address(&mut self) {
        let body = self.body.take();
        self.forget();
        self.body = body;
    }

    fn row(&self) -> Row {
        Row {
            id: self.id.bytes().to_vec(),
            kind: self.kind.name().to_owned(),
            state: self.state.name().to_owned(),
            language: self.language.clone(),
            received_on: self.received_on,
            due_on: self.due_on,
            answered_on: self.answered_on,
            address: self.address.clone(),
            address_hash: self.address_hash.clone(),
            body: self.body.clone(),
            answer: self.answer.clone(),
            link: self.link.clone(),
            code: self.code.clone(),
            tries: self.tries,
            expires_at: self.expires_at,
        }
    }
}

impl Row {
    fn read(self) -> Rows<Request> {
        Ok(Request {
            id: read_id(&self.id)?,
            kind: Kind::parse(&self.kind).ok_or_else(|| corrupt("a request is of a kind nobody knows"))?,
            state: State::parse(&self.state).ok_or_else(|| corrupt("a request has a state nobody knows"))?,
            language: self.language,
            received_on: self.received_on,
            due_on: self.due_on,
            answered_on: self.answered_on,
            address: self.address,
            address_hash: self.address_hash,
            body: self.body,
            answer: self.answer,
            link: self.link,
            code: self.code,
            tries: self.tries,
            expires_at: self.expires_at,
        })
    }
}

/// Adds one.
pub fn insert(conn: &mut Conn, request: &Request) -> Rows<()> {
    diesel::insert_into(t::table)
        .values(request.row())
        .execute(conn)
        .map(drop)
}

/// Writes one.
pub fn update(conn: &mut Conn, request: &Request) -> Rows<()> {
    let row = request.row();
    diesel::update(t::table.filter(t::id.eq(row.id.clone())))
        .set((
            t::state.eq(row.state),
            t::answered_on.eq(row.answered_on),
            t::address.eq(row.address),
            t::address_hash.eq(row.address_hash),
            t::body.eq(row.body),
            t::answer.eq(row.answer),
            t::link.eq(row.link),
            t::code.eq(row.code),
            t::tries.eq(row.tries),
            t::expires_at.eq(row.expires_at),
        ))
        .execute(conn)
        .map(drop)
}

/// One by its name.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Request>> {
    let row = t::table
        .filter(t::id.eq(id.bytes().to_vec()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// One by the keyed hash of its link.
pub fn find_by_link(conn: &mut Conn, link: &[u8; 32]) -> Rows<Option<Request>> {
    let row = t::table
        .filter(t::link.eq(link.to_vec()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// Those of an address that are not forgotten yet.
pub fn of_address(conn: &mut Conn, hash: &[u8; 32]) -> Rows<Vec<Request>> {
    let rows: Vec<Row> = t::table
        .filter(t::address_hash.eq(hash.to_vec()))
        .order((t::received_on, t::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Those that name an address.
pub fn with_address(conn: &mut Conn) -> Rows<Vec<Request>> {
    let rows: Vec<Row> = t::table
        .filter(t::address.is_not_null())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// The first of a state, by the day they are due.
pub fn in_state(conn: &mut Conn, state: State, most: i64) -> Rows<Vec<Request>> {
    let rows: Vec<Row> = t::table
        .filter(t::state.eq(state.name()))
        .order((t::due_on, t::id))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// How many there are in a state.
pub fn count(conn: &mut Conn, state: State) -> Rows<i64> {
    t::table.filter(t::state.eq(state.name())).count().get_result(conn)
}

/// Those whose link ended unopened.
pub fn unopened(conn: &mut Conn, now: NaiveDateTime) -> Rows<Vec<Request>> {
    let rows: Vec<Row> = t::table
        .filter(t::state.eq(State::Open.name()))
        .filter(t::expires_at.lt(now))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Those answered before a day that still tell something.
pub fn told_before(conn: &mut Conn, day: NaiveDate) -> Rows<Vec<Request>> {
    let rows: Vec<Row> = t::table
        .filter(t::answered_on.lt(day))
        .filter(
            t::address
                .is_not_null()
                .or(t::body.is_not_null())
                .or(t::answer.is_not_null()),
        )
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Deletes those that were answered before a day.
pub fn delete_before(conn: &mut Conn, day: NaiveDate) -> Rows<()> {
    diesel::delete(t::table.filter(t::answered_on.lt(day)))
        .execute(conn)
        .map(drop)
}
