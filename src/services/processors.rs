//! The register of processors: who else handles data. What people are told of an entry is announced by a policy before it is used; nothing
//! is sent to anybody who is not in it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::staff::StaffDesk;
use super::{ServiceError, policy};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::permission::Permission;
use crate::domain::processor::{Due, Kept, Permit, Processor, Role, State, Told};
use crate::services::letters::Notice;
use crate::store::{Conn, Db, Rows, processors};

/// Keeps the register.
#[derive(Clone)]
pub struct ProcessorDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    staff: StaffDesk,
}

/// Why an entry is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotChanged {
    /// There is no such entry.
    Unknown,
    /// People were told of it as it is.
    Announced,
    /// It ended.
    Ended,
}

/// Leave to connect to a host, where an entry that is in use covers it in this role.
pub fn permits(conn: &mut Conn, role: Role, host: &str, today: NaiveDate) -> Rows<Option<Permit>> {
    let in_use = processors::in_use(conn, today)?;
    Ok(in_use.iter().find_map(|entry| Permit::of(entry, role, host, today)))
}

impl ProcessorDesk {
    /// Over a database; letters go to staff.
    pub fn new(db: Db, clock: Arc<dyn Clock>, staff: StaffDesk) -> Self {
        Self { db, clock, staff }
    }

    /// Every entry, in the order of names.
    pub fn all(&self) -> Result<Vec<Processor>, ServiceError> {
        Ok(self.db.read(processors::all)?)
    }

    /// One entry.
    pub fn find(&self, id: Id) -> Result<Option<Processor>, ServiceError> {
        Ok(self.db.read(|conn| processors::find(conn, id))?)
    }

    /// What everybody may see: entries in use, and those that were announced.
    pub fn public(&self) -> Result<Vec<Processor>, ServiceError> {
        let today = self.clock.today();
        let mut all = self.all()?;
        all.retain(|entry| matches!(entry.state(today), State::InUse | State::Announced));
        Ok(all)
    }

    /// Whether mails may go to a relay; one on this machine is no other party.
    pub fn permits_relay(&self, host: &str) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        let permit = self.db.read(|conn| permits(conn, Role::MailRelay, host, today))?;
        Ok(permit.unwrap_or(Permit::HERE).covers(host))
    }

    /// Proposes an entry; it is used only after a version of the policy announced it.
    pub fn propose(&self, told: &Told, kept: &Kept) -> Result<Id, ServiceError> {
        let (id, today) = (Id::new(rand::random()), self.clock.today());
        self.db.write(|conn| processors::insert(conn, id, told, kept, today))?;
        Ok(id)
    }

    /// Changes an entry: all of a proposal, and of others what people were not told.
    pub fn change(&self, id: Id, told: &Told, kept: &Kept) -> Result<Result<(), NotChanged>, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.write(|conn| {
            let entry = match open(conn, id, today)? {
                Ok(entry) => entry,
                Err(problem) => return Ok(Err(problem)),
            };
            if entry.told != *told {
                if entry.state(today) != State::Proposed {
                    return Ok(Err(NotChanged::Announced));
                }
                processors::update_told(conn, id, told)?;
            }
            processors::update_kept(conn, id, kept)?;
            Ok(Ok(()))
        })?)
    }

    /// Ends an entry, at once: nothing is sent there any more. A proposal is taken back. Says whether people had been told of it.
    pub fn end(&self, id: Id) -> Result<Result<bool, NotChanged>, ServiceError> {
        let (today, now) = (self.clock.today(), self.clock.now());
        Ok(self.db.write(|conn| {
            let entry = match open(conn, id, today)? {
                Ok(entry) => entry,
                Err(problem) => return Ok(Err(problem)),
            };
            let was_told = entry.state(today) != State::Proposed;
            if was_told {
                processors::end(conn, id, today)?;
                policy::follow(conn, now)?;
            } else {
                processors::delete(conn, id)?;
            }
            Ok(Ok(was_told))
        })?)
    }

    /// What comes soon or is past: contracts that run out, reviews that are due.
    pub fn due(&self) -> Result<Vec<(Processor, Due)>, ServiceError> {
        let today = self.clock.today();
        let all = self.all()?.into_iter();
        Ok(all
            .flat_map(|entry| entry.due(today).into_iter().map(move |due| (entry.clone(), due)))
            .collect())
    }

    /// Writes to whoever keeps the register, once for each threshold that was passed.
    pub fn remind(&self) -> Result<(), ServiceError> {
        let today = self.clock.today();
        if !self.db.read(|conn| has_news(conn, today))? {
            return Ok(());
        }
        Ok(self.db.write(|conn| {
            let mut is_news = false;
            for entry in processors::all(conn)? {
                let known = processors::reminded(conn, entry.id)?;
                let due: Vec<String> = entry.due(today).iter().map(Due::mark).collect();
                if due.iter().any(|mark| !known.contains(mark)) {
                    is_news = true;
                    let kept = known.iter().filter(|mark| !due.contains(mark)).chain(&due);
                    processors::remember(conn, entry.id, &kept.cloned().collect::<Vec<_>>())?;
                }
            }
            if is_news {
                self.staff
                    .tell_all(conn, Permission::KeepRegister, &Notice::RegisterDue)?;
            }
            Ok(())
        })?)
    }
}

/// An entry that can still be changed.
fn open(conn: &mut Conn, id: Id, today: NaiveDate) -> Rows<Result<Processor, NotChanged>> {
    Ok(match processors::find(conn, id)? {
        None => Err(NotChanged::Unknown),
        Some(entry) if entry.state(today) == State::Ended => Err(NotChanged::Ended),
        Some(entry) => Ok(entry),
    })
}

/// Whether somebody is to be reminded of something they were not yet.
fn has_news(conn: &mut Conn, today: NaiveDate) -> Rows<bool> {
    for entry in processors::all(conn)? {
        let known = processors::reminded(conn, entry.id)?;
        if entry.due(today).iter().any(|due| !known.contains(&due.mark())) {
            return Ok(true);
        }
    }
    Ok(false)
}
