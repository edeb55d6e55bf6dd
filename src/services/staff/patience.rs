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
const HELD_UP: Duration = Duration::from_secs(8);
/// The longest wait for a second factor, which only somebody with the password can cause.
const SHUT: Duration = Duration::from_secs(300);
/// After so long without a wrong try all is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(900);
/// Doors that are remembered at most.
const DOORS: usize = 20_000;

/// How many tries there were, and when the last.
type Tries = (u32, Instant);

/// How often and when each door was tried in vain.
#[derive(Clone)]
pub(super) struct Patience {
    salt: [u8; 32],
    failures: Arc<Mutex<HashMap<u64, Tries>>>,
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

    /// How long a password waits before it is compared.
    pub(super) fn delay(&self, door: u64) -> Duration {
        let known = self.known();
        known.get(&door).map_or(Duration::ZERO, |tries| wait(*tries, HELD_UP))
    }

    /// Counts a try before it is made, so that of many at once each sees those before it; `Err` says how long none may be made.
    pub(super) fn reserve(&self, door: u64) -> Result<(), Duration> {
        let mut known = self.known();
        let left = known
            .get(&door)
            .map(|tries| wait(*tries, SHUT).saturating_sub(tries.1.elapsed()));
        match left {
            Some(left) if !left.is_zero() => Err(left),
            _ => {
                count(&mut known, door);
                Ok(())
            }
        }
    }

    /// Takes back a try that was counted and not made; those before it stay counted.
    pub(super) fn give_back(&self, door: u64) {
        if let Some((count, _)) = self.known().get_mut(&door) {
            *count = count.saturating_sub(1);
        }
    }

    /// Counts a wrong try; gives how many there were, 0 where too many doors are known to count.
    pub(super) fn note_failure(&self, door: u64) -> u32 {
        count(&mut self.known(), door)
    }

    pub(super) fn forget(&self, door: u64) {
        self.known().remove(&door);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u64, Tries>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The wait after so many tries, at most `most`.
fn wait((count, last): Tries, most: Duration) -> Duration {
    match count < FREE || last.elapsed() > FORGOTTEN {
        true => Duration::ZERO,
        false => (FIRST * 2_u32.pow((count - FREE).min(12))).min(most),
    }
}

fn count(known: &mut HashMap<u64, Tries>, door: u64) -> u32 {
    if known.len() >= DOORS {
        known.retain(|_, (_, last)| last.elapsed() <= FORGOTTEN);
    }
    if known.len() >= DOORS {
        // somebody tries names by the thousand: those tried once are forgotten first
        known.retain(|_, (count, _)| *count > FREE);
    }
    if known.len() >= DOORS {
        return 0;
    }
    let tries = known.entry(door).or_insert((0, Instant::now()));
    *tries = (tries.0.saturating_add(1), Instant::now());
    tries.0
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
            waits.push(patience.delay(one));
        }

        assert_eq!(waits[3], Duration::ZERO);
        assert!(waits.windows(2).all(|two| two[0] <= two[1]));
        assert_eq!(*waits.last().expect("waits"), HELD_UP);
        let shut = patience.reserve(one).expect_err("too many tries");
        assert!(shut > HELD_UP && shut <= SHUT);
        assert_eq!(patience.delay(other), Duration::ZERO);
        patience.forget(one);
        assert_eq!(patience.delay(one), Duration::ZERO);
    }

    #[test]
    fn a_try_that_nobody_looked_at_takes_back_no_other_try() {
        let patience = Patience::default();
        let door = patience.door("confirm", b"one");
        for _ in 0..12 {
            patience.note_failure(door);
        }

        patience.give_back(door);

        assert!(patience.reserve(door).is_err(), "the eleven before it still count");
        assert_eq!(patience.note_failure(door), 12);
    }
}
