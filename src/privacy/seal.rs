//! Sealing: one record, encrypted with the survey's pool key and bound to its place.

use zeroize::Zeroizing;

use super::record::Record;
use super::split::SplitAnswer;
use crate::domain::id::Id;
use crate::secret::{Secret, decrypt, encrypt};

/// The key that sealed answers of one survey wait under; new at every tick.
#[derive(Debug, Clone)]
pub struct PoolKey {
    epoch: i64,
    secret: Secret,
}

impl PoolKey {
    /// The key of an epoch: epochs count the ticks of a survey.
    pub fn new(epoch: i64, secret: Secret) -> Self {
        Self { epoch, secret }
    }

    /// Which tick made it.
    pub fn epoch(&self) -> i64 {
        self.epoch
    }
}

/// What is stored of an answer: no time, no address, no device, no invitation.
#[derive(Debug, Clone)]
pub struct SealedAnswer {
    id: Id,
    item: String,
    period: String,
    epoch: i64,
    sealed: Vec<u8>,
}

impl SealedAnswer {
    /// Puts together what the store read.
    pub fn from_row(id: Id, item: String, period: String, epoch: i64, sealed: Vec<u8>) -> Self {
        Self {
            id,
            item,
            period,
            epoch,
            sealed,
        }
    }

    /// HMAC of the form's nonce, the survey and the item.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The item it answers.
    pub fn item(&self) -> &str {
        &self.item
    }

    /// Name of the reporting period.
    pub fn period(&self) -> &str {
        &self.period
    }

    /// The pool key it waits under.
    pub fn epoch(&self) -> i64 {
        self.epoch
    }

    /// The ciphertext.
    pub fn bytes(&self) -> &[u8] {
        &self.sealed
    }

    /// Opens the record; `None` when it is of another key or place.
    pub fn open(&self, survey: Id, key: &PoolKey) -> Option<Record> {
        let place = place(survey, &self.item, &self.period, self.id, self.epoch);
        decrypt(&key.secret, &place, &self.sealed).and_then(|plain| Record::decode(&plain))
    }

    /// The same record under another key; `None` when it cannot be opened.
    pub fn reseal(&self, survey: Id, old: &PoolKey, new: &PoolKey) -> Option<Self> {
        let place = place(survey, &self.item, &self.period, self.id, self.epoch);
        let plain = decrypt(&old.secret, &place, &self.sealed)?;
        Some(seal_bytes(survey, self.id, &self.item, &self.period, &plain, new))
    }
}

/// Seals one part of a submission.
pub fn seal(survey: Id, period: &str, answer: &SplitAnswer, key: &PoolKey) -> SealedAnswer {
    seal_bytes(survey, answer.id(), answer.item(), period, answer.plain(), key)
}

fn seal_bytes(survey: Id, id: Id, item: &str, period: &str, plain: &Zeroizing<Vec<u8>>, key: &PoolKey) -> SealedAnswer {
    let place = place(survey, item, period, id, key.epoch);
    let sealed = encrypt(&key.secret, &place, plain);
    SealedAnswer {
        id,
        item: item.to_owned(),
        period: period.to_owned(),
        epoch: key.epoch,
        sealed,
    }
}

/// Associated data: a ciphertext moved to another row, item, period or survey does not open.
fn place(survey: Id, item: &str, period: &str, id: Id, epoch: i64) -> Vec<u8> {
    let mut place = Vec::with_capacity(96);
    place.extend_from_slice(b"chorus pool 1");
    place.extend_from_slice(survey.bytes());
    place.extend_from_slice(id.bytes());
    place.extend_from_slice(&epoch.to_be_bytes());
    place.extend_from_slice(period.as_bytes());
    place.push(0);
    place.extend_from_slice(item.as_bytes());
    place
}
