//! What a release is made of: the tables that may be shown, the lots, and the one transaction that takes their answers.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::Days;

use super::blocks::seal_block;
use super::fold::Found;
use super::{FOLDS, Outcome, Run, ServiceError};
use crate::domain::id::Id;
use crate::domain::item::Shape;
use crate::domain::release::{Lot, Release, Table, Withheld, commitment};
use crate::privacy::fold::CellBlock;
use crate::privacy::protect::{self, Breakdown, Overall};
use crate::secret::Secret;
use crate::store::cells::CellRow;
use crate::store::comments::CommentRow;
use crate::store::{cells, collections, comments, ledger, releases};

/// Everything that one transaction writes.
struct Prepared {
    release: Option<Release>,
    cells: Vec<CellRow>,
    comments: Vec<CommentRow>,
    removed: BTreeMap<&'static str, i64>,
    /// Items whose records stay as they are.
    waiting: HashSet<String>,
    /// Single records that stay.
    staying: HashSet<Id>,
}

/// Whether the answers were taken.
enum Written {
    /// They were.
    Whole,
    /// Somebody withdrew or corrected an answer since the fold.
    Stale,
    /// Another instance took over.
    LostLease,
}

impl Run<'_> {
    /// Steps 2 to 4; repeated when an answer was withdrawn or corrected meanwhile.
    pub(super) fn fold_and_prepare(&self) -> Result<Outcome, ServiceError> {
        for _ in 0..FOLDS {
            let found = self.fold()?;
            super::interrupt::point("folded");
            if found.unreadable {
                tracing::warn!(
                    survey = self.published.survey.slug.as_str(),
                    "an older database was put back, or its keys are gone: answers that cannot be opened any more are dropped"
                );
            }
            let stamp = found.stamp.clone();
            let prepared = self.prepare(found)?;
            self.reseal(|sealed| {
                prepared.waiting.contains(sealed.item()) && self.waits_as_a_whole(sealed.period())
                    || prepared.staying.contains(&sealed.id())
            })?;
            super::interrupt::point("resealed");
            let outcome = match &prepared.release {
                Some(release) => Outcome::Released(release.release),
                None => Outcome::NothingToShow,
            };
            match self.write(&prepared, &stamp)? {
                Written::Whole => return Ok(outcome),
                Written::Stale => {}
                Written::LostLease => return Ok(Outcome::Busy),
            }
        }
        // nothing was taken: what is sealed anew by now is folded by the next run
        Ok(Outcome::Busy)
    }

    fn waits_as_a_whole(&self, period: &str) -> bool {
        !self.tick.closes || period != self.period
    }

    fn prepare(&self, found: Found) -> Result<Prepared, ServiceError> {
        let promise = self.promise();
        let (newest, of_period) = self.desk.db.read(|conn| {
            Ok((
                releases::newest(conn, self.published.id)?,
                releases::of_period(conn, self.published.id, &self.period)?,
            ))
        })?;
        let last = self.desk.keys.last_release(self.published.id)?;
        let newest = newest.map(|(number, digest)| (u64::try_from(number).unwrap_or(0), digest));
        let newest = newest
            .into_iter()
            .chain(last.map(|last| (last.number, last.digest)))
            .max_by_key(|(number, _)| *number);
        let number = newest.as_ref().map_or(1, |(number, _)| number + 1);
        let cell_key = self.desk.keys.make_cell_key(self.published.id, &self.period)?;

        let mut prepared = Prepared {
            release: None,
            cells: Vec::new(),
            comments: Vec::new(),
            removed: BTreeMap::new(),
            waiting: HashSet::new(),
            staying: found.other,
        };
        let mut tables = Vec::new();
        let mut withheld = Vec::new();
        let segments = self.segments();
        let mut items = found.items;
        for item in self.published.items.iter().filter(|item| !item.shape.is_text()) {
            let Some(folded) = items.remove(&item.name) else {
                continue;
            };
            if self.tick.closes {
                // audits of many questions take longer than the lease; who lost it all the same finds out when writing
                self.desk.renew(self.published.id)?;
            }
            // one item at a time: the cells of all of them would be most of what the program holds in memory
            let mut taken = self.taken_before(&item.name, &cell_key)?;
            let mut shown = Vec::new();
            match protect::overall(item, &folded, self.tick.closes, promise) {
                Overall::Waits => {
                    withheld.extend(names(&item.name, &item.shape).into_iter().map(hidden));
                    prepared.waiting.insert(item.name.clone());
                }
                Overall::Released(tables) => {
                    let release = i64::try_from(number).unwrap_or(i64::MAX);
                    // at the close they have had their last use
                    if !self.tick.closes {
                        let row = self.seal_block(release, &item.name, &folded.block, &cell_key);
                        prepared.cells.push(row);
                    }
                    prepared.staying.extend(folded.staying);
                    taken.push((release, folded.block));
                    shown = tables;
                }
            }
            let breakdown = if self.tick.closes {
                self.break_down(item, &segments, &taken, &of_period, (number, &shown))
            } else {
                Breakdown::default()
            };
            tables.extend(shown);
            tables.extend(breakdown.tables);
            withheld.extend(
                breakdown
                    .withheld
                    .into_iter()
                    .map(|(question, by)| Withheld { question, by: Some(by) }),
            );
        }
        let lots = self.lots(found.comments, number, &mut prepared, &mut withheld);
        if !tables.is_empty() || !lots.is_empty() {
            prepared.release = Some(self.release(number, newest.map(|(_, digest)| digest), tables, lots, withheld));
        }
        Ok(prepared)
    }

    fn release(
        &self,
        number: u64,
        previous: Option<String>,
        tables: Vec<Table>,
        lots: Vec<Lot>,
        withheld: Vec<Withheld>,
    ) -> Release {
        let survey = &self.published.survey;
        let overall = tables.iter().filter(|table| table.by.is_none());
        let responses = overall.map(|table| table.n + table.no_answer);
        Release {
            survey: survey.slug.to_string(),
            period: self.period.clone(),
            release: number,
            published_on: self.desk.clock.today(),
            group_size: survey.group_size,
            colluders: survey.colluders,
            audits: Release::audits_of(&tables),
            responses: responses.max().unwrap_or(0),
            unscheduled: self.tick.unscheduled,
            loaded: self.loaded,
            previous,
            digest: String::new(),
            tables,
            lots,
            withheld,
        }
        .sealed()
    }

    /// Rule 10: at least 2k comments at a tick, k at a close; fewer wait, and are deleted when no period follows.
    fn lots(
        &self,
        mut waiting: BTreeMap<String, Vec<super::fold::WaitingComment>>,
        number: u64,
        prepared: &mut Prepared,
        withheld: &mut Vec<Withheld>,
    ) -> Vec<Lot> {
        let k = self.published.survey.group_size as usize;
        let least = if self.tick.closes { k } else { 2 * k };
        // one that nobody wrote for is withheld too, or its absence would say that nobody did
        for item in self.published.items.iter().filter(|item| item.shape.is_text()) {
            waiting.entry(item.name.clone()).or_default();
        }
        let mut lots = Vec::new();
        for (item, texts) in waiting {
            if texts.len() < least {
                withheld.push(hidden(item));
                if !self.ends {
                    prepared.staying.extend(texts.iter().map(|text| text.id));
                }
                continue;
            }
            let mut commitments = Vec::with_capacity(texts.len());
            for comment in texts {
                let salt: [u8; 16] = rand::random();
                commitments.push(commitment(&salt, &comment.text));
                for (kind, count) in &comment.removed {
                    *prepared.removed.entry(kind.name()).or_insert(0) += i64::from(*count);
                }
                prepared.comments.push(CommentRow {
                    id: comment.id,
                    release: i64::try_from(number).unwrap_or(i64::MAX),
                    item: item.clone(),
                    text: comment.text.to_string(),
                    salt: salt.to_vec(),
                    expires_on: self.desk.clock.today() + Days::new(u64::from(self.published.survey.retention_days)),
                    withdrawn: false,
                });
            }
            commitments.sort();
            lots.push(Lot {
                question: item,
                size: commitments.len() as u64,
                commitments,
            });
        }
        lots
    }

    /// Step 4, short: takes the answers. Nobody sees the release yet.
    fn write(&self, prepared: &Prepared, stamp: &[u8]) -> Result<Written, ServiceError> {
        let survey = self.published.id;
        if !self.desk.renew(survey)? {
            return Ok(Written::LostLease);
        }
        Ok(self.desk.db.write(|conn| {
            let Some(mut state) = collections::find(conn, survey)? else {
                return Ok(Written::LostLease);
            };
            if state.stamp != stamp {
                return Ok(Written::Stale);
            }
            if let Some(release) = &prepared.release {
                let before = i64::try_from(release.release).unwrap_or(i64::MAX) - 1;
                comments::delete_unpublished(conn, survey, before)?;
            }
            for row in &prepared.cells {
                cells::save(conn, survey, &self.period, row)?;
            }
            for row in &prepared.comments {
                comments::insert(conn, survey, row)?;
            }
            for (kind, shown, pending) in self.counted(&prepared.removed, ledger::removals(conn, survey)?) {
                ledger::save_removals(conn, survey, &kind, shown, pending)?;
            }
            state.folded_below = self.epoch;
            collections::save(conn, survey, &state)?;
            releases::delete_pending(conn, survey)?;
            let pending = releases::Pending {
                release: prepared.release.clone(),
                period: self.period.clone(),
                closes: self.tick.closes,
            };
            releases::save_pending(conn, survey, &pending)?;
            Ok(Written::Whole)
        })?)
    }

    /// How many identifiers of each kind were removed, as staff see it and as it waits: what is shown grows in steps of at least k, and
    /// what never became a step is dropped when the survey ends.
    fn counted(
        &self,
        removed: &BTreeMap<&'static str, i64>,
        known: Vec<(String, i64, i64)>,
    ) -> Vec<(String, i64, i64)> {
        let k = i64::from(self.published.survey.group_size);
        let mut counts: BTreeMap<String, (i64, i64)> = known
            .into_iter()
            .map(|(kind, shown, pending)| (kind, (shown, pending)))
            .collect();
        for (kind, more) in removed {
            counts.entry((*kind).to_owned()).or_default().1 += more;
        }
        let step = |(kind, (shown, pending)): (String, (i64, i64))| match pending {
            pending if pending >= k => (kind, shown + pending, 0),
            _ if self.ends => (kind, shown, 0),
            pending => (kind, shown, pending),
        };
        counts.into_iter().map(step).collect()
    }

    fn seal_block(&self, release: i64, item: &str, block: &CellBlock, key: &Secret) -> CellRow {
        seal_block(self.published.id, &self.period, release, item, block, key)
    }
}

fn names(item: &str, shape: &Shape) -> BTreeSet<String> {
    match shape {
        Shape::One { .. } | Shape::Text { .. } => BTreeSet::from([item.to_owned()]),
        Shape::Set { options, .. } | Shape::Order { options } => {
            options.iter().map(|option| format!("{item}.{option}")).collect()
        }
    }
}

fn hidden(question: String) -> Withheld {
    Withheld { question, by: None }
}
