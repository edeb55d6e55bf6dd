//! One-time links: the first password of a new account, and a new password for a lost one. Opening a link changes nothing, so scanners of
//! mail may open it as often as they like.

use chrono::TimeDelta;

use super::passwords::{self, PasswordProblem};
use super::sessions::act;
use super::{StaffDesk, token};
use crate::domain::account::{Account, Role, Roles};
use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::proof::Proof;
use crate::services::letters::{self, Notice};
use crate::services::{ServiceError, blocking};
use crate::store::accounts::{self, Row};
use crate::store::{Conn, Rows, sessions};

/// A set-up link counts so long.
const LINK: TimeDelta = TimeDelta::hours(72);
/// A link for a lost password counts so long.
const LOST: TimeDelta = TimeDelta::hours(1);

/// A second link for a lost password is sent after so long.
const AGAIN: TimeDelta = TimeDelta::minutes(5);

/// What came of a set-up.
#[derive(Debug)]
pub enum SetUp {
    /// Done; half a session's token.
    Done(String),
    /// The link does not count (any more).
    NoLink,
    /// The password is not good enough.
    Password(PasswordProblem),
}

impl StaffDesk {
    /// Makes an account for every survey and the token of its one-time set-up link; `None` when the address has one already.
    pub fn create(&self, email: &str, roles: &[Role]) -> Result<Option<String>, ServiceError> {
        let id = Id::new(rand::random());
        let row = Row {
            id,
            address: self.names.seal(id, email),
            roles: Roles::of(roles),
            everywhere: true,
            surveys: Vec::new(),
            language: "en".to_owned(),
            is_set_up: false,
            created_on: self.clock.today(),
        };
        let hash = self.names.hash(email);
        let made = self.db.write(|conn| {
            if accounts::find_by_address(conn, &hash)?.is_some() {
                return Ok(false);
            }
            accounts::insert(conn, &row, &hash)?;
            Ok(true)
        })?;
        match made {
            true => self.link(id).map(Some),
            false => Ok(None),
        }
    }

    /// A new start for an account: no password, no second factor, no session, a new set-up link; `None` when there is none.
    pub fn reset(&self, email: &str) -> Result<Option<String>, ServiceError> {
        let hash = self.names.hash(email);
        let account = self.db.write(|conn| {
            let row = accounts::find_by_address(conn, &hash)?;
            if let Some(row) = &row {
                accounts::begin_anew(conn, row.id, self.clock.today())?;
            }
            Ok(row)
        })?;
        account.map(|row| self.link(row.id)).transpose()
    }

    /// Sets a password without a link: only the demo's own account is made so.
    pub fn set_password(&self, email: &str, password: &str) -> Result<(), ServiceError> {
        let (hash, address) = (passwords::hash(password), self.names.hash(email));
        self.db.write(|conn| match accounts::find_by_address(conn, &address)? {
            Some(row) => change_password(conn, row.id, hash.as_deref(), None),
            None => Ok(()),
        })?;
        Ok(())
    }

    /// The account of an address.
    pub fn find(&self, email: &str) -> Result<Option<Account>, ServiceError> {
        let hash = self.names.hash(email);
        let row = self.db.read(|conn| accounts::find_by_address(conn, &hash))?;
        Ok(row.map(|row| self.names.account(row)))
    }

    /// Whose set-up link it is. Looking changes nothing.
    pub fn link_owner(&self, token: &str) -> Result<Option<Account>, ServiceError> {
        let (mark, now) = (self.mark(token), self.clock.now());
        let row = self.db.read(|conn| accounts::find_by_link(conn, &mark, now))?;
        Ok(row.map(|row| self.names.account(row)))
    }

    /// Uses a link: sets the password, ends every session and begins half a new one.
    pub async fn set_up(&self, token: &str, password: &str) -> Result<SetUp, ServiceError> {
        let desk = self.clone();
        let (mark, token) = (self.mark(token), token.to_owned());
        let Some(account) = blocking(move || desk.link_owner(&token)).await? else {
            return Ok(SetUp::NoLink);
        };
        if let Err(problem) = passwords::check(password, &account.email) {
            return Ok(SetUp::Password(problem));
        }
        let hash = self.passwords.hashed(password).await?;
        let desk = self.clone();
        blocking(move || {
            let now = desk.clock.now();
            let used = desk.trail.noting(&act(account.id, "password.set"), |conn| {
                // of two who send it at once one is first
                if accounts::find_by_link(conn, &mark, now)?.is_none() {
                    return Ok(None);
                }
                change_password(conn, account.id, Some(&hash), None)?;
                desk.tell(conn, &account, &Notice::PasswordChanged)?;
                Ok(Some(()))
            })?;
            let half = match used {
                Some(()) => desk.start(account.id, Proof::MailedLink, Some(&hash))?,
                None => None,
            };
            Ok(half.map_or(SetUp::NoLink, SetUp::Done))
        })
        .await
    }

    /// Changes the password of somebody who is signed in; every other session ends.
    pub async fn change_password(
        &self,
        account: &Account,
        session: Id,
        password: &str,
    ) -> Result<Result<(), PasswordProblem>, ServiceError> {
        if let Err(problem) = passwords::check(password, &account.email) {
            return Ok(Err(problem));
        }
        let hash = self.passwords.hashed(password).await?;
        let (desk, account) = (self.clone(), account.clone());
        blocking(move || {
            desk.db.write(|conn| {
                change_password(conn, account.id, Some(&hash), Some(session))?;
                desk.tell(conn, &account, &Notice::PasswordChanged)
            })?;
            Ok(Ok(()))
        })
        .await
    }

    /// Sends a link for a lost password, where there is an account; takes as long where there is none, because whoever asked does not
    /// wait for it. `origin` is what visitors type.
    pub fn send_lost_link(&self, email: &str, origin: &str, language: &str) -> Result<(), ServiceError> {
        let token = token();
        let (mark, hash, now) = (self.mark(&token), self.names.hash(email), self.clock.now());
        let row = self.db.read(|conn| accounts::find_by_address(conn, &hash))?;
        let Some(account) = row.map(|row| self.names.account(row)) else {
            return Ok(());
        };
        let notice = Notice::LostPassword {
            link: format!("{origin}/staff/setup/{token}"),
        };
        let to = Account {
            language: language.to_owned(),
            ..account.clone()
        };
        let sent = self.trail.noting(&act(account.id, "password.lost"), |conn| {
            // whoever asks again and again does not fill a mailbox
            if accounts::has_link_until(conn, account.id, now + LOST - AGAIN, now + LOST)? {
                return Ok(None);
            }
            accounts::insert_link(conn, &mark, account.id, now + LOST)?;
            self.tell(conn, &to, &notice).map(Some)
        });
        sent.map(drop)
    }

    /// Puts a letter to somebody of the staff into the outbox. The first administrator's address may be none that takes mail.
    pub(super) fn tell(&self, conn: &mut Conn, to: &Account, notice: &Notice) -> Rows<()> {
        match Address::parse(&to.email) {
            Some(_) => letters::put(conn, &self.letters, self.clock.now(), &to.email, &to.language, notice),
            None => Ok(()),
        }
    }

    /// Puts the same letter to everybody who has a permission and can sign in.
    pub(in crate::services) fn tell_all(&self, conn: &mut Conn, who: Permission, notice: &Notice) -> Rows<()> {
        for row in accounts::all(conn)?.into_iter().filter(|row| row.is_set_up) {
            let account = self.names.account(row);
            if account.may(who) {
                self.tell(conn, &account, notice)?;
            }
        }
        Ok(())
    }

    pub(super) fn link(&self, account: Id) -> Result<String, ServiceError> {
        let token = token();
        let (mark, until) = (self.mark(&token), self.clock.now() + LINK);
        self.db
            .write(|conn| accounts::insert_link(conn, &mark, account, until))?;
        Ok(token)
    }

    /// Makes a set-up link within a transaction.
    pub(super) fn link_in(&self, conn: &mut Conn, account: Id) -> Rows<String> {
        let token = token();
        accounts::insert_link(conn, &self.mark(&token), account, self.clock.now() + LINK)?;
        Ok(token)
    }
}

/// Another password: links and sessions of before end, but for the one that is named.
fn change_password(conn: &mut Conn, account: Id, hash: Option<&str>, but: Option<Id>) -> Rows<()> {
    accounts::set_password(conn, account, hash)?;
    sessions::delete_all(conn, account, but)
}
