//! Wiring: the only holder of the database and the keys; everybody else gets capabilities.

use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::domain::id::Id;
use crate::keys::{KeyFolder, KeyPlace, KeyProblem};
use crate::services::ServiceError;
use crate::services::campaigns::{CampaignDesk, InvitationDesk};
use crate::services::catalogue::Catalogue;
use crate::services::incidents::IncidentDesk;
use crate::services::keys::{self, KeyDesk};
use crate::services::load::LoadDesk;
use crate::services::mailroom::{Mailroom, Sending};
use crate::services::organisation::OrganisationDesk;
use crate::services::policy::PolicyDesk;
use crate::services::processors::ProcessorDesk;
use crate::services::program::ProgramDesk;
use crate::services::publish::SurveyDesk;
use crate::services::receipts::ReceiptDesk;
use crate::services::release::{self, ReleaseDesk};
use crate::services::requests::RequestDesk;
use crate::services::results::ResultsReader;
use crate::services::retention::RetentionDesk;
use crate::services::staff::StaffDesk;
use crate::services::statements::StatementDesk;
use crate::services::submit::SubmissionDesk;
use crate::services::subscribers::{self, SubscriberDesk};
use crate::services::tokens::TokenDesk;
use crate::services::trail::TrailDesk;
use crate::services::training::TrainingDesk;
use crate::services::transparency::TransparencyDesk;
use crate::services::writer::Writer;
use crate::store::shelf::Shelf;
use crate::store::{Db, StoreError};

/// The program, ready to run a command.
pub struct App {
    db: Db,
    keys: KeyFolder,
    clock: Arc<dyn Clock>,
    staff: StaffDesk,
    subscribers: SubscriberDesk,
    retention: RetentionDesk,
    catalogue: Catalogue,
    writer: Writer,
    writer_thread: std::thread::JoinHandle<()>,
}

/// Why the program cannot start; one sentence each.
#[derive(Debug)]
pub enum CannotStart {
    /// The database.
    Store(StoreError),
    /// The key folder.
    Keys(KeyProblem),
    /// What an interrupted run left could not be finished.
    Recovery(ServiceError),
}

impl std::fmt::Display for CannotStart {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(problem) => problem.fmt(out),
            Self::Keys(problem) => problem.fmt(out),
            Self::Recovery(ServiceError::Keys(problem)) => problem.fmt(out),
            Self::Recovery(problem) => write!(out, "what an earlier run began could not be finished: {problem}"),
        }
    }
}

impl std::error::Error for CannotStart {}

impl App {
    /// Opens the key folder and the database and finishes what an interrupted run left.
    pub fn open(database_url: &str, keys: impl Into<KeyPlace>, clock: Arc<dyn Clock>) -> Result<Self, CannotStart> {
        let db = Db::open(database_url).map_err(CannotStart::Store)?;
        let keys = KeyFolder::open(keys).map_err(CannotStart::Keys)?;
        // before anything is dropped that these keys do not open
        keys::compare(&db, &keys).map_err(CannotStart::Recovery)?;
        let program = ProgramDesk::new(db.clone());
        program.note(clock.today()).map_err(CannotStart::Store)?;
        let releases = ReleaseDesk::new(db.clone(), keys.clone(), Arc::clone(&clock));
        release::recover_all(&releases).map_err(CannotStart::Recovery)?;
        let staff = StaffDesk::open(db.clone(), Arc::clone(&clock), &keys).map_err(CannotStart::Recovery)?;
        // a version of the program, or a day that came, may have changed what is true
        let policy = PolicyDesk::new(db.clone(), Arc::clone(&clock));
        if let Err(error) = policy.follow() {
            // the database refuses what would promise less without notice; forms go on under the version in force
            tracing::error!(
                ?error,
                "the privacy policy does not follow the settings: see docs/OPERATIONS.md"
            );
        }
        let log = TransparencyDesk::new(db.clone(), Arc::clone(&clock), &keys);
        log.catch_up().map_err(CannotStart::Recovery)?;
        log.head().map_err(CannotStart::Recovery)?;
        subscribers::recover(&db, &keys).map_err(CannotStart::Recovery)?;
        let subscribers = SubscriberDesk::new(db.clone(), keys.clone(), Arc::clone(&clock));
        let trail = TrailDesk::new(db.clone(), Arc::clone(&clock), &keys);
        let retention = {
            let requests = RequestDesk::new(db.clone(), keys.clone(), Arc::clone(&clock), subscribers.clone());
            RetentionDesk::new(db.clone(), Arc::clone(&clock), trail, (subscribers.clone(), requests))
        };
        let catalogue = Catalogue::new(db.clone(), Arc::clone(&clock));
        let (writer, writer_thread) = Writer::start(db.clone(), keys.clone(), Arc::clone(&clock));
        Ok(Self {
            db,
            keys,
            clock,
            staff,
            subscribers,
            retention,
            catalogue,
            writer,
            writer_thread,
        })
    }

    /// Lets a database go on with other keys than it was written with, which are lost; the next start drops what waits.
    pub fn adopt_keys(database_url: &str, keys: impl Into<KeyPlace>) -> Result<(), CannotStart> {
        let db = Db::open(database_url).map_err(CannotStart::Store)?;
        let keys = KeyFolder::open(keys).map_err(CannotStart::Keys)?;
        keys::adopt(&db, &keys).map_err(CannotStart::Recovery)
    }

    /// The clock.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// Finds published surveys.
    pub fn catalogue(&self) -> Catalogue {
        self.catalogue.clone()
    }

    /// Takes submissions.
    pub fn submissions(&self) -> SubmissionDesk {
        SubmissionDesk::new(self.catalogue(), self.writer.clone(), self.clock(), &self.keys)
    }

    /// Loads files of answers.
    pub fn loads(&self) -> LoadDesk {
        LoadDesk::new(self.db.clone(), self.catalogue(), self.submissions(), &self.keys)
    }

    /// Opens receipts.
    pub fn receipts(&self) -> ReceiptDesk {
        ReceiptDesk::new(
            self.db.clone(),
            self.keys.clone(),
            self.catalogue(),
            self.writer.clone(),
        )
    }

    /// Makes releases.
    pub fn releases(&self) -> ReleaseDesk {
        ReleaseDesk::new(self.db.clone(), self.keys.clone(), self.clock())
    }

    /// Reads results.
    pub fn results(&self) -> ResultsReader {
        ResultsReader::new(Shelf::new(self.db.clone()))
    }

    /// Writes and publishes surveys.
    pub fn surveys(&self) -> SurveyDesk {
        SurveyDesk::new(self.db.clone(), self.keys.clone(), self.clock(), self.catalogue())
    }

    /// Shows, rotates and destroys keys.
    pub fn keys(&self) -> KeyDesk {
        KeyDesk::new(self.db.clone(), self.keys.clone(), self.clock(), self.releases())
    }

    /// Who is responsible.
    pub fn organisation(&self) -> OrganisationDesk {
        OrganisationDesk::new(self.db.clone(), self.clock())
    }

    /// The privacy policy.
    pub fn policy(&self) -> PolicyDesk {
        PolicyDesk::new(self.db.clone(), self.clock())
    }

    /// Which version runs, and since when.
    pub fn program(&self) -> ProgramDesk {
        ProgramDesk::new(self.db.clone())
    }

    /// Keeps the register of processors.
    pub fn processors(&self) -> ProcessorDesk {
        ProcessorDesk::new(self.db.clone(), self.clock(), self.staff())
    }

    /// Deletes what is over its time.
    pub fn retention(&self) -> RetentionDesk {
        self.retention.clone()
    }

    /// Takes codes and tickets of invitations.
    pub fn invitations(&self) -> InvitationDesk {
        InvitationDesk::new(self.db.clone(), self.keys.clone())
    }

    /// Writes and runs campaigns.
    pub fn campaigns(&self) -> CampaignDesk {
        CampaignDesk::new(self.db.clone(), self.keys.clone(), self.clock())
    }

    /// Sends what waits in the outbox.
    pub fn mailroom(&self, sending: Sending, notes: &Path) -> std::io::Result<Mailroom> {
        Mailroom::open(
            (self.db.clone(), self.keys.clone(), self.clock()),
            self.campaigns(),
            self.invitations(),
            sending,
            notes,
        )
    }

    /// Trains staff, and keeps the record of it.
    pub fn training(&self) -> TrainingDesk {
        TrainingDesk::new(self.db.clone(), self.clock())
    }

    /// Handles incidents.
    pub fn incidents(&self) -> IncidentDesk {
        IncidentDesk::new(self.db.clone(), self.clock())
    }

    /// Writes and publishes what was done with answers.
    pub fn statements(&self) -> StatementDesk {
        StatementDesk::new(self.db.clone(), self.clock(), self.results())
    }

    /// What the names of feeds are made of: the same for as long as the key folder is, and of no other installation.
    pub fn feed_seed(&self) -> Id {
        let seed = self.keys.purpose("names of feeds");
        Id::from_slice(&seed.expose()[..16]).unwrap_or(Id::new([0; 16]))
    }

    /// Takes subscriptions.
    pub fn subscribers(&self) -> SubscriberDesk {
        self.subscribers.clone()
    }

    /// Takes requests of people about data of themselves.
    pub fn requests(&self) -> RequestDesk {
        RequestDesk::new(self.db.clone(), self.keys.clone(), self.clock(), self.subscribers())
    }

    /// Reads the transparency log.
    pub fn transparency(&self) -> TransparencyDesk {
        TransparencyDesk::new(self.db.clone(), self.clock(), &self.keys)
    }

    /// Accounts and sessions.
    pub fn staff(&self) -> StaffDesk {
        self.staff.clone()
    }

    /// The trail of what staff did.
    pub fn trail(&self) -> TrailDesk {
        TrailDesk::new(self.db.clone(), self.clock(), &self.keys)
    }

    /// Tokens for programs.
    pub fn tokens(&self) -> TokenDesk {
        TokenDesk::new(self.db.clone(), self.clock(), &self.keys)
    }

    /// Whether the database answers.
    pub fn readiness(&self) -> impl Fn() -> bool + Send + Sync + Clone + 'static {
        let db = self.db.clone();
        move || db.is_ready()
    }

    /// Ends the writer once every desk is gone, with everything acknowledged that was accepted.
    pub fn close(self) {
        drop(self.writer);
        // a panic of the thread was printed when it happened
        let _ = self.writer_thread.join();
    }
}
