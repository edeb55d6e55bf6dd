//! Who is responsible: read by every page, written by the command and the staff page.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use super::ServiceError;
use crate::domain::organisation::Organisation;
use crate::store::{Db, organisation};

/// How long an answer of the database is used again.
const FRESH: Duration = Duration::from_secs(1);

/// When the database was asked, and what it said.
type Known = (Instant, Arc<Organisation>);

/// Reads and writes the organisation's facts.
#[derive(Clone, Debug)]
pub struct OrganisationDesk {
    db: Db,
    known: Arc<RwLock<Option<Known>>>,
}

impl OrganisationDesk {
    /// Over a database.
    pub fn new(db: Db) -> Self {
        Self {
            db,
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

    /// Replaces the facts; a required one cannot be empty. Gives the names of those that would be.
    pub fn save(&self, wished: &Organisation) -> Result<Vec<&'static str>, ServiceError> {
        let missing = wished.missing();
        if missing.is_empty() {
            self.db.write(|conn| organisation::save(conn, wished))?;
            *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        }
        Ok(missing)
    }
}
