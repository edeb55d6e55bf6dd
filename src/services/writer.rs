//! Group commit: one thread takes what is queued, writes it in one transaction and only then acknowledges each submission.
//!
//! When the queue is empty it mixes what it wrote, so that no page, log or transaction number tells who answered after whom.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};

use chrono::NaiveDate;
use rand::seq::SliceRandom;
use tokio::sync::oneshot;

use super::ServiceError;
use super::catalogue::{Published, span_on};
use super::mixing::Mixing;
use crate::clock::Clock;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::privacy::seal::{PoolKey, SealedAnswer, seal};
use crate::privacy::split::SplitSubmission;
use crate::store::collections::{self, Collection};
use crate::store::{Conn, Db, Rows, ledger, pool};

/// Submissions that may wait; one more is told to come back.
const QUEUE: usize = 2048;
/// Answers in one transaction.
const ANSWERS_A_COMMIT: usize = 1000;
/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored, durably.
    Stored,
    /// The same form was stored before; nothing was stored now.
    SameAgain,
    /// The form was sent before with other answers; nothing was stored now.
    OtherAnswers,
    /// The survey takes no answers of this kind now.
    NotOpen,
}

/// Why a submission was not taken; nothing of it was stored.
#[derive(Debug)]
pub enum NotTaken {
    /// The queue is full.
    Busy,
    /// The database or the key folder failed.
    Failed(ServiceError),
}

/// A submission on its way.
struct Job {
    published: Arc<Published>,
    loaded: bool,
    submission: SplitSubmission,
    reply: oneshot::Sender<Result<Outcome, NotTaken>>,
}

/// What the thread is asked for.
enum Work {
    /// To write a submission.
    Write(Job),
    /// To mix a survey whose records were sealed anew.
    Mix(Arc<Published>),
}

/// The way in.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: SyncSender<Work>,
}

impl Writer {
    /// Starts the thread. It ends, with everything acknowledged or refused, when the last clone of the writer is gone.
    pub fn start(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>) -> (Self, std::thread::JoinHandle<()>) {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::spawn(move || {
            let mixing = Mixing::begin(db.clone(), clock.today());
            Room {
                db,
                keys,
                clock,
                pool_keys: HashMap::new(),
                mixing,
            }
            .run(&jobs);
        });
        (Self { queue }, thread)
    }

    /// Queues a submission and waits until it is durable.
    pub async fn write(
        &self,
        published: Arc<Published>,
        loaded: bool,
        submission: SplitSubmission,
    ) -> Result<Outcome, NotTaken> {
        let (reply, answer) = oneshot::channel();
        let job = Job {
            published,
            loaded,
            submission,
            reply,
        };
        match self.queue.try_send(Work::Write(job)) {
            Ok(()) => answer.await.unwrap_or(Err(NotTaken::Busy)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => Err(NotTaken::Busy),
        }
    }

    /// Has a survey mixed in which records of one person were sealed anew in one transaction; waits while the queue is full.
    pub fn mix(&self, published: Arc<Published>) {
        // a thread that is gone mixed what it could
        let _ = self.queue.send(Work::Mix(published));
    }
}

/// Everything the thread works with.
struct Room {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    pool_keys: HashMap<Id, PoolKey>,
    mixing: Mixing,
}

impl Room {
    fn run(mut self, jobs: &Receiver<Work>) {
        loop {
            match jobs.recv_timeout(self.mixing.wait()) {
                Ok(Work::Write(first)) => {
                    self.commit(first, jobs);
                    self.mixing.after_commit();
                }
                Ok(Work::Mix(published)) => self.mixing.note_correction(&published),
                Err(RecvTimeoutError::Timeout) => self.mixing.go_on(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.mixing.finish();
                    return;
                }
            }
        }
    }

    fn commit(&mut self, first: Job, jobs: &Receiver<Work>) {
        let mut answers = first.submission.answers.len();
        let mut batch = vec![first];
        while answers < ANSWERS_A_COMMIT
            && let Ok(work) = jobs.try_recv()
        {
            match work {
                Work::Write(job) => {
                    answers += job.submission.answers.len();
                    batch.push(job);
                }
                Work::Mix(published) => self.mixing.note_correction(&published),
            }
        }
        let today = self.clock.today();
        let (db, keys, pool_keys) = (self.db.clone(), &self.keys, &mut self.pool_keys);
        let mut key_problem = None;
        let written = db.write(|conn| {
            key_problem = None;
            write_batch(conn, &batch, today, |survey, epoch| {
                key_of(keys, pool_keys, survey, epoch).map_err(|problem| {
                    key_problem = Some(problem);
                    crate::store::query_error("a pool key cannot be read")
                })
            })
        });
        match written {
            Ok(outcomes) => {
                for (job, outcome) in batch.into_iter().zip(outcomes) {
                    if outcome == Some(Outcome::Stored) {
                        self.mixing.note(&job.published);
                    }
                    // somebody who closed the page does not hear it
                    let _ = job.reply.send(outcome.ok_or(NotTaken::Busy));
                }
            }
            Err(error) => {
                let failed = || match &key_problem {
                    Some(problem) => problem.to_string(),
                    None => format!("{error:?}"),
                };
                tracing::error!(cause = failed(), "submissions could not be stored");
                for job in batch {
                    let _ = job.reply.send(Err(NotTaken::Busy));
                }
            }
        }
    }
}

fn key_of(
    keys: &KeyFolder,
    known: &mut HashMap<Id, PoolKey>,
    survey: Id,
    epoch: i64,
) -> Result<PoolKey, crate::keys::KeyProblem> {
    if let Some(key) = known.get(&survey).filter(|key| key.epoch() == epoch) {
        return Ok(key.clone());
    }
    let key = match keys.pool_key(survey, epoch)? {
        Some(key) => key,
        None => return Err(crate::keys::KeyProblem::NotAKey(format!("pool-{epoch}").into())),
    };
    known.insert(survey, key.clone());
    Ok(key)
}

/// What becomes of each submission; `None` where the period moved on since its form was read: it is read again.
fn write_batch(
    conn: &mut Conn,
    batch: &[Job],
    today: NaiveDate,
    mut key: impl FnMut(Id, i64) -> Rows<PoolKey>,
) -> Rows<Vec<Option<Outcome>>> {
    let mut states: BTreeMap<Id, Option<Collection>> = BTreeMap::new();
    let mut marks: HashMap<(Id, Id), Vec<u8>> = HashMap::new();
    for job in batch {
        states.entry(job.published.id).or_insert(None);
    }
    for (survey, state) in &mut states {
        *state = collections::hold(conn, *survey)?;
        let names: Vec<Id> = batch
            .iter()
            .filter(|job| job.published.id == *survey)
            .map(|job| job.submission.sent)
            .collect();
        marks.extend(
            ledger::sent(conn, *survey, &names)?
                .into_iter()
                .map(|(id, digest)| ((*survey, id), digest)),
        );
    }
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut new: BTreeMap<Id, Vec<SealedAnswer>> = BTreeMap::new();
    for job in batch {
        let survey = job.published.id;
        let state = states.get(&survey).and_then(Option::as_ref);
        outcomes.push(match (marks.get(&(survey, job.submission.sent)), state) {
            (Some(digest), _) if digest[..] == job.submission.digest[..] => Some(Outcome::SameAgain),
            (Some(_), _) => Some(Outcome::OtherAnswers),
            (None, Some(state)) if takes(state, job.loaded, today) => {
                let period = span_on(&job.published.survey, job.published.first_published, state, today).name;
                if period != job.published.period {
                    outcomes.push(None);
                    continue;
                }
                let key = key(survey, state.pool_epoch)?;
                let sealed = job
                    .submission
                    .answers
                    .iter()
                    .map(|answer| seal(survey, &period, answer, &key));
                new.entry(survey).or_default().extend(sealed);
                ledger::mark_sent(conn, survey, job.submission.sent, &period, &job.submission.digest)?;
                marks.insert((survey, job.submission.sent), job.submission.digest.to_vec());
                Some(Outcome::Stored)
            }
            (None, _) => Some(Outcome::NotOpen),
        });
    }
    for (survey, mut answers) in new {
        answers.shuffle(&mut rand::rng());
        pool::insert(conn, survey, &answers)?;
    }
    Ok(outcomes)
}

/// A period takes loaded answers or answers from people, never both.
fn takes(state: &Collection, loaded: bool, today: NaiveDate) -> bool {
    let own_period = today < state.ends_on;
    state.open
        && if loaded {
            own_period && state.loaded
        } else {
            !(own_period && state.loaded)
        }
}
