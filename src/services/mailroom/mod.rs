//! The mailroom: sends what waits in the outbox, one letter after the other. Submitting a form never waits for it.
//!
//! Claim, send, note, delete: a letter is handed over at least once, and twice only if the machine loses power, or the program is killed,
//! between the relay's answer and the next line of the notes.

mod messages;
mod noted;
mod notices;
mod permit;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::ServiceError;
use super::campaigns::{CampaignDesk, InvitationDesk, addresses, open, tickets};
use super::catalogue::{self, Published};
use crate::clock::Clock;
use crate::domain::campaign::{Campaign, State};
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::mail::handed::Handed;
use crate::mail::letter::{self, Facts};
use crate::mail::{Delivery, Letter, Post};
use crate::privacy::invitation::{Code, suppression};
use crate::privacy::ticket::words;
use crate::secret::Secret;
use crate::store::campaigns::{self, Addressee};
use crate::store::letters;
use crate::store::outbox::{self, Waiting};
use crate::store::{Db, invitations, organisation, surveys};

use self::noted::{forget, note_refused, note_sent};

/// Letters claimed at a time, at most.
const CLAIMED: u64 = 32;
/// How long a claim holds when its program is gone.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// What one letter may take at most: the relay is waited for thirty seconds, the database for a few.
const SLOWEST: Duration = Duration::from_secs(40);
/// How often campaigns are looked at.
const LOOK: Duration = Duration::from_secs(20);
/// The longest wait between two tries.
const LONGEST: TimeDelta = TimeDelta::minutes(30);

/// Sends letters.
pub struct Mailroom {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    campaigns: CampaignDesk,
    links: InvitationDesk,
    post: Post,
    origin: String,
    /// The shortest time from one letter to the next.
    pace: Duration,
    holder: Id,
    handed: Handed,
    /// What letters that are no invitations are encrypted with.
    notices: Secret,
    /// Letters that were handed over and could not be noted in the database yet.
    unnoted: Vec<Id>,
    /// Whether what an earlier program of this name claimed was given back.
    begun: bool,
    looked: Option<Instant>,
    /// Whether it was told that the relay is in no register.
    told: bool,
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Nothing is due.
    Idle,
    /// Letters went out; more may wait.
    Sent,
    /// The relay cannot be reached, or refuses us: another time.
    Down,
}

/// Where letters go, how fast, and what they say of us.
pub struct Sending {
    /// The post.
    pub post: Post,
    /// What visitors type, without a slash at the end.
    pub origin: String,
    /// Letters a minute; 0 for as fast as it goes.
    pub rate: u32,
}

/// Why the mailroom cannot open: the notes beside the database cannot be read or written.
pub type CannotOpen = std::io::Error;

impl Mailroom {
    /// Opens it, and finishes what a program that was killed left: letters it handed over are deleted, the others are sent.
    pub fn open(
        (db, keys, clock): (Db, KeyFolder, Arc<dyn Clock>),
        campaigns: CampaignDesk,
        links: InvitationDesk,
        sending: Sending,
        notes: &Path,
    ) -> Result<Self, CannotOpen> {
        let (mut handed, lines) = Handed::open(notes)?;
        let known = lines.first().and_then(|line| Id::parse(line));
        let holder = known.unwrap_or_else(|| Id::new(rand::random()));
        if known.is_none() {
            handed.begin(&holder.to_string())?;
        }
        Ok(Self {
            notices: super::letters::key(&keys),
            db,
            keys,
            clock,
            campaigns,
            links,
            post: sending.post,
            origin: sending.origin,
            pace: match sending.rate {
                0 => Duration::ZERO,
                rate => Duration::from_secs(60) / rate,
            },
            holder,
            handed,
            unnoted: lines.iter().skip(1).filter_map(|line| Id::parse(line)).collect(),
            begun: false,
            looked: None,
            told: false,
        })
    }

    /// Notes what could not be noted before, and gives back what was claimed and not sent. Nothing is claimed before this worked: a letter
    /// that is not noted would go out again.
    fn settle(&mut self) -> Result<(), ServiceError> {
        if self.begun && self.unnoted.is_empty() && !self.handed.is_long() {
            return Ok(());
        }
        let (unnoted, holder) = (&self.unnoted, self.holder);
        self.db.write(|conn| {
            for id in unnoted {
                letters::delete(conn, *id)?;
                if let Some(mail) = outbox::find(conn, *id)? {
                    note_sent(conn, &mail)?;
                }
            }
            letters::release(conn, holder)?;
            outbox::release(conn, holder)
        })?;
        self.unnoted.clear();
        self.begun = true;
        // notes that cannot begin anew are long, and nothing worse
        let _ = self.handed.begin(&holder.to_string());
        Ok(())
    }

    /// So many letters that the slowest of them are sent before anybody else may claim them.
    fn share(&self) -> i64 {
        let lease = LEASE.to_std().unwrap_or_default() / 2;
        let share = lease.as_secs() / (self.pace + SLOWEST).as_secs();
        i64::try_from(share.clamp(1, CLAIMED)).unwrap_or(1)
    }

    /// Sends what is due, at most a few letters; between two of them it asks whether to stop.
    pub async fn round(&mut self, stops: &(dyn Fn() -> bool + Sync)) -> Result<Round, ServiceError> {
        self.settle()?;
        if self.looked.is_none_or(|looked| looked.elapsed() >= LOOK) {
            self.campaigns.go_on()?;
            self.looked = Some(Instant::now());
        }
        if self.permit()?.is_none() {
            return Ok(Round::Down);
        }
        let notices = self.send_notices(stops).await?;
        if notices == Round::Down {
            return Ok(notices);
        }
        let (now, holder, share) = (self.clock.now(), self.holder, self.share());
        let claimed = self
            .db
            .write(|conn| outbox::claim(conn, holder, now, now + LEASE, share))?;
        if claimed.is_empty() {
            return Ok(notices);
        }
        // whatever is left when this ends early is given back by the next round
        self.begun = false;
        for mail in claimed {
            let began = Instant::now();
            if stops() {
                self.settle()?;
                return Ok(Round::Idle);
            }
            if self.send(&mail).await? {
                self.settle()?;
                return Ok(Round::Down);
            }
            tokio::time::sleep(self.pace.saturating_sub(began.elapsed())).await;
        }
        self.begun = true;
        Ok(Round::Sent)
    }

    /// Sends one letter; says whether the relay is down for all.
    async fn send(&mut self, mail: &Waiting) -> Result<bool, ServiceError> {
        let Some(letter) = self.compose(mail)? else {
            self.db.write(|conn| forget(conn, mail))?;
            return Ok(false);
        };
        let Some(permit) = self.permit()? else {
            return Ok(true);
        };
        match self.post.send_with(&letter, &permit).await {
            Delivery::Sent => {
                // notes that cannot be written are no reason to send it again
                let _ = self.handed.note(&mail.id.to_string());
                self.unnoted.push(mail.id);
                self.db.write(|conn| note_sent(conn, mail))?;
                self.unnoted.pop();
                Ok(false)
            }
            Delivery::Refused(code) => {
                tracing::info!(code, "a letter was refused for its address");
                self.db.write(|conn| note_refused(conn, mail))?;
                Ok(false)
            }
            Delivery::Later(code) => {
                let down = code.starts_with("relay") || !code.starts_with('4');
                tracing::warn!(code, "a letter could not be handed over now; it is tried again");
                let wait = TimeDelta::seconds(30 << mail.attempts.clamp(0, 6)).min(LONGEST);
                let due_at = self.clock.now() + wait;
                self.db
                    .write(|conn| outbox::put_off(conn, mail.id, due_at, mail.attempts + 1))?;
                Ok(down)
            }
        }
    }

    /// The letter, or nothing where it is not to be sent any more.
    fn compose(&self, mail: &Waiting) -> Result<Option<Letter>, ServiceError> {
        let Some(key) = self.keys.campaign_key(mail.campaign)? else {
            return Ok(None);
        };
        let (today, opener) = (self.clock.today(), addresses(&key));
        let wish = self.keys.purpose("no more mail");
        let found = self.db.read(|conn| {
            let Some(campaign) = campaigns::find(conn, mail.campaign)? else {
                return Ok(None);
            };
            let Some(person) = campaigns::person(conn, mail.campaign, &mail.addressee)? else {
                return Ok(None);
            };
            let Some(row) = surveys::find(conn, campaign.survey)? else {
                return Ok(None);
            };
            let Some(published) = catalogue::current(conn, &row, today)? else {
                return Ok(None);
            };
            let address = open(&opener, &person, &person.address).unwrap_or_default();
            let stopped = invitations::is_suppressed(conn, &suppression(&wish, &address))?;
            let waits = mail.kind == "test" || campaign.state == State::Sealed && person.state != "stopped";
            if address.is_empty() || stopped || !waits {
                return Ok(None);
            }
            Ok(Some((campaign, person, published, address, organisation::find(conn)?)))
        })?;
        let Some((campaign, person, published, address, organisation)) = found else {
            return Ok(None);
        };
        let code = person
            .code
            .as_ref()
            .and_then(|sealed| open(&opener, &person, sealed))
            .and_then(|code| Code::parse(&code));
        let mut facts = self.facts(&campaign, &person, &published, code.as_ref());
        if code.is_some() && !campaign.plan.standing {
            facts.key = words(&tickets(&key, campaign.id, person.block.as_deref()).public());
        }
        facts.organisation = organisation.name;
        facts.contact = organisation.contact;
        facts.stop = format!("{}/i/stop/{}", self.origin, self.links.link_for(campaign.id, &address));
        facts.reminder = mail.kind == "reminder";
        let stop = facts.stop.clone();
        let texts = &campaign.plan.texts;
        let text = texts.get(&person.language).or_else(|| texts.values().next());
        let Some(written) = text.and_then(|text| letter::write(text, &facts)) else {
            return Ok(None);
        };
        Ok(Some(Letter {
            to: address,
            subject: written.subject,
            text: written.text,
            html: written.html,
            language: person.language,
            message_id: mail.id.to_string(),
            unsubscribe: Some(stop),
            date: self.clock.now().and_utc(),
        }))
    }

    fn facts(&self, campaign: &Campaign, person: &Addressee, published: &Published, code: Option<&Code>) -> Facts {
        let survey = &published.survey;
        let link = |code: &Code| match campaign.plan.standing {
            true => format!("{}/i#c={}", self.origin, code.text()),
            false => format!(
                "{}/i#c={}&s={}&l={}",
                self.origin,
                code.text(),
                survey.slug,
                person.language
            ),
        };
        Facts {
            purpose: campaign.plan.purpose.clone(),
            source: campaign.plan.source.clone(),
            language: person.language.clone(),
            link: code.map(link).unwrap_or_default(),
            page: format!("{}/i", self.origin),
            code: code.map(Code::in_groups).unwrap_or_default(),
            privacy: format!("{}/privacy", self.origin),
            remembers: campaign.plan.remembers,
            ..Facts::default()
        }
    }
}
