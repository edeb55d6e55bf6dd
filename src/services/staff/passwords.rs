//! Passwords: what is good enough, and Argon2id on few threads, so that a flood of sign-ins cannot take the machine.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::services::{ServiceError, blocking};

/// Passwords hashed at once.
const AT_ONCE: usize = 2;
/// Passwords that may wait for their turn; more are asked to come again.
const WAITING: usize = 64;
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

/// Hashes passwords, a few at a time.
#[derive(Clone)]
pub(super) struct Passwords {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Compared with when there is no account, so that it takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    pub(super) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(WAITING)),
            nobody: hash("a password nobody has").unwrap_or_default().into(),
        }
    }

    /// The hash of a new password in PHC form.
    pub(super) async fn hashed(&self, password: &str) -> Result<String, ServiceError> {
        let _turn = self.turns.acquire().await.map_err(|_| ServiceError::Interrupted)?;
        let password = password.to_owned();
        blocking(move || hash(&password).ok_or(ServiceError::Interrupted)).await
    }

    /// Whether a password fits; against nobody's where there is no hash. `None` when too many wait already.
    pub(super) async fn fits(&self, password: &str, expected: Option<String>) -> Result<Option<bool>, ServiceError> {
        let Ok(_place) = self.places.try_acquire() else {
            return Ok(None);
        };
        let _turn = self.turns.acquire().await.map_err(|_| ServiceError::Interrupted)?;
        let password = password.chars().take(PASSWORD_MOST).collect::<String>();
        let is_somebody = expected.is_some();
        let expected = expected.unwrap_or_else(|| self.nobody.to_string());
        blocking(move || {
            let fits = PasswordHash::new(&expected)
                .is_ok_and(|expected| argon2().verify_password(password.as_bytes(), &expected).is_ok());
            Ok(Some(fits && is_somebody))
        })
        .await
    }
}

/// Whether a new password is good enough: long, and not everybody's.
pub(super) fn check(password: &str, email: &str) -> Result<(), PasswordProblem> {
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

pub(super) fn hash(password: &str) -> Option<String> {
    argon2()
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybodys_passwords_are_refused_and_long_ones_taken() {
        assert_eq!(check("short", "a@b.example"), Err(PasswordProblem::TooShort));
        for common in [
            "passwordpassword",
            "Password123456",
            "123456789012",
            "qwertyuiop12345",
            "aaaaaaaaaaaaaa",
            "anna2026anna",
        ] {
            assert_eq!(
                check(common, "anna2026@shop.example"),
                Err(PasswordProblem::Common),
                "{common}"
            );
        }
        assert_eq!(check("three green bicycles", "anna@shop.example"), Ok(()));
    }
}
