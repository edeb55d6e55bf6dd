//! The surveys as respondents meet them: which version is in force today and whether the form is open.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{ServiceError, statements};
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::key::Key;
use crate::domain::period::Span;
use crate::domain::policy;
use crate::domain::statement::Version;
use crate::domain::survey::Survey;
use crate::privacy::scrub::Keep;
use crate::store::collections::Collection;
use crate::store::surveys::{SurveyRow, VersionRow};
use crate::store::{Db, Rows, campaigns, collections, policies, surveys};

/// How long an answer of the database is used again; other instances' changes show after that.
const FRESH: Duration = Duration::from_secs(1);

/// A published survey with the version in force.
#[derive(Debug)]
pub struct Published {
    /// Random name.
    pub id: Id,
    /// Number of the version.
    pub version: i32,
    /// The version in force.
    pub survey: Survey,
    /// Its items.
    pub items: Vec<Item>,
    /// Its words that stay, ready for the scrubber.
    pub keep: Keep,
    /// Day of the first publication.
    pub first_published: NaiveDate,
    /// Where its collection stands.
    pub collection: Collection,
    /// Name of the period its answers belong to: once another one is current, another version may be in force.
    pub period: String,
    /// Whom it asks, where only those may answer who were invited.
    pub invited: Option<Invited>,
    /// The version of the privacy policy under which the period takes answers.
    pub policy: Option<i32>,
    /// A version of the policy that was published and does not count yet: its number and first day.
    pub coming: Option<(i32, NaiveDate)>,
    /// What was done with its answers, the newest first.
    pub said: Vec<Version>,
}

/// A list of people who alone may answer in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The campaign.
    pub campaign: Id,
    /// The segment whose values come from its list, so that nobody is asked for them.
    pub segment: Option<String>,
    /// How many addresses were sealed.
    pub listed: i64,
    /// Why they are asked.
    pub purpose: String,
    /// Where the addresses come from.
    pub source: String,
    /// `consent`, `public_task` or `legitimate_interest`.
    pub legal_ground: String,
    /// The day they are deleted.
    pub ends_on: Option<NaiveDate>,
}

/// What a visitor of a form meets.
#[derive(Debug, Clone)]
pub enum Form {
    /// No survey of this name is published.
    Unknown,
    /// It opens on a later day.
    NotYet(Arc<Published>),
    /// It takes no answers any more, or this period's were loaded from a file.
    Closed(Arc<Published>),
    /// It takes answers.
    Open(Arc<Published>),
}

impl Published {
    /// The period an answer given on `today` belongs to.
    pub fn span_on(&self, today: NaiveDate) -> Span {
        span_on(&self.survey, self.first_published, &self.collection, today)
    }

    /// Whether answers to a question come from the list of a campaign.
    pub fn is_told_by_the_list(&self, question: &Key) -> bool {
        let told = self.invited.as_ref().and_then(|invited| invited.segment.as_deref());
        told == Some(question.as_str())
    }

    /// Whether people may answer on `today`.
    pub fn takes_answers(&self, today: NaiveDate) -> bool {
        self.survey.opens.is_none_or(|opens| opens <= today) && is_open(self, today)
    }
}

/// The period an answer given on `today` belongs to: the collection's own until its last day, the calendar's after it.
pub fn span_on(survey: &Survey, first_published: NaiveDate, collection: &Collection, today: NaiveDate) -> Span {
    if today < collection.ends_on {
        return Span {
            name: collection.period.clone(),
            start: collection.starts_on,
            end: collection.ends_on,
        };
    }
    Span::on(survey, first_published, today)
}

/// When the database was asked, and what it said.
type Known = (Instant, Option<Arc<Published>>);

/// Finds published surveys by their slug.
#[derive(Clone)]
pub struct Catalogue {
    db: Db,
    clock: Arc<dyn Clock>,
    known: Arc<RwLock<HashMap<String, Known>>>,
}

impl Catalogue {
    /// Over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self {
            db,
            clock,
            known: Arc::default(),
        }
    }

    /// What somebody meets who opens the form of `slug` now. Blocks when the database must be asked; see [`Catalogue::fresh`].
    pub fn form(&self, slug: &str) -> Result<Form, ServiceError> {
        Ok(self.state(self.published(slug)?))
    }

    /// The same without asking the database, where it was asked a moment ago.
    pub fn fresh(&self, slug: &str) -> Option<Form> {
        let known = self.known.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (asked, published) = known.get(slug)?;
        (asked.elapsed() < FRESH).then(|| self.state(published.clone()))
    }

    /// The survey called `slug`, once published.
    pub fn published(&self, slug: &str) -> Result<Option<Arc<Published>>, ServiceError> {
        let today = self.clock.today();
        let published = self.db.read(|conn| find(conn, slug, today))?.map(Arc::new);
        let mut known = self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        // names nobody published are not kept: visitors could fill the memory with them
        if known.len() > 10_000 {
            known.clear();
        }
        if published.is_some() {
            known.insert(slug.to_owned(), (Instant::now(), published.clone()));
        } else {
            known.remove(slug);
        }
        Ok(published)
    }

    /// Forgets what it knows, after a change made here.
    pub fn forget(&self) {
        self.known
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clear();
    }

    /// Open and listed surveys, for the organisation's page.
    pub fn listed(&self) -> Result<Vec<Arc<Published>>, ServiceError> {
        let slugs = self.db.read(surveys::all)?;
        let mut listed = Vec::new();
        for row in slugs.iter().filter(|row| row.closed_on.is_none()) {
            if let Form::Open(published) = self.form(&row.slug)?
                && published.survey.listed
            {
                listed.push(published);
            }
        }
        Ok(listed)
    }

    fn state(&self, published: Option<Arc<Published>>) -> Form {
        let Some(published) = published else {
            return Form::Unknown;
        };
        let today = self.clock.today();
        let opens = published.survey.opens;
        if opens.is_some_and(|opens| today < opens) {
            Form::NotYet(published)
        } else if !is_open(&published, today) {
            Form::Closed(published)
        } else {
            Form::Open(published)
        }
    }
}

fn is_open(published: &Published, today: NaiveDate) -> bool {
    let collection = &published.collection;
    let span = published.span_on(today);
    let loaded = collection.loaded && span.name == collection.period;
    collection.open && !loaded && today < span.end && published.survey.closes.is_none_or(|closes| today < closes)
}

/// The version in force on `day` among versions in order.
pub fn in_force(versions: &[VersionRow], day: NaiveDate) -> Option<&VersionRow> {
    versions
        .iter()
        .rev()
        .find(|version| version.effective_on <= day)
        .or(versions.first())
}

/// Reads a stored definition; one that does not read any more was not written by this program.
pub fn read_definition(version: &VersionRow) -> Rows<Survey> {
    Survey::from_json(&version.definition)
        .map_err(|_| crate::store::query_error("a stored survey definition does not read any more"))
}

/// Puts a published survey together.
pub fn find(conn: &mut crate::store::Conn, slug: &str, today: NaiveDate) -> Rows<Option<Published>> {
    let Some(row) = surveys::find_by_slug(conn, slug)? else {
        return Ok(None);
    };
    current(conn, &row, today)
}

/// The same for a row that is known: with the version of the collection's period, even before its first day by the calendar, when the
/// period before was closed early.
pub fn current(conn: &mut crate::store::Conn, row: &SurveyRow, today: NaiveDate) -> Rows<Option<Published>> {
    let last_day = collections::find(conn, row.id)?.and_then(|state| state.ends_on.pred_opt());
    let found = assemble(conn, row, last_day.map_or(today, |last_day| last_day.max(today)))?;
    let standings = policies::standings(conn)?;
    let next = policy::announced(&standings, today).first().copied();
    Ok(found.map(|published| Published {
        coming: next.map(|standing| (standing.number, standing.effective_on)),
        ..published
    }))
}

/// The same with the version in force on another day.
pub fn assemble(conn: &mut crate::store::Conn, row: &SurveyRow, today: NaiveDate) -> Rows<Option<Published>> {
    let versions = surveys::versions(conn, row.id)?;
    let (Some(version), Some(first), Some(collection)) = (
        in_force(&versions, today),
        versions.first(),
        collections::find(conn, row.id)?,
    ) else {
        return Ok(None);
    };
    let survey = read_definition(version)?;
    let items = survey.items();
    let keep = Keep::of(survey.keep.iter().map(String::as_str));
    let span = span_on(&survey, first.published_on, &collection, today);
    let standings = policies::standings(conn)?;
    let policy = policy::of_period(&standings, span.start, today).map(|standing| standing.number);
    let period = span.name;
    let mut survey = survey;
    let invited = campaigns::of_survey(conn, row.id)?
        .into_iter()
        .find(|campaign| campaign.counts_in(&period))
        .map(|campaign| Invited {
            campaign: campaign.id,
            segment: campaign.plan.segment,
            listed: campaign.tally.listed,
            purpose: campaign.plan.purpose,
            source: campaign.plan.source,
            legal_ground: campaign.plan.legal_ground,
            ends_on: campaign.ends_on,
        });
    // what the list tells is asked of nobody
    let told = invited.as_ref().and_then(|invited| invited.segment.as_deref());
    for question in survey
        .questions
        .iter_mut()
        .filter(|question| Some(question.key.as_str()) == told)
    {
        question.required = false;
    }
    Ok(Some(Published {
        id: row.id,
        version: version.number,
        survey,
        items,
        keep,
        first_published: first.published_on,
        collection,
        period,
        invited,
        policy,
        coming: None,
        said: statements::newest_of(conn, row.id)?,
    }))
}
