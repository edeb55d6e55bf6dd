//! The privacy policy: its versions, its draft, and the version that follows by itself when a setting it tells of changes.

mod draft;
mod facts;
mod settle;

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::ServiceError;
use super::transparency::Published;
use crate::clock::Clock;
use crate::domain::organisation::{LegalGround, Organisation};
use crate::domain::policy::{Body, Facts, Standing, Version, Wording, announced, in_force};
use crate::store::{Conn, Db, Rows, organisation, policies};

pub use draft::{Drafted, NotPublished, Preview};
pub(super) use facts::Upcoming;
use settle::settle;

/// How long an answer of the database is used again.
const FRESH: Duration = Duration::from_secs(1);

/// When the database was asked, and what it said.
type Known = (Instant, NaiveDate, Arc<Current>);

/// Writes, publishes and reads policies.
#[derive(Clone)]
pub struct PolicyDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    known: Arc<RwLock<Option<Known>>>,
}

/// The policy as of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// When each version counts, oldest first.
    pub standings: Vec<Standing>,
    /// The version in force; none before anything was published.
    pub version: Option<Version>,
    /// Versions that were published and do not count yet, the next first.
    pub announced: Vec<Standing>,
    /// The facts as they are now.
    pub facts: Facts,
}

impl Current {
    /// The words in force: the organisation's, or those that come with the program.
    pub fn wording(&self) -> Wording {
        self.version
            .as_ref()
            .map_or_else(Wording::shipped, |version| version.body.wording.clone())
    }
}

impl PolicyDesk {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self {
            db,
            clock,
            known: Arc::default(),
        }
    }

    /// The policy as of today.
    pub fn find(&self) -> Result<Current, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| current(conn, today))?)
    }

    /// The same as of a moment ago; asks the database at most once a second.
    pub async fn current(&self) -> Result<Arc<Current>, ServiceError> {
        let today = self.clock.today();
        let known = self
            .known
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone();
        if let Some((asked, day, current)) = known
            && asked.elapsed() < FRESH
            && day == today
        {
            return Ok(current);
        }
        let desk = self.clone();
        let current = super::blocking(move || desk.find()).await.map(Arc::new)?;
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
            Some((Instant::now(), today, Arc::clone(&current)));
        Ok(current)
    }

    /// A version.
    pub fn version(&self, number: i32) -> Result<Option<Version>, ServiceError> {
        Ok(self.db.read(|conn| policies::find(conn, number))?)
    }

    /// A version and the one it follows: what was in force when it was published, or will be on the day before its own.
    pub fn with_former(&self, number: i32) -> Result<Option<(Version, Option<Version>)>, ServiceError> {
        Ok(self.db.read(|conn| {
            let Some(version) = policies::find(conn, number)? else {
                return Ok(None);
            };
            let standings = policies::standings(conn)?;
            let former = settle::former(&standings, number, version.body.published_on, version.body.effective_on);
            let former = former.map(|former| policies::find(conn, former.number)).transpose()?;
            Ok(Some((version, former.flatten())))
        })?)
    }

    /// Every version, the newest first.
    pub fn versions(&self) -> Result<Vec<Version>, ServiceError> {
        self.versions_before(i32::MAX, usize::MAX)
    }

    /// Versions before a number, the newest first, at most `most`.
    pub fn versions_before(&self, before: i32, most: usize) -> Result<Vec<Version>, ServiceError> {
        Ok(self.db.read(|conn| {
            let standings = policies::standings(conn)?;
            let wanted = standings
                .iter()
                .rev()
                .filter(|standing| standing.number < before)
                .take(most);
            let mut found = Vec::new();
            for standing in wanted {
                found.extend(policies::find(conn, standing.number)?);
            }
            Ok(found)
        })?)
    }

    /// Publishes what follows from the settings as they are; at the start of the program, and once a day.
    pub fn follow(&self) -> Result<Option<i32>, ServiceError> {
        let now = self.clock.now();
        let done = self.db.write(|conn| follow(conn, now))?;
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        Ok(done)
    }
}

fn current(conn: &mut Conn, today: NaiveDate) -> Rows<Current> {
    let standings = policies::standings(conn)?;
    let version = match in_force(&standings, today) {
        Some(standing) => policies::find(conn, standing.number)?,
        None => None,
    };
    Ok(Current {
        announced: announced(&standings, today),
        facts: facts::at(conn, today, None, None)?,
        standings,
        version,
    })
}

/// To be called in the transaction of every change of a setting the policy tells of (organisation, surveys, processors, retention):
/// publishes the next version at once where nothing became less strict. What would loosen has to be proposed, not set.
/// Gives the number of the newest version there is now.
pub(super) fn follow(conn: &mut Conn, now: NaiveDateTime) -> Rows<Option<i32>> {
    if policies::standings(conn)?.is_empty() && !facts::is_anything_published(conn)? {
        return Ok(None);
    }
    settle(conn, now, None, None)
}

/// The same for a survey's version that is about to be published; gives the number of the version of the policy that tells of it.
pub(super) fn foretell(conn: &mut Conn, now: NaiveDateTime, upcoming: &Upcoming) -> Rows<Option<i32>> {
    settle(conn, now, Some(upcoming), None)
}

/// Names of facts of the organisation that would be less than what was promised.
pub(super) fn refused(conn: &mut Conn, wished: &Organisation) -> Rows<Vec<&'static str>> {
    let newest = policies::standings(conn)?.last().map(|standing| standing.number);
    let newest = newest.map(|number| policies::find(conn, number)).transpose()?.flatten();
    let mut refused = Vec::new();
    if let Some(facts) = newest.map(|version| version.body.facts) {
        if wished.notice_days < facts.notice_days {
            refused.push("notice_days");
        }
        let ground = wished.legal_ground;
        if ground != LegalGround::Consent && ground.name() != facts.organisation.legal_ground {
            refused.push("legal_ground");
        }
    }
    Ok(refused)
}

/// The first day on which something less strict than before may count.
pub(super) fn earliest(conn: &mut Conn, today: NaiveDate) -> Rows<NaiveDate> {
    let days = organisation::find(conn)?.notice_days;
    Ok(today + Days::new(u64::try_from(days).unwrap_or_default()))
}

/// What the log has the digest of.
pub(super) fn published(conn: &mut Conn) -> Rows<Vec<Published>> {
    let rows = policies::texts(conn)?;
    let told = |(standing, text): (Standing, String)| {
        let says_the_same = serde_json::from_str::<Body>(&text).is_ok_and(|body| body.standing() == standing);
        // columns that decide when it counts, and say other things than its text, are a rewrite as well
        in_the_log(standing.number, if says_the_same { text } else { String::new() })
    };
    Ok(rows.into_iter().map(told).collect())
}

fn in_the_log(number: i32, text: String) -> Published {
    Published {
        kind: "policy",
        name: number.to_string(),
        text,
        path: format!("/privacy/versions/{number}"),
    }
}
