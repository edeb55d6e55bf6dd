//! What readers of results may see of the database, and no more: releases, published comments, published definitions.

use chrono::NaiveDate;

use super::comments::CommentRow;
use super::surveys::{SurveyRow, VersionRow};
use super::{Db, StoreError, comments, ledger, releases, surveys};
use crate::domain::id::Id;
use crate::domain::release::Release;

/// A reader of releases. Whoever holds this cannot ask for anything that waits.
#[derive(Debug, Clone)]
pub struct Shelf(Db);

impl Shelf {
    /// Over a database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// A survey with its published versions.
    pub fn survey(&self, slug: &str) -> Result<Option<(SurveyRow, Vec<VersionRow>)>, StoreError> {
        self.0.read(|conn| {
            surveys::find_by_slug(conn, slug)?
                .map(|row| surveys::versions(conn, row.id).map(|versions| (row, versions)))
                .transpose()
        })
    }

    /// Names of the periods that have releases, oldest first.
    pub fn periods(&self, survey: Id) -> Result<Vec<String>, StoreError> {
        self.0.read(|conn| releases::periods(conn, survey))
    }

    /// The releases of a period.
    pub fn of_period(&self, survey: Id, period: &str) -> Result<Vec<Release>, StoreError> {
        self.0.read(|conn| releases::of_period(conn, survey, period))
    }

    /// Every release.
    pub fn all(&self, survey: Id) -> Result<Vec<Release>, StoreError> {
        self.0.read(|conn| releases::all(conn, survey))
    }

    /// Published comments with the number of their release. One that was taken back stays until the next release, as the rest of the page does.
    pub fn comments(&self, survey: Id) -> Result<Vec<CommentRow>, StoreError> {
        self.0.read(|conn| {
            let newest = releases::newest(conn, survey)?.map_or(0, |(number, _)| number);
            comments::published(conn, survey, newest)
        })
    }

    /// How many identifiers of each kind were removed, in steps of at least k.
    pub fn removals(&self, survey: Id) -> Result<Vec<(String, i64)>, StoreError> {
        let counts = self.0.read(|conn| ledger::removals(conn, survey))?;
        Ok(counts
            .into_iter()
            .map(|(kind, shown, _)| (kind, shown))
            .filter(|(_, shown)| *shown > 0)
            .collect())
    }

    /// Days of publication by number of release.
    pub fn published_on(&self, survey: Id) -> Result<Vec<(i64, NaiveDate)>, StoreError> {
        self.0.read(|conn| releases::published_on(conn, survey))
    }
}
