//! Ticks: switch the pool key, fold what waits, publish, destroy the old key, delete. Interrupted anywhere, the next run finishes it.

mod blocks;
mod breakdowns;
mod fold;
mod prepare;
mod published;
mod recover;
mod schedule;
mod shred;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use super::ServiceError;
use super::catalogue::{self, Published};
use super::interrupt;
use super::policy;
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::period::Span;
use crate::domain::survey::Period;
use crate::keys::KeyFolder;
use crate::store::collections::Collection;
use crate::store::surveys::SurveyRow;
use crate::store::{Db, collections, comments, invitations, leases, ledger, pool, releases, surveys};

pub(super) use published::published;
pub use recover::recover_all;
pub use schedule::next_release;
pub use shred::Shredded;

/// A tick holds its lease so long after its last sign of life.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Records in one short transaction.
const SLICE: usize = 2000;
/// How often a run folds at most because somebody withdrew or corrected an answer meanwhile.
const FOLDS: u32 = 20;

/// Makes releases.
#[derive(Clone)]
pub struct ReleaseDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    holder: Id,
}

/// What a tick is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Whether the period closes.
    pub closes: bool,
    /// Whether staff made it outside the schedule.
    pub unscheduled: bool,
}

/// What came of a tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A release with this number is out.
    Released(u64),
    /// Nothing could be shown.
    NothingToShow,
    /// Another instance is making a release of this survey, or respondents changed their answers each time they were counted;
    /// the next run tries again.
    Busy,
    /// The survey is not published, or already closed.
    NotCollecting,
    /// The period was closed early already; the next one has not come by the calendar.
    ClosedEarly,
}

/// One survey's tick while it runs.
struct Run<'d> {
    desk: &'d ReleaseDesk,
    published: Published,
    period: String,
    loaded: bool,
    epoch: i64,
    tick: Tick,
    /// Whether no period follows.
    ends: bool,
}

impl ReleaseDesk {
    /// Over the database and the key folder.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>) -> Self {
        Self {
            db,
            keys,
            clock,
            holder: Id::new(rand::random()),
        }
    }

    /// A tick of one survey, now.
    pub fn run(&self, slug: &str, tick: Tick) -> Result<Outcome, ServiceError> {
        let Some(row) = self.db.read(|conn| surveys::find_by_slug(conn, slug))? else {
            return Ok(Outcome::NotCollecting);
        };
        self.with_lease(row.id, || self.tick(&row, tick))
    }

    fn with_lease(
        &self,
        survey: Id,
        work: impl FnOnce() -> Result<Outcome, ServiceError>,
    ) -> Result<Outcome, ServiceError> {
        if !self.renew(survey)? {
            return Ok(Outcome::Busy);
        }
        let outcome = work();
        let ended = self.db.write(|conn| leases::give_back(conn, &lease_name(survey)));
        let outcome = outcome?;
        ended?;
        Ok(outcome)
    }

    /// Takes the lease or shows that its holder lives.
    fn renew(&self, survey: Id) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        Ok(self
            .db
            .write(|conn| leases::take(conn, &lease_name(survey), self.holder, now, now + LEASE))?)
    }

    fn tick(&self, row: &SurveyRow, tick: Tick) -> Result<Outcome, ServiceError> {
        self.finish(row.id)?;
        let today = self.clock.today();
        let published = self.db.read(|conn| {
            let Some(state) = collections::find(conn, row.id)? else {
                return Ok(None);
            };
            catalogue::assemble(conn, row, last_day(&state, tick, today))
        })?;
        let Some(published) = published else {
            return Ok(Outcome::NotCollecting);
        };
        // a close that was cut off is finished before anything else
        if published.collection.closing.is_some() {
            let resumed = self.close_or_tick(
                published,
                Tick {
                    closes: true,
                    unscheduled: tick.unscheduled,
                },
            )?;
            if tick.closes {
                return Ok(resumed);
            }
            return self.tick(row, tick);
        }
        if !published.collection.open {
            return Ok(Outcome::NotCollecting);
        }
        let calendar = Span::on(&published.survey, published.first_published, today);
        if tick.closes && today < published.collection.ends_on && calendar.name != published.collection.period {
            return Ok(Outcome::ClosedEarly);
        }
        self.close_or_tick(published, tick)
    }

    fn close_or_tick(&self, published: Published, tick: Tick) -> Result<Outcome, ServiceError> {
        let run = self.switch(published, tick)?;
        interrupt::point("switched");
        let prepared = run.fold_and_prepare()?;
        interrupt::point("prepared");
        self.finish(run.published.id)?;
        Ok(prepared)
    }

    /// Step 1, short: a new pool key. From here on nothing is sealed with the old one. At a close the next period begins.
    fn switch(&self, published: Published, tick: Tick) -> Result<Run<'_>, ServiceError> {
        let survey = published.id;
        let newest = self.keys.newest_epoch(survey)?.unwrap_or(0);
        let epoch = newest.max(published.collection.pool_epoch) + 1;
        self.keys.make_pool_key(survey, epoch)?;
        interrupt::point("key made");
        let now = self.clock.now();
        let today = now.date();
        // from here on a used invitation says "used" and nothing else; no answer is touched with it
        self.db.write(|conn| invitations::wipe_marks(conn, survey))?;
        let state = self.db.write(|conn| {
            let mut state = collections::find(conn, survey)?.unwrap_or_else(|| published.collection.clone());
            state.pool_epoch = epoch;
            if tick.closes && state.closing.is_none() {
                state.closing_policy = published::under(conn, &state, today)?;
                begin_next_period(&published, &mut state, today);
                if !state.open {
                    surveys::close(conn, survey, today)?;
                    policy::follow(conn, now)?;
                }
            }
            collections::save(conn, survey, &state)?;
            Ok(state)
        })?;
        let (period, loaded) = match &state.closing {
            Some(closing) => (closing.clone(), state.closing_loaded),
            None => (state.period.clone(), state.loaded),
        };
        let ends = tick.closes && !state.open;
        Ok(Run {
            desk: self,
            published,
            period,
            loaded,
            epoch,
            tick,
            ends,
        })
    }

    /// The last steps: destroy the old key, show the release, delete. Whatever was cut off before is finished here.
    fn finish(&self, survey: Id) -> Result<(), ServiceError> {
        let (pending, state) = self
            .db
            .read(|conn| Ok((releases::pending(conn, survey)?, collections::find(conn, survey)?)))?;
        let Some(state) = state else { return Ok(()) };
        if let Some(pending) = &pending {
            self.publish(survey, &state, pending)?;
        }
        if self.delete_folded(survey, state.folded_below)? || pending.is_some() {
            self.wipe()?;
        }
        Ok(())
    }

    fn publish(&self, survey: Id, state: &Collection, pending: &releases::Pending) -> Result<(), ServiceError> {
        // in this order: once anybody can read the release, its answers cannot be opened again by any database
        if let Some(release) = &pending.release {
            let last = crate::keys::LastRelease {
                number: release.release,
                digest: release.digest.clone(),
            };
            self.keys.remember_release(survey, &last)?;
        }
        interrupt::point("remembered");
        self.keys.destroy_pool_keys(survey, state.folded_below)?;
        if pending.closes {
            self.keys.destroy_cell_key(survey, &pending.period)?;
        }
        interrupt::point("destroyed");
        let today = self.clock.today();
        self.db.write(|conn| {
            let Some(pending) = releases::pending(conn, survey)? else {
                return Ok(());
            };
            if let Some(release) = &pending.release {
                releases::insert(conn, survey, release)?;
                if let Some(state) = collections::find(conn, survey)? {
                    published::tell(conn, survey, release, &state, today)?;
                }
            }
            releases::delete_pending(conn, survey)?;
            comments::delete_withdrawn(conn, survey)?;
            if let Some(mut state) = collections::find(conn, survey)? {
                state.last_tick = today;
                if pending.closes {
                    state.closing = None;
                    state.closing_loaded = false;
                }
                collections::save(conn, survey, &state)?;
            }
            if pending.closes {
                ledger::forget_sent(conn, survey, &pending.period)?;
                crate::store::cells::delete_period(conn, survey, &pending.period)?;
            }
            Ok(())
        })?;
        interrupt::point("published");
        Ok(())
    }

    /// Deletes in slices what the release took, so that no submission waits for it; says whether there was any.
    fn delete_folded(&self, survey: Id, below: i64) -> Result<bool, ServiceError> {
        let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
        let mut slices = 0;
        for place in pool::Place::BOTH {
            let mut after = None;
            while let Some(last) = self
                .db
                .write(|conn| pool::delete_folded(conn, place, survey, below, after, slice))?
            {
                after = Some(last);
                slices += 1;
                interrupt::point("deleting");
                if slices % 50 == 0 {
                    self.renew(survey)?;
                }
            }
        }
        Ok(slices > 0)
    }

    /// Wipes what the deleted rows left behind; somebody who reads may be in the way for a moment.
    fn wipe(&self) -> Result<(), ServiceError> {
        if let Err(error) = self.db.rewrite() {
            tracing::warn!(?error, "the database could not be written anew now");
        }
        for _ in 0..50 {
            if self
                .db
                .wipe_leftovers(&["inbox", "pool", "cells", "sent", "comments"])?
            {
                break;
            }
        }
        Ok(())
    }
}

/// What the next period is once this one closes: the rest of the calendar's own, the one after it when staff closed early, or none.
fn begin_next_period(published: &Published, state: &mut Collection, today: NaiveDate) {
    state.closing = Some(state.period.clone());
    state.closing_loaded = state.loaded;
    let survey = &published.survey;
    let ended = survey.closes.is_some_and(|closes| today >= closes);
    if survey.period == Period::Once || ended {
        state.open = false;
        return;
    }
    let after = if today < state.ends_on { state.ends_on } else { today };
    let next = Span::on(survey, published.first_published, after);
    state.period = next.name;
    state.starts_on = today.min(next.start);
    if today >= next.start {
        state.starts_on = next.start;
    }
    state.ends_on = next.end;
    state.last_tick = today;
    state.loaded = false;
}

/// The last day of the period a tick is about: the version of that day has the questions its answers were given to.
fn last_day(state: &Collection, tick: Tick, today: NaiveDate) -> NaiveDate {
    let first_after = match &state.closing {
        Some(_) if state.open => state.starts_on,
        None if tick.closes || today < state.ends_on => state.ends_on,
        _ => return today,
    };
    first_after.pred_opt().unwrap_or(today)
}

fn lease_name(survey: Id) -> String {
    format!("release {survey}")
}
