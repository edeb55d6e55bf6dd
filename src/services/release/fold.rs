//! Reading what waits on one snapshot: counts by item, and the comments.

use std::collections::{BTreeMap, HashMap, HashSet};

use rand::Rng;
use zeroize::Zeroizing;

use super::{Run, SLICE, ServiceError};
use crate::domain::id::Id;
use crate::privacy::fold::{Folded, ItemFold};
use crate::privacy::record::Body;
use crate::privacy::scrub::Kind;
use crate::privacy::seal::{PoolKey, SealedAnswer};
use crate::store::{Conn, Rows, collections, pool};

/// Comments of one item in one release; more wait for the next.
const COMMENTS: usize = 10_000;

/// After so many records the lease is renewed.
const SIGN_OF_LIFE: usize = 100_000;

/// What a fold found.
pub(super) struct Found {
    /// Counts by item name.
    pub(super) items: BTreeMap<String, Folded>,
    /// Waiting comments by item name.
    pub(super) comments: BTreeMap<String, Vec<WaitingComment>>,
    /// Records of the period that has just begun: they stay.
    pub(super) other: HashSet<Id>,
    /// The collection's stamp at that moment.
    pub(super) stamp: Vec<u8>,
    /// Whether records could not be opened: an older database was put back.
    pub(super) unreadable: bool,
}

/// A comment that waits.
pub(super) struct WaitingComment {
    pub(super) id: Id,
    pub(super) text: Zeroizing<String>,
    pub(super) removed: Vec<(Kind, u8)>,
}

impl Run<'_> {
    /// Step 2: everything that waits under the old keys, on one snapshot.
    pub(super) fn fold(&self) -> Result<Found, ServiceError> {
        let survey = self.published.id;
        let stays = (!self.tick.closes).then_some(self.published.survey.group_size);
        let mut folds: BTreeMap<String, ItemFold> = BTreeMap::new();
        for item in self.published.items.iter().filter(|item| !item.shape.is_text()) {
            folds.insert(item.name.clone(), ItemFold::new(stays));
        }
        let mut found = Found {
            items: BTreeMap::new(),
            comments: BTreeMap::new(),
            other: HashSet::new(),
            stamp: Vec::new(),
            unreadable: false,
        };
        let mut rng = rand::rng();
        let mut keys = OldKeys::new(self);
        let folded_below = self
            .desk
            .db
            .read(|conn| collections::find(conn, survey))?
            .map_or(0, |state| state.folded_below);
        let mut problem = None;
        let mut read: usize = 0;
        self.desk.db.read(|conn| {
            let Some(state) = collections::find(conn, survey)? else {
                return Ok(());
            };
            found.stamp = state.stamp;
            for_each(conn, survey, folded_below..self.epoch, |sealed| {
                read += 1;
                if read.is_multiple_of(SIGN_OF_LIFE)
                    && let Err(error) = self.desk.renew(survey)
                {
                    problem = Some(error);
                }
                let key = match keys.of(sealed.epoch()) {
                    Ok(key) => key,
                    Err(error) => {
                        problem = Some(error);
                        return Ok(());
                    }
                };
                let Some(record) = key.and_then(|key| sealed.open(survey, key)) else {
                    found.unreadable = true;
                    return Ok(());
                };
                match (record.body, folds.get_mut(sealed.item())) {
                    (Body::Comment { text, removed }, _) => {
                        let waiting = found.comments.entry(sealed.item().to_owned()).or_default();
                        if waiting.len() < COMMENTS {
                            waiting.push(WaitingComment {
                                id: sealed.id(),
                                text,
                                removed,
                            });
                        } else {
                            found.other.insert(sealed.id());
                        }
                    }
                    (body, Some(fold)) if sealed.period() == self.period => {
                        let record = crate::privacy::record::Record {
                            segments: record.segments,
                            body,
                        };
                        fold.add(rng.next_u64(), sealed.id(), record);
                    }
                    // of the period that has just begun: it stays; of one that is over: it is dropped
                    (Body::Counted(_) | Body::LeftOut, _)
                        if sealed.period() == state.period && self.period != state.period =>
                    {
                        found.other.insert(sealed.id());
                    }
                    // a text that was left out is no comment, and nothing waits for it
                    (Body::Counted(_) | Body::LeftOut, _) => {}
                }
                Ok(())
            })
        })?;
        if let Some(problem) = problem {
            return Err(problem);
        }
        found.items = folds.into_iter().map(|(name, fold)| (name, fold.finish())).collect();
        Ok(found)
    }

    /// Step 3, in slices: seals what stays behind with the new key.
    pub(super) fn reseal(&self, stays: impl Fn(&SealedAnswer) -> bool) -> Result<(), ServiceError> {
        let survey = self.published.id;
        let Some(new_key) = self.desk.keys.pool_key(survey, self.epoch)? else {
            return Ok(());
        };
        let folded_below = self
            .desk
            .db
            .read(|conn| collections::find(conn, survey))?
            .map_or(0, |state| state.folded_below);
        let mut keys = OldKeys::new(self);
        for place in pool::Place::BOTH {
            let mut after = None;
            loop {
                let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
                let page = self
                    .desk
                    .db
                    .read(|conn| pool::page(conn, place, survey, folded_below..self.epoch, after, slice))?;
                let Some(last) = page.last() else { break };
                after = Some(last.id());
                let mut resealed = Vec::new();
                for sealed in page.iter().filter(|sealed| stays(sealed)) {
                    if let Some(fresh) = keys
                        .of(sealed.epoch())?
                        .and_then(|key| sealed.reseal(survey, key, &new_key))
                    {
                        resealed.push((sealed.epoch(), fresh));
                    }
                }
                if !resealed.is_empty() {
                    self.desk.db.write(|conn| {
                        for (old, fresh) in &resealed {
                            pool::replace(conn, survey, *old, fresh)?;
                        }
                        Ok(())
                    })?;
                    super::interrupt::point("resealing");
                    self.desk.renew(survey)?;
                }
            }
        }
        Ok(())
    }
}

/// Runs `work` over all records of `epochs`, in the order of their random names.
fn for_each(
    conn: &mut Conn,
    survey: Id,
    epochs: std::ops::Range<i64>,
    mut work: impl FnMut(SealedAnswer) -> Rows<()>,
) -> Rows<()> {
    let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
    for place in pool::Place::BOTH {
        let mut after = None;
        loop {
            let page = pool::page(conn, place, survey, epochs.clone(), after, slice)?;
            let Some(last) = page.last() else { break };
            after = Some(last.id());
            for sealed in page {
                work(sealed)?;
            }
        }
    }
    Ok(())
}

/// The pool keys of earlier epochs, read once each.
struct OldKeys<'r> {
    run: &'r Run<'r>,
    known: HashMap<i64, Option<PoolKey>>,
}

impl<'r> OldKeys<'r> {
    fn new(run: &'r Run<'r>) -> Self {
        Self {
            run,
            known: HashMap::new(),
        }
    }

    fn of(&mut self, epoch: i64) -> Result<Option<&PoolKey>, ServiceError> {
        if !self.known.contains_key(&epoch) {
            let key = self.run.desk.keys.pool_key(self.run.published.id, epoch)?;
            self.known.insert(epoch, key);
        }
        Ok(self.known.get(&epoch).and_then(Option::as_ref))
    }
}
