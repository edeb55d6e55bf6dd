//! Reports of mails that did not arrive, as staff get them: the addresses they name get no more of this campaign.

use std::collections::HashSet;

use super::{CampaignDesk, addresses, open};
use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::mail::bounce::addresses_that_failed;
use crate::services::ServiceError;
use crate::store::campaigns::{self, Counted};
use crate::store::outbox;

impl CampaignDesk {
    /// Reads reports; says how many people of the campaign they say cannot be reached for good. Nothing of the reports is kept.
    pub fn note_bounces(&self, id: Id, reports: &str) -> Result<usize, ServiceError> {
        let Some(key) = self.keys.campaign_key(id)? else {
            return Ok(0);
        };
        let key = addresses(&key);
        let gone: HashSet<String> = addresses_that_failed(reports.as_bytes())
            .into_iter()
            .filter(|(_, for_good)| *for_good)
            .filter_map(|(address, _)| Address::parse(&address).map(|address| address.key()))
            .collect();
        if gone.is_empty() {
            return Ok(0);
        }
        Ok(self.db.write(|conn| {
            let mut found = 0;
            for person in campaigns::people(conn, id)? {
                let address = open(&key, &person, &person.address).and_then(|address| Address::parse(&address));
                if !address.is_some_and(|address| gone.contains(&address.key())) {
                    continue;
                }
                outbox::cancel(conn, id, Some(&person.id))?;
                if campaigns::set_state(conn, id, &person.id, "refused")? && !person.test {
                    campaigns::count(conn, id, Counted::Undeliverable)?;
                    found += 1;
                }
            }
            Ok(found)
        })?)
    }
}
