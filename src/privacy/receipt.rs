//! The nonce of a form, which is also the receipt code. It is stored nowhere; records carry only what a MAC makes of it.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::crockford;
use crate::domain::id::Id;
use crate::secret::mac;

/// 128 random bits a form carries; who knows them can find the records made from it, nobody else.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

/// Characters of a code: 130 bits, the two highest of them zero.
const CODE_LENGTH: usize = 26;

impl Nonce {
    /// From 16 random bytes.
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The receipt code: 26 characters of Crockford base 32.
    pub fn code(&self) -> String {
        let number = u128::from_be_bytes(self.0);
        (0..CODE_LENGTH)
            .rev()
            .map(|place| {
                let digit = (number.checked_shr(u32::try_from(place * 5).unwrap_or(0)).unwrap_or(0)) & 31;
                char::from(crockford::digit(u8::try_from(digit).unwrap_or(0)))
            })
            .collect()
    }

    /// The code in groups, for reading aloud and writing down: `0123-4567-…`.
    pub fn code_in_groups(&self) -> String {
        let code = self.code();
        let mut grouped = String::with_capacity(32);
        for (place, letter) in code.chars().enumerate() {
            if place > 0 && place % 4 == 0 && place < 24 {
                grouped.push('-');
            }
            grouped.push(letter);
        }
        grouped
    }

    /// Reads a code as people type it.
    pub fn parse(code: &str) -> Option<Self> {
        let digits = crockford::read(code)?;
        let whole = digits.len() == CODE_LENGTH && digits[0] <= 7;
        whole.then(|| {
            Self(
                digits
                    .iter()
                    .fold(0, |number, digit| number << 5 | u128::from(*digit))
                    .to_be_bytes(),
            )
        })
    }

    /// Name of this respondent's record of `item`: the first 128 bits of HMAC(nonce, survey id ‖ item).
    pub fn record(&self, survey: Id, item: &str) -> Id {
        self.id(&[b"record", survey.bytes(), item.as_bytes()])
    }

    /// Name of the mark that this form was sent.
    pub fn sent(&self, survey: Id) -> Id {
        self.id(&[b"sent", survey.bytes()])
    }

    /// What the mark keeps of the answers: enough to know the same form again.
    pub fn answers(&self, digest: &[u8; 32]) -> [u8; 32] {
        mac(&self.0, &[b"answers", digest])
    }

    /// The raw bytes, for a form token's MAC.
    pub fn expose(&self) -> &[u8; 16] {
        &self.0
    }

    fn id(&self, parts: &[&[u8]]) -> Id {
        let mac = mac(&self.0, parts);
        let mut id = [0; 16];
        id.copy_from_slice(&mac[..16]);
        Id::new(id)
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Nonce")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_typed_with_look_alikes_is_the_same_receipt() {
        let nonce = Nonce::new([0x10; 16]);
        let typed = nonce
            .code_in_groups()
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l");

        let read = Nonce::parse(&typed).unwrap();

        assert_eq!(read, nonce);
    }

    #[test]
    fn every_code_has_26_characters_and_reads_back() {
        for bytes in [[0; 16], [255; 16], [7; 16], rand::random()] {
            let nonce = Nonce::new(bytes);

            let code = nonce.code();

            assert_eq!(code.len(), 26);
            assert_eq!(Nonce::parse(&code).unwrap(), nonce);
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for wrong in [
            "",
            "abc",
            "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "0123456789ABCDEFGHJKMNPQR",
            "0123456789ABCDEFGHJKMNPQRUU",
        ] {
            assert!(Nonce::parse(wrong).is_none(), "{wrong}");
        }
    }
}
