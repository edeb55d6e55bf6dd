//! Reading results: releases and nothing else. What it costs depends on the questions, never on how many people answered.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ServiceError;
use super::catalogue::{in_force, read_definition};
use crate::domain::id::Id;
use crate::domain::period::Span;
use crate::domain::release::{Counts, Release, Table};
use crate::domain::survey::Survey;
use crate::store::StoreError;
use crate::store::shelf::Shelf;
use crate::store::surveys::VersionRow;

/// Reads results.
#[derive(Clone, Debug)]
pub struct ResultsReader {
    shelf: Shelf,
}

/// The results of one period of a survey.
#[derive(Debug)]
pub struct Results {
    /// The definition whose questions the period has.
    pub survey: Survey,
    /// Random name of the survey.
    pub id: Id,
    /// Name of the period; none before the first release.
    pub period: Option<String>,
    /// Every period with releases, oldest first.
    pub periods: Vec<String>,
    /// The releases of the period.
    pub releases: Vec<Release>,
    /// Overall tables summed over the releases of the period, by item or option.
    pub tables: BTreeMap<String, Table>,
    /// Tables by segment, which the closing release holds.
    pub breakdowns: Breakdowns,
    /// Comments of the period's releases by item.
    pub comments: BTreeMap<String, Vec<String>>,
    /// Identifiers removed from the survey's texts by kind, in steps of at least k.
    pub removals: Vec<(String, i64)>,
}

/// The tables of a period by segment. What has none is withheld.
#[derive(Debug, Default)]
pub struct Breakdowns(BTreeMap<String, BTreeMap<String, Vec<Table>>>);

impl Breakdowns {
    fn of(releases: &[Release]) -> Self {
        let mut found = Self::default();
        for table in releases.iter().flat_map(|release| &release.tables) {
            let Some(segment) = &table.by else { continue };
            let by_item = found.0.entry(segment.clone()).or_default();
            by_item.entry(table.question.clone()).or_default().push(table.clone());
        }
        found
    }

    /// The blocks of an item or option by a segment, in the order they were published; none where they are withheld.
    pub fn blocks(&self, segment: &str, item: &str) -> &[Table] {
        let by_item = self.0.get(segment);
        by_item.and_then(|by_item| by_item.get(item)).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing is shown by segment.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ResultsReader {
    /// Over the shelf of releases.
    pub fn new(shelf: Shelf) -> Self {
        Self { shelf }
    }

    /// The results of a period, or of the newest one; `None` for a survey that is not published.
    pub fn of_period(&self, slug: &str, period: Option<&str>) -> Result<Option<Results>, ServiceError> {
        let Some((row, versions)) = self.shelf.survey(slug)? else {
            return Ok(None);
        };
        let periods = self.shelf.periods(row.id)?;
        let period = match period {
            Some(period) if periods.iter().any(|known| known == period) => Some(period.to_owned()),
            Some(_) => return Ok(None),
            None => periods.last().cloned(),
        };
        let releases = match &period {
            Some(period) => self.shelf.of_period(row.id, period)?,
            None => Vec::new(),
        };
        let day = releases.last().map(|release| release.published_on);
        // a period's last release carries the questions its answers were given to
        let version = match (day, &period) {
            (Some(day), Some(period)) => in_force(&versions, day_of_period(&versions, period, day)?),
            _ => versions.last(),
        };
        let Some(version) = version else { return Ok(None) };
        let survey = read_definition(version).map_err(crate::store::StoreError::from)?;
        let tables = sum_tables(&releases);
        let breakdowns = Breakdowns::of(&releases);
        let comments = self.comments(row.id, &releases)?;
        let removals = self.shelf.removals(row.id)?;
        Ok(Some(Results {
            survey,
            id: row.id,
            period,
            periods,
            releases,
            tables,
            breakdowns,
            comments,
            removals,
        }))
    }

    /// Every release of a survey, in order; `None` for a survey that is not published.
    pub fn releases(&self, slug: &str) -> Result<Option<Vec<Release>>, ServiceError> {
        let Some((row, versions)) = self.shelf.survey(slug)? else {
            return Ok(None);
        };
        if versions.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.shelf.all(row.id)?))
    }

    fn comments(&self, survey: Id, releases: &[Release]) -> Result<BTreeMap<String, Vec<String>>, ServiceError> {
        let mut comments: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let of_period = |number: i64| {
            releases
                .iter()
                .any(|release| i64::try_from(release.release) == Ok(number))
        };
        for comment in self
            .shelf
            .comments(survey)?
            .into_iter()
            .filter(|comment| of_period(comment.release))
        {
            comments.entry(comment.item).or_default().push(comment.text);
        }
        Ok(comments)
    }
}

/// A day of a period by the calendar: the day before its last release, or the nearest when the period began early or was closed late.
fn day_of_period(versions: &[VersionRow], period: &str, released: NaiveDate) -> Result<NaiveDate, StoreError> {
    let day = released.pred_opt().unwrap_or(released);
    let Some(first) = versions.first() else { return Ok(day) };
    let survey = in_force(versions, day).map(read_definition).transpose()?;
    let span = survey.map(|survey| Span::on(&survey, first.published_on, day));
    Ok(match span.map(|span| (span.name.as_str().cmp(period), span)) {
        Some((Ordering::Less, span)) => span.end,
        Some((Ordering::Greater, span)) => span.start.pred_opt().unwrap_or(day),
        _ => day,
    })
}

/// Releases are disjoint, so their tables add up.
fn sum_tables(releases: &[Release]) -> BTreeMap<String, Table> {
    let mut sums: BTreeMap<String, Table> = BTreeMap::new();
    for table in releases
        .iter()
        .flat_map(|release| &release.tables)
        .filter(|table| table.by.is_none())
    {
        match sums.get_mut(&table.question) {
            None => {
                sums.insert(table.question.clone(), table.clone());
            }
            Some(sum) => {
                sum.n += table.n;
                sum.no_answer += table.no_answer;
                sum.counts = add(&sum.counts, &table.counts);
            }
        }
    }
    sums
}

fn add(left: &Counts, right: &Counts) -> Counts {
    let mut sum = left.clone();
    for (value, count) in &right.0 {
        match sum.0.iter_mut().find(|(known, _)| known == value) {
            Some((_, known)) => *known += count,
            None => sum.0.push((value.clone(), *count)),
        }
    }
    sum
}
