//! Answers from a file, through the same scrub, split and seal as the form.

use std::sync::Arc;

use super::ServiceError;
use super::catalogue::{Catalogue, Form, Published};
use super::submit::{Refused, SubmissionDesk};
use super::writer::{NotTaken, Outcome};
use crate::keys::KeyFolder;
use crate::privacy::form::FieldProblem;
use crate::privacy::json::{self, WrongType};
use crate::privacy::receipt::Nonce;
use crate::secret::{Secret, mac};
use crate::store::{Db, collections, ledger};

/// Submissions under way at once.
const AT_ONCE: usize = 256;

/// Loads files of answers.
#[derive(Clone)]
pub struct LoadDesk {
    db: Db,
    catalogue: Catalogue,
    desk: SubmissionDesk,
    key: Secret,
}

/// Why a file cannot be loaded at all.
#[derive(Debug, PartialEq, Eq)]
pub enum CannotLoad {
    /// No such survey, or it is not open.
    NotOpen,
    /// People already answer in this period.
    PeopleAnswer,
    /// The batch belongs to another period.
    OtherPeriod(String),
}

/// What came of a file.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Submissions stored now.
    pub stored: u64,
    /// Submissions that had been stored by an earlier run.
    pub known: u64,
    /// Lines that could not be taken: their number and why.
    pub problems: Vec<(u64, String)>,
}

impl LoadDesk {
    /// Over the submission desk.
    pub fn new(db: Db, catalogue: Catalogue, desk: SubmissionDesk, keys: &KeyFolder) -> Self {
        Self {
            db,
            catalogue,
            desk,
            key: keys.purpose("loaded batches"),
        }
    }

    /// Marks the period as one of loaded answers. It takes these or answers from people, never both.
    pub fn begin(&self, slug: &str, batch: Option<&str>) -> Result<Result<Arc<Published>, CannotLoad>, ServiceError> {
        let published = match self.catalogue.form(slug)? {
            Form::Open(published) | Form::Closed(published) => published,
            Form::Unknown | Form::NotYet(_) => return Ok(Err(CannotLoad::NotOpen)),
        };
        let survey = published.id;
        let mark = batch.map(|batch| mac(self.key.expose(), &[survey.bytes(), batch.as_bytes()]));
        let begun = self.db.write(|conn| {
            let Some(mut state) = collections::find(conn, survey)? else {
                return Ok(Err(CannotLoad::NotOpen));
            };
            if let Some(mark) = &mark
                && let Some(period) = ledger::load_of(conn, survey, mark)?
                && period != state.period
            {
                return Ok(Err(CannotLoad::OtherPeriod(period)));
            }
            if !state.open {
                return Ok(Err(CannotLoad::NotOpen));
            }
            if !state.loaded {
                if ledger::anybody_sent(conn, survey, &state.period)? {
                    return Ok(Err(CannotLoad::PeopleAnswer));
                }
                state.loaded = true;
                collections::save(conn, survey, &state)?;
            }
            if let Some(mark) = &mark
                && ledger::load_of(conn, survey, mark)?.is_none()
            {
                ledger::mark_load(conn, survey, mark, &state.period)?;
            }
            Ok(Ok(()))
        })?;
        if let Err(reason) = begun {
            return Ok(Err(reason));
        }
        Ok(match self.catalogue.published(slug)? {
            Some(published) => Ok(published),
            None => Err(CannotLoad::NotOpen),
        })
    }

    /// Loads lines of JSON, many at a time. With a batch name, a second run of the same lines stores nothing twice.
    pub async fn load(
        &self,
        published: &Arc<Published>,
        batch: Option<&str>,
        lines: impl Iterator<Item = std::io::Result<String>>,
    ) -> Loaded {
        use futures_util::stream::{FuturesUnordered, StreamExt};
        let mut loaded = Loaded::default();
        let mut under_way = FuturesUnordered::new();
        for (place, line) in lines.enumerate() {
            let number = place as u64 + 1;
            match line {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => under_way.push(async move { (number, self.one(published, batch, number, &line).await) }),
                Err(_) => loaded.problems.push((number, "is not UTF-8 text".to_owned())),
            }
            if under_way.len() >= AT_ONCE
                && let Some((number, result)) = under_way.next().await
            {
                loaded.count(number, result);
            }
        }
        while let Some((number, result)) = under_way.next().await {
            loaded.count(number, result);
        }
        loaded.problems.sort();
        loaded
    }

    async fn one(
        &self,
        published: &Arc<Published>,
        batch: Option<&str>,
        number: u64,
        line: &str,
    ) -> Result<Outcome, String> {
        let (form, language) = read_line(published, line)?;
        let raw = form
            .parse(&published.survey, &published.items)
            .map_err(|problems| in_words(&problems))?;
        let nonce = match batch {
            None => Nonce::new(rand::random()),
            Some(batch) => {
                let mac = mac(
                    self.key.expose(),
                    &[published.id.bytes(), batch.as_bytes(), &number.to_be_bytes()],
                );
                let mut bytes = [0; 16];
                bytes.copy_from_slice(&mac[..16]);
                Nonce::new(bytes)
            }
        };
        match self
            .desk
            .accept(Arc::clone(published), &nonce, raw, &language, true)
            .await
        {
            Ok(outcome) => Ok(outcome),
            Err(Refused::TooLong) => Err("a text is too long".to_owned()),
            Err(Refused::NotTaken(NotTaken::Busy)) => {
                Err("the database did not take it; run the same batch again".to_owned())
            }
            Err(Refused::NotTaken(NotTaken::Failed(error))) => Err(error.to_string()),
        }
    }
}

impl Loaded {
    fn count(&mut self, number: u64, result: Result<Outcome, String>) {
        match result {
            Ok(Outcome::Stored) => self.stored += 1,
            Ok(Outcome::SameAgain) => self.known += 1,
            Ok(Outcome::OtherAnswers) => {
                self.problems.push((
                    number,
                    "was loaded in an earlier run of this batch with other answers".to_owned(),
                ));
            }
            Ok(Outcome::NotOpen) => self
                .problems
                .push((number, "the period takes no loaded answers any more".to_owned())),
            Err(why) => self.problems.push((number, why)),
        }
    }
}

fn read_line(published: &Published, line: &str) -> Result<(crate::privacy::form::SubmissionForm, String), String> {
    // the words of serde_json quote what they stumble over: only the place is told
    let value = json::document(line.as_bytes())
        .map_err(|error| format!("is not JSON, or has a field twice (column {})", error.column()))?;
    let answers = value
        .get("answers")
        .and_then(serde_json::Value::as_object)
        .ok_or("has no object \"answers\"")?;
    let language = value
        .get("language")
        .and_then(serde_json::Value::as_str)
        .unwrap_or(&published.survey.default_language);
    let form = json::fields(&published.survey, answers).map_err(|wrong| wrong_in_words(&wrong))?;
    Ok((form, language.to_owned()))
}

/// Problems by field, without what was typed.
pub fn in_words(problems: &[FieldProblem]) -> String {
    let words: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, say(&problem.problem)))
        .collect();
    words.join("; ")
}

/// Wrong types by field.
pub fn wrong_in_words(wrong: &[WrongType]) -> String {
    let words: Vec<String> = wrong
        .iter()
        .map(|wrong| format!("{}: expected {}", wrong.field, wrong.expected))
        .collect();
    words.join("; ")
}

/// A problem in English, for programs and the command line.
pub fn say(problem: &crate::privacy::form::Problem) -> String {
    use crate::privacy::form::Problem;
    match problem {
        Problem::Required => "an answer is required".to_owned(),
        Problem::NotOffered => "is not one of the values offered".to_owned(),
        Problem::TooLong { most } => format!("is longer than {most} characters"),
        Problem::TooFew { least } => format!("choose at least {least}"),
        Problem::TooMany { most } => format!("choose at most {most}"),
        Problem::NoneWithOthers => "none cannot stand beside others".to_owned(),
        Problem::OtherNotChosen => "a text for other stands beside another option".to_owned(),
        Problem::NotANumber => "is not a number".to_owned(),
        Problem::OutOfRange { low, high } => format!("is not between {low} and {high}"),
        Problem::NotADate => "is not a date (YYYY-MM-DD)".to_owned(),
        Problem::PlacesUnclear => "every option needs a place of its own".to_owned(),
        Problem::Repeated => "stands there more than once".to_owned(),
        Problem::Unknown => "there is no such question".to_owned(),
        Problem::ForbiddenCharacters => {
            "has control characters or characters that reverse the direction of text".to_owned()
        }
    }
}
