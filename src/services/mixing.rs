//! Mixing: what was written in the order it came is written anew in random order, in short steps while nobody waits.
//!
//! A random name hides nothing by itself: cells of a page, frames of the log and transaction numbers tell who answered after whom.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rand::seq::SliceRandom;

use super::catalogue::{self, Published};
use crate::domain::id::Id;
use crate::store::{Db, StoreError, pool, surveys};

/// Nothing came for so long: nobody waits.
const IDLE: Duration = Duration::from_millis(20);
/// Between two rounds of mixing.
const PAUSE: Duration = Duration::from_secs(1);
/// While answers keep coming, mixing takes at most a twentieth of the time.
const SHARE: u32 = 20;
/// At the end of the program mixing takes no longer than this.
const LAST_ROUND: Duration = Duration::from_secs(3);
/// Records of one step, which takes some tens of milliseconds.
const STEP: i64 = 4_000;
/// Up to so many records a pool is dealt anew at every round.
const SMALL: i64 = 50_000;
/// Beside a larger pool the inbox is only shuffled until it holds more than so many records: then all is dealt anew.
const STIRRED: i64 = 10_000;

/// What is to be mixed.
pub(super) struct Mixing {
    db: Db,
    surveys: HashMap<Id, Survey>,
    next_round: Instant,
    next_step: Instant,
    /// What deleted rows left behind is still there: somebody who read was in the way.
    unwiped: bool,
}

/// A survey with records that lie in the order they came.
struct Survey {
    /// Records of k submissions.
    enough: i64,
    /// How far the deal has come; `None` before it begins.
    dealt: Option<Option<Id>>,
    /// Records of the pool were sealed anew together: it is dealt anew however few are new.
    corrected: bool,
    /// More came while it was dealt.
    again: bool,
}

impl Mixing {
    /// What a run that was cut off left in the inbox lies there in the order it came.
    pub(super) fn begin(db: Db, today: NaiveDate) -> Self {
        let now = Instant::now();
        let mut mixing = Self {
            db,
            surveys: HashMap::new(),
            next_round: now + PAUSE,
            next_step: now,
            unwiped: false,
        };
        let found = mixing.db.read(|conn| {
            let mut found = Vec::new();
            for row in surveys::all(conn)? {
                if pool::counts(conn, row.id)?.0 > 0
                    && let Some(published) = catalogue::assemble(conn, &row, today)?
                {
                    found.push(published);
                }
            }
            Ok(found)
        });
        match found {
            Ok(found) => found.iter().for_each(|published| mixing.note(published)),
            Err(error) => tracing::warn!(?error, "what waits from an earlier run could not be looked at"),
        }
        mixing
    }

    /// New records of a survey were written.
    pub(super) fn note(&mut self, published: &Published) {
        let items = i64::try_from(published.items.len()).unwrap_or(i64::MAX);
        let enough = items.saturating_mul(i64::from(published.survey.group_size));
        let survey = self.surveys.entry(published.id).or_insert(Survey {
            enough,
            dealt: None,
            corrected: false,
            again: false,
        });
        survey.enough = enough;
        survey.again = survey.dealt.is_some();
    }

    /// Several records of one person were sealed anew in one transaction.
    pub(super) fn note_correction(&mut self, published: &Published) {
        self.note(published);
        if let Some(survey) = self.surveys.get_mut(&published.id) {
            survey.corrected = true;
            survey.dealt = None;
        }
    }

    /// How long to wait for the next submission before mixing goes on.
    pub(super) fn wait(&self) -> Duration {
        if self.surveys.is_empty() && !self.unwiped {
            return Duration::from_secs(3600);
        }
        self.next_round.saturating_duration_since(Instant::now()).max(IDLE)
    }

    /// Submissions keep coming: a step now and then all the same.
    pub(super) fn after_commit(&mut self) {
        let now = Instant::now();
        if now >= self.next_round && now >= self.next_step {
            let began = Instant::now();
            self.go_on();
            self.next_step = Instant::now() + began.elapsed() * SHARE;
        }
    }

    /// One step.
    pub(super) fn go_on(&mut self) {
        let Some(survey) = self.surveys.keys().next().copied() else {
            return self.wipe();
        };
        match self.step(survey) {
            Ok(true) => match self.surveys.get_mut(&survey) {
                Some(state) if state.again => (state.again, state.dealt) = (false, None),
                _ => drop(self.surveys.remove(&survey)),
            },
            Ok(false) => return,
            Err(error) => tracing::warn!(?error, "waiting answers could not be mixed now"),
        }
        if self.surveys.is_empty() {
            self.wipe();
        }
        self.next_round = Instant::now() + PAUSE;
    }

    fn wipe(&mut self) {
        self.next_round = Instant::now() + PAUSE;
        match self.db.wipe_leftovers(&pool::TABLES) {
            Ok(done) => self.unwiped = !done,
            Err(error) => tracing::warn!(?error, "what deleted rows left behind could not be wiped now"),
        }
    }

    /// What is left, at the end of the program; the next start goes on where this one stops.
    pub(super) fn finish(&mut self) {
        let began = Instant::now();
        while (self.unwiped || !self.surveys.is_empty()) && began.elapsed() < LAST_ROUND {
            self.go_on();
        }
    }

    /// Says whether the survey is done.
    fn step(&mut self, id: Id) -> Result<bool, StoreError> {
        let Some(survey) = self.surveys.get_mut(&id) else {
            return Ok(true);
        };
        let after = match survey.dealt {
            Some(after) => after,
            None => {
                let (new, mixed) = self.db.read(|conn| pool::counts(conn, id))?;
                let few = new < survey.enough || (new + mixed > SMALL && new <= STIRRED);
                if few && !(survey.corrected && new + mixed >= survey.enough) {
                    stir(&self.db, id, survey.enough.max(STIRRED))?;
                    return Ok(true);
                }
                None
            }
        };
        let reached = self.db.write(|conn| pool::deal(conn, id, after, STEP))?;
        survey.dealt = reached.map(Some);
        survey.corrected &= reached.is_some();
        Ok(reached.is_none())
    }
}

/// Fewer than k submissions, or few beside a large pool: they stay in the inbox, in random order.
fn stir(db: &Db, survey: Id, most: i64) -> Result<(), StoreError> {
    db.write(|conn| {
        let mut answers = pool::page(conn, pool::Place::Inbox, survey, 0..i64::MAX, None, most + 1)?;
        answers.shuffle(&mut rand::rng());
        // what came in between makes it more: the next round deals it
        if i64::try_from(answers.len()).is_ok_and(|found| found <= most) {
            pool::rewrite_inbox(conn, survey, &answers)?;
        }
        Ok(())
    })
}
