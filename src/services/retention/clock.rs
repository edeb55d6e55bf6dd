//! Whether the clock may be trusted with deleting: it may not run back, nor forward faster than time passes.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::RetentionDesk;
use crate::clock::Clock;
use crate::services::ServiceError;
use crate::store::retention;

/// Between two looks the clock may gain or lose so much: a machine that slept does not notice how long.
const MOST_DRIFT: TimeDelta = TimeDelta::days(2);
/// After so many days without a run somebody looks at the clock first.
const LONGEST_PAUSE: i64 = 40;
/// The clock is noted so often while the program runs.
const NOTED: TimeDelta = TimeDelta::hours(1);

/// Why nothing is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Today is before a day the program has seen.
    Backwards(NaiveDate),
    /// The last run was long ago.
    LongPause(NaiveDate),
    /// The clock moved by days while hardly any time passed.
    Jumped(NaiveDate),
}

impl Refused {
    /// Its name in interface words (`retention-clock-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Backwards(_) => "backwards",
            Self::LongPause(_) => "pause",
            Self::Jumped(_) => "jumped",
        }
    }

    /// The day it is compared with.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Backwards(day) | Self::LongPause(day) | Self::Jumped(day) => day,
        }
    }
}

/// The clock as this program saw it last.
pub(super) struct Reading {
    wall: NaiveDateTime,
    passed: TimeDelta,
    noted: Option<NaiveDateTime>,
    looked: bool,
}

impl Reading {
    pub(super) fn of(clock: &dyn Clock) -> Self {
        Self {
            wall: clock.now(),
            passed: clock.passed(),
            noted: None,
            looked: false,
        }
    }
}

impl RetentionDesk {
    /// Why nothing may be deleted now, if so.
    pub fn refusal(&self) -> Result<Option<Refused>, ServiceError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        if let Some(before) = self.jumped_since() {
            return Ok(Some(Refused::Jumped(before.date())));
        }
        let known = self.db.read(retention::clock)?;
        if let Some((seen_at, ran_on)) = known {
            let latest = ran_on.map_or(seen_at.date(), |day| day.max((seen_at - MOST_DRIFT).date()));
            if today < latest {
                return Ok(Some(Refused::Backwards(latest)));
            }
            if let Some(day) = ran_on.filter(|day| (today - *day).num_days() > LONGEST_PAUSE) {
                return Ok(Some(Refused::LongPause(day)));
            }
        }
        if self.is_to_be_noted(now) {
            self.db.write(|conn| retention::note_clock(conn, now, None))?;
        }
        Ok(None)
    }

    /// The moment the clock was last right, where it jumped since.
    fn jumped_since(&self) -> Option<NaiveDateTime> {
        let (now, passed) = (self.clock.now(), self.clock.passed());
        let mut reading = self.reading.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let drift = (now - reading.wall) - (passed - reading.passed);
        if drift.abs() > MOST_DRIFT {
            return Some(reading.wall);
        }
        reading.wall = now;
        reading.passed = passed;
        None
    }

    fn is_to_be_noted(&self, now: NaiveDateTime) -> bool {
        let mut reading = self.reading.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_due = reading.noted.is_none_or(|noted| now - noted >= NOTED);
        if is_due {
            reading.noted = Some(now);
        }
        is_due
    }

    /// Somebody looked at the clock: it is right from here on.
    pub(super) fn trust_clock(&self) {
        let mut reading = self.reading.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        reading.wall = self.clock.now();
        reading.passed = self.clock.passed();
    }

    /// Whether nobody of this program looked before: an older database may have been put in its place meanwhile.
    pub(super) fn is_first_look(&self) -> bool {
        let mut reading = self.reading.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        !std::mem::replace(&mut reading.looked, true)
    }
}
