//! Shredding: the keys of what waits are destroyed, then the records. Interrupted anywhere, the same command finishes it.

use super::{Outcome, ReleaseDesk, ServiceError};
use crate::domain::id::Id;
use crate::services::interrupt;
use crate::store::{cells, collections, invitations, surveys};

/// What came of shredding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shredded {
    /// Nothing that waited can be read by anybody any more.
    Done,
    /// A release of this survey is being made.
    Busy,
    /// No survey of this slug takes or took answers.
    Unknown,
}

impl ReleaseDesk {
    /// Destroys what waits in a survey; releases stay, and the survey goes on with a new key.
    pub fn shred(&self, slug: &str) -> Result<Shredded, ServiceError> {
        let Some(row) = self.db.read(|conn| surveys::find_by_slug(conn, slug))? else {
            return Ok(Shredded::Unknown);
        };
        let outcome = self.with_lease(row.id, || self.shred_waiting(row.id))?;
        Ok(match outcome {
            Outcome::Busy => Shredded::Busy,
            Outcome::NotCollecting => Shredded::Unknown,
            _ => {
                tracing::warn!(survey = slug, "what waited was destroyed with its keys");
                Shredded::Done
            }
        })
    }

    fn shred_waiting(&self, survey: Id) -> Result<Outcome, ServiceError> {
        // a release that was prepared has taken its answers already
        self.finish(survey)?;
        let Some(state) = self.db.read(|conn| collections::find(conn, survey))? else {
            return Ok(Outcome::NotCollecting);
        };
        let epoch = self.keys.newest_epoch(survey)?.unwrap_or(0).max(state.pool_epoch) + 1;
        self.keys.make_pool_key(survey, epoch)?;
        interrupt::point("shred key made");
        // whoever seals from here on takes the new key, and whoever counted finds another stamp
        self.db.write(|conn| {
            let Some(mut state) = collections::find(conn, survey)? else {
                return Ok(());
            };
            state.pool_epoch = epoch;
            state.folded_below = epoch;
            state.stamp = rand::random::<[u8; 16]>().to_vec();
            collections::save(conn, survey, &state)?;
            cells::delete_survey(conn, survey)?;
            invitations::wipe_marks(conn, survey)
        })?;
        interrupt::point("shred switched");
        self.keys.destroy_pool_keys(survey, epoch)?;
        self.keys.destroy_cell_keys(survey)?;
        interrupt::point("shred destroyed");
        self.delete_folded(survey, epoch)?;
        self.wipe()?;
        Ok(Outcome::NothingToShow)
    }
}
