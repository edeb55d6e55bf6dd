//! What the folder remembers beside keys: the last release and keyed hashes of what was taken back, so that an older database brings
//! nothing back.

use std::collections::HashSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::safe::folder_of;
use super::{KeyFolder, KeyProblem, files};
use crate::domain::id::Id;
use crate::secret::mac;

/// What the folder remembers of the last release, so that an older database cannot release an answer twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRelease {
    /// Its number.
    pub number: u64,
    /// Its digest.
    pub digest: String,
}

impl KeyFolder {
    /// The last release this folder knows of.
    pub fn last_release(&self, survey: Id) -> Result<Option<LastRelease>, KeyProblem> {
        let path = self.path(survey, "last");
        let bytes = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))?;
        bytes
            .map(|bytes| serde_json::from_slice(&bytes).map_err(|_| KeyProblem::NotAKey(path)))
            .transpose()
    }

    /// Remembers the last release; an older one than is known changes nothing.
    pub fn remember_release(&self, survey: Id, last: &LastRelease) -> Result<(), KeyProblem> {
        if self
            .last_release(survey)?
            .is_some_and(|known| known.number >= last.number)
        {
            return Ok(());
        }
        let path = self.folder_of(survey)?.join("last");
        let bytes = serde_json::to_vec(last).unwrap_or_default();
        files::replace(&path, &bytes).map_err(|error| KeyProblem::File(path, error))
    }

    /// Remembers that a sealed record was erased or replaced, before the database forgets it.
    pub fn remember_erased(&self, survey: Id, epoch: i64, id: Id, sealed: &[u8]) -> Result<(), KeyProblem> {
        let path = self.folder_of(survey)?.join(format!("erased-{epoch}"));
        files::append(&path, &self.erased_mark(survey, id, sealed)).map_err(|error| KeyProblem::File(path, error))
    }

    /// The marks of all that was erased since the last tick.
    pub fn erased(&self, survey: Id) -> Result<HashSet<[u8; 32]>, KeyProblem> {
        let mut marks = HashSet::new();
        for epoch in self.epochs(survey, "erased-")? {
            marks.extend(self.read_marks(survey, &format!("erased-{epoch}"))?);
        }
        Ok(marks)
    }

    /// The mark a sealed record would have.
    pub fn erased_mark(&self, survey: Id, id: Id, sealed: &[u8]) -> [u8; 32] {
        mac(
            self.purpose("erased records").expose(),
            &[survey.bytes(), id.bytes(), sealed],
        )
    }

    /// Remembers that a released comment was taken back.
    pub fn remember_withdrawn(&self, survey: Id, id: Id) -> Result<(), KeyProblem> {
        let path = self.folder_of(survey)?.join("withdrawn");
        files::append(&path, &self.withdrawn_mark(survey, id)).map_err(|error| KeyProblem::File(path, error))
    }

    /// The marks of all comments that were taken back.
    pub fn withdrawn(&self, survey: Id) -> Result<HashSet<[u8; 32]>, KeyProblem> {
        self.read_marks(survey, "withdrawn")
            .map(|marks| marks.into_iter().collect())
    }

    /// The mark a comment would have.
    pub fn withdrawn_mark(&self, survey: Id, id: Id) -> [u8; 32] {
        mac(
            self.purpose("withdrawn comments").expose(),
            &[survey.bytes(), id.bytes()],
        )
    }

    fn read_marks(&self, survey: Id, name: &str) -> Result<Vec<[u8; 32]>, KeyProblem> {
        let path = self.path(survey, name);
        let bytes = files::read(&path)
            .map_err(|error| KeyProblem::File(path, error))?
            .unwrap_or_default();
        Ok(bytes.chunks_exact(32).filter_map(|mark| mark.try_into().ok()).collect())
    }

    fn folder_of(&self, survey: Id) -> Result<PathBuf, KeyProblem> {
        let path = self.path(survey, "");
        files::make_folder(&path).map_err(|error| KeyProblem::File(path.clone(), error))?;
        Ok(path)
    }

    fn path(&self, survey: Id, name: &str) -> PathBuf {
        folder_of(&self.safe.folder, survey).join(name)
    }
}
