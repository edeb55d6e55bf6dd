//! The plain bytes of one record before sealing: segment values and one answer, padded so that its length says nothing.

use zeroize::Zeroizing;

use super::scrub::Kind;
use crate::domain::answer::{Answer, SegmentValues};

/// Padded size of everything that is not free text, in bytes.
pub const COUNTED_SIZE: usize = 32;
/// Padded sizes of free texts, in bytes.
pub const TEXT_SIZES: [usize; 3] = [1024, 4096, 16384];

/// One person's answer to one item, in memory only.
pub struct Record {
    /// The segments it will be counted under; empty for a comment, which is never shown beside a segment.
    pub segments: SegmentValues,
    /// The answer.
    pub body: Body,
}

/// What was answered.
pub enum Body {
    /// Nothing.
    LeftOut,
    /// Something that is counted.
    Counted(Answer),
    /// A scrubbed text, with how many identifiers of each kind were taken out of it.
    Comment {
        /// Without identifiers.
        text: Zeroizing<String>,
        /// Kinds by their place in [`Kind::ALL`].
        removed: Vec<(Kind, u8)>,
    },
}

/// A text that does not fit the largest padded size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

impl Record {
    /// The padded bytes; `text` items have sizes of their own, left out or not.
    pub fn encode(&self, text: bool) -> Result<Zeroizing<Vec<u8>>, TooLong> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(COUNTED_SIZE));
        bytes.push(u8::try_from(self.segments.0.len()).map_err(|_| TooLong)?);
        bytes.extend(self.segments.0.iter().map(|segment| segment.unwrap_or(u8::MAX)));
        match &self.body {
            Body::LeftOut => bytes.push(0),
            Body::Counted(Answer::One(place)) => {
                bytes.push(1);
                bytes.extend_from_slice(&place.to_le_bytes());
            }
            Body::Counted(Answer::Set(set)) => {
                bytes.push(2);
                bytes.extend_from_slice(&set.to_le_bytes());
            }
            Body::Counted(Answer::Order(order)) => {
                bytes.push(3);
                bytes.push(u8::try_from(order.len()).map_err(|_| TooLong)?);
                bytes.extend_from_slice(order);
            }
            Body::Comment { text, removed } => {
                bytes.push(4);
                bytes.push(u8::try_from(removed.len()).map_err(|_| TooLong)?);
                bytes.extend(removed.iter().flat_map(|(kind, count)| [place_of(*kind), *count]));
                bytes.extend_from_slice(&u16::try_from(text.len()).map_err(|_| TooLong)?.to_le_bytes());
                bytes.extend_from_slice(text.as_bytes());
            }
        }
        let sizes: &[usize] = if text { &TEXT_SIZES } else { &[COUNTED_SIZE] };
        let size = sizes.iter().find(|size| **size >= bytes.len()).ok_or(TooLong)?;
        bytes.resize(*size, 0);
        Ok(bytes)
    }

    /// Reads what [`Record::encode`] wrote; `None` for anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader(bytes);
        let segments = usize::from(rest.byte()?);
        let segments = rest
            .take(segments)?
            .iter()
            .map(|place| (*place != u8::MAX).then_some(*place))
            .collect();
        let body = match rest.byte()? {
            0 => Body::LeftOut,
            1 => Body::Counted(Answer::One(u16::from_le_bytes(rest.array()?))),
            2 => Body::Counted(Answer::Set(u64::from_le_bytes(rest.array()?))),
            3 => {
                let length = usize::from(rest.byte()?);
                Body::Counted(Answer::Order(rest.take(length)?.to_vec()))
            }
            4 => {
                let kinds = usize::from(rest.byte()?);
                let removed = (0..kinds)
                    .map(|_| Some((Kind::ALL.get(usize::from(rest.byte()?)).copied()?, rest.byte()?)))
                    .collect::<Option<_>>()?;
                let length = usize::from(u16::from_le_bytes(rest.array()?));
                let text = std::str::from_utf8(rest.take(length)?).ok()?;
                Body::Comment {
                    text: Zeroizing::new(text.to_owned()),
                    removed,
                }
            }
            _ => return None,
        };
        Some(Self {
            segments: SegmentValues(segments),
            body,
        })
    }
}

fn place_of(kind: Kind) -> u8 {
    Kind::ALL
        .iter()
        .position(|other| *other == kind)
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Record")
    }
}
