//! Requests of people about data of themselves: asking, the two proofs, what is held, and what they do about it themselves.
//!
//! Asking looks nothing up: a mail goes to the address whether or not anything is held about it, within the same limits, so neither the
//! reply nor its time tells anything.

mod held;
mod office;
mod opened;

use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use subtle::ConstantTimeEq;

pub use held::{Held, HeldInvitation, HeldRequest, HeldSubscription};
pub use office::{Case, Line};
pub use opened::Grant;

use super::ServiceError;
use super::addresses::Addresses;
use super::letters::{self, Notice};
use super::subscribers::SubscriberDesk;
use crate::clock::Clock;
use crate::domain::address::Address;
use crate::domain::hex;
use crate::domain::id::Id;
use crate::domain::request::{COUNTED, KEPT, Kind, State, due_on};
use crate::keys::KeyFolder;
use crate::privacy::screen_code::ScreenCode;
use crate::secret::{Secret, mac};
use crate::store::Db;
use crate::store::requests::{self, Request};

/// How long the link of a mail counts.
const LINK: TimeDelta = TimeDelta::hours(24);
/// Codes of screens that open one link.
const CODES: usize = 10;
/// Wrong codes that end a link.
pub const TRIES: i32 = 5;
/// What the encrypted columns stand in.
const ADDRESS: &str = "address of a request";
const BODY: &str = "words of a request";
const ANSWER: &str = "answer to a request";

/// Takes requests.
#[derive(Clone)]
pub struct RequestDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    subscribers: SubscriberDesk,
    addresses: Addresses,
    letters: Secret,
}

/// What came of a code.
pub enum Tried {
    /// The link does not count (any more).
    Gone,
    /// Another code.
    Wrong,
    /// Both proofs are there: what opens the page for a while.
    Open(Grant),
}

impl RequestDesk {
    /// Over a database, a key folder and the subscribers.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>, subscribers: SubscriberDesk) -> Self {
        Self {
            addresses: Addresses::new(&keys),
            letters: letters::key(&keys),
            db,
            keys,
            clock,
            subscribers,
        }
    }

    /// A code for the screen, that belongs to nothing yet.
    pub fn fresh_code(&self) -> ScreenCode {
        ScreenCode::new(rand::random())
    }

    /// Takes a request about an address: a mail with a link goes there, within the limits. The link asks for the code.
    pub fn ask(&self, kind: Kind, address: &Address, language: &str, code: &ScreenCode) -> Result<(), ServiceError> {
        let (id, token) = (Id::new(rand::random()), hex::encode(&rand::random::<[u8; 32]>()));
        let (now, hash) = (self.clock.now(), self.addresses.hash(address));
        let request = Request {
            address: Some(self.addresses.seal(ADDRESS, id, &address.text())),
            address_hash: Some(hash.to_vec()),
            link: Some(self.link(&token).to_vec()),
            code: Some(self.code(id, code).to_vec()),
            expires_at: Some(now + LINK),
            ..self.new_request(id, kind, language)
        };
        let notice = Notice::Held {
            link: format!("/privacy/requests/{token}"),
        };
        self.db.write(|conn| {
            if self
                .addresses
                .take_turn(conn, "request", address.key().as_bytes(), now)?
            {
                requests::insert(conn, &request)?;
                letters::put_about(conn, &self.letters, now, (&address.text(), &hash), language, &notice)?;
                return Ok(());
            }
            // somebody else may have asked before, to keep them from asking: the code of this screen opens the link that went out
            let known = requests::of_address(conn, &hash)?;
            let is_open = |one: &Request| one.link.is_some() && one.expires_at.is_some_and(|end| end > now);
            if let Some(mut open) = known.into_iter().rfind(is_open) {
                let more = self.code(open.id, code);
                let codes = open.code.get_or_insert_default();
                if codes.len() < more.len() * CODES {
                    codes.extend(more);
                    requests::update(conn, &open)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Takes words for a person, with an address for the answer or without; says whether there was room for them.
    pub fn write(
        &self,
        kind: Kind,
        text: &str,
        address: Option<&Address>,
        language: &str,
    ) -> Result<bool, ServiceError> {
        let (id, now) = (Id::new(rand::random()), self.clock.now());
        let request = Request {
            state: State::Person,
            address: address.map(|address| self.addresses.seal(ADDRESS, id, &address.text())),
            address_hash: address.map(|address| self.addresses.hash(address).to_vec()),
            body: Some(self.addresses.seal(BODY, id, text)),
            ..self.new_request(id, kind, language)
        };
        Ok(self.db.write(|conn| {
            let is_room = self.addresses.take_turn(conn, "words", id.bytes(), now)?;
            if is_room {
                requests::insert(conn, &request)?;
            }
            Ok(is_room)
        })?)
    }

    /// Whether a link counts. Looking changes nothing.
    pub fn is_link(&self, token: &str) -> Result<bool, ServiceError> {
        let (link, now) = (self.link(token), self.clock.now());
        let found = self.db.read(|conn| requests::find_by_link(conn, &link))?;
        Ok(found.is_some_and(|request| request.expires_at.is_some_and(|end| end > now)))
    }

    /// Tries the code of the screen that asked. The right one answers the request, and ends the link; so does the fifth wrong one.
    pub fn open(&self, token: &str, typed: &str) -> Result<Tried, ServiceError> {
        let (link, now, today) = (self.link(token), self.clock.now(), self.clock.today());
        let code = ScreenCode::parse(typed);
        let (tried, address) = self.db.write(|conn| {
            let found = requests::find_by_link(conn, &link)?;
            let Some(mut request) = found.filter(|request| request.expires_at.is_some_and(|end| end > now)) else {
                return Ok((Tried::Gone, None));
            };
            let given = code.as_ref().map(|code| self.code(request.id, code));
            let is_right = match (&request.code, given) {
                (Some(kept), Some(given)) => kept
                    .chunks(given.len())
                    .fold(false, |found, kept| found | bool::from(kept.ct_eq(&given))),
                _ => false,
            };
            if !is_right {
                request.tries += 1;
                if request.tries >= TRIES {
                    request.forget();
                    (request.state, request.answered_on) = (State::Lapsed, Some(today));
                }
                requests::update(conn, &request)?;
                let tried = match request.state {
                    State::Lapsed => Tried::Gone,
                    _ => Tried::Wrong,
                };
                return Ok((tried, None));
            }
            let address = request.address.as_ref();
            let address = address.and_then(|sealed| self.addresses.open(ADDRESS, request.id, sealed));
            request.forget();
            (request.state, request.answered_on) = (State::Answered, Some(today));
            requests::update(conn, &request)?;
            Ok((Tried::Gone, address.map(|address| (request.id, address))))
        })?;
        match address {
            Some((id, address)) => Ok(Tried::Open(self.grant(id, &address))),
            None => Ok(tried),
        }
    }

    /// How many are over their time: links that lapsed, and what was answered long enough ago.
    pub fn count_over(&self, today: NaiveDate) -> Result<i64, ServiceError> {
        let now = self.clock.now();
        Ok(self.db.read(|conn| {
            let unopened = requests::unopened(conn, now)?.len();
            let told = requests::told_before(conn, today - Days::new(KEPT))?.len();
            Ok(i64::try_from(unopened + told).unwrap_or(i64::MAX))
        })?)
    }

    /// Lets unopened links lapse, and forgets what was answered long enough ago; gives how many requests that were.
    pub fn sweep(&self, today: NaiveDate) -> Result<i64, ServiceError> {
        let now = self.clock.now();
        let wiped = self.db.write(|conn| {
            let mut unopened = requests::unopened(conn, now)?;
            for request in &mut unopened {
                request.forget();
                (request.state, request.answered_on) = (State::Lapsed, Some(today));
                requests::update(conn, request)?;
            }
            let mut told = requests::told_before(conn, today - Days::new(KEPT))?;
            for request in &mut told {
                request.forget();
                requests::update(conn, request)?;
            }
            requests::delete_before(conn, today - Days::new(COUNTED))?;
            Ok(unopened.len() + told.len())
        })?;
        if wiped > 0 {
            self.subscribers.wipe()?;
        }
        Ok(i64::try_from(wiped).unwrap_or(i64::MAX))
    }

    fn new_request(&self, id: Id, kind: Kind, language: &str) -> Request {
        let today = self.clock.today();
        Request {
            id,
            kind,
            state: State::Open,
            language: language.to_owned(),
            received_on: today,
            due_on: due_on(today),
            answered_on: None,
            address: None,
            address_hash: None,
            body: None,
            answer: None,
            link: None,
            code: None,
            tries: 0,
            expires_at: None,
        }
    }

    fn link(&self, token: &str) -> [u8; 32] {
        mac(self.keys.purpose("links of requests").expose(), &[token.as_bytes()])
    }

    fn code(&self, id: Id, code: &ScreenCode) -> [u8; 32] {
        let key = self.keys.purpose("codes of requests");
        mac(key.expose(), &[id.bytes(), code.bytes()])
    }
}
