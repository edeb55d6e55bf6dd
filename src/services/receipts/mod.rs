//! What a respondent can do with the receipt code: see, correct and withdraw what still waits, and withdraw a comment at any time.

mod parts;

use std::sync::Arc;

use self::parts::{copy, find_question, record_names, segment_place, set_segment};
use super::ServiceError;
use super::catalogue::{Catalogue, Published};
use super::writer::Writer;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::keys::KeyFolder;
use crate::privacy::form::{FieldProblem, SubmissionForm};
use crate::privacy::receipt::Nonce;
use crate::privacy::record::{Body, Record};
use crate::privacy::seal::{SealedAnswer, seal};
use crate::privacy::split::SplitAnswer;
use crate::store::{Conn, Db, Rows, StoreError, collections, comments, ledger, pool};

/// Opens receipts.
#[derive(Clone)]
pub struct ReceiptDesk {
    db: Db,
    keys: KeyFolder,
    catalogue: Catalogue,
    writer: Writer,
}

/// What a code opens.
pub struct Receipt {
    /// The survey.
    pub published: Arc<Published>,
    /// One line an item, in the order of the page.
    pub lines: Vec<ReceiptLine>,
    /// Whether segments can still be changed: nothing was released yet.
    pub whole: bool,
}

/// One item of a receipt.
pub struct ReceiptLine {
    /// The item.
    pub item: Item,
    /// Where its answer is.
    pub state: LineState,
}

/// Where an answer is.
pub enum LineState {
    /// It waits, and can be changed: what was answered.
    Waits(Body),
    /// A comment that was released, and can be withdrawn.
    Published(String),
    /// A released comment that is withdrawn and disappears with the next release.
    Withdrawn,
    /// It was counted, or withdrawn: nothing individual is left.
    Gone,
}

/// What came of a change.
#[derive(Debug)]
pub enum Changed {
    /// Done.
    Done,
    /// Nothing of it waits any more.
    TooLate,
    /// A question used to compare groups can only be changed while nothing was released.
    SegmentTooLate,
    /// It was told by the list of a campaign, and would not be believed of anybody else.
    FromTheList,
    /// The new answer has problems.
    Problems(Vec<FieldProblem>),
}

impl ReceiptDesk {
    /// Over the database and the key folder; the writer mixes what is sealed anew.
    pub fn new(db: Db, keys: KeyFolder, catalogue: Catalogue, writer: Writer) -> Self {
        Self {
            db,
            keys,
            catalogue,
            writer,
        }
    }

    /// Opens a receipt; `None` when the code opens nothing here, for whatever reason.
    pub fn open(&self, slug: &str, nonce: &Nonce) -> Result<Option<Receipt>, ServiceError> {
        let Some(published) = self.catalogue.published(slug)? else {
            return Ok(None);
        };
        let survey = published.id;
        let ids = record_names(&published, nonce);
        let (sent, waiting, released) = self.db.read(|conn| {
            let below = collections::find(conn, survey)?.map_or(0, |state| state.folded_below);
            let sent = !ledger::sent(conn, survey, &[nonce.sent(survey)])?.is_empty();
            let newest = crate::store::releases::newest(conn, survey)?.map_or(0, |(number, _)| number);
            let mut released = comments::find(conn, survey, &ids)?;
            released.retain(|comment| comment.release <= newest);
            Ok((sent, pool::find(conn, survey, &ids, below)?, released))
        })?;
        if !sent && waiting.is_empty() && released.is_empty() {
            return Ok(None);
        }
        let mut lines = Vec::new();
        for (item, id) in published.items.iter().zip(&ids) {
            let state = if let Some(sealed) = waiting.iter().find(|sealed| sealed.id() == *id) {
                self.open_record(survey, sealed)?
                    .map_or(LineState::Gone, |record| LineState::Waits(record.body))
            } else if let Some(comment) = released.iter().find(|comment| comment.id == *id) {
                if comment.withdrawn {
                    LineState::Withdrawn
                } else {
                    LineState::Published(comment.text.clone())
                }
            } else {
                LineState::Gone
            };
            lines.push(ReceiptLine {
                item: item.clone(),
                state,
            });
        }
        let whole = lines.iter().all(|line| matches!(line.state, LineState::Waits(_)));
        Ok(Some(Receipt {
            published,
            lines,
            whole,
        }))
    }

    /// Puts another answer in the place of one that waits.
    pub fn correct(
        &self,
        slug: &str,
        nonce: &Nonce,
        key: &str,
        form: &SubmissionForm,
        language: &str,
    ) -> Result<Changed, ServiceError> {
        let Some(published) = self.catalogue.published(slug)? else {
            return Ok(Changed::TooLate);
        };
        let Some((place, question)) = find_question(&published, key) else {
            return Ok(Changed::TooLate);
        };
        if published.is_told_by_the_list(&question.key) {
            return Ok(Changed::FromTheList);
        }
        let items: Vec<&Item> = published.items.iter().filter(|item| item.question == place).collect();
        let records = match form.parse_question(question, &items, language, &published.keep) {
            Ok(records) => records,
            Err(problems) => return Ok(Changed::Problems(problems)),
        };
        let segment = published
            .survey
            .segments
            .iter()
            .position(|segment| *segment == question.key);
        let new_segment = segment.map(|segment| (segment, segment_place(&records)));
        self.change(&published, nonce, new_segment, |item| {
            items
                .iter()
                .position(|own| own.name == item)
                .and_then(|place| records.get(place))
                .map(|record| &record.body)
        })
    }

    /// Withdraws the answers to one question: they become left out, or a released comment disappears with the next release.
    pub fn withdraw_question(&self, slug: &str, nonce: &Nonce, key: &str) -> Result<Changed, ServiceError> {
        let Some(published) = self.catalogue.published(slug)? else {
            return Ok(Changed::TooLate);
        };
        let Some((place, question)) = find_question(&published, key) else {
            return Ok(Changed::TooLate);
        };
        let names: Vec<&str> = published
            .items
            .iter()
            .filter(|item| item.question == place)
            .map(|item| item.name.as_str())
            .collect();
        let withdrawn = self.withdraw_comments(&published, nonce, &names)?;
        let segment = published
            .survey
            .segments
            .iter()
            .position(|segment| *segment == question.key);
        let changed = self.change(&published, nonce, segment.map(|segment| (segment, None)), |item| {
            names.contains(&item).then_some(&Body::LeftOut)
        })?;
        Ok(if withdrawn { Changed::Done } else { changed })
    }

    /// Withdraws everything: what waits is deleted, released comments disappear with the next release.
    pub fn withdraw_all(&self, slug: &str, nonce: &Nonce) -> Result<Changed, ServiceError> {
        let Some(published) = self.catalogue.published(slug)? else {
            return Ok(Changed::TooLate);
        };
        let survey = published.id;
        let names: Vec<&str> = published.items.iter().map(|item| item.name.as_str()).collect();
        let withdrawn = self.withdraw_comments(&published, nonce, &names)?;
        let ids: Vec<Id> = names.iter().map(|name| nonce.record(survey, name)).collect();
        let deleted = self.write(survey, |conn, below| {
            let waiting = pool::find(conn, survey, &ids, below)?;
            self.remember_erased(survey, &waiting)?;
            let found: Vec<Id> = waiting.iter().map(SealedAnswer::id).collect();
            pool::delete(conn, survey, &found)?;
            Ok(!found.is_empty())
        })?;
        if deleted {
            self.wipe(&published);
        }
        Ok(if deleted || withdrawn {
            Changed::Done
        } else {
            Changed::TooLate
        })
    }

    /// Seals anew what waits, with the bodies of `change` in the place of theirs and the new segment value in all of them.
    fn change<'b>(
        &self,
        published: &Arc<Published>,
        nonce: &Nonce,
        new_segment: Option<(usize, Option<u8>)>,
        change: impl Fn(&str) -> Option<&'b Body>,
    ) -> Result<Changed, ServiceError> {
        let survey = published.id;
        let ids = record_names(published, nonce);
        let mut replaced = Vec::new();
        let changed = self.write(survey, |conn, below| {
            replaced.clear();
            let waiting = pool::find(conn, survey, &ids, below)?;
            let state = collections::find(conn, survey)?;
            let epoch = state.as_ref().map_or(0, |state| state.pool_epoch);
            let closing = state.and_then(|state| state.closing);
            if waiting.iter().any(|sealed| Some(sealed.period()) == closing.as_deref()) {
                return Ok(Changed::TooLate);
            }
            let key = self
                .keys
                .pool_key(survey, epoch)
                .ok()
                .flatten()
                .ok_or_else(|| crate::store::query_error("the pool key cannot be read"))?;
            if new_segment.is_some() && waiting.len() < ids.len() {
                return Ok(Changed::SegmentTooLate);
            }
            let (mut fresh, mut withdrawn) = (Vec::new(), Vec::new());
            for item in &published.items {
                let id = nonce.record(survey, &item.name);
                let Some(sealed) = waiting.iter().find(|sealed| sealed.id() == id) else {
                    continue;
                };
                let body = change(&item.name);
                if body.is_none() && new_segment.is_none() {
                    continue;
                }
                let Some(mut record) = self.open_record(survey, sealed).ok().flatten() else {
                    return Ok(Changed::TooLate);
                };
                if let Some(body) = body {
                    record.body = copy(body);
                }
                if let (Some((segment, value)), false) = (new_segment, item.shape.is_text()) {
                    set_segment(&mut record.segments, segment, value);
                }
                let part = SplitAnswer::of(survey, nonce, item, &record)
                    .map_err(|_| crate::store::query_error("an answer is too long"))?;
                let leaves_out = matches!(body, Some(Body::LeftOut));
                if leaves_out { &mut withdrawn } else { &mut replaced }.push(sealed.clone());
                fresh.push((sealed.epoch(), seal(survey, sealed.period(), &part, &key)));
            }
            if fresh.is_empty() {
                return Ok(Changed::TooLate);
            }
            self.remember_erased(survey, &withdrawn)?;
            for (old_epoch, new) in &fresh {
                pool::replace(conn, survey, *old_epoch, new)?;
            }
            Ok(Changed::Done)
        })?;
        if matches!(changed, Changed::Done) {
            // not before: were the change cut off, the next start would drop the answer that still stands
            self.remember_erased(survey, &replaced).map_err(StoreError::from)?;
            self.wipe(published);
            self.writer.mix(Arc::clone(published));
        }
        Ok(changed)
    }

    /// Wipes what was deleted or written anew; the change is durable already, so whoever is in the way is no error here.
    fn wipe(&self, published: &Arc<Published>) {
        if !matches!(self.db.wipe_leftovers(&pool::TABLES), Ok(true)) {
            // mixing wipes too, until it could be done
            self.writer.mix(Arc::clone(published));
        }
    }

    /// Runs a change with a new stamp, so that a fold that runs meanwhile is made again.
    fn write<T>(&self, survey: Id, mut change: impl FnMut(&mut Conn, i64) -> Rows<T>) -> Result<T, StoreError> {
        self.db.write(|conn| {
            let Some(mut state) = collections::find(conn, survey)? else {
                return Err(crate::store::query_error("a published survey has no collection"));
            };
            let result = change(conn, state.folded_below)?;
            state.stamp = rand::random::<[u8; 16]>().to_vec();
            collections::save(conn, survey, &state)?;
            Ok(result)
        })
    }

    fn withdraw_comments(&self, published: &Published, nonce: &Nonce, names: &[&str]) -> Result<bool, ServiceError> {
        let survey = published.id;
        let ids: Vec<Id> = names.iter().map(|name| nonce.record(survey, name)).collect();
        let released = self.db.read(|conn| comments::find(conn, survey, &ids))?;
        for comment in &released {
            self.keys.remember_withdrawn(survey, comment.id)?;
            self.db.write(|conn| comments::withdraw(conn, survey, comment.id))?;
        }
        Ok(!released.is_empty())
    }

    /// Before the database forgets a record the key folder knows it: an older copy of the database does not bring it back.
    fn remember_erased(&self, survey: Id, sealed: &[SealedAnswer]) -> Rows<()> {
        for sealed in sealed {
            self.keys
                .remember_erased(survey, sealed.epoch(), sealed.id(), sealed.bytes())
                .map_err(|_| crate::store::query_error("the key folder cannot be written"))?;
        }
        Ok(())
    }

    fn open_record(&self, survey: Id, sealed: &SealedAnswer) -> Result<Option<Record>, ServiceError> {
        let key = self.keys.pool_key(survey, sealed.epoch())?;
        Ok(key.and_then(|key| sealed.open(survey, &key)))
    }
}
