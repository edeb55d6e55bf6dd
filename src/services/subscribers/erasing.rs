//! Deleting addresses for good: the key folder remembers it first, then the rows go, then what they left behind.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::SubscriberDesk;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::services::ServiceError;
use crate::store::requests::{self, Request};
use crate::store::{Db, campaigns, letters, outbox, subscribers};

/// How often the database is written anew for those who stop.
const REWRITTEN: Duration = Duration::from_secs(60);
/// People of a campaign looked at in one step.
const SLICE: i64 = 1_000;

impl SubscriberDesk {
    /// Deletes subscribers with what waits for them.
    pub(in crate::services) fn erase(&self, ids: &[Id]) -> Result<(), ServiceError> {
        self.keys.remember_erased_addresses(ids)?;
        self.db.write(|conn| {
            for id in ids {
                if let Some(row) = subscribers::find(conn, *id)? {
                    letters::delete_about(conn, &row.address_hash)?;
                    subscribers::delete(conn, *id)?;
                }
            }
            Ok(())
        })?;
        self.wipe()
    }

    /// Wipes what deleted rows left behind; somebody who reads may be in the way for a moment.
    pub(in crate::services) fn wipe(&self) -> Result<(), ServiceError> {
        if self.is_time_to_rewrite()
            && let Err(error) = self.db.rewrite()
        {
            tracing::warn!(?error, "the database could not be written anew now");
        }
        let tables = [
            "subscribers",
            "subscriptions",
            "letters",
            "requests",
            "addressees",
            "outbox",
            "invitations",
        ];
        for _ in 0..20 {
            if self.db.wipe_leftovers(&tables)? {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn is_time_to_rewrite(&self) -> bool {
        let mut last = self.rewritten.lock().unwrap_or_else(PoisonError::into_inner);
        let is_time = last.is_none_or(|last| last.elapsed() >= REWRITTEN);
        if is_time {
            *last = Some(Instant::now());
        }
        is_time
    }
}

/// Drops again what was deleted for good, where an older database was put back.
pub fn recover(db: &Db, keys: &KeyFolder) -> Result<(), ServiceError> {
    let erased = keys.erased_addresses()?;
    if erased.is_empty() {
        return Ok(());
    }
    let is_gone = |id: &Id| erased.contains(&keys.erased_address_mark(*id));
    let back: Vec<Id> = db.read(subscribers::ids)?.into_iter().filter(is_gone).collect();
    let asked = db.read(requests::with_address)?;
    let asked: Vec<Request> = asked.into_iter().filter(|request| is_gone(&request.id)).collect();
    let mut dropped = !back.is_empty() || !asked.is_empty();
    db.write(|conn| {
        for request in &asked {
            let mut request = request.clone();
            request.forget_address();
            requests::update(conn, &request)?;
        }
        for id in &back {
            if let Some(row) = subscribers::find(conn, *id)? {
                letters::delete_about(conn, &row.address_hash)?;
                subscribers::delete(conn, *id)?;
            }
        }
        Ok(())
    })?;
    for campaign in db.read(campaigns::with_addresses)? {
        let mut after = Vec::new();
        loop {
            let people = db.read(|conn| campaigns::people_after(conn, campaign.id, &after, SLICE))?;
            let Some(last) = people.last() else { break };
            after.clone_from(&last.id);
            let back: Vec<&[u8]> = people
                .iter()
                .filter(|person| Id::from_slice(&person.id).is_some_and(|id| is_gone(&id)))
                .map(|person| person.id.as_slice())
                .collect();
            dropped = dropped || !back.is_empty();
            db.write(|conn| {
                for id in &back {
                    outbox::cancel(conn, campaign.id, Some(id))?;
                    campaigns::forget_person(conn, campaign.id, id)?;
                }
                Ok(())
            })?;
        }
    }
    if dropped {
        tracing::warn!("an older database was put back: addresses that were deleted for good since are dropped");
        db.rewrite()?;
        db.wipe_leftovers(&[
            "subscribers",
            "subscriptions",
            "requests",
            "letters",
            "addressees",
            "outbox",
        ])?;
    }
    Ok(())
}
