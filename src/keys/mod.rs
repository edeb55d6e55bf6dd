//! The key folder: keys and marks that stand outside the database and its backups. Nothing here knows SQL or the web.
//!
//! ```text
//! chorus-keys/key                       the wrapping key, one a line: the first is preferred, all open (or a program, or a credential)
//! chorus-keys/root                      what keyed hashes in the database are made with; made once, says which wrapping key is in force
//! chorus-keys/lock, rotation            empty; held while keys are made, destroyed or wrapped anew
//! chorus-keys/campaigns/{id}            key of a campaign's addresses and tickets, destroyed when it ends
//! chorus-keys/surveys/{id}/pool-{n}     pool key of epoch n, destroyed when its records are released
//! chorus-keys/surveys/{id}/cell-{p}     cell key of period p, destroyed at the close
//! chorus-keys/surveys/{id}/last         number and digest of the last release
//! chorus-keys/surveys/{id}/erased-{n}   keyed hashes of what was erased while epoch n was in force
//! chorus-keys/surveys/{id}/withdrawn    keyed hashes of comments that were taken back
//! chorus-keys/erased-addresses          keyed hashes of rows with addresses that were deleted for good
//! ```

mod campaigns;
mod ends;
mod erased;
mod files;
mod list;
mod marks;
mod open;
mod problem;
mod ring;
mod rotate;
mod safe;
mod source;

use std::sync::Arc;

use crate::domain::id::Id;
use crate::privacy::seal::PoolKey;
use crate::secret::{Secret, mac};

pub use ends::Chain;
pub use list::KeyLine;
pub use marks::LastRelease;
pub use problem::KeyProblem;
pub use ring::KeyId;
pub use rotate::Rotated;
pub use safe::KeyName;
pub use source::{KeyPlace, KeySource};

use safe::Safe;

/// The key folder.
#[derive(Debug, Clone)]
pub struct KeyFolder {
    safe: Arc<Safe>,
    root: Secret,
}

impl KeyFolder {
    /// A key for one purpose of the whole program, such as form tokens. No rotation changes it.
    pub fn purpose(&self, purpose: &str) -> Secret {
        self.root.derive(purpose)
    }

    /// What a database keeps to know its key folder again; says nothing of the keys.
    pub fn mark(&self) -> [u8; 32] {
        mac(self.purpose("database").expose(), &[b"mark"])
    }

    /// The refusal of a database that has the mark of another folder.
    pub fn other_database(&self) -> KeyProblem {
        KeyProblem::OtherDatabase(self.safe.folder.clone())
    }

    /// The pool key of an epoch; `None` when it was destroyed or never made.
    pub fn pool_key(&self, survey: Id, epoch: i64) -> Result<Option<PoolKey>, KeyProblem> {
        let key = self.read_key(&KeyName::Pool(survey, epoch))?;
        Ok(key.map(|secret| PoolKey::new(epoch, secret)))
    }

    /// Makes the pool key of a new epoch, or reads the one another instance made first.
    pub fn make_pool_key(&self, survey: Id, epoch: i64) -> Result<PoolKey, KeyProblem> {
        self.make_key(&KeyName::Pool(survey, epoch))
            .map(|secret| PoolKey::new(epoch, secret))
    }

    /// The newest epoch that has a pool key.
    pub fn newest_epoch(&self, survey: Id) -> Result<Option<i64>, KeyProblem> {
        Ok(self.epochs(survey, "pool-")?.into_iter().max())
    }

    /// Destroys the pool keys of the epochs before `epoch`, and what was remembered of erasures in their time.
    pub fn destroy_pool_keys(&self, survey: Id, epoch: i64) -> Result<(), KeyProblem> {
        for old in self.epochs(survey, "pool-")?.into_iter().filter(|old| *old < epoch) {
            self.safe.destroy(&KeyName::Pool(survey, old))?;
        }
        for old in self.epochs(survey, "erased-")?.into_iter().filter(|old| *old < epoch) {
            let path = safe::folder_of(&self.safe.folder, survey).join(format!("erased-{old}"));
            files::destroy(&path).map_err(|error| KeyProblem::File(path, error))?;
        }
        Ok(())
    }

    /// The cell key of a period; `None` before its first fold and after its close.
    pub fn cell_key(&self, survey: Id, period: &str) -> Result<Option<Secret>, KeyProblem> {
        self.read_key(&KeyName::Cell(survey, period.to_owned()))
    }

    /// Makes the cell key of a period, or reads the one that is there.
    pub fn make_cell_key(&self, survey: Id, period: &str) -> Result<Secret, KeyProblem> {
        self.make_key(&KeyName::Cell(survey, period.to_owned()))
    }

    /// Destroys the cell key of a period at its close.
    pub fn destroy_cell_key(&self, survey: Id, period: &str) -> Result<(), KeyProblem> {
        self.safe.destroy(&KeyName::Cell(survey, period.to_owned()))
    }

    /// Destroys the cell keys of all periods of a survey.
    pub fn destroy_cell_keys(&self, survey: Id) -> Result<(), KeyProblem> {
        for name in self.safe.names()? {
            if matches!(&name, KeyName::Cell(of, _) if *of == survey) {
                self.safe.destroy(&name)?;
            }
        }
        Ok(())
    }

    fn epochs(&self, survey: Id, prefix: &str) -> Result<Vec<i64>, KeyProblem> {
        let names = safe::names_in(&safe::folder_of(&self.safe.folder, survey))?;
        Ok(names
            .iter()
            .filter_map(|name| name.strip_prefix(prefix)?.parse().ok())
            .collect())
    }

    fn make_key(&self, name: &KeyName) -> Result<Secret, KeyProblem> {
        if let Some(key) = self.read_key(name)? {
            return Ok(key);
        }
        {
            let _together = self.safe.lock_shared()?;
            self.safe.publish(name, &Secret::random(), &self.safe.in_force()?)?;
        }
        // read again: whoever published first has made the key
        self.read_key(name)?
            .ok_or_else(|| KeyProblem::Unreadable(name.path(&self.safe.folder)))
    }

    fn read_key(&self, name: &KeyName) -> Result<Option<Secret>, KeyProblem> {
        self.safe.read(name, Some(&self.root))
    }
}
