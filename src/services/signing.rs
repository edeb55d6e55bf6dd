//! Signed ends of chains: whoever keeps one can prove later that nothing before it was rewritten.

use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::domain::chain::Joint;
use crate::domain::hex;
use crate::keys::KeyFolder;

/// The end of a chain, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the last entry.
    pub number: i64,
    /// Its digest.
    pub digest: String,
    /// Ed25519 over `chorus {chain} {number} {digest}`, 64 bytes in hexadecimal digits.
    pub signature: String,
    /// The public key, 32 bytes in hexadecimal digits.
    pub public: String,
}

/// Signs the ends of one chain.
#[derive(Clone)]
pub(super) struct ChainSigner {
    chain: &'static str,
    key: SigningKey,
}

impl ChainSigner {
    /// For a chain, with a key of the key folder of its own; `purpose` never changes, or old ends lose their proof.
    pub(super) fn new(keys: &KeyFolder, chain: &'static str, purpose: &'static str) -> Self {
        Self {
            chain,
            key: SigningKey::from_bytes(keys.purpose(purpose).expose()),
        }
    }

    /// Signs an end.
    pub(super) fn sign(&self, joint: &Joint) -> Head {
        let signature = self.key.sign(said(self.chain, joint.number, &joint.digest).as_bytes());
        Head {
            number: joint.number,
            digest: joint.digest.clone(),
            signature: hex::encode(&signature.to_bytes()),
            public: hex::encode(self.key.verifying_key().as_bytes()),
        }
    }
}

/// What is signed of an end.
fn said(chain: &str, number: i64, digest: &str) -> String {
    format!("chorus {chain} {number} {digest}")
}

/// Whether a signature of an end of a chain (`trail` or `log`) is good, for whoever kept one.
pub fn is_signed(chain: &str, head: &Head) -> bool {
    let key = hex::decode(&head.public)
        .and_then(|bytes| bytes.try_into().ok())
        .and_then(|bytes: [u8; 32]| VerifyingKey::from_bytes(&bytes).ok());
    let signature = hex::decode(&head.signature).and_then(|bytes| Signature::from_slice(&bytes).ok());
    key.zip(signature).is_some_and(|(key, signature)| {
        key.verify(said(chain, head.number, &head.digest).as_bytes(), &signature)
            .is_ok()
    })
}
