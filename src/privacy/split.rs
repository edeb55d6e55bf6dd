//! Splitting: a scrubbed submission becomes one record per item, and nothing joins them but the nonce, which is not kept.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::receipt::Nonce;
use super::record::{Record, TooLong};
use super::submission::ScrubbedSubmission;
use crate::domain::id::Id;
use crate::domain::item::Item;

/// One item's part of a submission, ready to be sealed.
pub struct SplitAnswer {
    id: Id,
    item: String,
    plain: Zeroizing<Vec<u8>>,
}

impl SplitAnswer {
    /// One record by itself, for a correction.
    pub fn of(survey: Id, nonce: &Nonce, item: &Item, record: &Record) -> Result<Self, TooLong> {
        Ok(Self {
            id: nonce.record(survey, &item.name),
            item: item.name.clone(),
            plain: record.encode(item.shape.is_text())?,
        })
    }

    /// HMAC of nonce, survey and item.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The item.
    pub fn item(&self) -> &str {
        &self.item
    }

    pub(super) fn plain(&self) -> &Zeroizing<Vec<u8>> {
        &self.plain
    }
}

impl fmt::Debug for SplitAnswer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SplitAnswer")
    }
}

/// A whole submission in parts, with the mark that it was sent.
#[derive(Debug)]
pub struct SplitSubmission {
    /// Name of the mark.
    pub sent: Id,
    /// What the mark keeps of the answers.
    pub digest: [u8; 32],
    /// One a item, left-out ones too.
    pub answers: Vec<SplitAnswer>,
}

/// Takes a scrubbed submission apart.
pub fn split(
    survey: Id,
    nonce: &Nonce,
    items: &[Item],
    submission: ScrubbedSubmission,
) -> Result<SplitSubmission, TooLong> {
    let mut digest = Sha256::new();
    let answers = submission
        .into_records()
        .into_iter()
        .zip(items)
        .map(|(record, item)| {
            let answer = SplitAnswer::of(survey, nonce, item, &record)?;
            digest.update(answer.item.as_bytes());
            digest.update([0]);
            digest.update(&*answer.plain);
            Ok(answer)
        })
        .collect::<Result<Vec<_>, TooLong>>()?;
    Ok(SplitSubmission {
        sent: nonce.sent(survey),
        digest: nonce.answers(&digest.finalize().into()),
        answers,
    })
}
