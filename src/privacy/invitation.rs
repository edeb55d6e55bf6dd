//! The code of an invitation: sixteen characters that open the form once. Kept as a keyed hash only, and encrypted beside the address
//! until the last mail went out.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::crockford;
use super::receipt::Nonce;
use crate::domain::id::Id;
use crate::secret::{Secret, mac};

/// Eighty random bits.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Code([u8; Code::LENGTH]);

impl Code {
    /// Characters of a code.
    pub const LENGTH: usize = 16;

    /// From sixteen random bytes, of which five bits each count.
    pub fn new(random: [u8; Self::LENGTH]) -> Self {
        Self(random.map(crockford::digit))
    }

    /// Reads a code as people type it.
    pub fn parse(typed: &str) -> Option<Self> {
        Some(Self::new(crockford::read(typed)?.try_into().ok()?))
    }

    /// As in the link.
    pub fn text(&self) -> String {
        self.0.iter().map(|byte| char::from(*byte)).collect()
    }

    /// For reading and typing: `0123-4567-89AB-CDEF`.
    pub fn in_groups(&self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(4)
            .map(|group| group.iter().map(|byte| char::from(*byte)).collect())
            .collect();
        groups.join("-")
    }

    /// What is kept of it.
    pub fn hash(&self, key: &Secret) -> [u8; 32] {
        mac(key.expose(), &[b"invitation", &self.0])
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code")
    }
}

/// What a used invitation keeps until the next tick, so that the same form can finish what a crash cut off: HMAC(nonce, "invitation").
pub fn mark(nonce: &Nonce, survey: Id) -> [u8; 32] {
    mac(nonce.expose(), &[b"invitation", survey.bytes()])
}

/// What is kept of an address that wants no more mail.
pub fn suppression(key: &Secret, address: &str) -> [u8; 32] {
    mac(key.expose(), &[b"no more mail", address.to_lowercase().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::new([31, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 255]);

        assert_eq!(code.in_groups(), "Z012-3456-789A-BCDZ");
        for typed in ["Z012-3456-789A-BCDZ", " z0i2 3456 789abcdz ", "zOl23456789ABCDZ"] {
            assert_eq!(Code::parse(typed), Some(code.clone()), "{typed}");
        }
        for typed in [
            "",
            "Z012-3456-789A-BCD",
            "Z012-3456-789A-BCDZZ",
            "Z012-3456-789A-BCDU",
            "Ж012-3456-789A-BCDZ",
        ] {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
        assert_eq!(format!("{code:?}"), "Code");
    }

    #[test]
    fn the_hash_needs_the_key_and_the_mark_says_nothing_of_the_code() {
        let code = Code::new([7; 16]);
        let (one, other) = (Secret::new([1; 32]), Secret::new([2; 32]));

        assert_ne!(code.hash(&one), code.hash(&other));
        let survey = Id::new([3; 16]);
        assert_ne!(mark(&Nonce::new([1; 16]), survey), mark(&Nonce::new([2; 16]), survey));
        assert_eq!(
            suppression(&one, "Ana@Example.org"),
            suppression(&one, "ana@example.org")
        );
    }
}
