//! Slowing down whoever asks too often, without knowing who it is: counters stand under a keyed hash of the
//! network (/24 or /56), in memory, and the key is forgotten every hour.

use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::{PoisonError, RwLock},
    time::Duration,
};

use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER, TryIntoHeaderPair};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock, Reference},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::client_address::first_bits;

/// How long the same network has the same counter.
const SALT_LIVES: Duration = Duration::from_secs(60 * 60);

/// A flood from more networks than this starts a new hour, so that it cannot fill the memory.
const MOST_NETWORKS: usize = 200_000;

/// How long somebody has to wait. As a header: `response.insert_header(retry_after)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub Duration);

impl TryIntoHeaderPair for RetryAfter {
    type Error = std::convert::Infallible;

    fn try_into_pair(self) -> Result<(HeaderName, HeaderValue), Self::Error> {
        let seconds = self.0.as_secs() + u64::from(self.0.subsec_nanos() > 0);
        Ok((RETRY_AFTER, HeaderValue::from(seconds.max(1))))
    }
}

/// One purpose's limit: so many requests a minute from a network, and so many at once.
pub struct Throttle<C: Clock + Clone = MonotonicClock> {
    purpose: &'static str,
    quota: Quota,
    clock: C,
    hour: RwLock<Hour<C>>,
}

/// The counters of an hour, and the salt they were counted under.
struct Hour<C: Clock> {
    salt: [u8; 32],
    began: C::Instant,
    networks: RateLimiter<u64, DashMapStateStore<u64>, C, NoOpMiddleware<C::Instant>>,
}

impl Throttle {
    /// A limit for `purpose`, which only keeps the hashes of one limit apart from those of another.
    /// Zeros count as ones.
    pub fn new(purpose: &'static str, per_minute: u32, burst: u32) -> Self {
        Self::with_clock(purpose, per_minute, burst, MonotonicClock)
    }

    /// A limit for `purpose` of so many an hour, all of which may come at once.
    pub fn an_hour(purpose: &'static str, per_hour: u32) -> Self {
        let quota = Quota::per_hour(NonZeroU32::new(per_hour).unwrap_or(NonZeroU32::MIN));
        Self::of(purpose, quota, MonotonicClock)
    }
}

impl<C: Clock + Clone> Throttle<C> {
    fn with_clock(purpose: &'static str, per_minute: u32, burst: u32, clock: C) -> Self {
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst));
        Self::of(purpose, quota, clock)
    }

    fn of(purpose: &'static str, quota: Quota, clock: C) -> Self {
        Self {
            purpose,
            quota,
            hour: RwLock::new(Hour::begin(quota, &clock)),
            clock,
        }
    }

    /// Counts one request of `address`, and says how long to wait if it is one too many.
    pub fn check(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.renew_when_due();
        let hour = self.hour.read().unwrap_or_else(PoisonError::into_inner);
        let key = network_key(&hour.salt, self.purpose, address);
        hour.networks
            .check_key(&key)
            .map_err(|refused| RetryAfter(refused.wait_time_from(self.clock.now())))
    }

    fn renew_when_due(&self) {
        let is_over = |hour: &Hour<C>| {
            let age: Duration = self.clock.now().duration_since(hour.began).into();
            age >= SALT_LIVES || hour.networks.len() > MOST_NETWORKS
        };
        if is_over(&self.hour.read().unwrap_or_else(PoisonError::into_inner)) {
            let mut hour = self.hour.write().unwrap_or_else(PoisonError::into_inner);
            if is_over(&hour) {
                *hour = Hour::begin(self.quota, &self.clock);
            }
        }
    }
}

impl<C: Clock + Clone> Hour<C> {
    fn begin(quota: Quota, clock: &C) -> Self {
        Self {
            salt: rand::random(),
            began: clock.now(),
            networks: RateLimiter::dashmap_with_clock(quota, clock.clone()),
        }
    }
}

/// The counter of a network: 64 bits of an HMAC that nobody can turn back once the salt is gone.
fn network_key(salt: &[u8; 32], purpose: &str, address: IpAddr) -> u64 {
    let address = address.to_canonical();
    let (family, network) = first_bits(address, if address.is_ipv4() { 24 } else { 56 }).unwrap_or_default();
    let mut hash = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    hash.update(&[family]);
    hash.update(&network.to_be_bytes());
    hash.update(purpose.as_bytes());
    let digest: [u8; 32] = hash.finalize().into_bytes().into();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn after_the_burst_one_has_to_wait_and_then_may_ask_again() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with_clock("test", 6, 3, clock.clone());
        let here = ip("192.0.2.1");

        let burst: Vec<bool> = (0..4).map(|_| throttle.check(here).is_ok()).collect();
        assert_eq!(burst, [true, true, true, false]);
        let RetryAfter(wait) = throttle.check(here).unwrap_err();
        assert_eq!(wait, Duration::from_secs(10));

        clock.advance(wait);
        assert!(throttle.check(here).is_ok());
    }

    #[test]
    fn a_network_shares_its_limit_and_no_other_network_feels_it() {
        let throttle = Throttle::with_clock("test", 1, 1, FakeRelativeClock::default());

        assert!(throttle.check(ip("192.0.2.1")).is_ok());
        assert!(throttle.check(ip("192.0.2.254")).is_err());
        assert!(throttle.check(ip("::ffff:192.0.2.9")).is_err());
        assert!(throttle.check(ip("192.0.3.1")).is_ok());
        assert!(throttle.check(ip("2001:db8:0:1::1")).is_ok());
        assert!(throttle.check(ip("2001:db8:0:ff::2")).is_err());
        assert!(throttle.check(ip("2001:db8:0:100::1")).is_ok());
    }

    #[test]
    fn after_an_hour_nobody_is_recognised() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with_clock("test", 1, 1, clock.clone());
        throttle.check(ip("192.0.2.1")).unwrap();
        let before = throttle.hour.read().unwrap().salt;

        clock.advance(SALT_LIVES);
        throttle.check(ip("198.51.100.1")).unwrap();

        let hour = throttle.hour.read().unwrap();
        assert_ne!(hour.salt, before);
        assert_eq!(hour.networks.len(), 1);
    }

    #[test]
    fn the_wait_is_told_in_whole_seconds() {
        let (_, value) = RetryAfter(Duration::from_millis(1_200)).try_into_pair().unwrap();

        assert_eq!(value, "2");
    }
}
