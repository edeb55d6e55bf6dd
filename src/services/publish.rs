//! Writing and publishing surveys: drafts, versions, the ratchet, the close.

use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::catalogue::{self, Catalogue};
use super::{ServiceError, policy};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::period::Span;
use crate::domain::survey::{Mistakes, Survey};
use crate::keys::KeyFolder;
use crate::privacy::promise::{self, Refusal, TakesEffect};
use crate::store::collections::{self, Collection};
use crate::store::surveys::{Promises, SurveyRow, VersionRow};
use crate::store::{Conn, Db, Rows, organisation, surveys};

/// Writes and publishes surveys.
#[derive(Clone)]
pub struct SurveyDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    catalogue: Catalogue,
}

/// What came of publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publication {
    /// Published as this version, which counts from this day.
    Done {
        /// Number of the version.
        version: i32,
        /// First day it counts.
        effective_on: NaiveDate,
    },
    /// It is the newest version already.
    Unchanged,
    /// Facts about the organisation are missing.
    OrganisationMissing(Vec<&'static str>),
    /// A promise would be loosened.
    Refused(Vec<Refusal>),
    /// The survey was closed for good.
    Closed,
    /// The closing day has passed.
    ClosesInThePast,
    /// There is no draft to publish.
    NoDraft,
}

/// A survey as staff see it.
#[derive(Debug)]
pub struct Overview {
    /// Its row.
    pub row: SurveyRow,
    /// The newest published version.
    pub newest: Option<(VersionRow, Survey)>,
    /// The draft.
    pub draft: Option<Survey>,
    /// Where its collection stands.
    pub collection: Option<Collection>,
    /// The day of the first publication.
    pub first_published: Option<NaiveDate>,
    /// Days of notice the organisation gives.
    pub notice_days: i64,
}

impl Overview {
    /// The draft, or else the newest version.
    pub fn definition(&self) -> Option<&Survey> {
        self.draft.as_ref().or(self.newest.as_ref().map(|(_, survey)| survey))
    }
}

impl SurveyDesk {
    /// Over the database and the key folder.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>, catalogue: Catalogue) -> Self {
        Self {
            db,
            keys,
            clock,
            catalogue,
        }
    }

    /// Reads a definition.
    pub fn read(json: &str) -> Result<Survey, Mistakes> {
        Survey::from_json(json)
    }

    /// Every survey.
    pub fn all(&self) -> Result<Vec<Overview>, ServiceError> {
        Ok(self.db.read(|conn| {
            let rows = surveys::all(conn)?;
            rows.into_iter().map(|row| overview(conn, row)).collect()
        })?)
    }

    /// The random name of a survey.
    pub fn id_of(&self, slug: &str) -> Result<Option<crate::domain::id::Id>, ServiceError> {
        let row = self.db.read(|conn| surveys::find_by_slug(conn, slug))?;
        Ok(row.map(|row| row.id))
    }

    /// One survey.
    pub fn find(&self, slug: &str) -> Result<Option<Overview>, ServiceError> {
        Ok(self.db.read(|conn| {
            surveys::find_by_slug(conn, slug)?
                .map(|row| overview(conn, row))
                .transpose()
        })?)
    }

    /// Keeps a definition as the survey's draft; the survey is made where there is none of this slug.
    pub fn save_draft(&self, survey: &Survey) -> Result<(), ServiceError> {
        let today = self.clock.today();
        let id = Id::new(rand::random());
        self.db.write(|conn| {
            let id = find_or_insert(conn, survey, id, today)?;
            surveys::save_draft(conn, id, &survey.to_json(), today)
        })?;
        Ok(())
    }

    /// Keeps the first draft of a survey whose name nobody has, and lets its author belong to it; says whether it did.
    pub fn begin_draft(&self, survey: &Survey, author: Id) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        let id = Id::new(rand::random());
        Ok(self.db.write(|conn| {
            if surveys::find_by_slug(conn, survey.slug.as_str())?.is_some() {
                return Ok(false);
            }
            let id = find_or_insert(conn, survey, id, today)?;
            surveys::save_draft(conn, id, &survey.to_json(), today)?;
            crate::store::accounts::join(conn, author, id)?;
            Ok(true)
        })?)
    }

    /// Publishes the draft of a survey.
    pub fn publish_draft(&self, slug: &str) -> Result<Publication, ServiceError> {
        match self.find(slug)?.and_then(|overview| overview.draft) {
            Some(draft) => self.publish(&draft),
            None => Ok(Publication::NoDraft),
        }
    }

    /// Publishes a definition as the survey's next version.
    pub fn publish(&self, survey: &Survey) -> Result<Publication, ServiceError> {
        let now = self.clock.now();
        let today = now.date();
        let id = Id::new(rand::random());
        let (id, publication) = self.db.write(|conn| {
            let missing = organisation::find(conn)?.missing();
            if !missing.is_empty() {
                return Ok((id, Publication::OrganisationMissing(missing)));
            }
            if survey.closes.is_some_and(|closes| closes <= today) {
                return Ok((id, Publication::ClosesInThePast));
            }
            let id = find_or_insert(conn, survey, id, today)?;
            Ok((id, publish(conn, id, survey, now)?))
        })?;
        if matches!(publication, Publication::Done { version: 1, .. }) {
            self.keys.make_pool_key(id, 1)?;
        }
        self.catalogue.forget();
        Ok(publication)
    }
}

fn overview(conn: &mut Conn, row: SurveyRow) -> Rows<Overview> {
    let mut versions = surveys::versions(conn, row.id)?;
    let first_published = versions.first().map(|version| version.published_on);
    let newest = versions.pop();
    let newest = newest
        .map(|version| catalogue::read_definition(&version).map(|survey| (version, survey)))
        .transpose()?;
    let draft = surveys::draft(conn, row.id)?
        .map(|draft| {
            Survey::from_json(&draft).map_err(|_| crate::store::query_error("a stored draft does not read any more"))
        })
        .transpose()?;
    let collection = collections::find(conn, row.id)?;
    Ok(Overview {
        row,
        newest,
        draft,
        collection,
        first_published,
        notice_days: organisation::find(conn)?.notice_days,
    })
}

fn find_or_insert(conn: &mut Conn, survey: &Survey, id: Id, today: NaiveDate) -> Rows<Id> {
    if let Some(row) = surveys::find_by_slug(conn, survey.slug.as_str())? {
        return Ok(row.id);
    }
    surveys::insert(conn, id, survey.slug.as_str(), today)?;
    Ok(id)
}

fn publish(conn: &mut Conn, id: Id, survey: &Survey, now: NaiveDateTime) -> Rows<Publication> {
    let today = now.date();
    let closed = surveys::find_by_slug(conn, survey.slug.as_str())?.is_some_and(|row| row.closed_on.is_some());
    if closed {
        return Ok(Publication::Closed);
    }
    let versions = surveys::versions(conn, id)?;
    let state = collections::find(conn, id)?;
    let definition = survey.to_json();
    let (number, effective_on) = match (versions.last(), &state) {
        (Some(newest), Some(state)) => {
            if newest.definition == definition {
                surveys::delete_draft(conn, id)?;
                return Ok(Publication::Unchanged);
            }
            let old = catalogue::read_definition(newest)?;
            let effective_on = match promise::takes_effect(&old, survey) {
                Err(refusals) => return Ok(Publication::Refused(refusals)),
                Ok(TakesEffect::AtOnce) => today.max(newest.effective_on),
                Ok(TakesEffect::NextPeriod) => state.ends_on.max(newest.effective_on),
                Ok(TakesEffect::AfterNotice) => {
                    let told = policy::earliest(conn, today)?.max(newest.effective_on);
                    let first = versions.first().map(|version| version.published_on);
                    period_from(&old, first, state, told)
                }
            };
            (newest.number + 1, effective_on)
        }
        _ => (1, today),
    };
    let coming = policy::Upcoming { survey, effective_on };
    let version = VersionRow {
        number,
        definition,
        published_on: today,
        effective_on,
        policy: policy::foretell(conn, now, &coming)?,
    };
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let promises = Promises {
        group_size: whole(survey.group_size),
        colluders: whole(survey.colluders),
        retention_days: whole(survey.retention_days),
    };
    surveys::insert_version(conn, id, &version, promises)?;
    surveys::delete_draft(conn, id)?;
    match state {
        None => collections::save(conn, id, &first_collection(survey, today))?,
        Some(mut state) if effective_on <= today && survey.closes.is_some_and(|closes| closes < state.ends_on) => {
            state.ends_on = survey.closes.unwrap_or(state.ends_on);
            collections::save(conn, id, &state)?;
        }
        Some(_) => {}
    }
    Ok(Publication::Done {
        version: number,
        effective_on,
    })
}

/// The first day of the first period that begins on `day` or after it.
pub fn period_from(
    survey: &Survey,
    first_published: Option<NaiveDate>,
    state: &Collection,
    day: NaiveDate,
) -> NaiveDate {
    let first_published = first_published.unwrap_or(state.starts_on);
    let mut start = state.ends_on;
    while start < day {
        let span = Span::on(survey, first_published, start);
        // a period without a day would never end the search
        start = span.end.max(start + Days::new(1));
    }
    start
}

fn first_collection(survey: &Survey, today: NaiveDate) -> Collection {
    let start = survey.opens.map_or(today, |opens| opens.max(today));
    let span = Span::on(survey, today, start);
    Collection {
        period: span.name,
        starts_on: span.start,
        ends_on: span.end,
        last_tick: today,
        loaded: false,
        open: true,
        closing: None,
        closing_loaded: false,
        pool_epoch: 1,
        folded_below: 0,
        stamp: rand::random::<[u8; 16]>().to_vec(),
        closing_policy: None,
    }
}
