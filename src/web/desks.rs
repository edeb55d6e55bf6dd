//! The capabilities that handlers receive: what a page may ask for, and nothing of the database or the keys.

use std::path::PathBuf;
use std::sync::Arc;

use actix_web::HttpRequest;

use super::client_address::{TrustedProxies, client_address};
use super::feed::FeedSeed;
use super::throttle::{RetryAfter, Throttle};
use crate::app::App;
use crate::clock::Clock;
use crate::domain::address::Address;
use crate::error::AppError;
use crate::mail::folder;
use crate::services::campaigns::{CampaignDesk, InvitationDesk};
use crate::services::catalogue::Catalogue;
use crate::services::incidents::IncidentDesk;
use crate::services::keys::KeyDesk;
use crate::services::organisation::OrganisationDesk;
use crate::services::policy::PolicyDesk;
use crate::services::processors::ProcessorDesk;
use crate::services::program::ProgramDesk;
use crate::services::publish::SurveyDesk;
use crate::services::receipts::ReceiptDesk;
use crate::services::release::ReleaseDesk;
use crate::services::requests::RequestDesk;
use crate::services::results::ResultsReader;
use crate::services::retention::RetentionDesk;
use crate::services::staff::{RelyingParty, StaffDesk};
use crate::services::statements::StatementDesk;
use crate::services::submit::SubmissionDesk;
use crate::services::subscribers::SubscriberDesk;
use crate::services::tokens::TokenDesk;
use crate::services::trail::TrailDesk;
use crate::services::training::TrainingDesk;
use crate::services::transparency::TransparencyDesk;

/// One of each, cloned for every worker.
#[derive(Clone)]
pub struct Desks {
    /// Finds published surveys.
    pub catalogue: Catalogue,
    /// Takes submissions.
    pub submissions: SubmissionDesk,
    /// Opens receipts.
    pub receipts: ReceiptDesk,
    /// Reads results.
    pub results: ResultsReader,
    /// Writes and publishes surveys.
    pub surveys: SurveyDesk,
    /// Makes releases.
    pub releases: ReleaseDesk,
    /// Shows, rotates and destroys keys.
    pub keys: KeyDesk,
    /// Who is responsible.
    pub organisation: OrganisationDesk,
    /// The privacy policy.
    pub policy: PolicyDesk,
    /// Which version runs, and since when.
    pub program: ProgramDesk,
    /// The register of processors.
    pub processors: ProcessorDesk,
    /// Deletes what is over its time.
    pub retention: RetentionDesk,
    /// Takes codes and tickets of invitations.
    pub invitations: InvitationDesk,
    /// Writes and runs campaigns.
    pub campaigns: CampaignDesk,
    /// Trains staff, and keeps the record of it.
    pub training: TrainingDesk,
    /// Takes subscriptions.
    pub subscribers: SubscriberDesk,
    /// Takes requests of people about data of themselves.
    pub requests: RequestDesk,
    /// Reads the transparency log.
    pub transparency: TransparencyDesk,
    /// Handles incidents.
    pub incidents: IncidentDesk,
    /// Writes and publishes what was done with answers.
    pub statements: StatementDesk,
    /// What the names of feeds are made of.
    pub feeds: FeedSeed,
    /// Accounts and sessions.
    pub staff: StaffDesk,
    /// The trail of what staff did.
    pub trail: TrailDesk,
    /// Tokens for programs.
    pub tokens: TokenDesk,
    /// Today.
    pub clock: Arc<dyn Clock>,
    /// Whether the database answers.
    pub is_ready: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Desks {
    /// From the wired program.
    pub fn of(app: &App) -> Self {
        Self {
            catalogue: app.catalogue(),
            submissions: app.submissions(),
            receipts: app.receipts(),
            results: app.results(),
            surveys: app.surveys(),
            releases: app.releases(),
            keys: app.keys(),
            organisation: app.organisation(),
            policy: app.policy(),
            program: app.program(),
            processors: app.processors(),
            retention: app.retention(),
            invitations: app.invitations(),
            campaigns: app.campaigns(),
            training: app.training(),
            subscribers: app.subscribers(),
            requests: app.requests(),
            transparency: app.transparency(),
            incidents: app.incidents(),
            statements: app.statements(),
            feeds: FeedSeed(app.feed_seed()),
            staff: app.staff(),
            trail: app.trail(),
            tokens: app.tokens(),
            clock: app.clock(),
            is_ready: Arc::new(app.readiness()),
        }
    }
}

/// What pages need to know of where they stand.
#[derive(Clone)]
pub struct Site {
    /// What visitors type, such as `https://feedback.example.org`.
    pub origin: String,
    /// Whether visitors reach us by TLS.
    pub https: bool,
    /// The proxies that are believed.
    pub trusted: TrustedProxies,
    /// Slows the guessing of receipt codes.
    pub receipts: Arc<Throttle>,
    /// Slows the guessing of passwords.
    pub sign_ins: Arc<Throttle>,
    /// Slows somebody who fills in a form again and again (DISCLOSURE rule 13).
    pub answers: Arc<Throttle>,
    /// Slows somebody who has texts checked again and again.
    pub checks: Arc<Throttle>,
    /// Slows the guessing of codes of invitations.
    pub codes: Arc<Throttle>,
    /// Lets a network ask for a few mails an hour.
    pub mails: Arc<Throttle>,
    /// The site that passkeys are made for; none where browsers make none.
    pub passkeys: Option<RelyingParty>,
    /// Where letters stay for want of a relay; none where they go out.
    pub mail_folder: Option<PathBuf>,
    /// The machine mails are handed to, where it is another one than this.
    pub relay: Option<String>,
}

impl Site {
    /// How long somebody has to wait who sends very many answers from one network. Nobody on this machine, where a proxy that is not
    /// trusted stands for everybody.
    pub fn slows_down(&self, request: &HttpRequest) -> Option<RetryAfter> {
        self.slows(&self.answers, request)
    }

    /// The same for texts that are checked before they are sent.
    pub fn slows_checks(&self, request: &HttpRequest) -> Option<RetryAfter> {
        self.slows(&self.checks, request)
    }

    /// Refuses somebody who tries codes of invitations again and again.
    pub fn slows_codes(&self, request: &HttpRequest) -> Result<(), AppError> {
        match self.slows(&self.codes, request) {
            Some(wait) => Err(AppError::TooMany(wait.0)),
            None => Ok(()),
        }
    }

    /// Whether a network has asked for as many mails as it may. It is not told.
    pub fn may_send_mail(&self, request: &HttpRequest) -> bool {
        self.slows(&self.mails, request).is_none()
    }

    /// Removes what stayed on this machine for want of a relay and is to an address that was deleted.
    pub async fn forget_kept_mails(&self, address: &Address) {
        let Some(folder) = self.mail_folder.clone() else { return };
        let address = address.text();
        let removed = tokio::task::spawn_blocking(move || folder::forget(&folder, &address)).await;
        if !matches!(removed, Ok(Ok(()))) {
            tracing::warn!("mails that stayed on this machine could not be removed");
        }
    }

    fn slows(&self, throttle: &Throttle, request: &HttpRequest) -> Option<RetryAfter> {
        let address = client_address(request, &self.trusted).filter(|address| !address.is_loopback())?;
        throttle.check(address).err()
    }
}
