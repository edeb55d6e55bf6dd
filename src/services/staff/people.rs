//! Who works here: adding people, changing what they do, ending accounts. Their addresses are opened only for somebody whom two
//! independent proofs are on record for.

use chrono::NaiveDate;

use super::StaffDesk;
use crate::domain::account::{Account, Role, Roles};
use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::domain::proof::TwoProofs;
use crate::services::ServiceError;
use crate::services::letters::Notice;
use crate::store::accounts::{self, Row};
use crate::store::{Conn, Rows, sessions};

/// Somebody of the staff, as administrators see them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Address, roles and surveys.
    pub account: Account,
    /// Whether a password was set.
    pub is_set_up: bool,
    /// The day the account was made.
    pub created_on: NaiveDate,
}

/// Why an account was not made or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotChanged {
    /// There is no such account.
    Unknown,
    /// The address is none.
    NoAddress,
    /// The address has an account already.
    Taken,
    /// Somebody needs at least one role.
    NoRole,
    /// Nobody would be left who may manage staff.
    LastAdministrator,
    /// Nobody gives roles to themselves.
    Oneself,
    /// Editors and analysts need a survey.
    NoSurvey,
    /// An account is not removed by mistake.
    NotSure,
}

impl StaffDesk {
    /// Everybody, in the order of their addresses.
    pub fn people(&self, _proofs: &TwoProofs) -> Result<Vec<Member>, ServiceError> {
        let rows = self.db.read(accounts::all)?;
        let mut people: Vec<Member> = rows.into_iter().map(|row| self.member(row)).collect();
        people.sort_by(|one, other| one.account.email.cmp(&other.account.email));
        Ok(people)
    }

    /// One of them.
    pub fn person(&self, _proofs: &TwoProofs, id: Id) -> Result<Option<Member>, ServiceError> {
        let row = self.db.read(|conn| accounts::find(conn, id))?;
        Ok(row.map(|row| self.member(row)))
    }

    fn member(&self, row: Row) -> Member {
        Member {
            is_set_up: row.is_set_up,
            created_on: row.created_on,
            account: self.names.account(row),
        }
    }

    /// Adds somebody and sends them a link for their first password.
    pub fn add(&self, wanted: &Account, origin: &str) -> Result<Result<Id, NotChanged>, ServiceError> {
        if Address::parse(&wanted.email).is_none() {
            return Ok(Err(NotChanged::NoAddress));
        }
        if let Some(problem) = unusable(&wanted.roles, wanted.everywhere, &wanted.surveys) {
            return Ok(Err(problem));
        }
        let id = Id::new(rand::random());
        let row = Row {
            id,
            address: self.names.seal(id, &wanted.email),
            roles: wanted.roles.clone(),
            everywhere: wanted.everywhere,
            surveys: wanted.surveys.clone(),
            language: wanted.language.clone(),
            is_set_up: false,
            created_on: self.clock.today(),
        };
        let hash = self.names.hash(&wanted.email);
        Ok(self.db.write(|conn| {
            if accounts::find_by_address(conn, &hash)?.is_some() {
                return Ok(Err(NotChanged::Taken));
            }
            accounts::insert(conn, &row, &hash)?;
            self.invite(conn, row.clone(), origin)?;
            Ok(Ok(id))
        })?)
    }

    /// Changes what somebody else does and where; all their sessions end, and they are told.
    pub fn change(
        &self,
        by: Id,
        id: Id,
        roles: &Roles,
        everywhere: bool,
        surveys: &[Id],
    ) -> Result<Result<(), NotChanged>, ServiceError> {
        if let Some(problem) = unusable(roles, everywhere, surveys) {
            return Ok(Err(problem));
        }
        Ok(self.db.write(|conn| {
            if by == id {
                return Ok(Err(NotChanged::Oneself));
            }
            let Some(row) = accounts::find(conn, id)? else {
                return Ok(Err(NotChanged::Unknown));
            };
            if !roles.has(Role::Administrator) && is_last(conn, &row)? {
                return Ok(Err(NotChanged::LastAdministrator));
            }
            accounts::set_roles(conn, id, roles, everywhere, surveys)?;
            sessions::delete_all(conn, id, None)?;
            self.tell(conn, &self.names.account(row), &Notice::RolesChanged)?;
            Ok(Ok(()))
        })?)
    }

    /// A new start for somebody who lost password and second factor: a new link by mail.
    pub fn begin_anew(&self, id: Id, origin: &str) -> Result<Result<(), NotChanged>, ServiceError> {
        Ok(self.db.write(|conn| {
            let Some(row) = accounts::find(conn, id)? else {
                return Ok(Err(NotChanged::Unknown));
            };
            if is_last(conn, &row)? {
                return Ok(Err(NotChanged::LastAdministrator));
            }
            accounts::begin_anew(conn, id, self.clock.today())?;
            self.tell(conn, &self.names.account(row.clone()), &Notice::RolesChanged)?;
            self.invite(conn, row, origin)?;
            Ok(Ok(()))
        })?)
    }

    /// Ends an account, with its sessions, factors and tokens.
    pub fn remove(&self, id: Id) -> Result<Result<(), NotChanged>, ServiceError> {
        Ok(self.db.write(|conn| {
            let Some(row) = accounts::find(conn, id)? else {
                return Ok(Err(NotChanged::Unknown));
            };
            if is_last(conn, &row)? {
                return Ok(Err(NotChanged::LastAdministrator));
            }
            accounts::delete(conn, id)?;
            Ok(Ok(()))
        })?)
    }

    /// Another address for one's own account; the old one is told.
    pub fn change_address(&self, account: &Account, email: &str) -> Result<Result<(), NotChanged>, ServiceError> {
        if Address::parse(email).is_none() {
            return Ok(Err(NotChanged::NoAddress));
        }
        let (sealed, hash) = (self.names.seal(account.id, email), self.names.hash(email));
        Ok(self.db.write(|conn| {
            match accounts::find_by_address(conn, &hash)? {
                Some(other) if other.id != account.id => return Ok(Err(NotChanged::Taken)),
                _ => {}
            }
            accounts::encrypt(conn, account.id, &sealed, &hash)?;
            self.tell(conn, account, &Notice::AddressChanged)?;
            Ok(Ok(()))
        })?)
    }

    fn invite(&self, conn: &mut Conn, row: Row, origin: &str) -> Rows<()> {
        let link = format!("{origin}/staff/setup/{}", self.link_in(conn, row.id)?);
        self.tell(conn, &self.names.account(row), &Notice::SetUp { link })
    }
}

/// What is wrong with what somebody is to do.
fn unusable(roles: &Roles, everywhere: bool, surveys: &[Id]) -> Option<NotChanged> {
    if roles.is_empty() {
        return Some(NotChanged::NoRole);
    }
    let needs_survey = roles.iter().any(Role::is_by_survey);
    (needs_survey && !everywhere && surveys.is_empty()).then_some(NotChanged::NoSurvey)
}

/// Whether nobody else can manage staff.
fn is_last(conn: &mut Conn, row: &Row) -> Rows<bool> {
    let counts = row.is_set_up && row.roles.has(Role::Administrator);
    Ok(counts && accounts::holders(conn, Role::Administrator)? <= 1)
}
