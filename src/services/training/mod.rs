//! Training before access: the guidelines in force, who acknowledged them, and publishing the next version.

mod record;

use std::sync::Arc;

use chrono::NaiveDate;

use super::{ServiceError, transparency};
use crate::clock::Clock;
use crate::domain::guidelines::{Guidelines, Texts, version_name};
use crate::domain::id::Id;
use crate::domain::training::{Acknowledgement, Answers, wrong};
use crate::store::{Conn, Db, Rows, training};

pub use record::{Trained, csv};

/// Trains staff, and keeps the record of it.
#[derive(Clone)]
pub struct TrainingDesk {
    db: Db,
    clock: Arc<dyn Clock>,
}

/// What came of an acknowledgement.
#[derive(Debug, PartialEq, Eq)]
pub enum Acknowledged {
    /// It counts from today.
    Done,
    /// These questions were answered wrongly; nothing was noted.
    Wrong(Vec<&'static str>),
    /// Another version came into force meanwhile; nothing was noted.
    OtherVersion,
}

/// What came of a publication.
#[derive(Debug, PartialEq, Eq)]
pub enum Published {
    /// It is in force, under this number.
    Done(i32),
    /// It says the same as the version in force, so nobody needs to read it again.
    Same,
    /// There is no text in any language.
    Empty,
    /// Somebody else published a version meanwhile.
    OtherVersion,
}

impl TrainingDesk {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// The guidelines in force.
    pub fn guidelines(&self) -> Result<Guidelines, ServiceError> {
        Ok(self.db.read(in_force)?)
    }

    /// A version the organisation published.
    pub fn version(&self, number: i32) -> Result<Option<Guidelines>, ServiceError> {
        Ok(self.db.read(|conn| training::find(conn, number))?)
    }

    /// Numbers and days of the organisation's versions, the newest first.
    pub fn versions(&self) -> Result<Vec<(i32, NaiveDate)>, ServiceError> {
        Ok(self.db.read(training::published)?)
    }

    /// Whether somebody acknowledged the version in force within a year.
    pub fn is_current(&self, account: Id) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| is_current(conn, account, today))?)
    }

    /// What somebody acknowledged last, if it still counts.
    pub fn current(&self, account: Id) -> Result<Option<Acknowledgement>, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| {
            let version = version_name(training::newest(conn)?);
            let mut known = training::of(conn, account)?.into_iter();
            Ok(known.rfind(|known| known.is_current(&version, today)))
        })?)
    }

    /// Notes that somebody read `version` and passed the check.
    pub fn acknowledge(&self, account: Id, version: &str, answers: &Answers) -> Result<Acknowledged, ServiceError> {
        let wrong = wrong(answers);
        let acknowledgement = Acknowledgement {
            version: version.to_owned(),
            day: self.clock.today(),
        };
        Ok(self.db.write(|conn| {
            if version_name(training::newest(conn)?) != version {
                return Ok(Acknowledged::OtherVersion);
            }
            if !wrong.is_empty() {
                return Ok(Acknowledged::Wrong(wrong.clone()));
            }
            training::insert(conn, account, &acknowledgement)?;
            Ok(Acknowledged::Done)
        })?)
    }

    /// Publishes the next version; `seen` is the one it was written over. Languages without a text are left out.
    pub fn publish(&self, seen: &str, texts: &Texts) -> Result<Published, ServiceError> {
        let today = self.clock.today();
        let texts: Texts = texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(language, text)| (language.clone(), text.clone()))
            .collect();
        Ok(self.db.write(|conn| {
            let before = in_force(conn)?;
            if before.version() != seen {
                return Ok(Published::OtherVersion);
            }
            if texts.is_empty() {
                return Ok(Published::Empty);
            }
            if before.texts() == &texts {
                return Ok(Published::Same);
            }
            let number = before.number().unwrap_or_default() + 1;
            training::publish(conn, number, &texts, today)?;
            if let Some(version) = published(conn)?.last() {
                transparency::publish(conn, today, version)?;
            }
            Ok(Published::Done(number))
        })?)
    }

    /// Everybody's training, in the order in which they are given: random names and addresses.
    pub fn record(&self, people: Vec<(Id, String)>) -> Result<Vec<Trained>, ServiceError> {
        let today = self.clock.today();
        let (version, all) = self.db.read(|conn| {
            let version = version_name(training::newest(conn)?);
            Ok((version, training::all(conn)?))
        })?;
        Ok(record::of(&version, today, people, &all))
    }
}

/// Whether somebody acknowledged the version in force within a year of `today`.
pub(super) fn is_current(conn: &mut Conn, account: Id, today: NaiveDate) -> Rows<bool> {
    let version = version_name(training::newest(conn)?);
    let known = training::of(conn, account)?;
    Ok(known.iter().any(|known| known.is_current(&version, today)))
}

/// Every version, whose digest stands in the log; staff alone read the text.
pub(super) fn published(conn: &mut Conn) -> Rows<Vec<transparency::Published>> {
    let rows = training::texts(conn)?;
    let told = |(number, text): (i32, String)| transparency::Published {
        kind: "guidelines",
        name: number.to_string(),
        text,
        path: String::new(),
    };
    Ok(rows.into_iter().map(told).collect())
}

fn in_force(conn: &mut Conn) -> Rows<Guidelines> {
    match training::newest(conn)? {
        Some(number) => Ok(training::find(conn, number)?.unwrap_or_else(Guidelines::shipped)),
        None => Ok(Guidelines::shipped()),
    }
}
