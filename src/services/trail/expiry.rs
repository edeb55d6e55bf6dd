//! Entries that are older than what is kept go; the chain begins with the one after them.

use chrono::NaiveDate;

use super::{EXPIRED, PART, TrailDesk, append, hangs_on};
use crate::domain::trail::{Act, Entry};
use crate::keys::Chain;
use crate::services::ServiceError;
use crate::services::retention::kept_since;
use crate::store::trail;

/// The rule of how long entries are kept.
const RULE: &str = "trail";

impl TrailDesk {
    /// How many entries are older than what is kept.
    pub fn count_expired(&self) -> Result<i64, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| {
            let (Some((first, _)), Some(since)) = (trail::ends(conn)?, kept_since(conn, RULE, today)?) else {
                return Ok(0);
            };
            let mut next = first;
            loop {
                let part = trail::from(conn, next, PART)?;
                let old = part.iter().take_while(|(sealed, _)| is_before(&sealed.text, since));
                let count = i64::try_from(old.count()).unwrap_or(0);
                next += count;
                if count < PART {
                    return Ok(next - first);
                }
            }
        })?)
    }

    /// Lets entries go that are older than what is kept; an entry says so, and the chain begins with the one after them. Takes a part at a
    /// time and says how many it took.
    pub fn expire(&self) -> Result<i64, ServiceError> {
        let (now, today) = (self.now(), self.clock.today());
        let known = self.keys.end(Chain::Trail)?;
        let done = self.db.write(|conn| {
            let (Some((first, _)), Some(since)) = (trail::ends(conn)?, kept_since(conn, RULE, today)?) else {
                return Ok(None);
            };
            let mut through = None;
            for (sealed, _) in trail::from(conn, first, PART)? {
                match serde_json::from_str::<Entry>(&sealed.text) {
                    Ok(entry) if entry.at.date() < since => through = Some((entry.number, sealed.digest)),
                    _ => break,
                }
            }
            let Some((number, digest)) = through else {
                return Ok(None);
            };
            let act = Act {
                what: EXPIRED.to_owned(),
                about: format!("{number} {digest}"),
                ..Act::default()
            };
            let hangs = hangs_on(conn, known.as_ref())?;
            let joint = append(conn, now, &act, Some(number))?;
            trail::delete_through(conn, number)?;
            Ok(Some((joint, hangs, number - first + 1)))
        })?;
        match done {
            Some((joint, hangs, gone)) => self.remember(&joint, hangs).map(|()| gone),
            None => Ok(0),
        }
    }
}

fn is_before(text: &str, since: NaiveDate) -> bool {
    serde_json::from_str::<Entry>(text).is_ok_and(|entry| entry.at.date() < since)
}
