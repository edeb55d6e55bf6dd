//! "You said, we did": writing statements, quoting figures of releases, publishing. Numbers come from releases alone.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::announcements::announce;
use super::results::{Results, ResultsReader};
use super::transparency::{self, Published};
use super::{ServiceError, catalogue};
use crate::clock::Clock;
use crate::domain::announcement::{Announcement, Topic};
use crate::domain::id::Id;
use crate::domain::statement::{About, Draft, Quote, Status, Version, Wish};
use crate::domain::translated::written;
use crate::domain::transparency::digest;
use crate::store::surveys::SurveyRow;
use crate::store::{Conn, Db, Rows, query_error, statements, surveys};

/// The kind of entries in the transparency log.
const KIND: &str = "statement";
/// The most figures a statement quotes.
pub const MOST_QUOTES: usize = 12;

/// Writes and publishes statements.
#[derive(Clone)]
pub struct StatementDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    results: ResultsReader,
}

/// A statement with what was published of it, in order.
#[derive(Debug, Clone)]
pub struct Known {
    /// Random name.
    pub id: Id,
    /// As it is written now.
    pub draft: Draft,
    /// As it was published.
    pub versions: Vec<Version>,
}

/// What came of quoting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// The figure stands in the statement.
    Done,
    /// No release shows this figure, or there is no such statement.
    NotShown,
    /// The statement has as many figures as it may.
    Enough,
}

/// What came of publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publication {
    /// Published under this number.
    Done(i32),
    /// There is no such statement.
    Unknown,
    /// These are missing.
    Missing(Vec<&'static str>),
    /// The newest version says the same.
    Same,
}

impl StatementDesk {
    /// Over a database and what was released.
    pub fn new(db: Db, clock: Arc<dyn Clock>, results: ResultsReader) -> Self {
        Self { db, clock, results }
    }

    /// The statements of a survey; `None` when there is no such survey.
    pub fn of(&self, slug: &str) -> Result<Option<Vec<Known>>, ServiceError> {
        Ok(self.db.read(|conn| {
            let Some(row) = surveys::find_by_slug(conn, slug)? else {
                return Ok(None);
            };
            known(conn, &row).map(Some)
        })?)
    }

    /// One of them.
    pub fn find(&self, slug: &str, id: Id) -> Result<Option<Known>, ServiceError> {
        Ok(self.of(slug)?.and_then(|all| all.into_iter().find(|one| one.id == id)))
    }

    /// Begins a statement, without figures; `None` when there is no such survey.
    pub fn create(&self, slug: &str, draft: &Draft) -> Result<Option<Id>, ServiceError> {
        let (id, today) = (Id::new(rand::random()), self.clock.today());
        let draft = Draft {
            quotes: Vec::new(),
            ..draft.clone()
        };
        Ok(self.db.write(|conn| {
            let Some(row) = surveys::find_by_slug(conn, slug)? else {
                return Ok(None);
            };
            statements::insert(conn, row.id, id, &draft, today).map(|()| Some(id))
        })?)
    }

    /// Keeps what was written; its figures stay. Says whether there is such a statement.
    pub fn save(&self, slug: &str, id: Id, draft: &Draft) -> Result<bool, ServiceError> {
        let changed = self.change(slug, id, |old| {
            let quotes = std::mem::take(&mut old.quotes);
            *old = Draft {
                quotes,
                ..draft.clone()
            };
            true
        })?;
        Ok(changed == Some(true))
    }

    /// The results of the period of a release, with that release among them.
    pub fn results(&self, slug: &str, release: u64) -> Result<Option<Results>, ServiceError> {
        let releases = self.results.releases(slug)?.unwrap_or_default();
        match releases.iter().find(|one| one.release == release) {
            Some(found) => self.results.of_period(slug, Some(&found.period)),
            None => Ok(None),
        }
    }

    /// Quotes a figure of a release: the value is computed here, from the release alone.
    pub fn quote(&self, slug: &str, id: Id, wish: &Wish, about: &About) -> Result<Quoted, ServiceError> {
        let Some(results) = self.results(slug, wish.release)? else {
            return Ok(Quoted::NotShown);
        };
        let key = wish.question.split('.').next().unwrap_or_default();
        let kind = results.survey.question(key).map(|question| &question.kind);
        let release = results.releases.iter().find(|one| one.release == wish.release);
        let read = release.and_then(|release| Some((release, wish.read(kind, release)?)));
        let Some((release, (value, n))) = read else {
            return Ok(Quoted::NotShown);
        };
        let quote = Quote {
            release: wish.release,
            digest: release.digest.clone(),
            released_on: release.published_on,
            question: wish.question.clone(),
            by: wish.by.clone(),
            block: wish.block.clone(),
            figure: wish.figure.name(),
            value,
            n,
            about: about.clone(),
        };
        let changed = self.change(slug, id, |draft| {
            let is_there = draft.quotes.contains(&quote);
            if !is_there && draft.quotes.len() < MOST_QUOTES {
                draft.quotes.push(quote.clone());
                return true;
            }
            is_there
        })?;
        Ok(match changed {
            Some(true) => Quoted::Done,
            Some(false) => Quoted::Enough,
            None => Quoted::NotShown,
        })
    }

    /// Takes the figure at a place out of the draft; says whether it had one there.
    pub fn unquote(&self, slug: &str, id: Id, place: usize) -> Result<bool, ServiceError> {
        let changed = self.change(slug, id, |draft| {
            let is_there = place < draft.quotes.len();
            if is_there {
                draft.quotes.remove(place);
            }
            is_there
        })?;
        Ok(changed == Some(true))
    }

    fn change(&self, slug: &str, id: Id, change: impl Fn(&mut Draft) -> bool) -> Result<Option<bool>, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.write(|conn| {
            let Some(mut draft) = draft_of(conn, slug, id)?.map(|(_, draft)| draft) else {
                return Ok(None);
            };
            let is_changed = change(&mut draft);
            if is_changed {
                statements::update(conn, id, &draft, today)?;
            }
            Ok(Some(is_changed))
        })?)
    }

    /// Publishes the draft as the next version, for good, and tells subscribers of the survey.
    pub fn publish(&self, slug: &str, id: Id) -> Result<Publication, ServiceError> {
        let now = self.clock.now();
        // the survey's own language is the one that may not be missing
        let (language, listed) = self.language(slug)?;
        Ok(self.db.write(|conn| {
            let Some((row, draft)) = draft_of(conn, slug, id)? else {
                return Ok(Publication::Unknown);
            };
            let missing = draft.missing(&language);
            if !missing.is_empty() {
                return Ok(Publication::Missing(missing));
            }
            let said = published(&draft);
            let versions = versions_of(conn, row.id, id)?;
            if versions.last().is_some_and(|newest| newest.said == said) {
                return Ok(Publication::Same);
            }
            let version = Version {
                statement: id.to_string(),
                number: versions.last().map_or(0, |newest| newest.number) + 1,
                survey: row.slug.clone(),
                listed,
                day: now.date(),
                said,
            };
            put_out(conn, &row, id, &version, now)?;
            Ok(Publication::Done(version.number))
        })?)
    }

    /// The survey's own language, and whether it is listed.
    fn language(&self, slug: &str) -> Result<(String, bool), ServiceError> {
        let today = self.clock.today();
        // as it is today: a survey that is not listed any more stays out of the public log
        let published = self.db.read(|conn| catalogue::find(conn, slug, today))?;
        Ok(published.map_or_else(
            || ("en".to_owned(), false),
            |published| (published.survey.default_language, published.survey.listed),
        ))
    }

    /// Everything published, of every survey, in the order of publication.
    pub fn public(&self) -> Result<Vec<Version>, ServiceError> {
        Ok(self.db.read(statements::published)?)
    }
}

/// What of a draft is published: languages that were written, and the reason only where one is asked for.
fn published(draft: &Draft) -> Draft {
    let reason = match draft.status() {
        Status::NotNow => written(&draft.reason),
        _ => Default::default(),
    };
    Draft {
        title: written(&draft.title),
        text: written(&draft.text),
        status: draft.status().name().to_owned(),
        reason,
        quotes: draft.quotes.clone(),
    }
}

fn draft_of(conn: &mut Conn, slug: &str, id: Id) -> Rows<Option<(SurveyRow, Draft)>> {
    let Some(row) = surveys::find_by_slug(conn, slug)? else {
        return Ok(None);
    };
    let mut drafts = statements::of_survey(conn, row.id)?.into_iter();
    Ok(drafts.find(|(known, _)| *known == id).map(|(_, draft)| (row, draft)))
}

fn known(conn: &mut Conn, row: &SurveyRow) -> Rows<Vec<Known>> {
    let versions = statements::published_of(conn, row.id)?;
    let drafts = statements::of_survey(conn, row.id)?.into_iter();
    let one = |(id, draft): (Id, Draft)| {
        let name = id.to_string();
        let own = versions.iter().filter(|version| version.statement == name);
        Known {
            id,
            draft,
            versions: own.cloned().collect(),
        }
    };
    Ok(drafts.map(one).collect())
}

fn versions_of(conn: &mut Conn, survey: Id, id: Id) -> Rows<Vec<Version>> {
    let name = id.to_string();
    let mut versions = statements::published_of(conn, survey)?;
    versions.retain(|version| version.statement == name);
    Ok(versions)
}

fn put_out(conn: &mut Conn, row: &SurveyRow, id: Id, version: &Version, now: NaiveDateTime) -> Rows<()> {
    let body = serde_json::to_string(version).map_err(|_| query_error("a statement is no JSON"))?;
    statements::publish(conn, id, row.id, version, &body, &digest(&body))?;
    transparency::publish(conn, version.day, &logged(id, version.number, version.listed, body))?;
    let announcement = Announcement {
        name: "statement".to_owned(),
        title: version.said.title.clone(),
        path: format!("/you-said?survey={}", row.slug),
    };
    announce(conn, Topic::Statements(row.id), &announcement, now)
}

/// What the log is told; nothing of where a survey is that is not listed.
fn logged(id: Id, number: i32, listed: bool, text: String) -> Published {
    Published {
        kind: KIND,
        name: format!("{id}/{number}"),
        text,
        path: if listed { "/you-said".to_owned() } else { String::new() },
    }
}

/// Every version as it stands in the database, for `verify`. A row whose columns say other things than its text has no text.
pub(super) fn source(conn: &mut Conn) -> Rows<Vec<Published>> {
    let slugs = surveys::all(conn)?;
    let rows = statements::published_rows(conn)?.into_iter();
    let row = |(id, number, survey, body, noted, day): statements::Row| {
        let slug = slugs.iter().find(|row| row.id == survey).map(|row| row.slug.as_str());
        let told: Option<Version> = serde_json::from_str(&body).ok();
        let agrees = |told: &Version| {
            (told.statement.as_str(), told.number, told.day) == (id.to_string().as_str(), number, day)
                && slug == Some(told.survey.as_str())
                && noted == digest(&body)
        };
        let listed = told.as_ref().is_some_and(|told| told.listed);
        let text = if told.as_ref().is_some_and(agrees) {
            body
        } else {
            String::new()
        };
        logged(id, number, listed, text)
    };
    Ok(rows.map(row).collect())
}

/// The newest published version of each statement of a survey, the newest first, for its form.
pub(super) fn newest_of(conn: &mut Conn, survey: Id) -> Rows<Vec<Version>> {
    let mut newest: Vec<Version> = Vec::new();
    for version in statements::published_of(conn, survey)?.into_iter().rev() {
        if !newest.iter().any(|known| known.statement == version.statement) {
            newest.push(version);
        }
    }
    Ok(newest)
}
