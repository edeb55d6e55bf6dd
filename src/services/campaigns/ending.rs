//! What time does to campaigns: reminders fall due, codes are wiped after the last mail, and at the end addresses and keys go.

use std::collections::HashSet;

use chrono::Days;

use super::{CampaignDesk, addresses, open};
use crate::domain::campaign::{Campaign, State};
use crate::domain::id::Id;
use crate::privacy::invitation::Code;
use crate::services::ServiceError;
use crate::services::catalogue;
use crate::store::outbox::{self, Waiting};
use crate::store::{campaigns, invitations, surveys};

impl CampaignDesk {
    /// Does what is due for every campaign.
    pub fn go_on(&self) -> Result<(), ServiceError> {
        for campaign in self.db.read(campaigns::with_addresses)? {
            if self.is_over(&campaign)? {
                self.end(&campaign)?;
            } else if campaign.state == State::Sealed && !campaign.plan.standing {
                self.remind_or_wipe(&campaign)?;
            }
        }
        Ok(())
    }

    /// Its last day came, or the period in which its invitations count is over.
    fn is_over(&self, campaign: &Campaign) -> Result<bool, ServiceError> {
        let today = self.clock.today();
        if campaign.ends_on.is_some_and(|last| last <= today) {
            return Ok(true);
        }
        if campaign.plan.standing {
            return Ok(false);
        }
        let period = self.db.read(|conn| {
            let row = surveys::find(conn, campaign.survey)?;
            let published = match row {
                Some(row) => catalogue::current(conn, &row, today)?,
                None => None,
            };
            Ok(published.map(|published| published.period))
        })?;
        Ok(period.as_deref() != Some(campaign.period.as_str()))
    }

    fn end(&self, campaign: &Campaign) -> Result<(), ServiceError> {
        // the key first: what a copy of the database holds is noise from here on
        self.keys.destroy_campaign_key(campaign.id)?;
        self.db.write(|conn| {
            campaigns::forget_people(conn, campaign.id)?;
            invitations::forget(conn, campaign.id)?;
            let Some(mut ended) = campaigns::find(conn, campaign.id)? else {
                return Ok(());
            };
            ended.state = State::Ended;
            campaigns::update(conn, &ended)
        })?;
        self.db.wipe_leftovers(&["addressees", "invitations", "outbox"])?;
        Ok(())
    }

    fn remind_or_wipe(&self, campaign: &Campaign) -> Result<(), ServiceError> {
        let last = campaign.reminded >= campaign.plan.reminders;
        let waits = self.db.read(|conn| outbox::any(conn, campaign.id))?;
        if waits {
            return Ok(());
        }
        if last {
            return Ok(self.db.write(|conn| campaigns::wipe_codes(conn, campaign.id))?);
        }
        let wait = u64::try_from(campaign.plan.wait_days.max(1)).unwrap_or(1);
        let round = u64::try_from(campaign.reminded + 1).unwrap_or(1);
        let due = campaign
            .starts_at
            .is_some_and(|start| start + Days::new(wait * round) <= self.clock.now());
        if due { self.remind(campaign) } else { Ok(()) }
    }

    fn remind(&self, campaign: &Campaign) -> Result<(), ServiceError> {
        let Some(key) = self.keys.campaign_key(campaign.id)? else {
            return Ok(());
        };
        let (key, codes) = (addresses(&key), self.keys.purpose("invitation codes"));
        let now = self.clock.now();
        Ok(self.db.write(|conn| {
            // another instance may have done it since
            let now_stands = campaigns::find(conn, campaign.id)?;
            let Some(mut reminded) =
                now_stands.filter(|stands| stands.state == State::Sealed && stands.reminded == campaign.reminded)
            else {
                return Ok(());
            };
            let used: HashSet<Vec<u8>> = match campaign.plan.remembers {
                true => invitations::used(conn, campaign.id)?.into_iter().collect(),
                false => HashSet::new(),
            };
            let took_part = |sealed: Option<&Vec<u8>>, person| {
                let code = sealed.and_then(|sealed| open(&key, person, sealed));
                let code = code.as_deref().and_then(Code::parse);
                code.is_some_and(|code| used.contains(&code.hash(&codes)[..]))
            };
            let people = campaigns::people(conn, campaign.id)?;
            let mails: Vec<Waiting> = people
                .iter()
                .filter(|person| person.state == "sent" && !person.test)
                .filter(|person| used.is_empty() || !took_part(person.code.as_ref(), person))
                .map(|person| Waiting {
                    id: Id::new(rand::random()),
                    campaign: campaign.id,
                    addressee: person.id.clone(),
                    kind: "reminder".to_owned(),
                    attempts: 0,
                })
                .collect();
            outbox::insert(conn, &mails, now)?;
            reminded.reminded = campaign.reminded + 1;
            campaigns::update(conn, &reminded)
        })?)
    }
}
