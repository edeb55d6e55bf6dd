//! Time, handed in: nothing else asks the operating system what time it is.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// The current time (UTC).
pub trait Clock: Send + Sync {
    /// Now, for staff sessions, links and leases only; nothing of a respondent carries it.
    fn now(&self) -> NaiveDateTime;

    /// Today.
    fn today(&self) -> NaiveDate {
        self.now().date()
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        Utc::now().naive_utc()
    }
}

/// A clock that stands until it is set, for the demo's past and for tests.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Stands at `now`.
    pub fn at(now: NaiveDateTime) -> Self {
        Self(AtomicI64::new(now.and_utc().timestamp()))
    }

    /// Stands at the noon of `day`.
    pub fn on(day: NaiveDate) -> Self {
        Self(AtomicI64::new(noon(day)))
    }

    /// Moves to the noon of `day`.
    pub fn set(&self, day: NaiveDate) {
        self.0.store(noon(day), Ordering::SeqCst);
    }

    /// Moves to a moment.
    pub fn set_moment(&self, now: NaiveDateTime) {
        self.0.store(now.and_utc().timestamp(), Ordering::SeqCst);
    }
}

fn noon(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() + 12 * 3600
}

impl Clock for SetClock {
    fn now(&self) -> NaiveDateTime {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0)
            .unwrap_or_default()
            .naive_utc()
    }
}
