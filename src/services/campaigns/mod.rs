//! Campaigns: writing one, sealing its list, stopping it, and its end. Nothing here sees an answer.

mod bounces;
mod ending;
mod invitations;
mod own;
mod sealing;
pub mod standing;

use std::sync::Arc;

pub use invitations::{Admission, Claimed, InvitationDesk};
pub use sealing::{Group, NotSealed, Preview, Wish};

use super::ServiceError;
use crate::clock::Clock;
use crate::domain::address::Address;
use crate::domain::campaign::{Campaign, Plan, State, Tally};
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::privacy::ticket::TicketKey;
use crate::secret::{Secret, decrypt, encrypt};
use crate::store::campaigns::{self, Addressee};
use crate::store::outbox::{self, Waiting};
use crate::store::{Db, surveys};

/// Writes and runs campaigns.
#[derive(Clone)]
pub struct CampaignDesk {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
}

impl CampaignDesk {
    /// Over a database and a key folder.
    pub fn new(db: Db, keys: KeyFolder, clock: Arc<dyn Clock>) -> Self {
        Self { db, keys, clock }
    }

    /// The campaigns of a survey, oldest first; `None` when there is no such survey.
    pub fn of(&self, slug: &str) -> Result<Option<Vec<Campaign>>, ServiceError> {
        Ok(self.db.read(|conn| {
            let Some(row) = surveys::find_by_slug(conn, slug)? else {
                return Ok(None);
            };
            campaigns::of_survey(conn, row.id).map(Some)
        })?)
    }

    /// One of them.
    pub fn find(&self, slug: &str, id: Id) -> Result<Option<Campaign>, ServiceError> {
        Ok(self
            .of(slug)?
            .and_then(|all| all.into_iter().find(|campaign| campaign.id == id)))
    }

    /// Makes a draft; `None` when there is no such survey.
    pub fn create(&self, slug: &str, plan: &Plan) -> Result<Option<Id>, ServiceError> {
        let (id, today) = (Id::new(rand::random()), self.clock.today());
        Ok(self.db.write(|conn| {
            let Some(row) = surveys::find_by_slug(conn, slug)? else {
                return Ok(None);
            };
            let campaign = Campaign {
                id,
                survey: row.id,
                plan: plan.clone(),
                state: State::Draft,
                period: String::new(),
                reminded: 0,
                starts_at: None,
                ends_on: None,
                created_on: today,
                tally: Tally::default(),
            };
            campaigns::insert(conn, &campaign).map(|()| Some(id))
        })?)
    }

    /// Writes a draft; says whether it still was one.
    pub fn save(&self, id: Id, plan: &Plan) -> Result<bool, ServiceError> {
        Ok(self.db.write(|conn| {
            let Some(mut campaign) = campaigns::find(conn, id)?.filter(|campaign| campaign.state == State::Draft)
            else {
                return Ok(false);
            };
            campaign.plan = plan.clone();
            campaigns::update(conn, &campaign).map(|()| true)
        })?)
    }

    /// Sends the mail as it is now to one address, without a code.
    pub fn send_test(&self, id: Id, to: &Address, language: &str) -> Result<bool, ServiceError> {
        let Some(campaign) = self.db.read(|conn| campaigns::find(conn, id))? else {
            return Ok(false);
        };
        if campaign.state == State::Ended {
            return Ok(false);
        }
        let key = addresses(&self.keys.make_campaign_key(id)?);
        let person = Id::new(rand::random());
        let row = Addressee {
            campaign_id: id.bytes().to_vec(),
            id: person.bytes().to_vec(),
            address: encrypt(&key, person.bytes(), to.text().as_bytes()),
            language: language.to_owned(),
            block: None,
            test: true,
            code: None,
            state: "test".to_owned(),
        };
        let mail = Waiting {
            id: Id::new(rand::random()),
            campaign: id,
            addressee: row.id.clone(),
            kind: "test".to_owned(),
            attempts: 0,
        };
        let now = self.clock.now();
        self.db.write(|conn| {
            campaigns::insert_people(conn, std::slice::from_ref(&row))?;
            outbox::insert(conn, std::slice::from_ref(&mail), now)
        })?;
        Ok(true)
    }

    /// Stops a campaign: what waits is not sent; invitations that went out still count.
    pub fn stop(&self, id: Id) -> Result<bool, ServiceError> {
        Ok(self.db.write(|conn| {
            let Some(mut campaign) = campaigns::find(conn, id)?.filter(|campaign| campaign.state == State::Sealed)
            else {
                return Ok(false);
            };
            campaign.state = State::Stopped;
            campaigns::update(conn, &campaign)?;
            outbox::cancel(conn, id, None)?;
            campaigns::wipe_codes(conn, id)?;
            Ok(true)
        })?)
    }
}

/// The key of a campaign's addresses and codes.
pub(super) fn addresses(key: &Secret) -> Secret {
    key.derive("addresses and codes")
}

/// What an addressee's row holds, opened.
pub(super) fn open(key: &Secret, person: &Addressee, sealed: &[u8]) -> Option<String> {
    let plain = decrypt(key, &person.id, sealed)?;
    String::from_utf8(plain.to_vec()).ok()
}

/// The key of the tickets of one group of a campaign's list.
pub(super) fn tickets(key: &Secret, campaign: Id, block: Option<&str>) -> TicketKey {
    let info = [
        b"chorus tickets".as_slice(),
        campaign.bytes(),
        block.unwrap_or_default().as_bytes(),
    ]
    .concat();
    TicketKey::from_seed(&key.derive("tickets"), &info)
}
