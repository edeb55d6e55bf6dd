//! The key folder: keys and marks that stand outside the database and its backups. Nothing here knows SQL or the web.
//!
//! ```text
//! chorus-keys/key                       the master key; wraps all others
//! chorus-keys/campaigns/{id}            key of a campaign's addresses and tickets, destroyed when it ends
//! chorus-keys/surveys/{id}/pool-{n}     pool key of epoch n, destroyed when its records are released
//! chorus-keys/surveys/{id}/cell-{p}     cell key of period p, destroyed at the close
//! chorus-keys/surveys/{id}/last         number and digest of the last release
//! chorus-keys/surveys/{id}/erased-{n}   keyed hashes of what was erased while epoch n was in force
//! chorus-keys/surveys/{id}/withdrawn    keyed hashes of comments that were taken back
//! ```

mod campaigns;
mod files;
mod trail;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::privacy::seal::PoolKey;
use crate::secret::{Secret, decrypt, encrypt, mac};

/// The folder could not be read or written, or holds what this master key does not open.
#[derive(Debug)]
pub enum KeyProblem {
    /// Reading or writing failed.
    File(PathBuf, io::Error),
    /// The master key file is not one.
    NotAKey(PathBuf),
    /// A key was wrapped with another master key.
    OtherMaster(PathBuf),
}

impl std::fmt::Display for KeyProblem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path, cause) => write!(out, "the key file {} cannot be used: {cause}", path.display()),
            Self::NotAKey(path) => write!(out, "KEY_FILE {} does not hold a key of this program", path.display()),
            Self::OtherMaster(path) => write!(out, "{} was made with another KEY_FILE", path.display()),
        }
    }
}

impl std::error::Error for KeyProblem {}

/// What the folder remembers of the last release, so that an older database cannot release an answer twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRelease {
    /// Its number.
    pub number: u64,
    /// Its digest.
    pub digest: String,
}

/// The key folder.
#[derive(Debug, Clone)]
pub struct KeyFolder {
    folder: PathBuf,
    master: Secret,
}

impl KeyFolder {
    /// Opens the folder of `key_file`; both are made where they are not there yet.
    pub fn open(key_file: &Path) -> Result<Self, KeyProblem> {
        let folder = key_file.parent().map(Path::to_path_buf).unwrap_or_default();
        let at = |error| KeyProblem::File(key_file.to_path_buf(), error);
        if !folder.as_os_str().is_empty() {
            files::make_folder(&folder).map_err(at)?;
        }
        let text = match files::read(key_file).map_err(at)? {
            Some(text) => text,
            None => {
                let fresh = format!("{}\n", crate::domain::hex::encode(Secret::random().expose()));
                files::publish(key_file, fresh.as_bytes()).map_err(at)?;
                files::read(key_file).map_err(at)?.unwrap_or_default()
            }
        };
        let master = std::str::from_utf8(&text)
            .ok()
            .and_then(|text| crate::domain::hex::decode(text.trim()))
            .and_then(|bytes| Secret::from_slice(&bytes))
            .ok_or_else(|| KeyProblem::NotAKey(key_file.to_path_buf()))?;
        Ok(Self { folder, master })
    }

    /// A key for one purpose of the whole program, such as form tokens.
    pub fn purpose(&self, purpose: &str) -> Secret {
        self.master.derive(purpose)
    }

    /// The pool key of an epoch; `None` when it was destroyed or never made.
    pub fn pool_key(&self, survey: Id, epoch: i64) -> Result<Option<PoolKey>, KeyProblem> {
        let key = self.read_key(survey, &format!("pool-{epoch}"))?;
        Ok(key.map(|secret| PoolKey::new(epoch, secret)))
    }

    /// Makes the pool key of a new epoch, or reads the one another instance made first.
    pub fn make_pool_key(&self, survey: Id, epoch: i64) -> Result<PoolKey, KeyProblem> {
        self.make_key(survey, &format!("pool-{epoch}"))
            .map(|secret| PoolKey::new(epoch, secret))
    }

    /// The newest epoch that has a pool key.
    pub fn newest_epoch(&self, survey: Id) -> Result<Option<i64>, KeyProblem> {
        Ok(self.epochs(survey, "pool-")?.into_iter().max())
    }

    /// Destroys the pool keys of the epochs before `epoch`, and what was remembered of erasures in their time.
    pub fn destroy_pool_keys(&self, survey: Id, epoch: i64) -> Result<(), KeyProblem> {
        for prefix in ["pool-", "erased-"] {
            for old in self.epochs(survey, prefix)?.into_iter().filter(|old| *old < epoch) {
                self.destroy(survey, &format!("{prefix}{old}"))?;
            }
        }
        Ok(())
    }

    /// The cell key of a period; `None` before its first fold and after its close.
    pub fn cell_key(&self, survey: Id, period: &str) -> Result<Option<Secret>, KeyProblem> {
        self.read_key(survey, &format!("cell-{period}"))
    }

    /// Makes the cell key of a period, or reads the one that is there.
    pub fn make_cell_key(&self, survey: Id, period: &str) -> Result<Secret, KeyProblem> {
        self.make_key(survey, &format!("cell-{period}"))
    }

    /// Destroys the cell key of a period at its close.
    pub fn destroy_cell_key(&self, survey: Id, period: &str) -> Result<(), KeyProblem> {
        self.destroy(survey, &format!("cell-{period}"))
    }

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

    fn epochs(&self, survey: Id, prefix: &str) -> Result<Vec<i64>, KeyProblem> {
        let folder = self.path(survey, "");
        let names = files::names(&folder).map_err(|error| KeyProblem::File(folder, error))?;
        Ok(names
            .iter()
            .filter_map(|name| name.strip_prefix(prefix)?.parse().ok())
            .collect())
    }

    fn make_key(&self, survey: Id, name: &str) -> Result<Secret, KeyProblem> {
        if let Some(key) = self.read_key(survey, name)? {
            return Ok(key);
        }
        let path = self.folder_of(survey)?.join(name);
        let wrapped = encrypt(
            &self.purpose("wrap survey keys"),
            &place(survey, name),
            Secret::random().expose(),
        );
        files::publish(&path, &wrapped).map_err(|error| KeyProblem::File(path.clone(), error))?;
        // read again: whoever published first has made the key
        self.read_key(survey, name)?.ok_or(KeyProblem::NotAKey(path))
    }

    fn read_key(&self, survey: Id, name: &str) -> Result<Option<Secret>, KeyProblem> {
        let path = self.path(survey, name);
        let Some(wrapped) = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))? else {
            return Ok(None);
        };
        decrypt(&self.purpose("wrap survey keys"), &place(survey, name), &wrapped)
            .and_then(|key| Secret::from_slice(&key))
            .map(Some)
            .ok_or(KeyProblem::OtherMaster(path))
    }

    fn destroy(&self, survey: Id, name: &str) -> Result<(), KeyProblem> {
        let path = self.path(survey, name);
        files::destroy(&path).map_err(|error| KeyProblem::File(path, error))
    }

    fn folder_of(&self, survey: Id) -> Result<PathBuf, KeyProblem> {
        let path = self.path(survey, "");
        files::make_folder(&path).map_err(|error| KeyProblem::File(path.clone(), error))?;
        Ok(path)
    }

    fn path(&self, survey: Id, name: &str) -> PathBuf {
        self.folder.join("surveys").join(survey.to_string()).join(name)
    }
}

fn place(survey: Id, name: &str) -> Vec<u8> {
    [b"chorus key 1".as_slice(), survey.bytes(), name.as_bytes()].concat()
}
