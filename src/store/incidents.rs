//! The register of incidents, its tasks, and what was published, which the database never lets change.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{incident_tasks as k, incident_updates as u, incidents as i};
use super::{Conn, Rows, corrupt, read_id};
use crate::domain::id::Id;
use crate::domain::incident::{Incident, Severity, State, Task, Update};

type Raw = (
    Vec<u8>,
    i32,
    NaiveDateTime,
    String,
    String,
    String,
    bool,
    String,
    NaiveDate,
    NaiveDate,
);

fn read((id, number, found_at, title, severity, state, exercise, body, created_on, edited_on): Raw) -> Rows<Incident> {
    Ok(Incident {
        id: read_id(&id)?,
        number,
        found_at,
        title,
        severity: Severity::parse(&severity).ok_or_else(|| corrupt("an incident has an unknown severity"))?,
        state: State::parse(&state).ok_or_else(|| corrupt("an incident has an unknown state"))?,
        exercise,
        facts: serde_json::from_str(&body).map_err(|_| corrupt("an incident does not read"))?,
        created_on,
        edited_on,
    })
}

fn body(incident: &Incident) -> Rows<String> {
    serde_json::to_string(&incident.facts).map_err(|_| corrupt("an incident is no JSON"))
}

/// Every incident, the newest first.
pub fn all(conn: &mut Conn) -> Rows<Vec<Incident>> {
    let rows = i::table.order(i::number.desc()).load::<Raw>(conn)?;
    rows.into_iter().map(read).collect()
}

/// One of them.
pub fn find(conn: &mut Conn, id: Id) -> Rows<Option<Incident>> {
    let row = i::table
        .filter(i::id.eq(&id.bytes()[..]))
        .first::<Raw>(conn)
        .optional()?;
    row.map(read).transpose()
}

/// The number of the newest one; 0 before the first.
pub fn newest(conn: &mut Conn) -> Rows<i32> {
    let newest: Option<i32> = i::table.select(diesel::dsl::max(i::number)).first(conn)?;
    Ok(newest.unwrap_or_default())
}

/// Puts one in.
pub fn insert(conn: &mut Conn, incident: &Incident) -> Rows<()> {
    diesel::insert_into(i::table)
        .values((
            i::id.eq(&incident.id.bytes()[..]),
            i::number.eq(incident.number),
            i::found_at.eq(incident.found_at),
            i::title.eq(&incident.title),
            i::severity.eq(incident.severity.name()),
            i::state.eq(incident.state.name()),
            i::exercise.eq(incident.exercise),
            i::body.eq(body(incident)?),
            i::created_on.eq(incident.created_on),
            i::edited_on.eq(incident.edited_on),
        ))
        .execute(conn)
        .map(drop)
}

/// Changes one; whether it is an exercise stays.
pub fn update(conn: &mut Conn, incident: &Incident) -> Rows<()> {
    diesel::update(i::table.filter(i::id.eq(&incident.id.bytes()[..])))
        .set((
            i::found_at.eq(incident.found_at),
            i::title.eq(&incident.title),
            i::severity.eq(incident.severity.name()),
            i::state.eq(incident.state.name()),
            i::body.eq(body(incident)?),
            i::edited_on.eq(incident.edited_on),
        ))
        .execute(conn)
        .map(drop)
}

type RawTask = (
    Vec<u8>,
    String,
    Option<Vec<u8>>,
    String,
    Option<NaiveDate>,
    Option<NaiveDate>,
);

/// The tasks of an incident: what is open by its day, then what is done.
pub fn tasks(conn: &mut Conn, incident: Id) -> Rows<Vec<Task>> {
    let rows = k::table
        .filter(k::incident_id.eq(&incident.bytes()[..]))
        .select((k::id, k::what, k::account_id, k::owner, k::due_on, k::done_on))
        .load::<RawTask>(conn)?;
    let read = |(id, what, account, owner, due_on, done_on): RawTask| -> Rows<Task> {
        Ok(Task {
            id: read_id(&id)?,
            what,
            account: account.as_deref().map(read_id).transpose()?,
            owner,
            due_on,
            done_on,
        })
    };
    let mut tasks = rows.into_iter().map(read).collect::<Rows<Vec<Task>>>()?;
    tasks.sort_by_key(|task| (task.done_on, task.due_on.is_none(), task.due_on, task.id));
    Ok(tasks)
}

/// Puts a task in.
pub fn insert_task(conn: &mut Conn, incident: Id, task: &Task) -> Rows<()> {
    diesel::insert_into(k::table)
        .values((
            k::id.eq(&task.id.bytes()[..]),
            k::incident_id.eq(&incident.bytes()[..]),
            k::what.eq(&task.what),
            k::account_id.eq(task.account.map(|account| account.bytes().to_vec())),
            k::owner.eq(&task.owner),
            k::due_on.eq(task.due_on),
            k::done_on.eq(task.done_on),
        ))
        .execute(conn)
        .map(drop)
}

/// Says that a task was done on a day, or is open again; says whether the incident has it.
pub fn set_done(conn: &mut Conn, incident: Id, task: Id, done_on: Option<NaiveDate>) -> Rows<bool> {
    let one = k::table
        .filter(k::id.eq(&task.bytes()[..]))
        .filter(k::incident_id.eq(&incident.bytes()[..]));
    Ok(diesel::update(one).set(k::done_on.eq(done_on)).execute(conn)? > 0)
}

/// A published row: incident, number, the text, its digest, its day.
pub type Row = (Id, i32, String, String, NaiveDate);

/// Everything published as it stands in the database, in the order of publication.
pub fn published_rows(conn: &mut Conn) -> Rows<Vec<Row>> {
    let rows: Vec<(Vec<u8>, i32, String, String, NaiveDate)> = u::table
        .select((u::incident_id, u::number, u::body, u::digest, u::published_on))
        .order((u::published_on, u::incident_id, u::number))
        .load(conn)?;
    let read = |(id, number, body, digest, day): (Vec<u8>, i32, String, String, NaiveDate)| -> Rows<Row> {
        Ok((read_id(&id)?, number, body, digest, day))
    };
    rows.into_iter().map(read).collect()
}

/// Everything published, in the order of publication.
pub fn published(conn: &mut Conn) -> Rows<Vec<Update>> {
    let read =
        |(_, _, body, _, _): Row| serde_json::from_str(&body).map_err(|_| corrupt("a published update does not read"));
    published_rows(conn)?.into_iter().map(read).collect()
}

/// Publishes an update.
pub fn publish(conn: &mut Conn, incident: Id, update: &Update, body: &str, digest: &str) -> Rows<()> {
    diesel::insert_into(u::table)
        .values((
            u::incident_id.eq(&incident.bytes()[..]),
            u::number.eq(update.number),
            u::body.eq(body),
            u::digest.eq(digest),
            u::published_on.eq(update.day),
        ))
        .execute(conn)
        .map(drop)
}
