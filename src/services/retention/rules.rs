//! Choosing how long something is kept: fewer days count at once, more have to be announced by a version of the policy first.

use std::collections::BTreeMap;

use super::RetentionDesk;
use crate::domain::retention::Settable;
use crate::services::{ServiceError, policy};
use crate::store::retention::{self, Proposal};

/// What counts today and what is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Days by kind.
    pub in_force: BTreeMap<String, i64>,
    /// What is announced or proposed.
    pub to_come: Vec<Proposal>,
}

/// What came of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Fewer days: they count from today on.
    AtOnce,
    /// More days: they wait for the next version of the policy.
    Proposed,
    /// What counts already; a proposal for something else was taken back.
    Withdrawn,
}

/// Why nothing was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotChosen {
    /// Nothing of this name can be chosen.
    Unknown,
    /// Fewer or more days than are allowed.
    OutOfBounds,
    /// It counts already.
    Same,
}

impl RetentionDesk {
    /// What counts today and what is to come.
    pub fn rules(&self) -> Result<Rules, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| {
            Ok(Rules {
                in_force: retention::in_force(conn, today)?,
                to_come: retention::to_come(conn, today)?,
            })
        })?)
    }

    /// Chooses how many days something is kept.
    pub fn choose(&self, kind: &str, days: i64) -> Result<Result<Chosen, NotChosen>, ServiceError> {
        let Some(rule) = Settable::find(kind) else {
            return Ok(Err(NotChosen::Unknown));
        };
        if !rule.allows(days) {
            return Ok(Err(NotChosen::OutOfBounds));
        }
        let (now, today) = (self.clock.now(), self.clock.today());
        Ok(self.db.write(|conn| {
            let known = retention::in_force(conn, today)?.remove(kind);
            let withdrawn = retention::withdraw(conn, kind)?;
            match known {
                Some(known) if known == days => Ok(match withdrawn {
                    0 => Err(NotChosen::Same),
                    _ => Ok(Chosen::Withdrawn),
                }),
                Some(known) if days < known => {
                    retention::insert(conn, kind, days, Some(today), today)?;
                    policy::follow(conn, now)?;
                    Ok(Ok(Chosen::AtOnce))
                }
                _ => {
                    retention::insert(conn, kind, days, None, today)?;
                    Ok(Ok(Chosen::Proposed))
                }
            }
        })?)
    }
}
