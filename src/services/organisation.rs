//! Who is responsible: read by every page, written by the command and the staff page.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use super::{ServiceError, policy};
use crate::clock::Clock;
use crate::domain::organisation::Organisation;
use crate::store::{Db, organisation};

/// How long an answer of the database is used again.
const FRESH: Duration = Duration::from_secs(1);

/// When the database was asked, and what it said.
type Known = (Instant, Arc<Organisation>);

/// Reads and writes the organisation's facts.
#[derive(Clone)]
pub struct OrganisationDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    known: Arc<RwLock<Option<Known>>>,
}

impl OrganisationDesk {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self {
            db,
            clock,
            known: Arc::default(),
        }
    }

    /// The facts.
    pub fn find(&self) -> Result<Organisation, ServiceError> {
        Ok(self.db.read(organisation::find)?)
    }

    /// The facts as of a moment ago, for the head of a page; asks the database at most once a second.
    pub async fn current(&self) -> Result<Arc<Organisation>, ServiceError> {
        let known = self
            .known
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone();
        if let Some((asked, organisation)) = known
            && asked.elapsed() < FRESH
        {
            return Ok(organisation);
        }
        let desk = self.clone();
        let organisation = super::blocking(move || desk.find()).await.map(Arc::new)?;
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
            Some((Instant::now(), Arc::clone(&organisation)));
        Ok(organisation)
    }

    /// Replaces the facts; a required one cannot be empty, and what was promised cannot become less. Gives the names of those that
    /// would be. Once something was published the next version of the policy follows.
    pub fn save(&self, wished: &Organisation) -> Result<Vec<&'static str>, ServiceError> {
        let mut missing = wished.missing();
        if missing.is_empty() {
            let now = self.clock.now();
            missing = self.db.write(|conn| {
                let refused = policy::refused(conn, wished)?;
                if refused.is_empty() {
                    organisation::save(conn, wished)?;
                    policy::follow(conn, now)?;
                }
                Ok(refused)
            })?;
            *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        }
        Ok(missing)
    }
}
