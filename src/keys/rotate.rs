//! Rotation: another key wraps all others, step by step, while the program goes on. Cut off anywhere, all opens and the next run
//! finishes it.
//!
//! With a key file: a new key is written before the old one; the root is wrapped with it, which puts it into force for whoever makes
//! a key from then on; every other file follows; then the old key is wiped. A program or a credential gives both keys itself.

use super::ring::KeyId;
use super::safe::{KeyName, Wrapped, names_in};
use super::source::KeySource;
use super::{KeyFolder, KeyProblem, files};
use crate::secret::Secret;

/// What a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// The key that wraps everything now.
    pub key: KeyId,
    /// How many keys were wrapped anew.
    pub keys: usize,
    /// Whether it finished what an earlier rotation began, and made no new key.
    pub resumed: bool,
    /// Keys that the source still gives and nobody needs; a key file has lost them already.
    pub useless: usize,
}

/// A rotation on its way.
struct Turn {
    key: Secret,
    resumed: bool,
    keys: usize,
}

impl KeyFolder {
    /// Wraps every key with another wrapping key; one rotation at a time.
    pub fn rotate(&self) -> Result<Rotated, KeyProblem> {
        let path = self.safe.folder.join("rotation");
        let lock = files::try_lock_alone(&path).map_err(|error| KeyProblem::File(path, error))?;
        let Some(_only) = lock else {
            return Err(KeyProblem::Rotating(self.safe.folder.clone()));
        };
        let mut turn = self.choose()?;
        self.put_into_force(&mut turn)?;
        self.wrap_anew(&mut turn)?;
        self.forget_others(turn)
    }

    /// The key to come: the source's first, or a new one that is written before it. A source that already gives another key than the
    /// one in force was left so by a rotation that was cut off.
    fn choose(&self) -> Result<Turn, KeyProblem> {
        let ring = &self.safe.ring;
        let _alone = self.safe.lock_alone()?;
        ring.reload()?;
        let mut keys: Vec<Secret> = ring.all().into_iter().map(|(_, key)| key).collect();
        let Some(first) = keys.first().cloned() else {
            return Err(KeyProblem::NoRoot(self.safe.folder.clone()));
        };
        let is_file = matches!(ring.source(), KeySource::File(_));
        let resumed = is_file && keys.len() > 1;
        if is_file && !resumed {
            let new = Secret::random();
            keys.insert(0, new.clone());
            ring.source().write(&keys)?;
            ring.reload()?;
            return Ok(Turn {
                key: new,
                resumed,
                keys: 0,
            });
        }
        if keys.len() == 1 && self.others(KeyId::of(&first))?.is_empty() {
            return Err(KeyProblem::OneKey(ring.source().to_string()));
        }
        Ok(Turn {
            key: first,
            resumed,
            keys: 0,
        })
    }

    fn put_into_force(&self, turn: &mut Turn) -> Result<(), KeyProblem> {
        self.wrap_one(&KeyName::Root, turn)
    }

    /// One at a time, so that nobody who makes a key waits for all.
    fn wrap_anew(&self, turn: &mut Turn) -> Result<(), KeyProblem> {
        for name in self.safe.names()? {
            self.wrap_one(&name, turn)?;
        }
        Ok(())
    }

    fn wrap_one(&self, name: &KeyName, turn: &mut Turn) -> Result<(), KeyProblem> {
        let _alone = self.safe.lock_alone()?;
        match self.safe.how(name)? {
            // destroyed meanwhile, or made with the new key
            None => return Ok(()),
            Some(Wrapped::With(id)) if id == KeyId::of(&turn.key) => return Ok(()),
            Some(_) => {}
        }
        if let Some(key) = self.safe.open(name, Some(&self.root))? {
            self.safe.replace(name, &key, &turn.key)?;
            turn.keys += 1;
        }
        Ok(())
    }

    /// Lets the other keys go, once nothing is wrapped with them.
    fn forget_others(&self, turn: Turn) -> Result<Rotated, KeyProblem> {
        let key = KeyId::of(&turn.key);
        let _alone = self.safe.lock_alone()?;
        if let Some(name) = self.others(key)?.first() {
            return Err(KeyProblem::Unreadable(name.path(&self.safe.folder)));
        }
        self.destroy_drafts()?;
        let ring = &self.safe.ring;
        ring.source().write(&[turn.key])?;
        ring.reload()?;
        Ok(Rotated {
            key,
            keys: turn.keys,
            resumed: turn.resumed,
            useless: ring.all().len() - 1,
        })
    }

    /// What another key than `key` wraps.
    fn others(&self, key: KeyId) -> Result<Vec<KeyName>, KeyProblem> {
        let mut others = Vec::new();
        for name in std::iter::once(KeyName::Root).chain(self.safe.names()?) {
            if self.safe.how(&name)?.is_some_and(|how| how != Wrapped::With(key)) {
                others.push(name);
            }
        }
        Ok(others)
    }

    /// What a program that was killed while it wrapped a key left beside it. The lock is held alone: nobody is writing one.
    fn destroy_drafts(&self) -> Result<(), KeyProblem> {
        let folder = &self.safe.folder;
        let mut folders = vec![folder.clone(), folder.join("campaigns")];
        let surveys = folder.join("surveys");
        folders.extend(names_in(&surveys)?.into_iter().map(|survey| surveys.join(survey)));
        for folder in folders {
            for name in names_in(&folder)? {
                // the wrapping keys themselves, where the key file stands here too
                let of_a_key = ["root.", "pool-", "cell-", "key."]
                    .iter()
                    .any(|start| name.starts_with(start));
                if name.contains(".draft-") && (of_a_key || folder.ends_with("campaigns")) {
                    let path = folder.join(name);
                    files::destroy(&path).map_err(|error| KeyProblem::File(path, error))?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use super::*;
    use crate::domain::id::Id;
    use crate::keys::KeyPlace;

    const SURVEY: Id = Id::new([7; 16]);
    const CAMPAIGN: Id = Id::new([9; 16]);

    /// A folder of its own, gone with this value.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            let name = crate::domain::hex::encode(&rand::random::<[u8; 8]>());
            Self(std::env::temp_dir().join(format!("chorus-keys-{name}")))
        }

        fn key_file(&self) -> PathBuf {
            self.0.join("key")
        }

        fn open(&self) -> KeyFolder {
            KeyFolder::open(&self.key_file()).unwrap()
        }

        fn lines(&self) -> usize {
            std::fs::read_to_string(self.key_file()).unwrap().lines().count()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn filled(keys: &KeyFolder) {
        for epoch in 1..=3 {
            keys.make_pool_key(SURVEY, epoch).unwrap();
        }
        keys.make_cell_key(SURVEY, "2026-11").unwrap();
        keys.make_campaign_key(CAMPAIGN).unwrap();
    }

    /// Everything a folder opens, as bytes.
    fn opened(keys: &KeyFolder) -> Vec<[u8; 32]> {
        let mut all: Vec<Secret> = (1..=3)
            .map(|epoch| keys.read_key(&KeyName::Pool(SURVEY, epoch)).unwrap().unwrap())
            .collect();
        all.push(keys.cell_key(SURVEY, "2026-11").unwrap().unwrap());
        all.push(keys.campaign_key(CAMPAIGN).unwrap().unwrap());
        all.push(keys.purpose("form tokens"));
        all.iter().map(|key| *key.expose()).collect()
    }

    /// A rotation that is cut off after so many of its steps.
    fn cut_off(keys: &KeyFolder, steps: usize) {
        let mut turn = keys.choose().unwrap();
        if steps > 1 {
            keys.put_into_force(&mut turn).unwrap();
        }
        if steps > 2 {
            keys.wrap_one(&KeyName::Pool(SURVEY, 2), &mut turn).unwrap();
        }
        if steps > 3 {
            keys.wrap_anew(&mut turn).unwrap();
        }
    }

    #[test]
    fn cut_off_after_any_step_everything_opens_and_the_next_run_finishes() {
        for steps in 1..=4 {
            let scratch = Scratch::new();
            let running = scratch.open();
            filled(&running);
            let before = opened(&running);

            cut_off(&scratch.open(), steps);
            let made = running.make_pool_key(SURVEY, 4).unwrap();
            let meanwhile = (opened(&running), opened(&scratch.open()));
            let finished = scratch.open().rotate().unwrap();

            assert_eq!(meanwhile, (before.clone(), before.clone()), "{steps}");
            assert!(finished.resumed && scratch.lines() == 1, "{steps}: {finished:?}");
            assert_eq!((opened(&running), opened(&scratch.open())), (before.clone(), before));
            assert_eq!(made.epoch(), 4);
            let lines = scratch.open().list().unwrap();
            assert!(lines.len() == 7 && lines.iter().all(|line| line.wrapped_with == finished.key));
            assert!(running.pool_key(SURVEY, 4).unwrap().is_some());
        }
    }

    #[test]
    fn after_a_rotation_the_old_key_opens_nothing_and_ages_are_what_they_were() {
        let scratch = Scratch::new();
        let keys = scratch.open();
        filled(&keys);
        let pool = KeyName::Pool(SURVEY, 2).path(&scratch.0);
        let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        std::fs::File::open(&pool).unwrap().set_modified(long_ago).unwrap();
        let old = std::fs::read_to_string(scratch.key_file()).unwrap();

        let (first, second) = (keys.rotate().unwrap(), keys.rotate().unwrap());
        let new = std::fs::read_to_string(scratch.key_file()).unwrap();
        let since = keys.list().unwrap()[2].since.to_string();
        std::fs::write(scratch.key_file(), &old).unwrap();
        let refused = KeyFolder::open(&scratch.key_file()).unwrap_err();

        assert_eq!((first.keys, first.resumed, first.useless), (6, false, 0));
        assert!(
            first.key != second.key && old != new && since == "2023-11-14",
            "{since}"
        );
        assert!(matches!(refused, KeyProblem::OtherKey { wanted, .. } if wanted == second.key));
    }

    #[test]
    fn a_destroyed_key_does_not_come_back_nor_does_its_draft() {
        let scratch = Scratch::new();
        let keys = scratch.open();
        filled(&keys);
        let folder = super::super::safe::folder_of(&scratch.0, SURVEY);
        for draft in ["pool-1.draft-0", "pool-2.draft-0", "last.draft-0"] {
            std::fs::copy(folder.join("pool-1"), folder.join(draft)).unwrap();
        }
        let mut turn = keys.choose().unwrap();
        keys.put_into_force(&mut turn).unwrap();

        keys.destroy_pool_keys(SURVEY, 2).unwrap();
        keys.wrap_one(&KeyName::Pool(SURVEY, 1), &mut turn).unwrap();
        let draft_too = !folder.join("pool-1.draft-0").exists();
        keys.rotate().unwrap();

        assert!(keys.pool_key(SURVEY, 1).unwrap().is_none() && draft_too);
        let mut left = files::names(&folder).unwrap();
        left.sort();
        assert_eq!(left, ["cell-2026-11", "last.draft-0", "pool-2", "pool-3"]);
    }

    #[test]
    fn a_program_gives_both_keys_before_and_one_after() {
        let scratch = Scratch::new();
        filled(&scratch.open());
        let printed = scratch.0.join("printed");
        let old = std::fs::read_to_string(scratch.key_file()).unwrap();
        std::fs::write(&printed, &old).unwrap();
        let place = KeyPlace {
            source: KeySource::Command(vec!["cat".to_owned(), printed.display().to_string()]),
            folder: scratch.0.clone(),
        };
        let running = KeyFolder::open(&place).unwrap();
        let before = opened(&running);
        let new = format!("{}\n", "4b".repeat(32));

        let alone = running.rotate().unwrap_err();
        std::fs::write(&printed, format!("{new}{old}")).unwrap();
        let rotated = KeyFolder::open(&place).unwrap().rotate().unwrap();
        let again = KeyFolder::open(&place).unwrap().rotate().unwrap();
        running.make_pool_key(SURVEY, 4).unwrap();
        std::fs::write(&printed, &new).unwrap();

        assert!(matches!(alone, KeyProblem::OneKey(_)));
        assert_eq!((rotated.keys, rotated.useless, again.keys), (6, 1, 0));
        let after = KeyFolder::open(&place).unwrap();
        assert_eq!((opened(&running), opened(&after)), (before.clone(), before));
        assert!(after.pool_key(SURVEY, 4).unwrap().is_some(), "made with the new key");
    }

    #[test]
    fn only_one_rotation_is_at_work() {
        let scratch = Scratch::new();
        let keys = scratch.open();
        let _other = files::try_lock_alone(&scratch.0.join("rotation")).unwrap().unwrap();

        assert!(matches!(keys.rotate(), Err(KeyProblem::Rotating(_))));
    }
}
