//! Single invitations, sent by a program after a purchase or a support case. They carry no segment and count like open links; the address
//! is forgotten once its mail went out.

use super::{CampaignDesk, addresses};
use crate::domain::address::Address;
use crate::domain::campaign::State;
use crate::domain::id::Id;
use crate::privacy::invitation::{Code, suppression};
use crate::secret::{encrypt, mac};
use crate::services::ServiceError;
use crate::services::catalogue;
use crate::services::retention::kept_since;
use crate::store::campaigns::{self, Addressee};
use crate::store::outbox::{self, Waiting};
use crate::store::{invitations, surveys, tokens};

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// The mail waits in the outbox, or nobody wants it: a program is not told which.
    Accepted,
    /// No campaign for single invitations has this name, or it is not running.
    NoCampaign,
}

impl CampaignDesk {
    /// Sends one invitation of a campaign of `survey`; the same idempotency key again sends nothing more.
    pub fn send_one(
        &self,
        survey: Id,
        id: Id,
        to: &Address,
        language: &str,
        again: &str,
    ) -> Result<Called, ServiceError> {
        let today = self.clock.today();
        let (codes, wish) = (self.keys.purpose("invitation codes"), self.keys.purpose("no more mail"));
        let call = mac(self.keys.purpose("idempotency keys").expose(), &[again.as_bytes()]);
        let key = match self.keys.campaign_key(id)? {
            Some(key) => addresses(&key),
            None => return Ok(Called::NoCampaign),
        };
        let now = self.clock.now();
        let (person, mail, code) = (
            Id::new(rand::random()),
            Id::new(rand::random()),
            Code::new(rand::random()),
        );
        Ok(self.db.write(|conn| {
            let running = campaigns::find(conn, id)?.filter(|campaign| {
                campaign.survey == survey && campaign.state == State::Sealed && campaign.plan.standing
            });
            let Some(campaign) = running else {
                return Ok(Called::NoCampaign);
            };
            let row = surveys::find(conn, campaign.survey)?;
            let published = match row {
                Some(row) => catalogue::current(conn, &row, today)?,
                None => None,
            };
            let Some(published) = published.filter(|published| published.takes_answers(today)) else {
                return Ok(Called::NoCampaign);
            };
            if let Some(since) = kept_since(conn, "calls", today)? {
                tokens::forget_sends(conn, since)?;
            }
            let first = tokens::note_send(conn, id, &call, today)?;
            if !first || invitations::is_suppressed(conn, &suppression(&wish, &to.text()))? {
                return Ok(Called::Accepted);
            }
            let survey = &published.survey;
            let language = match survey.languages.iter().any(|known| known == language) {
                true => language.to_owned(),
                false => survey.default_language.clone(),
            };
            invitations::insert(conn, id, &[(code.hash(&codes), None)])?;
            campaigns::insert_people(
                conn,
                &[Addressee {
                    campaign_id: id.bytes().to_vec(),
                    id: person.bytes().to_vec(),
                    address: encrypt(&key, person.bytes(), to.text().as_bytes()),
                    language,
                    block: None,
                    test: false,
                    code: Some(encrypt(&key, person.bytes(), code.text().as_bytes())),
                    state: "waiting".to_owned(),
                }],
            )?;
            let waiting = Waiting {
                id: mail,
                campaign: id,
                addressee: person.bytes().to_vec(),
                kind: "invitation".to_owned(),
                attempts: 0,
            };
            outbox::insert(conn, &[waiting], now)?;
            Ok(Called::Accepted)
        })?)
    }
}
