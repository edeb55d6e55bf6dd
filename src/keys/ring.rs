//! The wrapping keys at hand, each under its public id; read again when another process rotated.

use std::sync::{PoisonError, RwLock};

use sha2::{Digest, Sha256};

use super::KeyProblem;
use super::source::KeySource;
use crate::secret::Secret;

/// The public name of a wrapping key: the first eight bytes of a hash; says nothing of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId([u8; 8]);

impl KeyId {
    /// Bytes of an id.
    pub const LENGTH: usize = 8;

    /// The id of a key.
    pub fn of(key: &Secret) -> Self {
        let digest = Sha256::new().chain_update(b"chorus key id").chain_update(key.expose());
        let mut id = [0; Self::LENGTH];
        id.copy_from_slice(&digest.finalize()[..Self::LENGTH]);
        Self(id)
    }

    pub(super) fn new(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

impl std::fmt::Display for KeyId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // half of it: enough for people to tell keys apart
        out.write_str(&crate::domain::hex::encode(&self.0[..4]))
    }
}

/// The keys of a source. The first is the one the source prefers; which one wraps is said by the folder.
#[derive(Debug)]
pub(super) struct Ring {
    source: KeySource,
    keys: RwLock<Vec<(KeyId, Secret)>>,
}

impl Ring {
    pub(super) fn open(source: KeySource) -> Result<Self, KeyProblem> {
        let ring = Self {
            source,
            keys: RwLock::default(),
        };
        ring.reload()?;
        Ok(ring)
    }

    /// Reads the source again.
    pub(super) fn reload(&self) -> Result<(), KeyProblem> {
        let keys = match self.source.read() {
            // a key file that was replaced while it was read is whole the next time
            Err(KeyProblem::NotAKey(_)) => self.source.read()?,
            other => other?,
        };
        let keys = keys.into_iter().map(|key| (KeyId::of(&key), key)).collect();
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    pub(super) fn find(&self, id: KeyId) -> Option<Secret> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().find(|(known, _)| *known == id).map(|(_, key)| key.clone())
    }

    /// Every key, the preferred one first; at least one.
    pub(super) fn all(&self) -> Vec<(KeyId, Secret)> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn source(&self) -> &KeySource {
        &self.source
    }
}
