//! Passwords: what is good enough, and Argon2id on few threads, so that a flood of sign-ins cannot take the machine.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::oneshot;

use crate::services::ServiceError;

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

/// Hashes passwords on threads of its own: a hash takes 19 MiB, and threads that come and go would each keep theirs.
#[derive(Clone)]
pub(super) struct Passwords {
    jobs: SyncSender<Job>,
    /// Compared with when there is no account, so that it takes as long.
    nobody: Arc<str>,
}

/// One password to hash or to compare.
struct Job {
    password: String,
    /// The hash it should fit; none to make one.
    expected: Option<String>,
    reply: oneshot::Sender<Option<String>>,
}

impl Passwords {
    pub(super) fn new() -> Self {
        let (jobs, waiting) = sync_channel::<Job>(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..AT_ONCE {
            let waiting = Arc::clone(&waiting);
            std::thread::spawn(move || work(&waiting));
        }
        Self {
            jobs,
            nobody: hash("a password nobody has").unwrap_or_default().into(),
        }
    }

    /// The hash of a new password in PHC form; an error when too many wait already.
    pub(super) async fn hashed(&self, password: &str) -> Result<String, ServiceError> {
        let made = self.ask(password.to_owned(), None).await;
        made.flatten().ok_or(ServiceError::Interrupted)
    }

    /// Whether a password fits; against nobody's where there is no hash. `None` when too many wait already.
    pub(super) async fn fits(&self, password: &str, expected: Option<String>) -> Result<Option<bool>, ServiceError> {
        let password = password.chars().take(PASSWORD_MOST).collect::<String>();
        let is_somebody = expected.is_some();
        let expected = expected.unwrap_or_else(|| self.nobody.to_string());
        let answer = self.ask(password, Some(expected)).await;
        Ok(answer.map(|fits| fits.is_some() && is_somebody))
    }

    /// What came of a job; `None` when it got no place.
    async fn ask(&self, password: String, expected: Option<String>) -> Option<Option<String>> {
        let (reply, answer) = oneshot::channel();
        let job = Job {
            password,
            expected,
            reply,
        };
        self.jobs.try_send(job).ok()?;
        answer.await.ok()
    }
}

/// Takes one job after the other until nobody can ask any more; what nobody waits for is left out.
fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        if job.reply.is_closed() {
            continue;
        }
        let done = match job.expected {
            None => hash(&job.password),
            Some(expected) => PasswordHash::new(&expected)
                .is_ok_and(|hash| argon2().verify_password(job.password.as_bytes(), &hash).is_ok())
                .then_some(expected),
        };
        let _ = job.reply.send(done);
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
    let address: String = email
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
    if is_common || is_run || letters.len() < 4 || made_of(&plain, name) || made_of(&plain, &address) {
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
