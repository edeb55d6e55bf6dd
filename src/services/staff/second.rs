//! The second factor: codes of an authenticator (TOTP, RFC 6238), each of which counts once, and recovery codes.

use std::time::Duration;

use totp_rs::{Builder, Totp};

use super::StaffDesk;
use super::patience::SHUT;
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
    /// Begins an authenticator, or goes on with the one that was begun: whoever opens the page twice scans one picture.
    pub fn begin_totp(&self, account: &Account) -> Result<Enrolment, ServiceError> {
        let factor = self.db.write(|conn| {
            let begun = factors::of(conn, account.id)?;
            if let Some(known) = begun.into_iter().find(|one| one.kind == "totp" && !one.confirmed) {
                return Ok(known);
            }
            let factor = self.new_totp(account.id, &rand::random());
            factors::insert(conn, &factor)?;
            Ok(factor)
        })?;
        let totp = self.totp(&factor, &account.email).ok_or(ServiceError::Interrupted)?;
        Ok(Enrolment {
            secret: totp.secret().to_base32(),
            url: totp.to_url().map_err(|_| ServiceError::Interrupted)?,
        })
    }

    fn new_totp(&self, account: Id, secret: &[u8; SECRET]) -> Factor {
        let id = Id::new(rand::random());
        Factor {
            id,
            account,
            kind: "totp".to_owned(),
            name: String::new(),
            sealed: encrypt(&self.factors, &place(id), secret),
            confirmed: false,
            last_step: 0,
            created_on: self.clock.today(),
        }
    }

    /// Adds an authenticator that works at once, and gives its secret and recovery codes: for the demo's account and for tests.
    pub fn give_totp(&self, account: &Account) -> Result<(String, Vec<String>), ServiceError> {
        let factor = Factor {
            confirmed: true,
            ..self.new_totp(account.id, &rand::random())
        };
        let totp = self.totp(&factor, &account.email).ok_or(ServiceError::Interrupted)?;
        let codes = self.db.write(|conn| {
            factors::insert(conn, &factor)?;
            self.new_recovery_codes(conn, account.id)
        })?;
        Ok((totp.secret().to_base32(), codes))
    }

    /// The first code of an authenticator: from now on it counts. Gives the session's new token, and recovery codes where there were none.
    pub fn confirm_totp(
        &self,
        token: &str,
        account: &Account,
        code: &str,
    ) -> Result<Option<(String, Vec<String>)>, ServiceError> {
        let (mark, seconds) = (self.mark(token), self.seconds());
        let confirmed = self.db.write(|conn| {
            let all = factors::of(conn, account.id)?;
            let begun = all.iter().find(|one| one.kind == "totp" && !one.confirmed);
            let Some((factor, step)) = begun.and_then(|one| Some((one, self.step(one, code, seconds)?))) else {
                return Ok(None);
            };
            if !factors::take_step(conn, factor.id, step)? {
                return Ok(None);
            }
            self.factor_was_added(conn, account, &mark).map(Some)
        })?;
        let Some(codes) = confirmed else { return Ok(None) };
        self.trail.note(&act(account.id, "factor.add"))?;
        let renewed = self.renew(token, Proof::Totp)?;
        Ok(renewed.map(|token| (token, codes)))
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
        let wait = self.patience.wait(door, SHUT);
        if !wait.is_zero() {
            return Ok(Second::Wait(wait));
        }
        let recovery = self.recovery_hash(code);
        let proof = self.db.write(|conn| {
            if self.found(conn, &mark, now)?.is_none() {
                return Ok(None);
            }
            for factor in factors::of(conn, account.id)? {
                if factor.kind == "totp"
                    && factor.confirmed
                    && let Some(step) = self.step(&factor, code, seconds)
                    && factors::take_step(conn, factor.id, step)?
                {
                    return Ok(Some(Proof::Totp));
                }
            }
            Ok(factors::take_recovery_code(conn, account.id, &recovery)?.then_some(Proof::RecoveryCode))
        })?;
        let Some(proof) = proof else {
            self.patience.note_failure(door);
            self.trail.note(&act(account.id, "sign-in.wrong-second"))?;
            let over = self.db.write(|conn| {
                let many = sessions::note_failure(conn, &mark)? >= WRONG;
                if many {
                    sessions::delete(conn, &mark)?;
                }
                Ok(many)
            })?;
            return Ok(if over { Second::Over } else { Second::Wrong });
        };
        self.patience.forget(door);
        self.whole(token, account.id, proof)
    }

    /// Goes on with a new token.
    pub(super) fn whole(&self, token: &str, account: Id, proof: Proof) -> Result<Second, ServiceError> {
        let what = match proof {
            Proof::RecoveryCode => "sign-in.recovery",
            _ => "sign-in",
        };
        let renewed = self.renew(token, proof)?;
        self.trail.note(&act(account, what))?;
        Ok(renewed.map_or(Second::Over, Second::Done))
    }

    /// The second factors of an account, and how many recovery codes are left.
    pub fn factors(&self, account: Id) -> Result<(Vec<FactorLine>, i64), ServiceError> {
        Ok(self.db.read(|conn| {
            let all = factors::of(conn, account)?;
            let lines = all.into_iter().filter(|one| one.confirmed).map(|one| FactorLine {
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
            let left = all.iter().filter(|one| one.confirmed && one.id != factor).count();
            if left == 0 || !factors::delete(conn, account.id, factor)? {
                return Ok(false);
            }
            sessions::delete_all(conn, account.id, Some(session))?;
            self.tell(conn, account, &Notice::FactorsChanged)?;
            Ok(true)
        })?)
    }

    /// New recovery codes in the place of the old ones; shown once.
    pub fn renew_recovery_codes(&self, account: Id) -> Result<Vec<String>, ServiceError> {
        Ok(self.db.write(|conn| self.new_recovery_codes(conn, account))?)
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

    /// The step of time a code belongs to, if it is one of this authenticator.
    fn step(&self, factor: &Factor, code: &str, seconds: u64) -> Option<i64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let step = self.totp(factor, "staff")?.check(&digits, seconds)?;
        i64::try_from(step).ok()
    }

    fn totp(&self, factor: &Factor, email: &str) -> Option<Totp> {
        let secret = decrypt(&self.factors, &place(factor.id), &factor.sealed)?;
        Builder::new()
            .with_secret(secret.to_vec())
            .with_issuer(Some("Chorus"))
            .with_account_name(email.replace(':', " "))
            .build()
            .ok()
    }

    fn seconds(&self) -> u64 {
        u64::try_from(self.clock.now().and_utc().timestamp()).unwrap_or_default()
    }
}

/// Where a factor is encrypted for.
pub(super) fn place(factor: Id) -> Vec<u8> {
    [b"chorus second factor 1".as_slice(), factor.bytes()].concat()
}
