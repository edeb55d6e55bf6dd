//! Which version runs here, and since when.

use chrono::NaiveDate;

use super::ServiceError;
use crate::domain::program::{VERSION, built_on};
use crate::store::{Db, StoreError, versions};

/// Knows when this version was put in place.
#[derive(Clone, Debug)]
pub struct ProgramDesk {
    db: Db,
}

impl ProgramDesk {
    /// Over a database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Notes that this version runs here, the first time it does; at every start.
    pub(crate) fn note(&self, today: NaiveDate) -> Result<(), StoreError> {
        let known = |conn: &mut _| versions::first_run(conn, VERSION, built_on());
        if self.db.read(known)?.is_some() {
            return Ok(());
        }
        // the clock of the demo stands in the past, and nothing ran before it was built
        let day = today.max(built_on());
        self.db.write(|conn| match known(conn)? {
            Some(_) => Ok(()),
            None => versions::insert(conn, VERSION, built_on(), day),
        })
    }

    /// The day this version first ran here.
    pub fn updated_on(&self) -> Result<NaiveDate, ServiceError> {
        let first = self.db.read(|conn| versions::first_run(conn, VERSION, built_on()))?;
        Ok(first.unwrap_or_else(built_on))
    }
}
