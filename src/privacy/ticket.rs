//! Anonymous tickets: an invitation is swapped for one, and who redeems it cannot be told from anybody else who swapped.
//!
//! RFC 9497, mode VOPRF, suite ristretto255-SHA512 (<https://www.rfc-editor.org/rfc/rfc9497>). The browser draws an
//! input and sends it blinded; the server evaluates it, with a proof that it used the key everybody sees; the browser
//! unblinds. Whoever holds the input and its output holds a ticket, and the server has seen neither before. The
//! browser's half is `tests/bundle/ticket.mjs`, built as `static/ticket.js`.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use rand_core::OsRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use voprf::{BlindedElement, Group, Ristretto255, VoprfServer};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::receipt::Nonce;
use crate::secret::Secret;

/// Bytes of an input, of a group element and of half a proof.
const SHORT: usize = 32;

/// Bytes of an output: what SHA-512 gives.
const LONG: usize = 64;

/// The private key of tickets with its public key; wiped when dropped, prints nothing.
pub struct TicketKey(VoprfServer<Ristretto255>);

/// What goes back to a browser for its blinded element.
pub struct Issued {
    /// The blinded element times the private key: a group element, 32 bytes (RFC 9497, 3.3.2).
    pub evaluated: [u8; SHORT],
    /// That `evaluated` comes from the published key: the scalars c and s, 64 bytes (RFC 9497, 2.2.1).
    pub proof: [u8; LONG],
}

impl TicketKey {
    /// The key pair of a seed: `DeriveKeyPair(seed, info)` (RFC 9497, 3.2.1). The same two give the same pair.
    ///
    /// # Panics
    /// If `info`, which is written in the program and not read from anywhere, has more than 65,000 bytes.
    pub fn from_seed(seed: &Secret, info: &[u8]) -> Self {
        let pair = VoprfServer::new_from_seed(seed.expose(), info);
        Self(pair.expect("a short info and one of 256 scalars that is not zero"))
    }

    /// The public key, a group element of 32 bytes: what proofs are checked against and [`words`] are made of.
    pub fn public(&self) -> [u8; SHORT] {
        Ristretto255::serialize_elem(self.0.get_public_key()).into()
    }

    /// Evaluates a blinded element and proves it: `BlindEvaluate` (RFC 9497, 3.3.2). `None` for bytes that are no
    /// element of the group or its identity, which RFC 9497, 2.1 has refused. Two answers to one element carry the
    /// same `evaluated` and different proofs.
    pub fn issue(&self, blinded: &[u8; SHORT]) -> Option<Issued> {
        let blinded = BlindedElement::<Ristretto255>::deserialize(blinded).ok()?;
        let answer = self.0.blind_evaluate(&mut OsRng, &blinded);
        let mut proof = [0; LONG];
        proof.copy_from_slice(&answer.proof.serialize());
        Some(Issued {
            evaluated: answer.message.serialize().into(),
            proof,
        })
    }

    /// True if the ticket's output is what this key makes of its input: `Evaluate` (RFC 9497, 3.3.2), compared in
    /// constant time. Says nothing about whether the ticket was redeemed before.
    pub fn accepts(&self, ticket: &Ticket) -> bool {
        self.0
            .evaluate(&ticket.input)
            .is_ok_and(|output| output[..].ct_eq(&ticket.output).into())
    }
}

impl fmt::Debug for TicketKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TicketKey")
    }
}

/// An input and what it claims as its output; valid only once [`TicketKey::accepts`] says so. Wiped when dropped,
/// prints nothing, cannot be copied or serialised.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Ticket {
    input: [u8; SHORT],
    output: [u8; LONG],
}

impl Ticket {
    /// From an input and what a browser made of the answer to it.
    pub fn of(input: [u8; SHORT], output: [u8; LONG]) -> Self {
        Self { input, output }
    }

    /// Reads `input.output`, 32 and 64 bytes in base64url without padding (RFC 4648, 5): 43 characters, a full stop,
    /// 86 characters. `None` for anything else; every ticket has one spelling.
    pub fn read(text: &str) -> Option<Self> {
        let (input, output) = text.split_once('.')?;
        let mut ticket = Self {
            input: [0; SHORT],
            output: [0; LONG],
        };
        decode(input, &mut ticket.input)?;
        decode(output, &mut ticket.output)?;
        Some(ticket)
    }

    /// The nonce of the form this ticket opens, which is also its receipt code: the first 128 bits of
    /// SHA-256("chorus ticket nonce" ‖ output). One accepted ticket gives one nonce: the input has one output.
    pub fn nonce(&self) -> Nonce {
        let digest = Sha256::new()
            .chain_update(b"chorus ticket nonce")
            .chain_update(self.output)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Nonce::new(bytes)
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ticket")
    }
}

/// Fills `bytes` from base64url; `None` unless the text is their one spelling.
fn decode(text: &str, bytes: &mut [u8]) -> Option<()> {
    let wanted = bytes.len();
    let read = Base64UrlUnpadded::decode(text, bytes).ok()?;
    (read.len() == wanted).then_some(())
}

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// Eight words by which people compare a public key, on paper or by telephone: proquints
/// (<https://arxiv.org/html/0901.4016>) of the first 128 bits of SHA-256("chorus ticket key" ‖ public), with spaces
/// between them. `chorusTicket.words` in the browser gives the same.
pub fn words(public: &[u8; SHORT]) -> String {
    let digest = Sha256::new()
        .chain_update(b"chorus ticket key")
        .chain_update(public)
        .finalize();
    let words: Vec<String> = digest[..16]
        .chunks_exact(2)
        .map(|pair| proquint(u16::from_be_bytes([pair[0], pair[1]])))
        .collect();
    words.join(" ")
}

/// 16 bits as consonant, vowel, consonant, vowel, consonant: four bits a consonant, two a vowel, the highest first.
fn proquint(number: u16) -> String {
    let consonant = |shift: u32| char::from(CONSONANTS[usize::from(number >> shift & 15)]);
    let vowel = |shift: u32| char::from(VOWELS[usize::from(number >> shift & 3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)]
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// 32 and 64 zero bytes.
    fn blank() -> String {
        format!("{}.{}", "A".repeat(43), "A".repeat(86))
    }

    #[test]
    fn addresses_are_spelt_as_the_proposal_of_proquints_spells_them() {
        let spelt = |one, two| format!("{}-{}", proquint(one), proquint(two));

        assert_eq!(spelt(0x7f00, 0x0001), "lusab-babad");
        assert_eq!(spelt(0x3f54, 0xdcc1), "gutih-tugad");
        assert_eq!(spelt(0xd823, 0x44d7), "tobog-higil");
    }

    #[test]
    fn base64url_reads_the_examples_of_its_standard() {
        let read = |text: &str, length: usize| {
            let mut bytes = vec![0; length];
            decode(text, &mut bytes).map(|()| bytes)
        };

        assert_eq!(read("Zg", 1).unwrap(), b"f");
        assert_eq!(read("Zm8", 2).unwrap(), b"fo");
        assert_eq!(read("Zm9vYmFy", 6).unwrap(), b"foobar");
        assert_eq!(read("-_-_", 3).unwrap(), [0xfb, 0xff, 0xbf]);
        assert_eq!(read("Zh", 1), None, "left-over bits");
        assert_eq!(read("Zm8=", 2), None, "padding");
    }

    #[test]
    fn what_is_no_ticket_is_refused() {
        let blank = blank();

        assert!(Ticket::read(&blank).is_some());
        for wrong in [
            "",
            ".",
            &blank[1..],
            &blank[..129],
            &format!("{blank}A"),
            &format!(" {blank}"),
            &blank.replace('.', ""),
            &blank.replace('.', ".."),
            &blank.replacen('A', "+", 1),
            &blank.replacen('A', "é", 1),
            &blank.replace("A.", "B."),
        ] {
            assert!(Ticket::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn keys_and_tickets_print_nothing() {
        let key = TicketKey::from_seed(&Secret::new([7; 32]), b"test");
        let ticket = Ticket::read(&blank()).unwrap();

        assert_eq!(format!("{key:?} {ticket:?}"), "TicketKey Ticket");
    }

    #[test]
    fn a_ticket_nobody_issued_is_not_accepted() {
        let key = TicketKey::from_seed(&Secret::new([7; 32]), b"test");

        assert!(!key.accepts(&Ticket::read(&blank()).unwrap()));
    }
}
