//! Where each survey stands: its reporting period, its last tick and the pool key in force.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::collections as c;
use super::{Conn, Rows};
use crate::domain::id::Id;

/// The state of a survey's collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Name of the reporting period.
    pub period: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// The day of its close.
    pub ends_on: NaiveDate,
    /// Day of the last tick, or the first day of the period.
    pub last_tick: NaiveDate,
    /// Whether the period takes loaded answers, and none from people.
    pub loaded: bool,
    /// Whether answers are taken.
    pub open: bool,
    /// Name of the period that is being closed, until its release is out.
    pub closing: Option<String>,
    /// Whether that period took loaded answers.
    pub closing_loaded: bool,
    /// The pool key in force.
    pub pool_epoch: i64,
    /// Records of earlier keys than this are released or dropped and wait for their deletion.
    pub folded_below: i64,
    /// Random; another one after every withdrawal or correction, so that a fold notices them.
    pub stamp: Vec<u8>,
    /// The version of the privacy policy under which the period that is being closed took answers.
    pub closing_policy: Option<i32>,
}

type Raw = (
    String,
    NaiveDate,
    NaiveDate,
    NaiveDate,
    bool,
    bool,
    Option<String>,
    bool,
    i64,
    i64,
    Vec<u8>,
    Option<i32>,
);

/// The state of `survey`; none before it is published.
pub fn find(conn: &mut Conn, survey: Id) -> Rows<Option<Collection>> {
    let row = c::table
        .filter(c::survey_id.eq(&survey.bytes()[..]))
        .select((
            c::period,
            c::starts_on,
            c::ends_on,
            c::last_tick,
            c::loaded,
            c::open,
            c::closing,
            c::closing_loaded,
            c::pool_epoch,
            c::folded_below,
            c::stamp,
            c::closing_policy,
        ))
        .first::<Raw>(conn)
        .optional()?;
    Ok(row.map(
        |(
            period,
            starts_on,
            ends_on,
            last_tick,
            loaded,
            open,
            closing,
            closing_loaded,
            pool_epoch,
            folded_below,
            stamp,
            closing_policy,
        )| Collection {
            period,
            starts_on,
            ends_on,
            last_tick,
            loaded,
            open,
            closing,
            closing_loaded,
            pool_epoch,
            folded_below,
            stamp,
            closing_policy,
        },
    ))
}

/// The same, and nobody changes it before this transaction ends: what is written with it is there for whoever changes it next.
///
/// PostgreSQL lets a transaction that only read the state commit after the one that changed it: an answer sealed with the old pool key
/// would come after the fold that was to count it. Alone on SQLite there is nothing to hold.
pub fn hold(conn: &mut Conn, survey: Id) -> Rows<Option<Collection>> {
    if let Conn::Pg(c) = conn {
        diesel::sql_query("SELECT 1 FROM collections WHERE survey_id = $1 FOR SHARE")
            .bind::<diesel::sql_types::Binary, _>(&survey.bytes()[..])
            .execute(c)?;
    }
    find(conn, survey)
}

/// Writes the state of `survey`, whatever stood there.
pub fn save(conn: &mut Conn, survey: Id, state: &Collection) -> Rows<()> {
    let values = (
        c::period.eq(&state.period),
        c::starts_on.eq(state.starts_on),
        c::ends_on.eq(state.ends_on),
        c::last_tick.eq(state.last_tick),
        c::loaded.eq(state.loaded),
        c::open.eq(state.open),
        c::closing.eq(state.closing.as_deref()),
        c::closing_loaded.eq(state.closing_loaded),
        c::pool_epoch.eq(state.pool_epoch),
        c::folded_below.eq(state.folded_below),
        c::stamp.eq(&state.stamp),
        c::closing_policy.eq(state.closing_policy),
    );
    let changed = diesel::update(c::table.filter(c::survey_id.eq(&survey.bytes()[..])))
        .set(values)
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(c::table)
            .values((c::survey_id.eq(&survey.bytes()[..]), values))
            .execute(conn)?;
    }
    Ok(())
}
