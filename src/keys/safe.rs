//! Wrapped files: a key under a wrapping key, with that key's id in its head and bound to its place.
//!
//! ```text
//! byte 2 · id of the wrapping key (8) · version 1, nonce (24), XChaCha20-Poly1305 of 32 bytes, tag (16)
//! ```
//! Before there was a root the head was missing and the key under which a file stood was derived from the master key.
//!
//! Whoever makes or destroys a key holds the folder's lock together with others, whoever wraps anew holds it alone: so no key is
//! wrapped with a key that is about to go, and none that was destroyed comes back.

use std::path::{Path, PathBuf};

use super::ring::{KeyId, Ring};
use super::{KeyProblem, files};
use crate::domain::id::Id;
use crate::secret::{Secret, decrypt, encrypt};

const FORMAT: u8 = 2;
const OLD_FORMAT: u8 = 1;
const HEAD: usize = 1 + KeyId::LENGTH;

/// A file of the folder that holds a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyName {
    /// What keyed hashes in the database are made with; made once.
    Root,
    /// The pool key of a survey's epoch.
    Pool(Id, i64),
    /// The cell key of a survey's period.
    Cell(Id, String),
    /// The key of a campaign.
    Campaign(Id),
}

impl KeyName {
    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        match self {
            Self::Root => folder.join("root"),
            Self::Pool(survey, epoch) => folder_of(folder, *survey).join(format!("pool-{epoch}")),
            Self::Cell(survey, period) => folder_of(folder, *survey).join(format!("cell-{period}")),
            Self::Campaign(campaign) => folder.join("campaigns").join(campaign.to_string()),
        }
    }

    /// Associated data: a file moved to another place does not open.
    fn place(&self) -> Vec<u8> {
        match self {
            Self::Root => b"chorus root key 1".to_vec(),
            Self::Pool(survey, epoch) => of_survey(*survey, &format!("pool-{epoch}")),
            Self::Cell(survey, period) => of_survey(*survey, &format!("cell-{period}")),
            Self::Campaign(campaign) => [b"chorus campaign key 1".as_slice(), campaign.bytes()].concat(),
        }
    }

    /// The purpose of the master key that wrapped it before there was a root.
    fn old_purpose(&self) -> &'static str {
        match self {
            Self::Root | Self::Pool(..) | Self::Cell(..) => "wrap survey keys",
            Self::Campaign(_) => "wrap campaign keys",
        }
    }
}

/// The folder of a survey's keys.
pub(super) fn folder_of(folder: &Path, survey: Id) -> PathBuf {
    folder.join("surveys").join(survey.to_string())
}

fn of_survey(survey: Id, name: &str) -> Vec<u8> {
    [b"chorus key 1".as_slice(), survey.bytes(), name.as_bytes()].concat()
}

/// The folder and the keys that open it.
#[derive(Debug)]
pub(super) struct Safe {
    pub(super) folder: PathBuf,
    pub(super) ring: Ring,
}

/// How a file is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapped {
    /// As it was before there was a root.
    Old,
    /// With this key.
    With(KeyId),
}

impl Safe {
    /// Opens a key; `None` when there is none. `root` opens files of the old format.
    pub(super) fn read(&self, name: &KeyName, root: Option<&Secret>) -> Result<Option<Secret>, KeyProblem> {
        if let Ok(found) = self.open(name, root) {
            return Ok(found);
        }
        // another process rotated: its key stands in the source by now
        self.ring.reload()?;
        if let Ok(found) = self.open(name, root) {
            return Ok(found);
        }
        // twice in a moment: under the lock nothing moves
        let _still = self.lock_shared()?;
        self.ring.reload()?;
        self.open(name, root)
    }

    /// The same without reading the source again.
    pub(super) fn open(&self, name: &KeyName, root: Option<&Secret>) -> Result<Option<Secret>, KeyProblem> {
        let path = name.path(&self.folder);
        let Some(bytes) = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))? else {
            return Ok(None);
        };
        let opened = match how(&bytes) {
            Some(Wrapped::Old) => root.and_then(|root| open_old(root, name, &bytes)),
            Some(Wrapped::With(id)) => {
                let Some(key) = self.ring.find(id) else {
                    return Err(self.other_key(path, id));
                };
                open_new(&key, name, &bytes)
            }
            None => None,
        };
        opened.map(Some).ok_or(KeyProblem::Unreadable(path))
    }

    /// How a file is wrapped; `None` when there is none.
    pub(super) fn how(&self, name: &KeyName) -> Result<Option<Wrapped>, KeyProblem> {
        let path = name.path(&self.folder);
        let read = || files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error));
        let Some(bytes) = read()? else { return Ok(None) };
        if let Some(found) = how(&bytes) {
            return Ok(Some(found));
        }
        // one that was replaced while it was read is whole the next time
        let Some(bytes) = read()? else { return Ok(None) };
        how(&bytes).map(Some).ok_or(KeyProblem::Unreadable(path))
    }

    /// Makes a key unless somebody has; `wrapping` is the key in force.
    pub(super) fn publish(&self, name: &KeyName, key: &Secret, wrapping: &Secret) -> Result<bool, KeyProblem> {
        let path = name.path(&self.folder);
        let at = |error| KeyProblem::File(path.clone(), error);
        if let Some(folder) = path.parent() {
            files::make_folder(folder).map_err(at)?;
        }
        files::publish(&path, &wrap(wrapping, name, key)).map_err(at)
    }

    /// Wraps a key anew; the folder's lock is held alone. Its age stays, but for the root's, which tells since when a wrapping key is
    /// in force.
    pub(super) fn replace(&self, name: &KeyName, key: &Secret, wrapping: &Secret) -> Result<(), KeyProblem> {
        let path = name.path(&self.folder);
        let at = |error| KeyProblem::File(path.clone(), error);
        files::replace_wiping(&path, &wrap(wrapping, name, key), *name != KeyName::Root).map_err(at)
    }

    /// Destroys a key, with whatever a program that was killed left of it.
    pub(super) fn destroy(&self, name: &KeyName) -> Result<(), KeyProblem> {
        let path = name.path(&self.folder);
        let at = |error| KeyProblem::File(path.clone(), error);
        let _together = self.lock_shared()?;
        files::destroy(&path).map_err(at)?;
        let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else {
            return Ok(());
        };
        let drafts = format!("{}.draft-", file.to_string_lossy());
        for left in files::names(folder).map_err(at)? {
            if left.starts_with(&drafts) {
                files::destroy(&folder.join(left)).map_err(at)?;
            }
        }
        Ok(())
    }

    /// The wrapping key in force: the one that wraps the root, whatever the source prefers.
    pub(super) fn in_force(&self) -> Result<Secret, KeyProblem> {
        let path = KeyName::Root.path(&self.folder);
        let Some(Wrapped::With(id)) = self.how(&KeyName::Root)? else {
            return Err(KeyProblem::NoRoot(self.folder.clone()));
        };
        if let Some(key) = self.ring.find(id) {
            return Ok(key);
        }
        self.ring.reload()?;
        self.ring.find(id).ok_or_else(|| self.other_key(path, id))
    }

    /// Every wrapped file but the root, in no order.
    pub(super) fn names(&self) -> Result<Vec<KeyName>, KeyProblem> {
        let mut found = Vec::new();
        let campaigns = self.folder.join("campaigns");
        found.extend(
            names_in(&campaigns)?
                .iter()
                .filter_map(|name| Id::parse(name))
                .map(KeyName::Campaign),
        );
        let surveys = self.folder.join("surveys");
        for survey in names_in(&surveys)?.iter().filter_map(|name| Id::parse(name)) {
            for name in names_in(&folder_of(&self.folder, survey))? {
                if let Some(epoch) = name.strip_prefix("pool-").and_then(|epoch| epoch.parse().ok()) {
                    found.push(KeyName::Pool(survey, epoch));
                } else if let Some(period) = name.strip_prefix("cell-").filter(|period| !period.contains(".draft-")) {
                    found.push(KeyName::Cell(survey, period.to_owned()));
                }
            }
        }
        Ok(found)
    }

    /// Makers and destroyers of keys hold it together.
    pub(super) fn lock_shared(&self) -> Result<files::Lock, KeyProblem> {
        let path = self.folder.join("lock");
        files::lock_shared(&path).map_err(|error| KeyProblem::File(path, error))
    }

    /// Whoever wraps anew holds it alone.
    pub(super) fn lock_alone(&self) -> Result<files::Lock, KeyProblem> {
        let path = self.folder.join("lock");
        files::lock_alone(&path).map_err(|error| KeyProblem::File(path, error))
    }

    fn other_key(&self, path: PathBuf, wanted: KeyId) -> KeyProblem {
        KeyProblem::OtherKey {
            path,
            wanted,
            source: self.ring.source().to_string(),
            held: self.ring.all().into_iter().map(|(id, _)| id).collect(),
        }
    }
}

pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, KeyProblem> {
    files::names(folder).map_err(|error| KeyProblem::File(folder.to_path_buf(), error))
}

fn how(bytes: &[u8]) -> Option<Wrapped> {
    match bytes.split_first()? {
        (&OLD_FORMAT, _) => Some(Wrapped::Old),
        (&FORMAT, rest) => rest.first_chunk().map(|id| Wrapped::With(KeyId::new(*id))),
        _ => None,
    }
}

fn wrap(wrapping: &Secret, name: &KeyName, key: &Secret) -> Vec<u8> {
    let mut bytes = vec![FORMAT];
    bytes.extend_from_slice(KeyId::of(wrapping).bytes());
    let bound = [&bytes[..], &name.place()].concat();
    bytes.extend(encrypt(&wrapping.derive("wrap keys 2"), &bound, key.expose()));
    bytes
}

fn open_new(wrapping: &Secret, name: &KeyName, bytes: &[u8]) -> Option<Secret> {
    let (head, sealed) = bytes.split_at_checked(HEAD)?;
    let bound = [head, &name.place()].concat();
    decrypt(&wrapping.derive("wrap keys 2"), &bound, sealed).and_then(|key| Secret::from_slice(&key))
}

/// Opens a file of the old format.
pub(super) fn open_old(master: &Secret, name: &KeyName, bytes: &[u8]) -> Option<Secret> {
    decrypt(&master.derive(name.old_purpose()), &name.place(), bytes).and_then(|key| Secret::from_slice(&key))
}
