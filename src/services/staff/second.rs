//! The second factor: codes of an authenticator (TOTP, RFC 6238), each of which counts once, and recovery codes.

use std::time::Duration;

use totp_rs::{Builder, Totp};

use super::StaffDesk;
use super::sessions::act;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::proof::Proof;
use crate::secret::{decrypt, encrypt, mac};
use crate::services::ServiceError;
use crate::services::letters::Notice;
use crate::store::factors::{self, Factor};
use crate::store::{Conn, Rows, sessions};

/// Wrong codes that end half a session: the password has to be typed again.
const WRONG: i32 = 5;
/// Recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// Bytes of an authenticator's secret: what SHA-1 gives (RFC 4226, 4).
const SECRET: usize = 20;

/// What came of a second factor.
#[derive(Debug)]
pub enum Second {
    /// It fits: the token of the session that goes on.
    Done(String),
    /// It does not.
    Wrong,
    /// It was wrong too often: the half session is over.
    Over,
    /// It was wrong too often: so long nothing is tried.
    Wait(Duration),
}

/// An authenticator that was begun and waits for its first code.
pub struct Enrolment {
    /// Its secret, in base 32, to type.
    pub secret: String,
    /// The same as an address, for a picture to scan.
    pub url: String,
}

/// A second factor, for the page of its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorLine {
    /// A name to remove it by.
    pub id: Id,
    /// `totp` or `passkey`.
    pub kind: String,
    /// What its owner calls it.
    pub name: String,
    /// The day it was added.
    pub created_on: chrono::NaiveDate,
}

impl StaffDesk {
    /// Begins an authenticator, or goes on with the one that this session began: whoever opens the page twice scans one picture. Another
    /// session, perhaps of somebody else, sees another secret.
    pub fn begin_totp(&self, token: &str, account: &Account) -> Result<Enrolment, ServiceError> {
        let mark = self.mark(token);
        let fresh: [u8; SECRET] = rand::random();
        let secret = self.db.write(|conn| {
            if let Some(known) = self.enrolment(conn, &mark)? {
                return Ok(known);
            }
            let sealed = encrypt(&self.factors, &mark, &fresh);
            sessions::set_enrolment(conn, &mark, Some(&sealed))?;
            Ok(fresh.to_vec())
        })?;
        let totp = totp(secret, &account.email).ok_or(ServiceError::Interrupted)?;
        Ok(Enrolment {
            secret: totp.secret().to_base32(),
            url: totp.to_url().map_err(|_| ServiceError::Interrupted)?,
        })
    }

    fn enrolment(&self, conn: &mut Conn, mark: &[u8; 32]) -> Rows<Option<Vec<u8>>> {
        let sealed = sessions::enrolment(conn, mark)?;
        Ok(sealed
            .and_then(|sealed| decrypt(&self.factors, mark, &sealed))
            .map(|secret| secret.to_vec()))
    }

    fn new_totp(&self, account: Id, secret: &[u8], last_step: i64) -> Factor {
        let id = Id::new(rand::random());
        Factor {
            id,
            account,
            kind: "totp".to_owned(),
            name: String::new(),
            sealed: encrypt(&self.factors, &place(id), secret),
            last_step,
            created_on: self.clock.today(),
        }
    }

    /// Adds an authenticator, and gives its secret and recovery codes: for the demo's account and for tests.
    pub fn give_totp(&self, account: &Account) -> Result<(String, Vec<String>), ServiceError> {
        let secret: [u8; SECRET] = rand::random();
        let factor = self.new_totp(account.id, &secret, 0);
        let codes = self.db.write(|conn| {
            factors::insert(conn, &factor)?;
            self.new_recovery_codes(conn, account.id)
        })?;
        let totp = totp(secret.to_vec(), "staff").ok_or(ServiceError::Interrupted)?;
        Ok((totp.secret().to_base32(), codes))
    }

    /// The first code of the authenticator that this session began: from now on it counts. Gives the session's new token, and recovery
    /// codes where there were none.
    pub fn confirm_totp(
        &self,
        token: &str,
        account: &Account,
        code: &str,
    ) -> Result<Option<(String, Vec<String>)>, ServiceError> {
        let (mark, seconds) = (self.mark(token), self.seconds());
        let codes = self.trail.noting(&act(account.id, "factor.add"), |conn| {
            if !self.may_add_factor(conn, &mark)? {
                return Ok(None);
            }
            let Some(secret) = self.enrolment(conn, &mark)? else {
                return Ok(None);
            };
            let Some(step) = totp(secret.clone(), "staff").and_then(|totp| step(&totp, code, seconds)) else {
                return Ok(None);
            };
            factors::insert(conn, &self.new_totp(account.id, &secret, step))?;
            sessions::set_enrolment(conn, &mark, None)?;
            self.factor_was_added(conn, account, &mark).map(Some)
        })?;
        let Some(codes) = codes else { return Ok(None) };
        let renewed = self.renew(token, Proof::Totp)?;
        Ok(renewed.map(|token| (token, codes)))
    }

    /// Half a session may add the very first factor and no other.
    pub(super) fn may_add_factor(&self, conn: &mut Conn, mark: &[u8; 32]) -> Rows<bool> {
        let begun = self.found(conn, mark, self.clock.now())?;
        Ok(begun.is_some_and(|begun| begun.whole().is_some() || !begun.has_factor))
    }

    /// Ends the other sessions of whoever changed their factors, tells them, and gives recovery codes where there are none yet.
    pub(super) fn factor_was_added(&self, conn: &mut Conn, account: &Account, mark: &[u8; 32]) -> Rows<Vec<String>> {
        let own = self.found(conn, mark, self.clock.now())?.map(|begun| begun.session.id);
        sessions::delete_all(conn, account.id, own)?;
        let first = factors::recovery_codes(conn, account.id)? == 0;
        self.tell(conn, account, &Notice::FactorsChanged)?;
        match first {
            true => self.new_recovery_codes(conn, account.id),
            false => Ok(Vec::new()),
        }
    }

    /// A code of an authenticator or a recovery code, for half a session or to prove again who one is.
    pub fn second(&self, token: &str, code: &str) -> Result<Second, ServiceError> {
        let (mark, now, seconds) = (self.mark(token), self.clock.now(), self.seconds());
        let Some(begun) = self.session(token)? else {
            return Ok(Second::Over);
        };
        let account = begun.account;
        let door = self.patience.door("second", account.id.bytes());
        // counted before it is looked at, so that many at once are many
        if let Err(wait) = self.patience.reserve(door) {
            return Ok(Second::Wait(wait));
        }
        let recovery = self.recovery_hash(code);
        let tried = self.db.write(|conn| {
            if self.found(conn, &mark, now)?.is_none() || sessions::note_failure(conn, &mark)? > WRONG {
                sessions::delete(conn, &mark)?;
                return Ok(Tried::Over);
            }
            for factor in factors::of(conn, account.id)? {
                if factor.kind == "totp"
                    && let Some(step) = self.totp(&factor).and_then(|totp| step(&totp, code, seconds))
                    && factors::take_step(conn, factor.id, step)?
                {
                    return Ok(Tried::Fits(Proof::Totp));
                }
            }
            if factors::take_recovery_code(conn, account.id, &recovery)? {
                self.tell(conn, &account, &Notice::RecoveryUsed)?;
                return Ok(Tried::Fits(Proof::RecoveryCode));
            }
            Ok(Tried::Wrong)
        })?;
        match tried {
            Tried::Fits(proof) => {
                self.patience.forget(door);
                self.whole(token, account.id, proof)
            }
            Tried::Wrong => {
                self.trail.note(&act(account.id, "sign-in.wrong-second"))?;
                Ok(Second::Wrong)
            }
            Tried::Over => Ok(Second::Over),
        }
    }

    /// Goes on with a new token.
    pub(super) fn whole(&self, token: &str, account: Id, proof: Proof) -> Result<Second, ServiceError> {
        let what = match proof {
            Proof::RecoveryCode => "sign-in.recovery",
            _ => "sign-in",
        };
        let renewed = self.renew_noting(token, proof, &act(account, what))?;
        Ok(renewed.map_or(Second::Over, Second::Done))
    }

    /// The second factors of an account, and how many recovery codes are left.
    pub fn factors(&self, account: Id) -> Result<(Vec<FactorLine>, i64), ServiceError> {
        Ok(self.db.read(|conn| {
            let all = factors::of(conn, account)?;
            let lines = all.into_iter().map(|one| FactorLine {
                id: one.id,
                kind: one.kind,
                name: one.name,
                created_on: one.created_on,
            });
            Ok((lines.collect(), factors::recovery_codes(conn, account)?))
        })?)
    }

    /// Removes a second factor, all but the last; every other session ends. Says whether it did.
    pub fn remove_factor(&self, account: &Account, session: Id, factor: Id) -> Result<bool, ServiceError> {
        Ok(self.db.write(|conn| {
            let all = factors::of(conn, account.id)?;
            let left = all.iter().filter(|one| one.id != factor).count();
            if left == 0 || !factors::delete(conn, account.id, factor)? {
                return Ok(false);
            }
            sessions::delete_all(conn, account.id, Some(session))?;
            self.tell(conn, account, &Notice::FactorsChanged)?;
            Ok(true)
        })?)
    }

    /// New recovery codes in the place of the old ones, shown once; every other session ends.
    pub fn renew_recovery_codes(&self, account: &Account, session: Id) -> Result<Vec<String>, ServiceError> {
        Ok(self.db.write(|conn| {
            sessions::delete_all(conn, account.id, Some(session))?;
            self.tell(conn, account, &Notice::FactorsChanged)?;
            self.new_recovery_codes(conn, account.id)
        })?)
    }

    fn new_recovery_codes(&self, conn: &mut Conn, account: Id) -> Rows<Vec<String>> {
        let codes: Vec<String> = (0..RECOVERY_CODES)
            .map(|_| crate::privacy::invitation::Code::new(rand::random()).in_groups())
            .collect();
        let hashes: Vec<[u8; 32]> = codes.iter().map(|code| self.recovery_hash(code)).collect();
        factors::set_recovery_codes(conn, account, &hashes)?;
        Ok(codes)
    }

    /// What is kept of a recovery code, however it is typed.
    fn recovery_hash(&self, code: &str) -> [u8; 32] {
        let text = crate::privacy::invitation::Code::parse(code).map_or_else(String::new, |code| code.text());
        mac(self.key.expose(), &[b"recovery code", text.as_bytes()])
    }

    fn totp(&self, factor: &Factor) -> Option<Totp> {
        let secret = decrypt(&self.factors, &place(factor.id), &factor.sealed)?;
        totp(secret.to_vec(), "staff")
    }

    fn seconds(&self) -> u64 {
        u64::try_from(self.clock.now().and_utc().timestamp()).unwrap_or_default()
    }
}

/// What came of one try.
enum Tried {
    Fits(Proof),
    Wrong,
    Over,
}

fn totp(secret: Vec<u8>, email: &str) -> Option<Totp> {
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some("Chorus"))
        .with_account_name(email.replace(':', " "))
        .build()
        .ok()
}

/// The step of time a code belongs to, if it is one of this authenticator.
fn step(totp: &Totp, code: &str, seconds: u64) -> Option<i64> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    i64::try_from(totp.check(&digits, seconds)?).ok()
}

/// Where a factor is encrypted for.
pub(super) fn place(factor: Id) -> Vec<u8> {
    [b"chorus second factor 1".as_slice(), factor.bytes()].concat()
}
