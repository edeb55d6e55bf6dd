//! The code that a screen shows and a page asks for that was opened from a mail: whoever has only the mailbox has not the code, and whoever
//! has only the code has not the mailbox. Eight characters, five tries.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::crockford;

/// Forty random bits.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct ScreenCode([u8; ScreenCode::LENGTH]);

impl ScreenCode {
    /// Characters of a code.
    pub const LENGTH: usize = 8;

    /// From eight random bytes, of which five bits each count.
    pub fn new(random: [u8; Self::LENGTH]) -> Self {
        Self(random.map(crockford::digit))
    }

    /// Reads a code as people type it.
    pub fn parse(typed: &str) -> Option<Self> {
        Some(Self::new(crockford::read(typed)?.try_into().ok()?))
    }

    /// The characters.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// For reading and typing: `0123-4567`.
    pub fn in_groups(&self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(4)
            .map(|group| group.iter().map(|byte| char::from(*byte)).collect())
            .collect();
        groups.join("-")
    }
}

impl fmt::Debug for ScreenCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ScreenCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_does_not_print() {
        let code = ScreenCode::new([1, 2, 3, 4, 5, 6, 7, 24]);

        assert_eq!(code.in_groups(), "1234-567R");
        for typed in ["1234-567R", " l234 567r ", "I2345 67R"] {
            assert!(ScreenCode::parse(typed) == Some(code.clone()), "{typed}");
        }
        for typed in ["1234-567", "1234-567R0", "", "1234-567!"] {
            assert!(ScreenCode::parse(typed).is_none(), "{typed}");
        }
        assert_eq!(format!("{code:?}"), "ScreenCode");
    }
}
