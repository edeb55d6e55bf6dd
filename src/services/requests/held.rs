//! Everything that is held about an address. Lists of campaigns are encrypted person by person and have no index: they are opened one by
//! one and compared.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Grant, RequestDesk};
use crate::domain::address::Address;
use crate::domain::announcement::Topic;
use crate::domain::campaign::Campaign;
use crate::domain::id::Id;
use crate::domain::request::{Kind, State};
use crate::services::ServiceError;
use crate::services::campaigns::{addresses, open};
use crate::services::staff::Names;
use crate::store::campaigns::{self, Addressee};
use crate::store::{accounts, requests, subscribers, surveys};

/// People looked at in one step.
const SLICE: i64 = 1_000;
/// People looked at in all; beyond that a person has to look.
const MOST: usize = 1_000_000;

/// What is held about one address.
pub struct Held {
    /// The subscription.
    pub subscription: Option<HeldSubscription>,
    /// Campaigns whose list has the address.
    pub invitations: Vec<HeldInvitation>,
    /// Whether it wants no more mail.
    pub suppressed: bool,
    /// Requests that still name it.
    pub requests: Vec<HeldRequest>,
    /// Whether a member of staff signs in with it.
    pub staff: bool,
    /// Whether there were too many lists to look at all of them.
    pub partial: bool,
}

/// A subscription.
pub struct HeldSubscription {
    /// What they are told.
    pub topics: Vec<Topic>,
    /// The language of mails.
    pub language: String,
    /// Whether they said yes.
    pub confirmed: bool,
    /// Since when.
    pub created_on: NaiveDate,
    /// The text of the link to their choices.
    pub token: String,
}

/// A list with the address. Whether anything was answered is known to nobody, and the code is not shown.
pub struct HeldInvitation {
    /// What staff call the campaign.
    pub name: String,
    /// Why people are asked.
    pub purpose: String,
    /// Where the addresses come from.
    pub source: String,
    /// The survey, as in its address.
    pub survey: String,
    /// `waiting`, `sent`, `refused`, `stopped` or `test`.
    pub state: String,
    /// The day the list is deleted.
    pub ends_on: Option<NaiveDate>,
}

/// A request.
pub struct HeldRequest {
    /// What was asked for.
    pub kind: Kind,
    /// What became of it.
    pub state: State,
    /// The day it came.
    pub received_on: NaiveDate,
    /// The day by which it is answered.
    pub due_on: NaiveDate,
}

impl Held {
    /// Whether there is nothing at all.
    pub fn is_nothing(&self) -> bool {
        let lists = self.invitations.is_empty() && self.requests.is_empty();
        lists && self.subscription.is_none() && !self.suppressed && !self.staff
    }

    /// The same for a program.
    pub fn document(&self, address: &Address) -> Value {
        let topic = |topic: &Topic| json!({"topic": topic.name(), "survey": topic.survey().map(|id| id.to_string())});
        json!({
            "address": address.text(),
            "subscription": self.subscription.as_ref().map(|held| json!({
                "topics": held.topics.iter().map(topic).collect::<Vec<_>>(),
                "language": held.language,
                "confirmed": held.confirmed,
                "since": held.created_on,
            })),
            "invitations": self.invitations.iter().map(|held| json!({
                "campaign": held.name,
                "purpose": held.purpose,
                "source": held.source,
                "survey": held.survey,
                "state": held.state,
                "deleted_on": held.ends_on,
            })).collect::<Vec<_>>(),
            "no_more_mail": self.suppressed,
            "requests": self.requests.iter().map(|held| json!({
                "kind": held.kind.name(),
                "state": held.state.name(),
                "received_on": held.received_on,
                "due_on": held.due_on,
            })).collect::<Vec<_>>(),
            "staff_account": self.staff,
            "complete": !self.partial,
        })
    }
}

impl RequestDesk {
    /// Everything that is held about the address.
    pub fn held(&self, grant: &Grant) -> Result<Held, ServiceError> {
        let address = grant.address();
        let (people, partial) = self.people(address)?;
        let (hash, names) = (self.addresses.hash(address), Names::new(&self.keys));
        Ok(self.db.read(|conn| {
            let row = subscribers::find_by_address(conn, &hash)?;
            let subscription = match row {
                Some(row) => Some(HeldSubscription {
                    topics: subscribers::topics(conn, row.id)?,
                    token: self.subscribers.token(row.id),
                    language: row.language,
                    confirmed: row.confirmed,
                    created_on: row.created_on,
                }),
                None => None,
            };
            let mut invitations = Vec::new();
            for (campaign, person) in &people {
                let survey = surveys::find(conn, campaign.survey)?;
                invitations.push(HeldInvitation {
                    name: campaign.plan.name.clone(),
                    purpose: campaign.plan.purpose.clone(),
                    source: campaign.plan.source.clone(),
                    survey: survey.map(|row| row.slug).unwrap_or_default(),
                    state: person.state.clone(),
                    ends_on: campaign.ends_on,
                });
            }
            let requests = requests::of_address(conn, &hash)?;
            let requests = requests.into_iter().map(|request| HeldRequest {
                kind: request.kind,
                state: request.state,
                received_on: request.received_on,
                due_on: request.due_on,
            });
            Ok(Held {
                subscription,
                invitations,
                suppressed: self.addresses.is_suppressed(conn, address)?,
                requests: requests.collect(),
                staff: accounts::find_by_address(conn, &names.hash(&address.text()))?.is_some(),
                partial,
            })
        })?)
    }

    /// The rows of an address on lists of campaigns, and whether not all lists were looked at.
    pub(super) fn people(&self, address: &Address) -> Result<(Vec<(Campaign, Addressee)>, bool), ServiceError> {
        let (wanted, mut looked, mut found) = (address.key(), 0, Vec::new());
        for campaign in self.db.read(campaigns::with_addresses)? {
            let Some(key) = self.keys.campaign_key(campaign.id)? else {
                continue;
            };
            let opener = addresses(&key);
            let mut after = Vec::new();
            loop {
                let people = self
                    .db
                    .read(|conn| campaigns::people_after(conn, campaign.id, &after, SLICE))?;
                let Some(last) = people.last() else { break };
                if looked >= MOST {
                    return Ok((found, true));
                }
                looked += people.len();
                after.clone_from(&last.id);
                let is_theirs = |person: &Addressee| {
                    open(&opener, person, &person.address).is_some_and(|known| known.to_lowercase() == wanted)
                };
                let theirs = people.into_iter().filter(is_theirs);
                found.extend(theirs.map(|person| (campaign.clone(), person)));
            }
        }
        Ok((found, false))
    }

    /// The name a survey has in addresses.
    pub fn slug_of(&self, survey: Id) -> Result<Option<String>, ServiceError> {
        let row = self.db.read(|conn| surveys::find(conn, survey))?;
        Ok(row.map(|row| row.slug))
    }
}
