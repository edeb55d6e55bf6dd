//! Values that never print: keys, and the words of respondents while they are in memory.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A 256-bit key; wiped when dropped, prints nothing, cannot be serialised.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    /// From 32 secret bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From a slice; `None` unless it has 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// A fresh one from the operating system's generator.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// The bytes, for a cipher or a MAC.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for another purpose (HKDF-SHA256, RFC 5869).
    pub fn derive(&self, purpose: &str) -> Self {
        let mut bytes = [0; 32];
        hkdf::Hkdf::<sha2::Sha256>::new(None, &self.0)
            .expand(purpose.as_bytes(), &mut bytes)
            .expect("32 bytes are within HKDF's limit of 8160");
        Self(bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

/// HMAC-SHA256 of the parts, each with its length before it, so that no two lists of parts give the same input.
pub fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Encrypts with XChaCha20-Poly1305 and a random nonce: a version byte, 24 bytes of nonce, the ciphertext and its tag.
pub fn encrypt(key: &Secret, place: &[u8], plain: &[u8]) -> Vec<u8> {
    use chacha20poly1305::{
        KeyInit, XChaCha20Poly1305,
        aead::{Aead, Payload},
    };
    let nonce: [u8; 24] = rand::random();
    let sealed = XChaCha20Poly1305::new(key.expose().into())
        .encrypt((&nonce).into(), Payload { msg: plain, aad: place })
        .expect("XChaCha20-Poly1305 fails only beyond 256 GiB");
    let mut out = Vec::with_capacity(OVERHEAD + plain.len());
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    out
}

/// Opens what [`encrypt`] made; `None` for another key, another place or changed bytes.
pub fn decrypt(key: &Secret, place: &[u8], sealed: &[u8]) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    use chacha20poly1305::{
        KeyInit, XChaCha20Poly1305,
        aead::{Aead, Payload},
    };
    let (version, rest) = sealed.split_first()?;
    let (nonce, sealed) = rest.split_at_checked(24)?;
    let nonce: &[u8; 24] = nonce.try_into().ok()?;
    if *version != VERSION {
        return None;
    }
    XChaCha20Poly1305::new(key.expose().into())
        .decrypt(
            nonce.into(),
            Payload {
                msg: sealed,
                aad: place,
            },
        )
        .ok()
        .map(zeroize::Zeroizing::new)
}

const VERSION: u8 = 1;
const OVERHEAD: usize = 1 + 24 + 16;
