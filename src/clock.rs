//! Time, handed in: nothing else asks the operating system what time it is.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The current time (UTC).
pub trait Clock: Send + Sync {
    /// Now, for staff sessions, links and leases only; nothing of a respondent carries it.
    fn now(&self) -> NaiveDateTime;

    /// Today.
    fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// Time that passed since some moment of this run; nobody who sets the clock changes it. Only differences mean something.
    fn passed(&self) -> TimeDelta;
}

/// When the program first asked how much time passed.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        Utc::now().naive_utc()
    }

    fn passed(&self) -> TimeDelta {
        TimeDelta::from_std(BEGAN.elapsed()).unwrap_or(TimeDelta::MAX)
    }
}

/// A clock that stands until it is set, for the demo's past and for tests. Its second number is what it jumped, in seconds.
#[derive(Debug)]
pub struct SetClock(AtomicI64, AtomicI64);

impl SetClock {
    /// Stands at `now`.
    pub fn at(now: NaiveDateTime) -> Self {
        Self(AtomicI64::new(now.and_utc().timestamp()), AtomicI64::new(0))
    }

    /// Stands at the noon of `day`.
    pub fn on(day: NaiveDate) -> Self {
        Self(AtomicI64::new(noon(day)), AtomicI64::new(0))
    }

    /// Moves to the noon of `day`.
    pub fn set(&self, day: NaiveDate) {
        self.0.store(noon(day), Ordering::SeqCst);
    }

    /// Jumps to the noon of `day` in no time, as a clock that somebody set wrongly.
    pub fn jump(&self, day: NaiveDate) {
        let before = self.0.swap(noon(day), Ordering::SeqCst);
        self.1.fetch_add(noon(day) - before, Ordering::SeqCst);
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

    fn passed(&self) -> TimeDelta {
        TimeDelta::seconds(self.0.load(Ordering::SeqCst) - self.1.load(Ordering::SeqCst))
    }
}
