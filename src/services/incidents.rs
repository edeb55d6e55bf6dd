//! The register of incidents: entering, following up, and publishing what people should know. An exercise is published nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::ServiceError;
use super::announcements::announce;
use super::transparency::{self, Published};
use crate::clock::Clock;
use crate::domain::announcement::{Announcement, Topic};
use crate::domain::id::Id;
use crate::domain::incident::{Facts, Incident, Severity, State, Task, Update};
use crate::domain::translated::{Texts, written};
use crate::domain::transparency::digest;
use crate::store::{Conn, Db, Rows, incidents, query_error};

/// The kind of entries in the transparency log.
const KIND: &str = "incident";

/// Handles incidents.
#[derive(Clone)]
pub struct IncidentDesk {
    db: Db,
    clock: Arc<dyn Clock>,
}

/// What staff say of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What they call it.
    pub title: String,
    /// When it was found.
    pub found_at: NaiveDateTime,
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    pub state: State,
    /// The rest; ticks are not changed by it.
    pub facts: Facts,
}

/// An incident with everything about it.
#[derive(Debug, Clone)]
pub struct Known {
    /// The register.
    pub incident: Incident,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// What was published, in order.
    pub updates: Vec<Update>,
}

/// What came of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Published under this number.
    Done(i32),
    /// There is no such incident.
    Unknown,
    /// It is an exercise.
    Exercise,
    /// No language has both a title and a text, or one has only one of them.
    Incomplete,
    /// The newest update says the same.
    Same,
}

impl IncidentDesk {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// Every incident, the newest first.
    pub fn all(&self) -> Result<Vec<Incident>, ServiceError> {
        Ok(self.db.read(incidents::all)?)
    }

    /// One of them with its tasks and updates.
    pub fn find(&self, id: Id) -> Result<Option<Known>, ServiceError> {
        Ok(self.db.read(|conn| {
            let Some(incident) = incidents::find(conn, id)? else {
                return Ok(None);
            };
            Ok(Some(Known {
                incident,
                tasks: incidents::tasks(conn, id)?,
                updates: updates_of(conn, id)?,
            }))
        })?)
    }

    /// Enters an incident; gives its random name and its number. Whether it is an exercise is never changed afterwards.
    pub fn create(&self, entry: &Entry, exercise: bool) -> Result<(Id, i32), ServiceError> {
        let (id, today) = (Id::new(rand::random()), self.clock.today());
        Ok(self.db.write(|conn| {
            let number = incidents::newest(conn)? + 1;
            let mut facts = entry.facts.clone();
            facts.ticks.clear();
            let incident = Incident {
                id,
                number,
                found_at: entry.found_at,
                title: entry.title.clone(),
                severity: entry.severity,
                state: entry.state,
                exercise,
                facts,
                created_on: today,
                edited_on: today,
            };
            incidents::insert(conn, &incident)?;
            Ok((id, number))
        })?)
    }

    /// Changes what the register says; says whether there is such an incident.
    pub fn save(&self, id: Id, entry: &Entry) -> Result<bool, ServiceError> {
        self.change(id, |incident| {
            let ticks = std::mem::take(&mut incident.facts.ticks);
            incident.title.clone_from(&entry.title);
            incident.found_at = entry.found_at;
            incident.severity = entry.severity;
            incident.state = entry.state;
            incident.facts = Facts {
                ticks,
                ..entry.facts.clone()
            };
        })
    }

    /// Ticks these steps of the checklist and no others; a step that was ticked keeps its day.
    pub fn tick(&self, id: Id, steps: &[String]) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        self.change(id, |incident| {
            let known = incident.severity.checklist();
            let before = std::mem::take(&mut incident.facts.ticks);
            // what a severity of before asked for stays on record
            let kept = before.iter().filter(|(step, _)| !known.contains(&step.as_str()));
            let ticked = known.iter().filter(|step| steps.iter().any(|done| done == *step));
            let ticked = ticked.map(|step| ((*step).to_owned(), before.get(*step).copied().unwrap_or(today)));
            incident.facts.ticks = kept.map(|(step, day)| (step.clone(), *day)).chain(ticked).collect();
        })
    }

    fn change(&self, id: Id, change: impl Fn(&mut Incident)) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.write(|conn| {
            let Some(mut incident) = incidents::find(conn, id)? else {
                return Ok(false);
            };
            change(&mut incident);
            incident.edited_on = today;
            incidents::update(conn, &incident)?;
            Ok(true)
        })?)
    }

    /// Adds a task; its name is drawn here. Says whether there is such an incident.
    pub fn add_task(&self, id: Id, task: &Task) -> Result<bool, ServiceError> {
        let task = Task {
            id: Id::new(rand::random()),
            ..task.clone()
        };
        Ok(self.db.write(|conn| {
            if incidents::find(conn, id)?.is_none() {
                return Ok(false);
            }
            incidents::insert_task(conn, id, &task)?;
            Ok(true)
        })?)
    }

    /// Says that a task is done, or open again; says whether the incident has it.
    pub fn set_done(&self, id: Id, task: Id, done: bool) -> Result<bool, ServiceError> {
        let today = done.then(|| self.clock.today());
        Ok(self.db.write(|conn| incidents::set_done(conn, id, task, today))?)
    }

    /// Publishes an update, for good, and tells subscribers.
    pub fn publish(&self, id: Id, title: &Texts, text: &Texts) -> Result<Publication, ServiceError> {
        let now = self.clock.now();
        let (title, text) = (written(title), written(text));
        Ok(self.db.write(|conn| {
            let Some(incident) = incidents::find(conn, id)? else {
                return Ok(Publication::Unknown);
            };
            if incident.exercise {
                return Ok(Publication::Exercise);
            }
            if title.is_empty() || !title.keys().eq(text.keys()) {
                return Ok(Publication::Incomplete);
            }
            let before = updates_of(conn, id)?.pop();
            let update = Update {
                incident: id.to_string(),
                number: before.as_ref().map_or(0, |before| before.number) + 1,
                day: now.date(),
                state: incident.state.name().to_owned(),
                title: title.clone(),
                text: text.clone(),
            };
            let said = |update: &Update| (update.title.clone(), update.text.clone(), update.state.clone());
            if before.as_ref().map(said) == Some(said(&update)) {
                return Ok(Publication::Same);
            }
            put_out(conn, id, &update, now)?;
            Ok(Publication::Done(update.number))
        })?)
    }

    /// Everything published: the updates of each incident in order, the incident with the newest update first.
    pub fn public(&self) -> Result<Vec<Vec<Update>>, ServiceError> {
        let updates = self.db.read(incidents::published)?;
        let mut by_incident: BTreeMap<String, Vec<Update>> = BTreeMap::new();
        for update in updates {
            by_incident.entry(update.incident.clone()).or_default().push(update);
        }
        let mut incidents: Vec<Vec<Update>> = by_incident.into_values().collect();
        incidents.sort_by_key(|updates| updates.last().map(|update| std::cmp::Reverse(update.day)));
        Ok(incidents)
    }

    /// What was published of one incident, in order; empty where nothing was.
    pub fn public_of(&self, id: Id) -> Result<Vec<Update>, ServiceError> {
        Ok(self.db.read(|conn| updates_of(conn, id))?)
    }
}

fn updates_of(conn: &mut Conn, id: Id) -> Rows<Vec<Update>> {
    let name = id.to_string();
    let mut updates = incidents::published(conn)?;
    updates.retain(|update| update.incident == name);
    updates.sort_by_key(|update| update.number);
    Ok(updates)
}

fn put_out(conn: &mut Conn, id: Id, update: &Update, now: NaiveDateTime) -> Rows<()> {
    let body = serde_json::to_string(update).map_err(|_| query_error("an update is no JSON"))?;
    incidents::publish(conn, id, update, &body, &digest(&body))?;
    let path = format!("/incidents/{id}");
    transparency::publish(conn, update.day, &logged(id, update.number, body))?;
    let announcement = Announcement {
        name: "incident".to_owned(),
        title: update.title.clone(),
        path,
    };
    announce(conn, Topic::Incidents, &announcement, now)
}

fn logged(id: Id, number: i32, text: String) -> Published {
    Published {
        kind: KIND,
        name: format!("{id}/{number}"),
        text,
        path: format!("/incidents/{id}"),
    }
}

/// Every update as it stands in the database, for `verify`. A row whose columns say other things than its text has no text.
pub(super) fn source(conn: &mut Conn) -> Rows<Vec<Published>> {
    let rows = incidents::published_rows(conn)?.into_iter();
    let row = |(id, number, body, noted, day): incidents::Row| {
        let agrees = noted == digest(&body)
            && serde_json::from_str(&body)
                .is_ok_and(|told: Update| (told.incident, told.number, told.day) == (id.to_string(), number, day));
        logged(id, number, if agrees { body } else { String::new() })
    };
    Ok(rows.map(row).collect())
}
