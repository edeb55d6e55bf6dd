//! Requests that need a person, for the privacy officer: the list by the day they are due, one opened with two proofs, the answer.

use chrono::NaiveDate;

use super::{ADDRESS, ANSWER, BODY, RequestDesk};
use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::domain::proof::TwoProofs;
use crate::domain::request::{Kind, State};
use crate::services::ServiceError;
use crate::services::letters::{self, Notice};
use crate::store::requests::{self, Request};

/// Requests a list shows at most.
const MOST: i64 = 500;

/// A request in a list; says nothing of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Random name.
    pub id: Id,
    /// What is asked for.
    pub kind: Kind,
    /// What became of it.
    pub state: State,
    /// The day it came.
    pub received_on: NaiveDate,
    /// The day by which it is answered.
    pub due_on: NaiveDate,
    /// The day it was.
    pub answered_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub is_overdue: bool,
}

/// How many requests there are in each state.
pub type Counts = Vec<(State, i64)>;

/// A request, opened.
pub struct Case {
    /// What the list says of it.
    pub line: Line,
    /// The address, if there is one for the answer.
    pub address: Option<String>,
    /// What was written.
    pub text: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
}

impl RequestDesk {
    /// Those that wait for a person by the day they are due, then the others, and how many there are in each state.
    pub fn list(&self) -> Result<(Vec<Line>, Counts), ServiceError> {
        let today = self.clock.today();
        let (found, counts) = self.db.read(|conn| {
            let mut found = Vec::new();
            for state in [State::Person, State::Open, State::Answered] {
                found.extend(requests::in_state(conn, state, MOST)?);
            }
            let mut counts = Vec::new();
            for state in State::ALL {
                counts.push((state, requests::count(conn, state)?));
            }
            Ok((found, counts))
        })?;
        Ok((found.iter().map(|request| line(request, today)).collect(), counts))
    }

    /// One of them, opened for somebody of whom two proofs are on record.
    pub fn case(&self, id: Id, _: &TwoProofs) -> Result<Option<Case>, ServiceError> {
        let (today, found) = (self.clock.today(), self.db.read(|conn| requests::find(conn, id))?);
        let open = |what, sealed: Option<&Vec<u8>>| sealed.and_then(|sealed| self.addresses.open(what, id, sealed));
        Ok(found.map(|request| Case {
            line: line(&request, today),
            address: open(ADDRESS, request.address.as_ref()),
            text: open(BODY, request.body.as_ref()),
            answer: open(ANSWER, request.answer.as_ref()),
        }))
    }

    /// Answers one that waits for a person, and closes it; the answer goes out by mail where there is an address. Says whether it waited.
    pub fn answer(&self, id: Id, text: &str, _: &TwoProofs) -> Result<bool, ServiceError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        Ok(self.db.write(|conn| {
            let found = requests::find(conn, id)?;
            let Some(mut request) = found.filter(|request| request.state == State::Person) else {
                return Ok(false);
            };
            let sealed = request.address.as_ref();
            let address = sealed.and_then(|sealed| self.addresses.open(ADDRESS, id, sealed));
            if let Some(address) = address.as_deref().and_then(Address::parse).filter(|_| !text.is_empty()) {
                let notice = Notice::Answer { text: text.to_owned() };
                let about = self.addresses.hash(&address);
                let to = (address.text(), about);
                letters::put_about(conn, &self.letters, now, (&to.0, &to.1), &request.language, &notice)?;
            }
            if !text.is_empty() {
                request.answer = Some(self.addresses.seal(ANSWER, id, text));
            }
            (request.state, request.answered_on) = (State::Answered, Some(today));
            requests::update(conn, &request).map(|()| true)
        })?)
    }
}

fn line(request: &Request, today: NaiveDate) -> Line {
    Line {
        id: request.id,
        kind: request.kind,
        state: request.state,
        received_on: request.received_on,
        due_on: request.due_on,
        answered_on: request.answered_on,
        is_overdue: matches!(request.state, State::Person | State::Open) && request.due_on < today,
    }
}
