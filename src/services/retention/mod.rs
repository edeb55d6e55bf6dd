//! Retention: once a day everything that is over its time is deleted for good, and a public log says so. A clock that jumped deletes nothing.

mod clock;
mod published;
mod rules;

use std::sync::{Arc, Mutex};

use chrono::{Days, NaiveDate, TimeDelta};

use super::ServiceError;
use super::requests::RequestDesk;
use super::subscribers::SubscriberDesk;
use super::trail::TrailDesk;
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::inventory::TABLES;
use crate::domain::inventory_facts::is_counted;
use crate::domain::retention::{RUN, shown, step};
use crate::store::retention;
use crate::store::{Conn, Db, Rows, accounts, campaigns, comments, leases, surveys, tally, tokens};

use self::clock::Reading;

pub use self::clock::Refused;
pub(super) use self::published::published;
pub use self::rules::{Chosen, NotChosen, Rules};
pub use crate::store::retention::{Counted, Proposal, Ran};

/// A run holds its lease so long.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// Runs that the log shows.
const SHOWN: i32 = 60;
/// Tables that a run deletes from.
const TOUCHED: [&str; 5] = ["comments", "audit", "sends", "campaigns", "accounts"];

/// Deletes what is over its time.
#[derive(Clone)]
pub struct RetentionDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    trail: TrailDesk,
    subscribers: SubscriberDesk,
    requests: RequestDesk,
    holder: Id,
    reading: Arc<Mutex<Reading>>,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What was deleted, by kind, in the steps of the log.
    Done(Vec<Amount>),
    /// It ran today already.
    NotDue,
    /// Another instance runs it.
    Busy,
    /// The clock may not be trusted; nothing was deleted.
    Refused(Refused),
}

/// How much of a kind, as it may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The kind.
    pub kind: &'static str,
    /// Rounded down to a step; 0 for fewer than one step.
    pub shown: i64,
    /// The step.
    pub step: i64,
}

impl RetentionDesk {
    /// Over a database.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        trail: TrailDesk,
        (subscribers, requests): (SubscriberDesk, RequestDesk),
    ) -> Self {
        Self {
            reading: Arc::new(Mutex::new(Reading::of(&*clock))),
            db,
            clock,
            trail,
            subscribers,
            requests,
            holder: Id::new(rand::random()),
        }
    }

    /// What a run would delete today.
    pub fn dry_run(&self) -> Result<Vec<Amount>, ServiceError> {
        let (today, old_entries) = (self.clock.today(), self.trail.count_expired()?);
        let (unconfirmed, told) = (self.subscribers.count_over(today)?, self.requests.count_over(today)?);
        Ok(self.db.read(|conn| {
            let step = step_of(conn)?;
            let amount = |kind| {
                let count = match kind {
                    "trail" => old_entries,
                    "subscriptions" => unconfirmed,
                    "requests" => told,
                    _ => count(conn, kind, today)?,
                };
                Ok(Amount {
                    kind,
                    shown: shown(count, step),
                    step,
                })
            };
            RUN.into_iter().map(amount).collect()
        })?)
    }

    /// Runs at the start of the program and once a day after it.
    pub fn run_if_due(&self) -> Result<Outcome, ServiceError> {
        let (today, is_first) = (self.clock.today(), self.is_first_look());
        let last = self.db.read(retention::clock)?.and_then(|(_, ran_on)| ran_on);
        if last == Some(today) && !is_first {
            // somebody may set the clock between two runs
            return Ok(match self.refusal()? {
                Some(refused) => Outcome::Refused(refused),
                None => Outcome::NotDue,
            });
        }
        self.run(false)
    }

    /// Deletes what is over its time, now. `clock_is_right` says that somebody looked at the clock.
    pub fn run(&self, clock_is_right: bool) -> Result<Outcome, ServiceError> {
        match clock_is_right {
            true => self.trust_clock(),
            false => {
                if let Some(refused) = self.refusal()? {
                    return Ok(Outcome::Refused(refused));
                }
            }
        }
        let now = self.clock.now();
        let is_ours = self
            .db
            .write(|conn| leases::take(conn, "retention", self.holder, now, now + LEASE))?;
        if !is_ours {
            return Ok(Outcome::Busy);
        }
        let done = self.delete();
        let ended = self.db.write(|conn| leases::give_back(conn, "retention"));
        let done = done?;
        ended?;
        Ok(Outcome::Done(done))
    }

    fn delete(&self) -> Result<Vec<Amount>, ServiceError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut entries = 0;
        loop {
            let gone = self.trail.expire()?;
            entries += gone;
            if gone == 0 {
                break;
            }
        }
        let (unconfirmed, told) = (self.subscribers.sweep(today)?, self.requests.sweep(today)?);
        let (amounts, any) = self.db.write(|conn| {
            let step = step_of(conn)?;
            let mut any = entries > 0;
            let mut amounts = Vec::new();
            for kind in RUN {
                let count = match kind {
                    "trail" => entries,
                    "subscriptions" => unconfirmed,
                    "requests" => told,
                    _ => delete(conn, kind, today)?,
                };
                any = any || count > 0;
                amounts.push(Amount {
                    kind,
                    shown: shown(count, step),
                    step,
                });
            }
            let last = retention::last_run(conn)?;
            let is_first = last.is_none_or(|(_, day)| day != today);
            if is_first || amounts.iter().any(|amount| amount.shown > 0) {
                let number = last.map_or(0, |(number, _)| number) + 1;
                for amount in &amounts {
                    let ran = Ran {
                        number,
                        kind: amount.kind.to_owned(),
                        day: today,
                        shown: amount.shown,
                        step: amount.step,
                    };
                    retention::log(conn, &ran)?;
                }
                published::tell(conn, number, today)?;
            }
            retention::note_clock(conn, now, Some(today))?;
            Ok((amounts, any))
        })?;
        // read apart: a transaction that reads every table and writes would be in everybody's way
        let counts = self.db.read(|conn| count_records(conn, today))?;
        self.db.write(|conn| retention::save_counts(conn, &counts))?;
        if any {
            self.wipe();
        }
        Ok(amounts)
    }

    /// Wipes what the deleted rows left behind; somebody who reads may be in the way for a moment.
    fn wipe(&self) {
        for _ in 0..50 {
            match self.db.wipe_leftovers(&TOUCHED) {
                Ok(true) => return,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(?error, "what was deleted could not be wiped now");
                    return;
                }
            }
        }
    }

    /// What the last runs deleted, the newest first.
    pub fn log(&self) -> Result<Vec<Ran>, ServiceError> {
        Ok(self.db.read(|conn| {
            let last = retention::last_run(conn)?.map_or(0, |(number, _)| number);
            retention::runs(conn, last - SHOWN + 1)
        })?)
    }

    /// How many records there were at the last run.
    pub fn counts(&self) -> Result<Vec<Counted>, ServiceError> {
        Ok(self.db.read(retention::counts)?)
    }
}

fn step_of(conn: &mut Conn) -> Rows<i64> {
    Ok(step(surveys::largest_group(conn)?))
}

/// The first day that is kept of something; none where there is no rule.
pub(super) fn kept_since(conn: &mut Conn, kind: &str, today: NaiveDate) -> Rows<Option<NaiveDate>> {
    let days = retention::in_force(conn, today)?.remove(kind);
    let days = days.and_then(|days| u64::try_from(days).ok());
    Ok(days.and_then(|days| today.checked_sub_days(Days::new(days))))
}

fn count(conn: &mut Conn, kind: &str, today: NaiveDate) -> Rows<i64> {
    if kind == "comments" {
        return comments::count_expired(conn, today);
    }
    let Some(since) = kept_since(conn, kind, today)? else {
        return Ok(0);
    };
    match kind {
        "calls" => tokens::count_sends(conn, since),
        "campaigns" => Ok(long(campaigns::ended_before(conn, since)?.len())),
        "accounts" => Ok(long(forgotten(conn, since)?.len())),
        _ => Ok(0),
    }
}

fn delete(conn: &mut Conn, kind: &str, today: NaiveDate) -> Rows<i64> {
    if kind == "comments" {
        return comments::delete_expired(conn, today).map(long);
    }
    let Some(since) = kept_since(conn, kind, today)? else {
        return Ok(0);
    };
    match kind {
        "calls" => tokens::forget_sends(conn, since).map(long),
        "campaigns" => {
            let ended = campaigns::ended_before(conn, since)?;
            for campaign in &ended {
                campaigns::delete(conn, campaign.id)?;
            }
            Ok(long(ended.len()))
        }
        "accounts" => {
            let unused = forgotten(conn, since)?;
            for id in &unused {
                accounts::delete(conn, *id)?;
            }
            Ok(long(unused.len()))
        }
        _ => Ok(0),
    }
}

/// Accounts nobody set up in time; none while nobody can sign in at all, who would be shut out.
fn forgotten(conn: &mut Conn, since: NaiveDate) -> Rows<Vec<Id>> {
    match accounts::any(conn)? {
        true => accounts::never_set_up(conn, since),
        false => Ok(Vec::new()),
    }
}

fn count_records(conn: &mut Conn, day: NaiveDate) -> Rows<Vec<Counted>> {
    let step = step_of(conn)?;
    let counted = TABLES.iter().filter(|(table, kind, _)| is_counted(table, *kind));
    let count = |(table, ..): &(&str, _, _)| {
        Ok(Counted {
            name: (*table).to_owned(),
            day,
            shown: shown(tally::rows(conn, table)?, step),
            step,
        })
    };
    counted.map(count).collect()
}

fn long(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
