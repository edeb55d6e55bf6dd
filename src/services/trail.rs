//! The trail of what staff did: written before the thing is shown or done, chained, its head signed and remembered in the key folder.

mod expiry;

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime};

use super::ServiceError;
use super::signing::ChainSigner;
use crate::clock::Clock;
use crate::domain::chain::{Joint, follow};
use crate::domain::trail::{Act, Entry};
use crate::keys::{Chain, KeyFolder};
use crate::store::{Conn, Db, Rows, trail};

pub use super::signing::Head;

/// Entries read at a time.
const PART: i64 = 500;
/// What an entry is called that lets older ones go.
const EXPIRED: &str = "trail.expire";

/// Writes and reads the trail.
#[derive(Clone)]
pub struct TrailDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    keys: KeyFolder,
    signer: ChainSigner,
}

/// What a check of a whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It hangs together from its first entry that is kept to its end.
    Whole {
        /// How many entries are kept.
        entries: i64,
        /// The end.
        head: Option<Head>,
    },
    /// It does not from this number on.
    Broken {
        /// The number.
        at: i64,
    },
    /// Entries are missing at the end: the key folder remembers a later one, or another under the same number.
    Cut {
        /// The number the key folder remembers.
        remembered: i64,
    },
}

/// Which entries to show.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this account.
    pub who: String,
    /// Only what begins so, such as `results`.
    pub what: String,
    /// Only on this survey.
    pub survey: String,
}

impl TrailDesk {
    /// Over a database; signs with a key of the key folder.
    pub fn new(db: Db, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Self {
        Self {
            db,
            clock,
            keys: keys.clone(),
            signer: ChainSigner::new(keys, "trail", "signing the trail"),
        }
    }

    /// Writes an act down. Nothing is shown or done before this worked.
    pub fn note(&self, act: &Act) -> Result<(), ServiceError> {
        self.noting(act, |_| Ok(Some(()))).map(drop)
    }

    /// Runs a change and writes it down in one transaction; what gives nothing changes nothing and is not written down.
    pub fn noting<T>(
        &self,
        act: &Act,
        mut change: impl FnMut(&mut Conn) -> Rows<Option<T>>,
    ) -> Result<Option<T>, ServiceError> {
        let (now, known) = (self.now(), self.keys.end(Chain::Trail)?);
        let done = self.db.write(|conn| {
            let Some(made) = change(conn)? else {
                return Ok(None);
            };
            let hangs = hangs_on(conn, known.as_ref())?;
            Ok(Some((made, append(conn, now, act, None)?, hangs)))
        })?;
        let Some((made, joint, hangs)) = done else {
            return Ok(None);
        };
        self.remember(&joint, hangs)?;
        Ok(Some(made))
    }

    /// Remembers the end, unless the one that is remembered is not in the database: then something was cut off, and stays told.
    fn remember(&self, joint: &Joint, hangs: bool) -> Result<(), ServiceError> {
        match hangs {
            true => Ok(self.keys.remember_end(Chain::Trail, joint.number, &joint.digest)?),
            false => Ok(()),
        }
    }

    /// Takes note of a trail that was cut off, which stays in the trail, and goes on from its present end.
    pub fn accept_gap(&self) -> Result<(), ServiceError> {
        let Checked::Cut { remembered } = self.check()? else {
            return Ok(());
        };
        let act = Act {
            what: "trail.gap".to_owned(),
            about: remembered.to_string(),
            ..Act::default()
        };
        let now = self.now();
        let joint = self.db.write(|conn| append(conn, now, &act, None))?;
        Ok(self.keys.replace_end(Chain::Trail, joint.number, &joint.digest)?)
    }

    /// To the second: more would say nothing, and JSON of it is the same on both databases.
    fn now(&self) -> NaiveDateTime {
        let now = self.clock.now().and_utc().timestamp();
        DateTime::from_timestamp(now, 0).unwrap_or_default().naive_utc()
    }

    /// The signed end; `None` before the first entry.
    pub fn head(&self) -> Result<Option<Head>, ServiceError> {
        let ends = self.db.read(trail::ends)?;
        Ok(ends.map(|(_, joint)| self.signer.sign(&joint)))
    }

    /// An end that an export stops at, signed.
    pub fn sign_at(&self, number: i64, digest: &str) -> Head {
        self.signer.sign(&Joint {
            number,
            digest: digest.to_owned(),
        })
    }

    /// Entries before number `before` that a filter lets through, the newest first, at most `most`; and whether there may be more.
    pub fn entries(&self, before: i64, most: usize, filter: &Filter) -> Result<(Vec<Entry>, bool), ServiceError> {
        let (mut found, mut before) = (Vec::new(), before);
        loop {
            let part = self.db.read(|conn| trail::before(conn, before, PART))?;
            for sealed in &part {
                let Ok(entry) = serde_json::from_str::<Entry>(&sealed.text) else {
                    continue;
                };
                before = entry.number;
                if filter.lets(&entry) {
                    if found.len() == most {
                        return Ok((found, true));
                    }
                    found.push(entry);
                }
            }
            if i64::try_from(part.len()).unwrap_or(0) < PART || before <= 1 {
                return Ok((found, false));
            }
        }
    }

    /// Checks every entry that is kept, and that the end is the one the key folder remembers.
    pub fn check(&self) -> Result<Checked, ServiceError> {
        let remembered = self.keys.end(Chain::Trail)?;
        Ok(self.db.read(|conn| {
            let Some((first, end)) = trail::ends(conn)? else {
                return Ok(match &remembered {
                    Some((number, _)) => Checked::Cut { remembered: *number },
                    None => Checked::Whole { entries: 0, head: None },
                });
            };
            let Some(mut joint) = beginning(conn, first)? else {
                return Ok(Checked::Broken { at: first });
            };
            let mut known = remembered.is_none();
            loop {
                let part = trail::from(conn, joint.number + 1, PART)?;
                if part.is_empty() {
                    break;
                }
                for (sealed, _) in part {
                    joint = match follow(std::slice::from_ref(&sealed), joint) {
                        Ok(joint) => joint,
                        Err(at) => return Ok(Checked::Broken { at }),
                    };
                    known = known
                        || remembered
                            .as_ref()
                            .is_some_and(|(number, digest)| (*number, digest) == (joint.number, &joint.digest));
                }
            }
            Ok(match (&remembered, known) {
                (Some((number, _)), false) => Checked::Cut { remembered: *number },
                _ if joint != end => Checked::Broken { at: joint.number + 1 },
                _ => Checked::Whole {
                    entries: joint.number - first + 1,
                    head: Some(self.signer.sign(&joint)),
                },
            })
        })?)
    }

    /// Every entry that is kept, in order, as it was hashed, a part at a time.
    /// Gives text and digest of each, and the number to go on from.
    pub fn export(&self, from: i64) -> Result<(Vec<(String, String)>, i64), ServiceError> {
        let part = self.db.read(|conn| trail::from(conn, from, PART))?;
        let last = part
            .last()
            .and_then(|(sealed, _)| serde_json::from_str::<Entry>(&sealed.text).ok());
        let next = last.map_or(from, |entry| entry.number + 1);
        Ok((part.into_iter().map(|(one, _)| (one.text, one.digest)).collect(), next))
    }
}

/// Where the first entry that is kept hangs on: the very beginning, or what a later entry says of those that were let go.
fn beginning(conn: &mut Conn, first: i64) -> Rows<Option<Joint>> {
    if first == 1 {
        return Ok(Some(Joint::default()));
    }
    let mut from = first;
    loop {
        let part = trail::from(conn, from, PART)?;
        let Some(last) = part.last() else { return Ok(None) };
        from = serde_json::from_str::<Entry>(&last.0.text).map_or(i64::MAX - 1, |entry| entry.number) + 1;
        if let Some((sealed, _)) = part.iter().find(|(_, through)| *through == Some(first - 1)) {
            return Ok(let_go(&sealed.text).filter(|joint| joint.number == first - 1));
        }
    }
}

/// What an entry says of those it lets go: the number and the digest of the last of them.
fn let_go(text: &str) -> Option<Joint> {
    let entry: Entry = serde_json::from_str(text).ok()?;
    let (number, digest) = entry.about.split_once(' ').filter(|_| entry.what == EXPIRED)?;
    Some(Joint {
        number: number.parse().ok()?,
        digest: digest.to_owned(),
    })
}

/// Whether the entry that the key folder remembers is here.
fn hangs_on(conn: &mut Conn, known: Option<&(i64, String)>) -> Rows<bool> {
    let Some((number, digest)) = known else {
        return Ok(true);
    };
    let found = trail::from(conn, *number, 1)?;
    Ok(found.first().is_some_and(|(sealed, _)| {
        let is_it = serde_json::from_str::<Entry>(&sealed.text).is_ok_and(|entry| entry.number == *number);
        is_it && sealed.digest == *digest
    }))
}

fn append(conn: &mut Conn, now: NaiveDateTime, act: &Act, through: Option<i64>) -> Rows<Joint> {
    let before = trail::ends(conn)?.map(|(_, joint)| joint).unwrap_or_default();
    let entry = Entry::after(&before, now, act);
    let sealed = entry.seal();
    trail::insert(conn, entry.number, &sealed, through)?;
    Ok(Joint {
        number: entry.number,
        digest: sealed.digest,
    })
}

impl Filter {
    fn lets(&self, entry: &Entry) -> bool {
        (self.who.is_empty() || entry.who == self.who)
            && (self.what.is_empty() || entry.what.starts_with(&self.what))
            && (self.survey.is_empty() || entry.survey == self.survey)
    }
}
