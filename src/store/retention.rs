//! Rules of retention, what the daily runs deleted, how many records there are, and the clock as it was last seen.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{clock_readings as c, record_counts as n, retention_rules as r, retention_runs as l};
use super::{Conn, Rows};

/// A rule that does not count yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is about.
    pub kind: String,
    /// Days.
    pub days: i64,
    /// The version of the policy that announced it.
    pub policy: Option<i32>,
    /// The first day it counts; none before it is announced.
    pub from_day: Option<NaiveDate>,
}

/// What one run deleted of one kind, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// The number of the run.
    pub number: i32,
    /// The kind.
    pub kind: String,
    /// The day.
    pub day: NaiveDate,
    /// How many, rounded down to a step; 0 for fewer than one step.
    pub shown: i64,
    /// The step.
    pub step: i64,
}

/// A count of records, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The table.
    pub name: String,
    /// The day it was counted.
    pub day: NaiveDate,
    /// How many, rounded down to a step; 0 for fewer than one step.
    pub shown: i64,
    /// The step.
    pub step: i64,
}

/// Days by kind, as they count on a day: of several rules the one that was made last.
pub fn in_force(conn: &mut Conn, day: NaiveDate) -> Rows<BTreeMap<String, i64>> {
    let rules: Vec<(String, i64)> = r::table
        .filter(r::from_day.le(day))
        .order(r::number)
        .select((r::kind, r::days))
        .load(conn)?;
    Ok(rules.into_iter().collect())
}

/// Days on which any rule begins to count.
pub fn days(conn: &mut Conn) -> Rows<Vec<NaiveDate>> {
    let rows: Vec<Option<NaiveDate>> = r::table.select(r::from_day).load(conn)?;
    Ok(rows.into_iter().flatten().collect())
}

/// Rules nobody was told of yet: days by kind.
pub fn proposed(conn: &mut Conn) -> Rows<BTreeMap<String, i64>> {
    let rules: Vec<(String, i64)> = r::table
        .filter(r::from_day.is_null())
        .order(r::number)
        .select((r::kind, r::days))
        .load(conn)?;
    Ok(rules.into_iter().collect())
}

/// Everything that is to count after a day, and what is only proposed.
pub fn to_come(conn: &mut Conn, day: NaiveDate) -> Rows<Vec<Proposal>> {
    let rules: Vec<(String, i64, Option<i32>, Option<NaiveDate>)> = r::table
        .filter(r::from_day.is_null().or(r::from_day.gt(day)))
        .order(r::number)
        .select((r::kind, r::days, r::policy, r::from_day))
        .load(conn)?;
    let read = |(kind, days, policy, from_day)| Proposal {
        kind,
        days,
        policy,
        from_day,
    };
    Ok(rules.into_iter().map(read).collect())
}

/// Announces what is proposed by a version of the policy, in the transaction that publishes it: it counts from `from` on.
pub fn announce(conn: &mut Conn, version: i32, from: NaiveDate) -> Rows<()> {
    diesel::update(r::table.filter(r::from_day.is_null()))
        .set((r::policy.eq(version), r::from_day.eq(from)))
        .execute(conn)
        .map(drop)
}

/// Takes back what is proposed for a kind.
pub fn withdraw(conn: &mut Conn, kind: &str) -> Rows<usize> {
    diesel::delete(r::table.filter(r::kind.eq(kind)).filter(r::from_day.is_null())).execute(conn)
}

/// Adds a rule: one that counts from a day, which the database refuses unless it is no looser, or a proposal.
pub fn insert(conn: &mut Conn, kind: &str, days: i64, from: Option<NaiveDate>, today: NaiveDate) -> Rows<()> {
    let last: Option<i32> = r::table.select(diesel::dsl::max(r::number)).first(conn)?;
    diesel::insert_into(r::table)
        .values((
            r::number.eq(last.unwrap_or_default() + 1),
            r::kind.eq(kind),
            r::days.eq(days),
            r::from_day.eq(from),
            r::proposed_on.eq(today),
        ))
        .execute(conn)
        .map(drop)
}

/// The number and the day of the last run.
pub fn last_run(conn: &mut Conn) -> Rows<Option<(i32, NaiveDate)>> {
    l::table
        .order(l::number.desc())
        .select((l::number, l::day))
        .first(conn)
        .optional()
}

/// Writes down what a run deleted of a kind.
pub fn log(conn: &mut Conn, ran: &Ran) -> Rows<()> {
    diesel::insert_into(l::table)
        .values((
            l::number.eq(ran.number),
            l::kind.eq(&ran.kind),
            l::day.eq(ran.day),
            l::shown.eq(ran.shown),
            l::step.eq(ran.step),
        ))
        .execute(conn)
        .map(drop)
}

/// What runs deleted, from number `from` on, the newest run first.
pub fn runs(conn: &mut Conn, from: i32) -> Rows<Vec<Ran>> {
    let rows: Vec<(i32, String, NaiveDate, i64, i64)> = l::table
        .filter(l::number.ge(from))
        .order((l::number.desc(), l::kind))
        .select((l::number, l::kind, l::day, l::shown, l::step))
        .load(conn)?;
    let read = |(number, kind, day, shown, step)| Ran {
        number,
        kind,
        day,
        shown,
        step,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// When the clock was last seen, and the day of the last run.
pub fn clock(conn: &mut Conn) -> Rows<Option<(NaiveDateTime, Option<NaiveDate>)>> {
    c::table.select((c::seen_at, c::ran_on)).first(conn).optional()
}

/// Notes that the clock was seen; `ran_on` where a run was made.
pub fn note_clock(conn: &mut Conn, seen_at: NaiveDateTime, ran_on: Option<NaiveDate>) -> Rows<()> {
    let known = clock(conn)?;
    let ran_on = ran_on.or(known.and_then(|(_, ran_on)| ran_on));
    match known {
        Some(_) => diesel::update(c::table)
            .set((c::seen_at.eq(seen_at), c::ran_on.eq(ran_on)))
            .execute(conn),
        None => diesel::insert_into(c::table)
            .values((c::id.eq(1), c::seen_at.eq(seen_at), c::ran_on.eq(ran_on)))
            .execute(conn),
    }
    .map(drop)
}

/// Replaces all counts of records.
pub fn save_counts(conn: &mut Conn, counts: &[Counted]) -> Rows<()> {
    diesel::delete(n::table).execute(conn)?;
    for one in counts {
        diesel::insert_into(n::table)
            .values((
                n::name.eq(&one.name),
                n::day.eq(one.day),
                n::shown.eq(one.shown),
                n::step.eq(one.step),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Counts of records, as they are shown.
pub fn counts(conn: &mut Conn) -> Rows<Vec<Counted>> {
    let rows: Vec<(String, NaiveDate, i64, i64)> = n::table
        .order(n::name)
        .select((n::name, n::day, n::shown, n::step))
        .load(conn)?;
    let read = |(name, day, shown, step)| Counted { name, day, shown, step };
    Ok(rows.into_iter().map(read).collect())
}
