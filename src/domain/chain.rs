//! Chains of entries: each names the digest of the one before, so that nothing in between can be changed, left out or put in.

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// An entry with the text that was hashed, which is never written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The entry as JSON, with `number` and `previous`.
    pub text: String,
    /// `sha256:` and the SHA-256 of the text in hexadecimal digits.
    pub digest: String,
}

/// Where a chain begins or goes on: the number of the last entry before, and its digest; 0 and empty for the very beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joint {
    /// The number.
    pub number: i64,
    /// The digest.
    pub digest: String,
}

/// What every entry of a chain says.
#[derive(Deserialize)]
struct Link {
    number: i64,
    previous: String,
}

/// The digest of an entry's text.
pub fn digest(text: &str) -> String {
    format!(
        "sha256:{}",
        crate::domain::hex::encode(&Sha256::digest(text.as_bytes()))
    )
}

/// Goes along entries in order, from a joint to the next; gives the number at which they stop hanging together.
pub fn follow(entries: &[Sealed], from: Joint) -> Result<Joint, i64> {
    entries.iter().try_fold(from, |before, sealed| {
        let number = before.number + 1;
        let hangs = serde_json::from_str::<Link>(&sealed.text)
            .is_ok_and(|link| link.number == number && link.previous == before.digest);
        if hangs && digest(&sealed.text) == sealed.digest {
            Ok(Joint {
                number,
                digest: sealed.digest.clone(),
            })
        } else {
            Err(number)
        }
    })
}
