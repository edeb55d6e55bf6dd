//! Messages to subscribers, until each subscriber's mail waits in the outbox.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::announcements as t;
use super::{Conn, Rows, corrupt};
use crate::domain::announcement::{Announcement, Topic};
use crate::domain::id::Id;

/// Puts one in.
pub fn insert(conn: &mut Conn, id: Id, topic: Topic, announcement: &Announcement, now: NaiveDateTime) -> Rows<()> {
    let body = serde_json::to_string(announcement).map_err(|_| corrupt("an announcement is no JSON"))?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(id.bytes().to_vec()),
            t::topic.eq(topic.name()),
            t::survey_id.eq(topic.survey().map(|survey| survey.bytes().to_vec())),
            t::body.eq(body),
            t::announced_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}
