//! What somebody does who proved twice that an address is theirs: by a link in its mails and by the code of the screen that asked.

use chrono::{DateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{ADDRESS, BODY, RequestDesk};
use crate::domain::address::Address;
use crate::domain::hex;
use crate::domain::id::Id;
use crate::domain::request::{Kind, State};
use crate::privacy::invitation::Code;
use crate::secret::{decrypt, encrypt};
use crate::services::ServiceError;
use crate::services::campaigns::{addresses, open};
use crate::store::campaigns::{self, Counted};
use crate::store::requests::{self, Request};
use crate::store::{invitations, letters, outbox, subscribers};

/// How long the page stays open.
const OPEN: TimeDelta = TimeDelta::minutes(30);
/// What a token of the page stands in.
const PLACE: &[u8] = b"chorus opened request 1";

/// What opens the page for half an hour: carried in its forms, never in an address. Only this desk makes one.
pub struct Grant {
    address: Address,
    token: String,
}

#[derive(Serialize, Deserialize)]
struct Inside {
    request: String,
    address: String,
    until: i64,
}

impl Grant {
    /// The address it is about.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The hidden field of the page's forms.
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl RequestDesk {
    pub(super) fn grant(&self, request: Id, address: &str) -> Grant {
        let until = self.clock.now() + OPEN;
        let inside = Inside {
            request: request.to_string(),
            address: address.to_owned(),
            until: until.and_utc().timestamp(),
        };
        let bytes = serde_json::to_vec(&inside).expect("a grant is plain JSON");
        let key = self.keys.purpose("opened requests");
        Grant {
            // an address that was read before reads again
            address: Address::parse(address).expect("an address from a row of ours"),
            token: hex::encode(&encrypt(&key, PLACE, &bytes)),
        }
    }

    /// Reads the hidden field; `None` for one that is not ours or is over.
    pub fn read(&self, token: &str) -> Option<Grant> {
        let bytes = decrypt(&self.keys.purpose("opened requests"), PLACE, &hex::decode(token)?)?;
        let inside: Inside = serde_json::from_slice(&bytes).ok()?;
        let until = DateTime::from_timestamp(inside.until, 0)?.naive_utc();
        (self.clock.now() < until).then_some(())?;
        Some(Grant {
            address: Address::parse(&inside.address)?,
            token: token.to_owned(),
        })
    }

    /// Changes the language of mails to a subscriber.
    pub fn set_language(&self, grant: &Grant, language: &str) -> Result<(), ServiceError> {
        let hash = self.addresses.hash(&grant.address);
        self.db.write(|conn| {
            for id in subscribers::ids_of(conn, &hash)? {
                subscribers::set_language(conn, id, language)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Moves a subscription to another address, which has to confirm first.
    pub fn move_to(&self, grant: &Grant, address: &Address) -> Result<(), ServiceError> {
        let hash = self.addresses.hash(&grant.address);
        let found = self.db.read(|conn| subscribers::find_by_address(conn, &hash))?;
        match found.filter(|row| row.confirmed) {
            Some(row) => self.subscribers.move_to(row.id, address),
            None => Ok(()),
        }
    }

    /// Deletes everything that is held about the address for good; `never` keeps the keyed hash that stops every other mail as well.
    pub fn erase(&self, grant: &Grant, never: bool) -> Result<(), ServiceError> {
        let hash = self.addresses.hash(&grant.address);
        let wish = self.addresses.wish(&grant.address);
        let (people, _) = self.people(&grant.address)?;
        let rows = self.db.read(|conn| subscribers::ids_of(conn, &hash))?;
        let names = people.iter().filter_map(|(_, person)| Id::from_slice(&person.id));
        let asked = self.db.read(|conn| requests::of_address(conn, &hash))?;
        let asked = asked.iter().map(|request| request.id);
        let names: Vec<Id> = names.chain(rows.iter().copied()).chain(asked).collect();
        // the folder first: a database of before must not bring them back
        self.keys.remember_erased_addresses(&names)?;
        let mut codes = Vec::new();
        let code_key = self.keys.purpose("invitation codes");
        for (campaign, person) in &people {
            let Some(key) = self.keys.campaign_key(campaign.id)? else {
                continue;
            };
            let sealed = person.code.as_ref();
            let code = sealed.and_then(|sealed| open(&addresses(&key), person, sealed));
            codes.extend(
                code.and_then(|code| Code::parse(&code))
                    .map(|code| code.hash(&code_key)),
            );
        }
        let today = self.clock.today();
        self.db.write(|conn| {
            if never {
                invitations::suppress(conn, &wish)?;
            }
            for id in &rows {
                subscribers::delete(conn, *id)?;
            }
            for (campaign, person) in &people {
                outbox::cancel(conn, campaign.id, Some(&person.id))?;
                campaigns::forget_person(conn, campaign.id, &person.id)?;
            }
            for code in &codes {
                invitations::forget_unused(conn, code)?;
            }
            letters::delete_about(conn, &hash)?;
            for mut request in requests::of_address(conn, &hash)? {
                request.forget_address();
                if request.state == State::Open {
                    (request.state, request.answered_on) = (State::Answered, Some(today));
                }
                requests::update(conn, &request)?;
            }
            Ok(())
        })?;
        self.subscribers.wipe()
    }

    /// Objects to every mail: the subscription goes, invitations that wait are not sent, and the keyed hash stays.
    pub fn object(&self, grant: &Grant) -> Result<(), ServiceError> {
        let hash = self.addresses.hash(&grant.address);
        let wish = self.addresses.wish(&grant.address);
        let (people, _) = self.people(&grant.address)?;
        self.db.write(|conn| {
            invitations::suppress(conn, &wish)?;
            for (campaign, person) in &people {
                if campaigns::set_state(conn, campaign.id, &person.id, "stopped")? {
                    campaigns::count(conn, campaign.id, Counted::Stopped)?;
                }
                outbox::cancel(conn, campaign.id, Some(&person.id))?;
            }
            Ok(())
        })?;
        let rows = self.db.read(|conn| subscribers::ids_of(conn, &hash))?;
        match rows.is_empty() {
            true => Ok(()),
            false => self.subscribers.erase(&rows),
        }
    }

    /// Asks for a person: what they are told, and the address for the answer.
    pub fn ask_a_person(&self, grant: &Grant, kind: Kind, text: &str, language: &str) -> Result<(), ServiceError> {
        let id = Id::new(rand::random());
        let request = Request {
            state: State::Person,
            address: Some(self.addresses.seal(ADDRESS, id, &grant.address.text())),
            address_hash: Some(self.addresses.hash(&grant.address).to_vec()),
            body: Some(self.addresses.seal(BODY, id, text)),
            ..self.new_request(id, kind, language)
        };
        self.db.write(|conn| requests::insert(conn, &request))?;
        Ok(())
    }
}
