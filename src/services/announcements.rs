//! Telling subscribers that something was published, in the transaction that publishes it.

use chrono::NaiveDateTime;

use crate::domain::announcement::{Announcement, Topic};
use crate::domain::id::Id;
use crate::store::{Conn, Rows, announcements};

/// Tells every confirmed subscriber of a topic; the mails are made by the mailroom, a few at a time.
pub(super) fn announce(conn: &mut Conn, topic: Topic, announcement: &Announcement, now: NaiveDateTime) -> Rows<()> {
    announcements::insert(conn, Id::new(rand::random()), topic, announcement, now)
}
