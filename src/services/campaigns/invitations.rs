//! Using an invitation: by its code in a transaction of its own, or by a ticket it was swapped for. Stopping mails by their link.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::tickets;
use crate::domain::campaign::State;
use crate::domain::hex;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::privacy::invitation::{Code, mark, suppression};
use crate::privacy::receipt::Nonce;
use crate::privacy::ticket::{Issued, Ticket};
use crate::secret::{Secret, mac};
use crate::services::ServiceError;
use crate::services::catalogue::Published;
use crate::store::campaigns::{self, Counted};
use crate::store::invitations::{self, Invitation};
use crate::store::{Conn, Db, Rows, ledger, outbox, surveys};

/// Takes codes and tickets.
#[derive(Clone)]
pub struct InvitationDesk {
    db: Db,
    keys: KeyFolder,
}

/// What a code is good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// The answer may be stored; it gets this value of the list's segment, if any.
    Welcome(Option<String>),
    /// Wrong, used, of another survey or period, or over: nobody is told which.
    NotWelcome,
    /// The form was sent before, with another invitation; this one stays good.
    SentBefore,
}

/// A ticket's other half.
pub struct Claimed {
    /// What the browser unblinds, with its proof.
    pub issued: Issued,
    /// The public key it was made with.
    pub public: [u8; 32],
}

impl InvitationDesk {
    /// Over a database and a key folder.
    pub fn new(db: Db, keys: KeyFolder) -> Self {
        Self { db, keys }
    }

    /// The survey a code that was not used yet belongs to: its slug.
    pub fn survey_of(&self, code: &Code) -> Result<Option<String>, ServiceError> {
        let hash = self.hash(code);
        Ok(self.db.read(|conn| {
            let Some(invitation) = invitations::find(conn, &hash)?.filter(|invitation| !invitation.used) else {
                return Ok(None);
            };
            let Some(campaign) = campaigns::find(conn, invitation.campaign)? else {
                return Ok(None);
            };
            Ok(surveys::find(conn, campaign.survey)?.map(|row| row.slug))
        })?)
    }

    /// Uses a code for one form, in a transaction that touches no answer. The same form again is welcome again.
    pub fn admit(&self, published: &Published, code: &Code, nonce: &Nonce) -> Result<Admission, ServiceError> {
        let hash = self.hash(code);
        let mark = mark(nonce, published.id);
        let sent = nonce.sent(published.id);
        let was_sent = !self
            .db
            .read(|conn| ledger::sent(conn, published.id, &[sent]))?
            .is_empty();
        Ok(self.db.write(|conn| {
            let Some(invitation) = counting(conn, &hash, published)? else {
                return Ok(Admission::NotWelcome);
            };
            let again = invitation.mark.as_deref().is_some_and(|kept| kept.ct_eq(&mark).into());
            if was_sent && !again {
                return Ok(Admission::SentBefore);
            }
            if again || invitations::take(conn, invitation.campaign, &hash, None, Some(&mark))? {
                return Ok(Admission::Welcome(invitation.block.filter(|block| !block.is_empty())));
            }
            Ok(Admission::NotWelcome)
        })?)
    }

    /// Swaps a code for a ticket. The same blinded element again gets the same again, another one nothing.
    pub fn claim(
        &self,
        published: &Published,
        code: &Code,
        blinded: &[u8; 32],
    ) -> Result<Option<Claimed>, ServiceError> {
        let hash = self.hash(code);
        let digest = Sha256::digest(blinded);
        // single invitations have no key in the public log, and so no tickets
        let listed = published.invited.as_ref().map(|invited| invited.campaign);
        let found = self.db.read(|conn| counting(conn, &hash, published))?;
        let Some(invitation) = found.filter(|invitation| Some(invitation.campaign) == listed) else {
            return Ok(None);
        };
        let Some(key) = self.keys.campaign_key(invitation.campaign)? else {
            return Ok(None);
        };
        let key = tickets(&key, invitation.campaign, invitation.block.as_deref());
        // bytes that are no element use nothing up
        let Some(issued) = key.issue(blinded) else {
            return Ok(None);
        };
        let taken = self.db.write(|conn| {
            let again = |row: Invitation| row.claimed.is_some_and(|kept| kept.ct_eq(&digest[..]).into());
            Ok(
                invitations::take(conn, invitation.campaign, &hash, Some(&digest), None)?
                    || invitations::find(conn, &hash)?.is_some_and(again),
            )
        })?;
        Ok(taken.then(|| Claimed {
            issued,
            public: key.public(),
        }))
    }

    /// The nonce of a ticket of the survey's campaign, and the value of the list's segment. Whether it was redeemed before is told by
    /// the mark of the form, which is made of the nonce.
    pub fn redeem(&self, published: &Published, ticket: &str) -> Result<Option<(Nonce, Option<String>)>, ServiceError> {
        let (Some(invited), Some(ticket)) = (&published.invited, Ticket::read(ticket)) else {
            return Ok(None);
        };
        let Some(key) = self.keys.campaign_key(invited.campaign)? else {
            return Ok(None);
        };
        let blocks = match &invited.segment {
            None => vec![None],
            Some(segment) => segment_values(published, segment),
        };
        let found = blocks
            .into_iter()
            .find(|block| tickets(&key, invited.campaign, block.as_deref()).accepts(&ticket));
        Ok(found.map(|block| (ticket.nonce(), block.filter(|block| !block.is_empty()))))
    }

    /// Ends all mails to the address a link was made for; says whether the link is one of ours. Doing it again changes nothing.
    pub fn stop_mails(&self, link: &str) -> Result<bool, ServiceError> {
        let Some((campaign, hash)) = self.read_link(link) else {
            return Ok(false);
        };
        let (key, wish) = (self.keys.campaign_key(campaign)?, self.keys.purpose("no more mail"));
        self.db.write(|conn| {
            if invitations::suppress(conn, &hash)? {
                campaigns::count(conn, campaign, Counted::Stopped)?;
                if let Some(key) = &key {
                    stop_person(conn, campaign, &super::addresses(key), &wish, &hash)?;
                }
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// The text of the link that ends mails to an address: campaign, keyed hash of the address, and a MAC over both.
    pub fn link_for(&self, campaign: Id, address: &str) -> String {
        let hash = suppression(&self.keys.purpose("no more mail"), address);
        let tag = self.tag(campaign, &hash);
        hex::encode(&[campaign.bytes().as_slice(), &hash, &tag[..16]].concat())
    }

    fn read_link(&self, link: &str) -> Option<(Id, [u8; 32])> {
        let bytes = hex::decode(link).filter(|bytes| bytes.len() == 64)?;
        let campaign = Id::from_slice(&bytes[..16])?;
        let hash: [u8; 32] = bytes[16..48].try_into().ok()?;
        let right: bool = self.tag(campaign, &hash)[..16].ct_eq(&bytes[48..]).into();
        right.then_some((campaign, hash))
    }

    fn tag(&self, campaign: Id, hash: &[u8; 32]) -> [u8; 32] {
        mac(self.keys.purpose("stop links").expose(), &[campaign.bytes(), hash])
    }

    fn hash(&self, code: &Code) -> [u8; 32] {
        code.hash(&self.keys.purpose("invitation codes"))
    }
}

/// The groups tickets of a list with a segment may belong to: each value, and the pool.
fn segment_values(published: &Published, segment: &str) -> Vec<Option<String>> {
    let values = super::sealing::options(published, segment);
    values
        .into_iter()
        .map(Some)
        .chain([Some(crate::domain::campaign::POOL.to_owned())])
        .collect()
}

/// The invitation of a code that counts for this survey in this period.
fn counting(conn: &mut Conn, hash: &[u8; 32], published: &Published) -> Rows<Option<Invitation>> {
    let Some(invitation) = invitations::find(conn, hash)? else {
        return Ok(None);
    };
    let campaign = campaigns::find(conn, invitation.campaign)?;
    let counts = campaign.is_some_and(|campaign| {
        let standing = campaign.plan.standing && matches!(campaign.state, State::Sealed | State::Stopped);
        campaign.survey == published.id && (standing || campaign.counts_in(&published.period))
    });
    Ok(counts.then_some(invitation))
}

/// Marks the person of a campaign whose address has this hash, and cancels what waits for them.
fn stop_person(conn: &mut Conn, campaign: Id, key: &Secret, wish: &Secret, hash: &[u8; 32]) -> Rows<()> {
    for person in campaigns::people(conn, campaign)? {
        let address = super::open(key, &person, &person.address);
        if address.is_some_and(|address| suppression(wish, &address) == *hash) {
            campaigns::set_state(conn, campaign, &person.id, "stopped")?;
            outbox::cancel(conn, campaign, Some(&person.id))?;
        }
    }
    Ok(())
}
