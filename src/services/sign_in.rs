//! Staff accounts: set-up links, passwords, sessions. Whether an account exists is never told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::ServiceError;
use crate::clock::Clock;
use crate::domain::account::{Account, Role};
use crate::domain::hex;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::secret::{Secret, mac};
use crate::store::{Db, accounts};

/// A set-up link counts so long.
const LINK: TimeDelta = TimeDelta::hours(72);
/// A session ends so long after its start, used or not.
const SESSION: TimeDelta = TimeDelta::hours(12);
/// A session ends so long after its last use.
const IDLE: TimeDelta = TimeDelta::hours(2);
/// Passwords hashed at once: more would let a flood of sign-ins take the machine.
const HASHES_AT_ONCE: usize = 2;
/// Characters a password has at least: length over composition.
pub const PASSWORD_LEAST: usize = 12;
const PASSWORD_MOST: usize = 256;
/// What fingers type by themselves.
const RUNS: [&str; 4] = [
    "123456789012345678901234567890",
    "098765432109876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
];
const COMMON: &str = include_str!("common_passwords.txt");

/// Accounts and sessions.
#[derive(Clone)]
pub struct SignInDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    key: Secret,
    hashing: Arc<Semaphore>,
    failures: Arc<Mutex<HashMap<u64, (u32, Instant)>>>,
    /// Compared with when there is no account, so that it takes as long.
    nobody: Arc<str>,
}

/// What is wrong with a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Too few characters.
    TooShort,
    /// Too many characters.
    TooLong,
    /// Everybody's.
    Common,
}

/// What came of a set-up.
#[derive(Debug)]
pub enum SetUp {
    /// Done; the session's token.
    Done(String),
    /// The link does not count (any more).
    NoLink,
    /// The password is not good enough.
    Password(PasswordProblem),
}

impl SignInDesk {
    /// Over the database.
    pub fn new(db: Db, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Self {
        let nobody = hash("a password nobody has").unwrap_or_default();
        Self {
            db,
            clock,
            key: keys.purpose("staff tokens"),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            failures: Arc::default(),
            nobody: nobody.into(),
        }
    }

    /// Whether anybody can sign in.
    pub fn has_accounts(&self) -> Result<bool, ServiceError> {
        Ok(self.db.read(accounts::any)?)
    }

    /// Makes an account and the token of its one-time set-up link; `None` when the address has one already.
    pub fn create(&self, email: &str, role: Role) -> Result<Option<String>, ServiceError> {
        let email = normal(email);
        let today = self.clock.today();
        let account = Account {
            id: Id::new(rand::random()),
            email: email.clone(),
            role,
        };
        let made = self.db.write(|conn| {
            if accounts::find_by_email(conn, &email)?.is_some() {
                return Ok(false);
            }
            accounts::insert(conn, &account, today)?;
            Ok(true)
        })?;
        if made {
            self.link(account.id).map(Some)
        } else {
            Ok(None)
        }
    }

    /// A new start for an account: no password, no session, a new set-up link; `None` when there is none.
    pub fn reset(&self, email: &str) -> Result<Option<String>, ServiceError> {
        let email = normal(email);
        let account = self.db.write(|conn| {
            let account = accounts::find_by_email(conn, &email)?;
            if let Some(account) = &account {
                accounts::set_password(conn, account.id, None)?;
            }
            Ok(account)
        })?;
        account.map(|account| self.link(account.id)).transpose()
    }

    /// Sets a password without a link: only the demo's own account is made so.
    pub fn set_password(&self, email: &str, password: &str) -> Result<(), ServiceError> {
        let hash = hash(password);
        let email = normal(email);
        self.db.write(|conn| match accounts::find_by_email(conn, &email)? {
            Some(account) => accounts::set_password(conn, account.id, hash.as_deref()),
            None => Ok(()),
        })?;
        Ok(())
    }

    /// Whose set-up link it is. Looking changes nothing.
    pub fn link_owner(&self, token: &str) -> Result<Option<Account>, ServiceError> {
        let (mark, now) = (self.mark(token), self.clock.now());
        Ok(self.db.read(|conn| accounts::find_by_link(conn, &mark, now))?)
    }

    /// Uses a set-up link: sets the password and signs in.
    pub async fn set_up(&self, token: &str, password: &str) -> Result<SetUp, ServiceError> {
        let desk = self.clone();
        let token = token.to_owned();
        let Some(account) = super::blocking(move || desk.link_owner(&token)).await? else {
            return Ok(SetUp::NoLink);
        };
        if let Err(problem) = check_password(password, &account.email) {
            return Ok(SetUp::Password(problem));
        }
        let Some(hash) = self.hashed(password).await? else {
            return Ok(SetUp::NoLink);
        };
        let desk = self.clone();
        super::blocking(move || {
            desk.db
                .write(|conn| accounts::set_password(conn, account.id, Some(&hash)))?;
            desk.start_session(account.id)
        })
        .await
        .map(SetUp::Done)
    }

    /// Signs in; the session's token, or `None` for any wrong pair. Failures make the next tries slower, never impossible.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<Option<String>, ServiceError> {
        let email = normal(email);
        let door = self.door(&email);
        tokio::time::sleep(self.delay(door)).await;
        let desk = self.clone();
        let known = {
            let email = email.clone();
            super::blocking(move || {
                Ok(desk.db.read(|conn| match accounts::find_by_email(conn, &email)? {
                    Some(account) => Ok(accounts::password_hash(conn, account.id)?.map(|hash| (account, hash))),
                    None => Ok(None),
                })?)
            })
            .await?
        };
        let expected = known.as_ref().map_or(&*self.nobody, |(_, hash)| hash).to_owned();
        let fits = self.fits(password, expected).await?;
        match known {
            Some((account, _)) if fits => {
                self.failures
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .remove(&door);
                let desk = self.clone();
                super::blocking(move || desk.start_session(account.id)).await.map(Some)
            }
            _ => {
                self.note_failure(door);
                Ok(None)
            }
        }
    }

    /// Who holds this session.
    pub fn session(&self, token: &str) -> Result<Option<Account>, ServiceError> {
        let (mark, now) = (self.mark(token), self.clock.now());
        let found = self
            .db
            .read(|conn| accounts::find_by_session(conn, &mark, now - SESSION, now - IDLE))?;
        let Some((account, used)) = found else { return Ok(None) };
        // once a minute is enough to know that it is not idle
        if now - used > TimeDelta::minutes(1) {
            self.db.write(|conn| accounts::touch_session(conn, &mark, now))?;
        }
        Ok(Some(account))
    }

    /// Ends a session.
    pub fn sign_out(&self, token: &str) -> Result<(), ServiceError> {
        let mark = self.mark(token);
        Ok(self.db.write(|conn| accounts::delete_session(conn, &mark))?)
    }

    /// Deletes sessions and links that no longer count.
    pub fn clean(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        Ok(self
            .db
            .write(|conn| accounts::delete_expired(conn, now - SESSION, now - IDLE, now))?)
    }

    fn link(&self, account: Id) -> Result<String, ServiceError> {
        let token = token();
        let (mark, until) = (self.mark(&token), self.clock.now() + LINK);
        self.db
            .write(|conn| accounts::insert_link(conn, &mark, account, until))?;
        Ok(token)
    }

    fn start_session(&self, account: Id) -> Result<String, ServiceError> {
        let token = token();
        let (mark, now) = (self.mark(&token), self.clock.now());
        self.db
            .write(|conn| accounts::insert_session(conn, &mark, account, now))?;
        Ok(token)
    }

    /// What the database keeps of a token.
    fn mark(&self, token: &str) -> [u8; 32] {
        mac(self.key.expose(), &[&Sha256::digest(token.as_bytes())])
    }

    async fn hashed(&self, password: &str) -> Result<Option<String>, ServiceError> {
        let _turn = self.hashing.acquire().await.map_err(|_| ServiceError::Interrupted)?;
        let password = password.to_owned();
        super::blocking(move || Ok(hash(&password))).await
    }

    async fn fits(&self, password: &str, expected: String) -> Result<bool, ServiceError> {
        let _turn = self.hashing.acquire().await.map_err(|_| ServiceError::Interrupted)?;
        let password = password.chars().take(PASSWORD_MOST).collect::<String>();
        super::blocking(move || {
            let Ok(expected) = PasswordHash::new(&expected) else {
                return Ok(false);
            };
            Ok(argon2().verify_password(password.as_bytes(), &expected).is_ok())
        })
        .await
    }

    fn door(&self, email: &str) -> u64 {
        let mac = mac(self.key.expose(), &[b"door", email.as_bytes()]);
        u64::from_be_bytes([mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], mac[6], mac[7]])
    }

    fn delay(&self, door: u64) -> Duration {
        let failures = self.failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match failures.get(&door) {
            Some((count, last)) if *count >= 3 && last.elapsed() < Duration::from_secs(900) => {
                Duration::from_millis(250) * 2_u32.pow((*count - 3).min(5))
            }
            _ => Duration::ZERO,
        }
    }

    fn note_failure(&self, door: u64) {
        let mut failures = self.failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if failures.len() > 10_000 {
            failures.clear();
        }
        let entry = failures.entry(door).or_insert((0, Instant::now()));
        *entry = (entry.0.saturating_add(1), Instant::now());
    }
}

/// Whether a new password is good enough: long, and not everybody's.
pub fn check_password(password: &str, email: &str) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    if length < PASSWORD_LEAST {
        return Err(PasswordProblem::TooShort);
    }
    if length > PASSWORD_MOST {
        return Err(PasswordProblem::TooLong);
    }
    let plain: String = password
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let name = email.split('@').next().unwrap_or("").to_lowercase();
    let name = name.trim_matches(|letter: char| letter.is_ascii_digit());
    let mut letters: Vec<char> = plain.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let is_run = RUNS.iter().any(|run| run.contains(&plain));
    let is_common = COMMON.lines().any(|common| plain == common || made_of(&plain, common));
    if is_common || is_run || letters.len() < 4 || made_of(&plain, name) {
        return Err(PasswordProblem::Common);
    }
    Ok(())
}

/// Whether a password is a common word said again and again, with digits around it.
fn made_of(plain: &str, common: &str) -> bool {
    common.len() >= 3 && plain.replace(common, "").chars().all(|letter| letter.is_ascii_digit())
}

fn argon2() -> Argon2<'static> {
    // OWASP's first choice of parameters for Argon2id: 19 MiB, two passes, one lane
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(19 * 1024, 2, 1, None).unwrap_or_default(),
    )
}

fn hash(password: &str) -> Option<String> {
    argon2()
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}

fn token() -> String {
    hex::encode(&rand::random::<[u8; 32]>())
}

fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybodys_passwords_are_refused_and_long_ones_taken() {
        assert_eq!(check_password("short", "a@b.example"), Err(PasswordProblem::TooShort));
        for common in [
            "passwordpassword",
            "Password123456",
            "123456789012",
            "qwertyuiop12345",
            "aaaaaaaaaaaaaa",
            "anna2026anna",
        ] {
            assert_eq!(
                check_password(common, "anna2026@shop.example"),
                Err(PasswordProblem::Common),
                "{common}"
            );
        }
        assert_eq!(check_password("three green bicycles", "anna@shop.example"), Ok(()));
    }
}
