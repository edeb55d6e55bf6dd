//! Opening the folder: a root is made or read, and what an earlier version wrapped is wrapped anew.

use std::sync::Arc;

use super::ring::Ring;
use super::safe::{KeyName, Safe, Wrapped, open_old};
use super::source::{KeyPlace, KeySource};
use super::{KeyFolder, KeyProblem, files};
use crate::secret::Secret;

impl KeyFolder {
    /// Opens a key folder; folder, key file and root are made where nothing is there yet.
    pub fn open(place: impl Into<KeyPlace>) -> Result<Self, KeyProblem> {
        let KeyPlace { source, folder } = place.into();
        files::make_folder(&folder).map_err(|error| KeyProblem::File(folder.clone(), error))?;
        let is_used =
            folder.join("root").exists() || folder.join("surveys").exists() || folder.join("campaigns").exists();
        if let (KeySource::File(path), true) = (&source, is_used)
            && !path
                .try_exists()
                .map_err(|error| KeyProblem::File(path.clone(), error))?
        {
            return Err(KeyProblem::KeyFileGone(path.clone(), folder));
        }
        let is_fresh = source.make()?;
        let safe = Safe {
            folder,
            ring: Ring::open(source)?,
        };
        let root = match safe.read(&KeyName::Root, None)? {
            Some(root) => root,
            None => make_root(&safe, is_fresh)?,
        };
        wrap_old_anew(&safe, &root)?;
        Ok(Self {
            root,
            safe: Arc::new(safe),
        })
    }
}

/// A random root; in a folder of an earlier version the master key itself, so that every keyed hash in the database stays what it is.
fn make_root(safe: &Safe, is_fresh: bool) -> Result<Secret, KeyProblem> {
    let _alone = safe.lock_alone()?;
    if let Some(root) = safe.open(&KeyName::Root, None)? {
        return Ok(root);
    }
    let keys = safe.ring.all();
    let Some((_, first)) = keys.first() else {
        return Err(KeyProblem::NoRoot(safe.folder.clone()));
    };
    let mut old = Vec::new();
    for name in safe.names()? {
        match safe.how(&name)? {
            Some(Wrapped::Old) => old.push(name),
            Some(Wrapped::With(_)) => return Err(KeyProblem::NoRoot(safe.folder.clone())),
            None => {}
        }
    }
    let opens = |key: &Secret, name: &KeyName| -> bool {
        let bytes = files::read(&name.path(&safe.folder)).ok().flatten();
        bytes.is_some_and(|bytes| open_old(key, name, &bytes).is_some())
    };
    let root = match (old.first(), safe.ring.source()) {
        (Some(one), _) => keys
            .iter()
            .map(|(_, key)| key)
            .find(|key| old.iter().all(|name| opens(key, name)))
            .cloned()
            .ok_or_else(|| KeyProblem::Unreadable(one.path(&safe.folder)))?,
        // a key file that was there before: hashes in the database may be made with it
        (None, KeySource::File(_)) if !is_fresh => first.clone(),
        (None, _) => Secret::random(),
    };
    safe.publish(&KeyName::Root, &root, first)?;
    Ok(root)
}

fn wrap_old_anew(safe: &Safe, root: &Secret) -> Result<(), KeyProblem> {
    let mut old = Vec::new();
    for name in safe.names()? {
        if safe.how(&name)? == Some(Wrapped::Old) {
            old.push(name);
        }
    }
    if old.is_empty() {
        return Ok(());
    }
    let wrapping = safe.in_force()?;
    for name in old {
        let _alone = safe.lock_alone()?;
        if safe.how(&name)? == Some(Wrapped::Old)
            && let Some(key) = safe.open(&name, Some(root))?
        {
            safe.replace(&name, &key, &wrapping)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::domain::hex;
    use crate::domain::id::Id;
    use crate::secret::encrypt;

    const SURVEY: Id = Id::new([7; 16]);
    const CAMPAIGN: Id = Id::new([9; 16]);

    fn scratch() -> PathBuf {
        let name = hex::encode(&rand::random::<[u8; 8]>());
        std::env::temp_dir().join(format!("chorus-keys-{name}"))
    }

    fn key_file(folder: &Path, key: &[u8; 32]) -> PathBuf {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("key"), format!("{}\n", hex::encode(key))).unwrap();
        folder.join("key")
    }

    /// A folder as the version before the root left it: a master key, a pool key and a campaign's key.
    fn of_an_earlier_version(folder: &Path) -> (PathBuf, Secret) {
        let master = Secret::new([3; 32]);
        let file = key_file(folder, &[3; 32]);
        let survey = folder.join("surveys").join(SURVEY.to_string());
        std::fs::create_dir_all(&survey).unwrap();
        std::fs::create_dir_all(folder.join("campaigns")).unwrap();
        let pool = encrypt(
            &master.derive("wrap survey keys"),
            &[b"chorus key 1".as_slice(), SURVEY.bytes(), b"pool-1"].concat(),
            &[1; 32],
        );
        let campaign = encrypt(
            &master.derive("wrap campaign keys"),
            &[b"chorus campaign key 1".as_slice(), CAMPAIGN.bytes()].concat(),
            &[2; 32],
        );
        std::fs::write(survey.join("pool-1"), pool).unwrap();
        std::fs::write(folder.join("campaigns").join(CAMPAIGN.to_string()), campaign).unwrap();
        (file, master)
    }

    #[test]
    fn a_folder_of_an_earlier_version_opens_and_every_purpose_stays() {
        let folder = scratch();
        let (file, master) = of_an_earlier_version(&folder);

        let keys = KeyFolder::open(&file).unwrap();
        let rotated = keys.rotate().unwrap();
        let again = KeyFolder::open(&file).unwrap();

        assert_eq!(rotated.keys, 3, "root, pool key and campaign's key have a key id");
        for keys in [keys, again] {
            let pool = keys.read_key(&KeyName::Pool(SURVEY, 1)).unwrap().unwrap();
            let campaign = keys.campaign_key(CAMPAIGN).unwrap().unwrap();
            assert_eq!((pool.expose(), campaign.expose()), (&[1; 32], &[2; 32]));
            assert_eq!(
                keys.purpose("staff tokens").expose(),
                master.derive("staff tokens").expose()
            );
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_of_an_earlier_version_is_left_alone_with_another_key() {
        let folder = scratch();
        let (file, _) = of_an_earlier_version(&folder);
        key_file(&folder, &[4; 32]);

        let refused = KeyFolder::open(&file).unwrap_err();
        let root = folder.join("root").exists();
        key_file(&folder, &[3; 32]);

        assert!(matches!(refused, KeyProblem::Unreadable(_)) && !root, "{refused}");
        assert!(KeyFolder::open(&file).is_ok());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_missing_is_named_and_never_made_anew() {
        let folder = scratch();
        let file = folder.join("key");
        KeyFolder::open(&file).unwrap().make_pool_key(SURVEY, 1).unwrap();
        let (key, root) = (
            std::fs::read(&file).unwrap(),
            std::fs::read(folder.join("root")).unwrap(),
        );

        std::fs::remove_file(&file).unwrap();
        let without_key = KeyFolder::open(&file).unwrap_err();
        std::fs::write(&file, key).unwrap();
        std::fs::remove_file(folder.join("root")).unwrap();
        let without_root = KeyFolder::open(&file).unwrap_err();
        std::fs::write(folder.join("root"), &root[..40]).unwrap();
        let half = KeyFolder::open(&file).unwrap_err();

        assert!(matches!(without_key, KeyProblem::KeyFileGone(..)), "{without_key}");
        assert!(matches!(without_root, KeyProblem::NoRoot(_)), "{without_root}");
        assert!(matches!(half, KeyProblem::Unreadable(_)), "{half}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_fresh_root_is_not_the_wrapping_key() {
        let folder = scratch();
        let file = folder.join("key");

        let keys = KeyFolder::open(&file).unwrap();

        let wrapping = hex::decode(std::fs::read_to_string(&file).unwrap().trim()).unwrap();
        assert_ne!(keys.root.expose()[..], wrapping[..]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
