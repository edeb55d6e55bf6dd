//! Waiting longer and longer after each wrong try, by account and by network. Both are known by a hash under a salt that is drawn at each
//! start and kept nowhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::secret::mac;

/// Wrong tries that cost nothing.
const FREE: u32 = 5;
/// The first wait; it doubles with each wrong try.
const FIRST: Duration = Duration::from_millis(250);
/// The longest wait for a password: whoever knows it is held up by strangers no longer than this.
pub(super) const HELD_UP: Duration = Duration::from_secs(8);
/// The longest wait for a second factor, which only somebody with the password can cause.
pub(super) const SHUT: Duration = Duration::from_secs(300);
/// After so long without a wrong try all is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(900);
/// Doors that are remembered at most.
const DOORS: usize = 20_000;

/// How often and when each door was tried in vain.
#[derive(Clone)]
pub(super) struct Patience {
    salt: [u8; 32],
    failures: Arc<Mutex<HashMap<u64, (u32, Instant)>>>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            salt: rand::random(),
            failures: Arc::default(),
        }
    }
}

impl Patience {
    /// A door: what is tried, such as `password` or `network`, and whose.
    pub(super) fn door(&self, what: &str, whose: &[u8]) -> u64 {
        let mac = mac(&self.salt, &[what.as_bytes(), whose]);
        u64::from_be_bytes([mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], mac[6], mac[7]])
    }

    /// How long to wait before a door may be tried, counted from its last wrong try for `most` above [`HELD_UP`], from now otherwise.
    pub(super) fn wait(&self, door: u64, most: Duration) -> Duration {
        let Some((count, last)) = self.known().get(&door).copied() else {
            return Duration::ZERO;
        };
        if count < FREE || last.elapsed() > FORGOTTEN {
            return Duration::ZERO;
        }
        let wait = (FIRST * 2_u32.pow((count - FREE).min(12))).min(most);
        match most > HELD_UP {
            true => wait.saturating_sub(last.elapsed()),
            false => wait,
        }
    }

    /// Counts a try before it is made, so that of many at once each sees those before it; `Err` says how long nothing may be tried.
    pub(super) fn reserve(&self, door: u64, most: Duration) -> Result<u32, Duration> {
        let wait = self.wait(door, most);
        match wait.is_zero() || most <= HELD_UP {
            true => Ok(self.note_failure(door)),
            false => Err(wait),
        }
    }

    /// Counts a wrong try; gives how many there were, 0 where too many doors are known to count.
    pub(super) fn note_failure(&self, door: u64) -> u32 {
        let mut failures = self.known();
        if failures.len() >= DOORS {
            failures.retain(|_, (_, last)| last.elapsed() <= FORGOTTEN);
        }
        if failures.len() >= DOORS {
            // somebody tries names by the thousand: those tried once are forgotten first
            failures.retain(|_, (count, _)| *count > FREE);
        }
        if failures.len() >= DOORS {
            return 0;
        }
        let entry = failures.entry(door).or_insert((0, Instant::now()));
        *entry = (entry.0.saturating_add(1), Instant::now());
        entry.0
    }

    pub(super) fn forget(&self, door: u64) {
        self.known().remove(&door);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u64, (u32, Instant)>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound_and_end_with_success() {
        let patience = Patience::default();
        let (one, other) = (patience.door("password", b"one"), patience.door("password", b"other"));

        let mut waits = Vec::new();
        for _ in 0..12 {
            patience.note_failure(one);
            waits.push(patience.wait(one, HELD_UP));
        }

        assert_eq!(waits[3], Duration::ZERO);
        assert!(waits.windows(2).all(|two| two[0] <= two[1]));
        assert_eq!(*waits.last().expect("waits"), HELD_UP);
        assert!(patience.wait(one, SHUT) > HELD_UP);
        assert_eq!(patience.wait(other, HELD_UP), Duration::ZERO);
        patience.forget(one);
        assert_eq!(patience.wait(one, HELD_UP), Duration::ZERO);
    }
}
