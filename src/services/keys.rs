//! Keys as people see them: ids, ages, rotation, destruction. Never a key.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::ServiceError;
use super::release::{ReleaseDesk, Shredded};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::keys::{KeyFolder, KeyLine, KeyName, Rotated};
use crate::store::{Db, accounts, key_check, surveys};

/// Shows, rotates and destroys keys.
#[derive(Clone)]
pub struct KeyDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    releases: ReleaseDesk,
}

/// What keys there are.
#[derive(Debug)]
pub struct KeyOverview {
    /// Id of the wrapping key in force.
    pub wrapping: String,
    /// The day it came into force.
    pub since: NaiveDate,
    /// The surveys that have keys, in the order of slugs.
    pub surveys: Vec<SurveyKeys>,
    /// How many campaigns have a key.
    pub campaigns: usize,
}

/// The keys of one survey.
#[derive(Debug)]
pub struct SurveyKeys {
    /// Its slug.
    pub slug: String,
    /// The newest epoch that has a pool key: what comes in is sealed with it.
    pub epoch: i64,
    /// The day that key was made.
    pub since: NaiveDate,
    /// Its age in days.
    pub days: i64,
    /// How many earlier epochs still have one.
    pub earlier: usize,
    /// How many reporting periods have a cell key.
    pub periods: usize,
}

/// One key, in words of the command line.
#[derive(Debug)]
pub struct KeyFact {
    /// What it is for.
    pub what: String,
    /// Id of the key that wraps it.
    pub wrapped_with: String,
    /// The day it was made.
    pub since: NaiveDate,
    /// Its age in days.
    pub days: i64,
}

impl KeyDesk {
    /// Over the database and the key folder.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>, releases: ReleaseDesk) -> Self {
        Self {
            db,
            keys,
            clock,
            releases,
        }
    }

    /// Ids and ages, survey by survey.
    pub fn overview(&self) -> Result<KeyOverview, ServiceError> {
        let slugs = self.slugs()?;
        let lines = self.keys.list()?;
        let mut surveys: BTreeMap<String, SurveyKeys> = BTreeMap::new();
        for line in &lines {
            let (KeyName::Pool(survey, _) | KeyName::Cell(survey, _)) = &line.name else {
                continue;
            };
            let slug = named(&slugs, *survey);
            let keys = surveys.entry(slug.clone()).or_insert(SurveyKeys {
                slug,
                epoch: 0,
                since: line.since,
                days: 0,
                earlier: 0,
                periods: 0,
            });
            match &line.name {
                KeyName::Pool(_, epoch) => {
                    keys.earlier += usize::from(keys.epoch > 0);
                    if *epoch > keys.epoch {
                        (keys.epoch, keys.since, keys.days) = (*epoch, line.since, self.days(line));
                    }
                }
                _ => keys.periods += 1,
            }
        }
        let root = lines.iter().find(|line| line.name == KeyName::Root);
        Ok(KeyOverview {
            wrapping: root.map(|root| root.wrapped_with.to_string()).unwrap_or_default(),
            since: root.map_or_else(|| self.clock.today(), |root| root.since),
            surveys: surveys.into_values().collect(),
            campaigns: lines
                .iter()
                .filter(|line| matches!(line.name, KeyName::Campaign(_)))
                .count(),
        })
    }

    /// Every key by itself, the root first.
    pub fn facts(&self) -> Result<Vec<KeyFact>, ServiceError> {
        let slugs = self.slugs()?;
        let fact = |line: KeyLine| KeyFact {
            what: match &line.name {
                KeyName::Root => "root".to_owned(),
                KeyName::Pool(survey, epoch) => format!("{} pool {epoch}", named(&slugs, *survey)),
                KeyName::Cell(survey, period) => format!("{} cells {period}", named(&slugs, *survey)),
                KeyName::Campaign(campaign) => format!("campaign {campaign}"),
            },
            wrapped_with: line.wrapped_with.to_string(),
            since: line.since,
            days: self.days(&line),
        };
        Ok(self.keys.list()?.into_iter().map(fact).collect())
    }

    /// Where wrapping keys come from, and the ids of those that are there now.
    pub fn source(&self) -> Result<(String, Vec<String>), ServiceError> {
        let (source, ids) = self.keys.source()?;
        Ok((source, ids.iter().map(ToString::to_string).collect()))
    }

    /// Wraps every key with another wrapping key, while servers go on.
    pub fn rotate(&self) -> Result<Rotated, ServiceError> {
        let rotated = self.keys.rotate()?;
        tracing::info!(key = %rotated.key, keys = rotated.keys, "another key wraps all others");
        Ok(rotated)
    }

    /// Destroys what waits in a survey: its keys, then the records. What was released stays.
    pub fn shred(&self, slug: &str) -> Result<Shredded, ServiceError> {
        self.releases.shred(slug)
    }

    fn days(&self, line: &KeyLine) -> i64 {
        (self.clock.today() - line.since).num_days().max(0)
    }

    fn slugs(&self) -> Result<BTreeMap<Id, String>, ServiceError> {
        let rows = self.db.read(surveys::all)?;
        Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
    }
}

/// The slug, or the random name of a survey another database has.
fn named(slugs: &BTreeMap<Id, String>, survey: Id) -> String {
    slugs.get(&survey).cloned().unwrap_or_else(|| survey.to_string())
}

/// Refuses a database that was written with other keys; one that was written with none yet gets the mark of these.
pub fn compare(db: &Db, keys: &KeyFolder) -> Result<(), ServiceError> {
    let own = keys.mark();
    let found = db.read(key_check::find)?;
    let found = match found {
        Some(found) => found,
        None => db.write(|conn| match key_check::find(conn)? {
            Some(found) => Ok(found),
            None => key_check::save(conn, &own).map(|()| own.to_vec()),
        })?,
    };
    if found == own {
        Ok(())
    } else {
        Err(keys.other_database().into())
    }
}

/// Lets the database go on with these keys. Accounts go: nobody can open their addresses any more, and the next start makes a first one.
pub fn adopt(db: &Db, keys: &KeyFolder) -> Result<(), ServiceError> {
    let own = keys.mark();
    db.write(|conn| {
        for row in accounts::all(conn)? {
            accounts::delete(conn, row.id)?;
        }
        key_check::save(conn, &own)
    })?;
    Ok(())
}
