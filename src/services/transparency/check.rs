//! Checking the log: that it hangs together, that its end is the one that is remembered, and that every row it has the digest of is
//! still what it was.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use serde_json::json;

use super::{Head, PAGE, SOURCES, TransparencyDesk, append, hangs_on, publish};
use crate::domain::chain::{Joint, follow};
use crate::domain::transparency::{Entry, digest};
use crate::keys::Chain;
use crate::services::{ServiceError, release, training};
use crate::store::{Conn, Rows, transparency};

/// Kind and name of something published, with the digest the log has of it.
type Digests = BTreeMap<(String, String), String>;

/// What was published under a name twice, which nothing ever is.
type Doubles = Vec<String>;

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It hangs together, and everything it tells of is as it was.
    Whole {
        /// How many entries there are.
        entries: i64,
        /// The signed end.
        head: Option<Head>,
    },
    /// It does not hang together from this number on.
    Broken {
        /// The number.
        at: i64,
    },
    /// Entries are missing at the end: the key folder remembers a later one, or another under the same number.
    Cut {
        /// The number the key folder remembers.
        remembered: i64,
    },
    /// It hangs together; these rows are not what was published, are gone, or were never published: kind and name of each.
    Rewritten(Vec<String>),
}

impl TransparencyDesk {
    /// Checks all of it.
    pub fn check(&self) -> Result<Checked, ServiceError> {
        let known = self.keys.end(Chain::Log)?;
        let (checked, joint) = self.db.read(|conn| {
            let (joint, digests, doubles) = match walk(conn)? {
                Ok(found) => found,
                Err(at) => return Ok((Checked::Broken { at }, Joint::default())),
            };
            if let Some((remembered, _)) = known.as_ref()
                && !hangs_on(conn, known.as_ref())?
            {
                let remembered = *remembered;
                return Ok((Checked::Cut { remembered }, joint));
            }
            let mut rewritten = rewritten(conn, digests)?;
            rewritten.extend(doubles);
            let checked = match rewritten.is_empty() {
                true => Checked::Whole {
                    entries: joint.number,
                    head: None,
                },
                false => Checked::Rewritten(rewritten),
            };
            Ok((checked, joint))
        })?;
        Ok(match checked {
            Checked::Whole { entries, .. } if joint.number > 0 => {
                self.keys.remember_end(Chain::Log, joint.number, &joint.digest)?;
                let head = Some(self.signer.sign(&joint));
                Checked::Whole { entries, head }
            }
            other => other,
        })
    }

    /// Takes note of a log that was cut off, which stays in the log, and goes on from its present end.
    pub fn accept_gap(&self) -> Result<(), ServiceError> {
        let Checked::Cut { remembered } = self.check()? else {
            return Ok(());
        };
        let today = self.clock.today();
        let end = self.db.write(|conn| {
            append(conn, today, "gap", json!({ "remembered": remembered }))?;
            transparency::last(conn)
        })?;
        match end {
            Some((number, digest)) => Ok(self.keys.replace_end(Chain::Log, number, &digest)?),
            None => Ok(()),
        }
    }

    /// At a start: what was published before the log told of such things comes into it, once.
    pub fn catch_up(&self) -> Result<(), ServiceError> {
        let today = self.clock.today();
        Ok(self.db.write(|conn| {
            for source in [release::published, training::published] {
                let found = source(conn)?;
                let Some(first) = found.first() else { continue };
                let kind = format!("\"kind\":{}", json!(first.kind));
                if !transparency::holding(conn, &kind)?.is_empty() {
                    continue;
                }
                for published in &found {
                    publish(conn, today, published)?;
                }
            }
            Ok(())
        })?)
    }
}

/// The end of the log and what it has the digests of, or the number at which it stops hanging together.
fn walk(conn: &mut Conn) -> Rows<Result<(Joint, Digests, Doubles), i64>> {
    let (mut joint, mut digests, mut doubles) = (Joint::default(), Digests::new(), Doubles::new());
    loop {
        let part = transparency::from(conn, joint.number + 1, i64::try_from(PAGE).unwrap_or(i64::MAX))?;
        if part.is_empty() {
            return Ok(Ok((joint, digests, doubles)));
        }
        for sealed in &part {
            let Ok(entry) = serde_json::from_str::<Entry>(&sealed.text) else {
                return Ok(Err(joint.number + 1));
            };
            if let (Some(name), Some(digest)) = (entry.body["name"].as_str(), entry.body["digest"].as_str()) {
                // the first entry is the one that people may have kept
                match digests.entry((entry.kind.clone(), name.to_owned())) {
                    Slot::Vacant(slot) => drop(slot.insert(digest.to_owned())),
                    Slot::Occupied(_) => doubles.push(format!("{} {name}", entry.kind)),
                }
            }
        }
        joint = match follow(&part, joint) {
            Ok(joint) => joint,
            Err(at) => return Ok(Err(at)),
        };
    }
}

fn rewritten(conn: &mut Conn, mut digests: Digests) -> Rows<Vec<String>> {
    let mut found = Vec::new();
    for (_, source) in SOURCES {
        for published in source(conn)? {
            let known = digests.remove(&(published.kind.to_owned(), published.name.clone()));
            if known.as_deref() != Some(digest(&published.text).as_str()) {
                found.push(format!("{} {}", published.kind, published.name));
            }
        }
    }
    found.extend(digests.into_keys().map(|(kind, name)| format!("{kind} {name}")));
    Ok(found)
}
