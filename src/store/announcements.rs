//! Messages to subscribers, until each subscriber's mail waits in the outbox.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::announcements as t;
use super::{Conn, Rows, corrupt, read_id};
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

/// One that is being put into the outbox.
pub struct Announced {
    /// Random name.
    pub id: Id,
    /// Who wanted to be told.
    pub topic: Topic,
    /// What they are told.
    pub announcement: Announcement,
    /// The last subscriber it was put into the outbox for.
    pub through: Option<Id>,
}

type Raw = (Vec<u8>, String, Option<Vec<u8>>, String, Option<Vec<u8>>);

/// The oldest one.
pub fn oldest(conn: &mut Conn) -> Rows<Option<Announced>> {
    let row = t::table
        .order((t::announced_at, t::id))
        .select((t::id, t::topic, t::survey_id, t::body, t::through))
        .first::<Raw>(conn)
        .optional()?;
    row.map(|(id, topic, survey, body, through)| {
        let survey = survey.map(|id| read_id(&id)).transpose()?;
        Ok(Announced {
            id: read_id(&id)?,
            topic: Topic::parse(&topic, survey).ok_or_else(|| corrupt("a topic nobody knows"))?,
            announcement: serde_json::from_str(&body).map_err(|_| corrupt("an announcement does not read"))?,
            through: through.map(|id| read_id(&id)).transpose()?,
        })
    })
    .transpose()
}

/// Notes how far it came.
pub fn advance(conn: &mut Conn, id: Id, through: Id) -> Rows<()> {
    diesel::update(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .set(t::through.eq(through.bytes().to_vec()))
        .execute(conn)
        .map(drop)
}

/// Deletes one whose mails all wait.
pub fn delete(conn: &mut Conn, id: Id) -> Rows<()> {
    diesel::delete(t::table.filter(t::id.eq(id.bytes().to_vec())))
        .execute(conn)
        .map(drop)
}
