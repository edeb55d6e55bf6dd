//! Subscribers: asking to be told, saying yes by the link of a mail, choosing what, and stopping, which deletes for good.

mod announcing;
mod erasing;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use chrono::{Days, NaiveDate, NaiveTime};
use subtle::ConstantTimeEq;

pub(super) use announcing::put_out;
pub use erasing::recover;

use super::ServiceError;
use super::addresses::Addresses;
use super::letters::{self, Notice};
use crate::clock::Clock;
use crate::domain::address::Address;
use crate::domain::announcement::Topic;
use crate::domain::hex;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::secret::{Secret, mac};
use crate::store::subscribers::{self, Subscriber};
use crate::store::{Conn, Db, Rows, invitations, turns};

/// Days after which an unconfirmed row is deleted.
pub const UNCONFIRMED: u64 = 7;
/// What an encrypted address stands in.
pub(super) const PLACE: &str = "address of a subscriber";

/// Takes subscriptions.
#[derive(Clone)]
pub struct SubscriberDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    letters: Secret,
    /// When the database was last written anew, so that many who stop at once do not hold it up.
    rewritten: Arc<Mutex<Option<Instant>>>,
}

/// What somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// What they are told.
    pub topics: Vec<Topic>,
    /// The language of mails to them.
    pub language: String,
    /// Whether they said yes by the link.
    pub confirmed: bool,
    /// Whether the address wants no mail at all, which goes before everything else.
    pub suppressed: bool,
}

impl SubscriberDesk {
    /// Over a database and a key folder.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>) -> Self {
        Self {
            addresses: Addresses::new(&keys),
            letters: letters::key(&keys),
            db,
            keys,
            clock,
            rewritten: Arc::default(),
        }
    }

    /// Sends a link that confirms, within the limits; nobody is told whether one went out. Who subscribed already gets the link to their
    /// choices, which stay as they are.
    pub fn subscribe(&self, address: &Address, language: &str, topics: &[Topic]) -> Result<(), ServiceError> {
        let (id, now) = (Id::new(rand::random()), self.clock.now());
        let hash = self.addresses.hash(address);
        self.db.write(|conn| {
            let who = address.key();
            if !self.addresses.take_turn(conn, "subscribe", who.as_bytes(), now)?
                || self.addresses.is_suppressed(conn, address)?
            {
                return Ok(());
            }
            let known = subscribers::find_by_address(conn, &hash)?;
            if let Some(known) = known.as_ref().filter(|known| known.confirmed) {
                let choices = format!("/choices/{}", self.token(known.id));
                return self.put(conn, address, &known.language, &Notice::Subscribed { choices });
            }
            let expires_on = now.date() + Days::new(UNCONFIRMED);
            let id = match known {
                Some(known) => {
                    subscribers::renew(conn, known.id, language, expires_on)?;
                    known.id
                }
                None => {
                    self.insert(conn, id, address, language, None)?;
                    id
                }
            };
            subscribers::set_topics(conn, id, topics)?;
            self.put(conn, address, language, &self.ask(id))
        })?;
        Ok(())
    }

    /// Asks a new address of somebody to confirm; the old row goes when it does. Within the limits of the new address.
    pub(super) fn move_to(&self, old: Id, address: &Address) -> Result<(), ServiceError> {
        let (id, now) = (Id::new(rand::random()), self.clock.now());
        let hash = self.addresses.hash(address);
        self.db.write(|conn| {
            let Some(before) = subscribers::find(conn, old)? else {
                return Ok(());
            };
            let who = address.key();
            if !self.addresses.take_turn(conn, "subscribe", who.as_bytes(), now)?
                || self.addresses.is_suppressed(conn, address)?
                || subscribers::find_by_address(conn, &hash)?.is_some()
            {
                return Ok(());
            }
            let topics = subscribers::topics(conn, old)?;
            self.insert(conn, id, address, &before.language, Some(old))?;
            subscribers::set_topics(conn, id, &topics)?;
            self.put(conn, address, &before.language, &self.ask(id))
        })?;
        Ok(())
    }

    /// Whether a link that confirms counts. Looking changes nothing.
    pub fn is_link(&self, link: &str) -> Result<bool, ServiceError> {
        match read(link, |id| self.link(id)) {
            Some(id) => Ok(self.db.read(|conn| subscribers::find(conn, id))?.is_some()),
            None => Ok(false),
        }
    }

    /// Somebody says yes: gives the text of the link to their choices. Doing it again changes nothing.
    pub fn confirm(&self, link: &str) -> Result<Option<String>, ServiceError> {
        let Some(id) = read(link, |id| self.link(id)) else {
            return Ok(None);
        };
        let found = self.db.read(|conn| {
            let Some(row) = subscribers::find(conn, id)? else {
                return Ok(None);
            };
            Ok(Some(row.replaces))
        })?;
        let Some(replaces) = found else { return Ok(None) };
        // the old address first: whatever ends this early, the same link does it again
        if let Some(old) = replaces {
            self.erase(&[old])?;
        }
        self.db.write(|conn| subscribers::confirm(conn, id))?;
        Ok(Some(self.token(id)))
    }

    /// What somebody chose, by the link that every mail to them carries.
    pub fn choices(&self, token: &str) -> Result<Option<Choices>, ServiceError> {
        let Some(id) = read(token, |id| self.token(id)) else {
            return Ok(None);
        };
        Ok(self.db.read(|conn| {
            let Some(row) = subscribers::find(conn, id)? else {
                return Ok(None);
            };
            let suppressed = match self.open(&row) {
                Some(address) => self.addresses.is_suppressed(conn, &address)?,
                None => false,
            };
            Ok(Some(Choices {
                topics: subscribers::topics(conn, id)?,
                language: row.language,
                confirmed: row.confirmed,
                suppressed,
            }))
        })?)
    }

    /// Chooses anew; says whether there was somebody.
    pub fn choose(&self, token: &str, topics: &[Topic], language: &str) -> Result<bool, ServiceError> {
        let Some(id) = read(token, |id| self.token(id)) else {
            return Ok(false);
        };
        Ok(self.db.write(|conn| {
            if subscribers::find(conn, id)?.is_none() {
                return Ok(false);
            }
            subscribers::set_language(conn, id, language)?;
            subscribers::set_topics(conn, id, topics)?;
            Ok(true)
        })?)
    }

    /// Deletes somebody for good, with what waits for them; `never` keeps the keyed hash that stops every other mail as well. Gives the
    /// address once more, for what stands outside the database. Doing it again changes nothing.
    pub fn stop(&self, token: &str, never: bool) -> Result<Option<Address>, ServiceError> {
        let Some(id) = read(token, |id| self.token(id)) else {
            return Ok(None);
        };
        let Some(row) = self.db.read(|conn| subscribers::find(conn, id))? else {
            return Ok(None);
        };
        let address = self.open(&row);
        if let (Some(address), true) = (&address, never) {
            let wish = self.addresses.wish(address);
            self.db.write(|conn| invitations::suppress(conn, &wish).map(drop))?;
        }
        self.erase(&[id])?;
        Ok(address)
    }

    /// How many were not confirmed in time.
    pub fn count_over(&self, today: NaiveDate) -> Result<i64, ServiceError> {
        let expired = self.db.read(|conn| subscribers::expired(conn, today))?;
        Ok(i64::try_from(expired.len()).unwrap_or(i64::MAX))
    }

    /// Deletes what nobody confirmed in time, and the turns of days before; gives how many subscriptions that were.
    pub fn sweep(&self, today: NaiveDate) -> Result<i64, ServiceError> {
        let expired = self.db.read(|conn| subscribers::expired(conn, today))?;
        self.db
            .write(|conn| turns::forget(conn, today.and_time(NaiveTime::MIN)))?;
        if !expired.is_empty() {
            self.erase(&expired)?;
        }
        Ok(i64::try_from(expired.len()).unwrap_or(i64::MAX))
    }

    /// The text of the link to somebody's choices: their random name and a MAC over it.
    pub(super) fn token(&self, id: Id) -> String {
        signed(&self.keys, "choices of subscribers", id)
    }

    fn link(&self, id: Id) -> String {
        signed(&self.keys, "confirming subscriptions", id)
    }

    fn ask(&self, id: Id) -> Notice {
        Notice::Subscribe {
            link: format!("/subscribe/{}", self.link(id)),
            stop: format!("/choices/{}", self.token(id)),
        }
    }

    fn insert(&self, conn: &mut Conn, id: Id, address: &Address, language: &str, replaces: Option<Id>) -> Rows<()> {
        let today = self.clock.today();
        subscribers::insert(
            conn,
            &Subscriber {
                id,
                address: self.addresses.seal(PLACE, id, &address.text()),
                address_hash: self.addresses.hash(address).to_vec(),
                language: language.to_owned(),
                confirmed: false,
                replaces,
                expires_on: Some(today + Days::new(UNCONFIRMED)),
                created_on: today,
            },
        )
    }

    fn open(&self, row: &Subscriber) -> Option<Address> {
        let text = self.addresses.open(PLACE, row.id, &row.address)?;
        Address::parse(&text)
    }

    fn put(&self, conn: &mut Conn, to: &Address, language: &str, notice: &Notice) -> Rows<()> {
        let about = self.addresses.hash(to);
        letters::put_about(
            conn,
            &self.letters,
            self.clock.now(),
            (&to.text(), &about),
            language,
            notice,
        )
    }
}

/// The text of a link: a random name and a MAC over it.
pub(super) fn signed(keys: &KeyFolder, purpose: &str, id: Id) -> String {
    let tag = mac(keys.purpose(purpose).expose(), &[id.bytes()]);
    hex::encode(&[id.bytes().as_slice(), &tag[..16]].concat())
}

/// The name in a link that we made.
fn read(link: &str, right: impl Fn(Id) -> String) -> Option<Id> {
    let bytes = hex::decode(link).filter(|bytes| bytes.len() == 32)?;
    let id = Id::from_slice(&bytes[..16])?;
    let same: bool = right(id).as_bytes().ct_eq(link.as_bytes()).into();
    same.then_some(id)
}
