//! Signing in and out. A session is half until a second factor stands beside the password; each proof gives it a new token.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};

use super::second::Second;
use super::{StaffDesk, token};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::proof::{Proof, TwoProofs};
use crate::domain::trail::Act;
use crate::services::{ServiceError, blocking};
use crate::store::sessions::{self, Session};
use crate::store::{Conn, Rows, accounts, factors};

/// A session ends so long after its start, used or not.
const SESSION: TimeDelta = TimeDelta::hours(12);
/// A session ends so long after its last use.
const IDLE: TimeDelta = TimeDelta::hours(2);
/// Half a session ends so long after its start.
const HALF: TimeDelta = TimeDelta::minutes(15);
/// A proof counts as fresh so long.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// What came of a try to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// The password fits: a half session's token.
    Half(String),
    /// Some part of the pair is wrong.
    Wrong,
    /// Too many try at once.
    Busy,
}

/// Half a session or a whole one, with whose it is.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Whose.
    pub account: Account,
    /// Its proofs and times.
    pub session: Session,
    /// Whether the account has a second factor.
    pub has_factor: bool,
}

/// Proof that a session stands on two independent proofs.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Whose.
    pub account: Account,
    /// Its proofs and times.
    pub session: Session,
    /// The two.
    pub proofs: TwoProofs,
}

impl Begun {
    /// The whole session, where it is one.
    pub fn whole(&self) -> Option<Whole> {
        let proofs = TwoProofs::of(self.session.first, self.session.second)?;
        Some(Whole {
            account: self.account.clone(),
            session: self.session.clone(),
            proofs,
        })
    }
}

impl StaffDesk {
    /// Signs in with a password. Failures make the next tries slower, never impossible. `network` is what is known of where it comes
    /// from, and is only hashed.
    pub async fn sign_in(&self, email: &str, password: &str, network: &[u8]) -> Result<SignIn, ServiceError> {
        let hash = self.names.hash(email);
        let doors = [
            self.patience.door("password", &hash),
            self.patience.door("network", network),
        ];
        let wait = doors.map(|door| self.patience.delay(door));
        // counted before it is looked at, so that many at once wait longer and longer
        let count = doors.map(|door| self.patience.note_failure(door))[0];
        tokio::time::sleep(wait[0].max(wait[1])).await;
        let desk = self.clone();
        let known = blocking(move || {
            Ok(desk.db.read(|conn| match accounts::find_by_address(conn, &hash)? {
                Some(row) => Ok(accounts::password_hash(conn, row.id)?.map(|hash| (row.id, hash))),
                None => Ok(None),
            })?)
        })
        .await?;
        let expected = known.as_ref().map(|(_, hash)| hash.clone());
        let Some(fits) = self.passwords.fits(password, expected).await? else {
            return Ok(SignIn::Busy);
        };
        let desk = self.clone();
        match known {
            Some((id, hash)) if fits => {
                doors.iter().for_each(|door| self.patience.forget(*door));
                let half = blocking(move || desk.start(id, Proof::Password, Some(&hash))).await?;
                Ok(half.map_or(SignIn::Wrong, SignIn::Half))
            }
            known => {
                self.note_wrong(known.map(|(id, _)| id), count);
                Ok(SignIn::Wrong)
            }
        }
    }

    /// Writes down the 1st, 2nd, 4th, … wrong password of an account, and of all names that are none together: a flood does not fill the
    /// trail. Nobody waits for it, so that it takes no longer where there is an account.
    fn note_wrong(&self, account: Option<Id>, count: u32) {
        let count = match account {
            Some(_) => count,
            None => self.patience.note_failure(self.patience.door("nobody", &[])),
        };
        if !count.is_power_of_two() {
            return;
        }
        let wrong = Act {
            who: account.map(|id| id.to_string()).unwrap_or_default(),
            what: "sign-in.wrong".to_owned(),
            about: count.to_string(),
            ..Act::default()
        };
        let trail = self.trail.clone();
        tokio::task::spawn_blocking(move || {
            if trail.note(&wrong).is_err() {
                tracing::error!("a wrong password could not be written down");
            }
        });
    }

    /// Half a session for an account; none where its password is not `expected` any more.
    pub(super) fn start(
        &self,
        account: Id,
        first: Proof,
        expected: Option<&str>,
    ) -> Result<Option<String>, ServiceError> {
        let token = token();
        let (mark, now) = (self.mark(&token), self.clock.now());
        let session = Session {
            id: Id::new(rand::random()),
            account,
            started_at: now,
            last_used_at: now,
            proved_at: now,
            first,
            second: None,
            failures: 0,
        };
        Ok(self.db.write(|conn| {
            let password = accounts::password_hash(conn, account)?;
            if expected.is_some() && password.as_deref() != expected {
                return Ok(None);
            }
            sessions::insert(conn, &mark, &session)?;
            Ok(Some(token.clone()))
        })?)
    }

    /// Who holds this token.
    pub fn session(&self, token: &str) -> Result<Option<Begun>, ServiceError> {
        let (mark, now) = (self.mark(token), self.clock.now());
        let found = self.db.read(|conn| self.found(conn, &mark, now))?;
        // once a minute is enough to know that it is not idle
        if let Some(begun) = &found
            && now - begun.session.last_used_at > TimeDelta::minutes(1)
        {
            self.db.write(|conn| sessions::touch(conn, &mark, now))?;
        }
        Ok(found)
    }

    pub(super) fn found(&self, conn: &mut Conn, mark: &[u8; 32], now: NaiveDateTime) -> Rows<Option<Begun>> {
        let Some(session) = sessions::find(conn, mark, now - SESSION, now - IDLE)? else {
            return Ok(None);
        };
        if session.second.is_none() && now - session.started_at > HALF {
            return Ok(None);
        }
        let Some(row) = accounts::find(conn, session.account)? else {
            return Ok(None);
        };
        let has_factor = !factors::of(conn, row.id)?.is_empty();
        Ok(Some(Begun {
            account: self.names.account(row),
            session,
            has_factor,
        }))
    }

    /// Whether the session was proved a short while ago.
    pub fn is_fresh(&self, session: &Session) -> bool {
        self.clock.now() - session.proved_at < FRESH
    }

    /// A new token in the place of the old one, which ends: with a second proof, or with a fresh one.
    pub(super) fn renew(&self, old: &str, proof: Proof) -> Result<Option<String>, ServiceError> {
        let new = token();
        Ok(self
            .db
            .write(|conn| self.renew_in(conn, old, &new, proof))?
            .map(|()| new))
    }

    /// The same, written down in one transaction.
    pub(super) fn renew_noting(&self, old: &str, proof: Proof, act: &Act) -> Result<Option<String>, ServiceError> {
        let new = token();
        let renewed = self.trail.noting(act, |conn| self.renew_in(conn, old, &new, proof))?;
        Ok(renewed.map(|()| new))
    }

    fn renew_in(&self, conn: &mut Conn, old: &str, new: &str, proof: Proof) -> Rows<Option<()>> {
        let (before, after, now) = (self.mark(old), self.mark(new), self.clock.now());
        let Some(begun) = self.found(conn, &before, now)? else {
            return Ok(None);
        };
        sessions::delete(conn, &before)?;
        let is_second = begun.session.second.is_none() && TwoProofs::of(begun.session.first, Some(proof)).is_some();
        let session = Session {
            proved_at: now,
            last_used_at: now,
            second: begun.session.second.or(is_second.then_some(proof)),
            failures: 0,
            ..begun.session
        };
        sessions::insert(conn, &after, &session).map(Some)
    }

    /// Proves again who one is, by the password.
    pub async fn confirm(&self, old: &str, password: &str) -> Result<Second, ServiceError> {
        let (desk, old) = (self.clone(), old.to_owned());
        let mark = self.mark(&old);
        let found = blocking(move || {
            let now = desk.clock.now();
            Ok(desk.db.read(|conn| match desk.found(conn, &mark, now)? {
                Some(begun) => Ok(Some((
                    begun.account.id,
                    accounts::password_hash(conn, begun.account.id)?,
                ))),
                None => Ok(None),
            })?)
        })
        .await?;
        let Some((id, expected)) = found else {
            return Ok(Second::Over);
        };
        let door = self.patience.door("confirm", id.bytes());
        if let Err(wait) = self.patience.reserve(door) {
            return Ok(Second::Wait(wait));
        }
        let desk = self.clone();
        match self.passwords.fits(password, expected).await? {
            Some(true) => {
                self.patience.forget(door);
                blocking(move || {
                    let renewed = desk.renew_noting(&old, Proof::Password, &act(id, "sign-in.confirm"))?;
                    Ok(renewed.map_or(Second::Over, Second::Done))
                })
                .await
            }
            Some(false) => {
                blocking(move || desk.trail.note(&act(id, "sign-in.wrong-confirm"))).await?;
                Ok(Second::Wrong)
            }
            None => {
                // nobody looked at it, so it does not count
                self.patience.give_back(door);
                Ok(Second::Wait(Duration::from_secs(5)))
            }
        }
    }

    /// Ends a session.
    pub fn sign_out(&self, token: &str) -> Result<(), ServiceError> {
        let (mark, now) = (self.mark(token), self.clock.now());
        let Some(begun) = self.db.read(|conn| self.found(conn, &mark, now))? else {
            return Ok(());
        };
        let out = act(begun.account.id, "sign-out");
        self.trail
            .noting(&out, |conn| Ok(sessions::delete(conn, &mark)?.then_some(())))
            .map(drop)
    }

    /// The sessions of an account, the one used last first.
    pub fn sessions(&self, account: Id) -> Result<Vec<Session>, ServiceError> {
        let now = self.clock.now();
        let counts = |one: &Session| {
            let is_half = one.second.is_none() && now - one.started_at > HALF;
            one.started_at > now - SESSION && one.last_used_at > now - IDLE && !is_half
        };
        let all = self.db.read(|conn| sessions::of(conn, account))?;
        Ok(all.into_iter().filter(counts).collect())
    }

    /// Ends one session of an account.
    pub fn end_session(&self, account: Id, session: Id) -> Result<(), ServiceError> {
        Ok(self.db.write(|conn| sessions::delete_one(conn, account, session))?)
    }

    /// Ends all sessions of an account, or all but one.
    pub fn end_sessions(&self, account: Id, but: Option<Id>) -> Result<(), ServiceError> {
        Ok(self.db.write(|conn| sessions::delete_all(conn, account, but))?)
    }

    /// Deletes sessions and links that no longer count.
    pub fn clean(&self) -> Result<(), ServiceError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        Ok(self.db.write(|conn| {
            sessions::delete_expired(conn, now - SESSION, now - IDLE)?;
            accounts::delete_expired_links(conn, now)?;
            crate::store::tokens::delete_expired(conn, today)
        })?)
    }
}

/// What an account did at the door.
pub(super) fn act(account: Id, what: &str) -> Act {
    Act {
        who: account.to_string(),
        what: what.to_owned(),
        ..Act::default()
    }
}
