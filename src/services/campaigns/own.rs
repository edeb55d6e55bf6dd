//! Who is the organisation itself: they get the mail to look at, and no invitation that counts (DISCLOSURE rule 13).

use std::collections::HashSet;

use super::CampaignDesk;
use crate::domain::address::Address;
use crate::services::ServiceError;
use crate::services::staff::Names;
use crate::store::accounts;

/// Domains where everybody has an address: an organisation that has one there is not its neighbours.
const FREE: [&str; 24] = [
    "163.com",
    "126.com",
    "aol.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.ru",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "sapo.pt",
    "t-online.de",
    "web.de",
    "yahoo.com",
];

impl CampaignDesk {
    /// The domain of the organisation's contact, and the addresses of all its staff.
    pub fn own_addresses(&self, contact: &str) -> Result<HashSet<String>, ServiceError> {
        // compared here and shown to nobody
        let names = Names::new(&self.keys);
        let rows = self.db.read(accounts::all)?;
        let staff = rows
            .into_iter()
            .filter_map(|row| Address::parse(&names.account(row).email));
        let contacts = contact.split_whitespace().filter_map(Address::parse);
        let of_contact = |address: Address| match FREE.contains(&address.domain()) {
            true => address.key(),
            false => address.domain().to_owned(),
        };
        Ok(contacts
            .map(of_contact)
            .chain(staff.map(|address| address.key()))
            .collect())
    }
}
