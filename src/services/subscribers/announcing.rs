//! Messages to subscribers, put out a few letters at a time. A letter names the subscriber; the address is opened when it is sent.

use chrono::NaiveDateTime;

use crate::secret::Secret;
use crate::services::ServiceError;
use crate::services::letters::{self, Notice};
use crate::store::{Db, announcements, subscribers};

/// Letters put out in one step, and at most waiting before the next: staff at the door do not wait behind all of them.
const SLICE: i64 = 50;

/// Puts out some letters of the oldest message; says whether there was something to do.
pub(in crate::services) fn put_out(db: &Db, key: &Secret, now: NaiveDateTime) -> Result<bool, ServiceError> {
    if db.read(announcements::oldest)?.is_none() {
        return Ok(false);
    }
    Ok(db.write(|conn| {
        if crate::store::letters::waiting_about(conn)? >= SLICE {
            return Ok(false);
        }
        let Some(announced) = announcements::oldest(conn)? else {
            return Ok(false);
        };
        let some = subscribers::of_topic(conn, announced.topic, announced.through, SLICE)?;
        let Some(last) = some.last() else {
            return announcements::delete(conn, announced.id).map(|()| true);
        };
        announcements::advance(conn, announced.id, last.id)?;
        for row in &some {
            let notice = Notice::Announced {
                subscriber: row.id.to_string(),
                announcement: announced.announcement.clone(),
            };
            letters::put_about(conn, key, now, ("", &row.address_hash), &row.language, &notice)?;
        }
        Ok(true)
    })?)
}
