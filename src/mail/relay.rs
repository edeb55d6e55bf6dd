//! The conversation with the relay, stage by stage, over a few connections that are kept.
//!
//! lettre's own pool is not used: it hides the stage at which a letter was refused, and a letter that ran out of time
//! would leave its connection in the pool in the middle of a sentence.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::DEFAULT_MECHANISMS,
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use tokio::{sync::Semaphore, time::timeout};

use super::{
    Delivery,
    place::{Place, Security},
    roots,
    verdict::{self, Stage},
};
use crate::domain::processor::Permit;

/// Connections at once; most relays allow ten to twenty of one client.
const CONNECTIONS: usize = 4;

/// How long a relay may take for NOOP and RSET: a kept connection that died unnoticed must not cost a letter its time.
const COURTESY: Duration = Duration::from_secs(5);

/// The relay and the open connections to it.
pub(super) struct Relay {
    place: Place,
    tls: Option<TlsParameters>,
    sender: Address,
    hello: ClientId,
    patience: Duration,
    seats: Semaphore,
    parked: Mutex<Vec<AsyncSmtpConnection>>,
    attempts: AtomicU64,
}

impl Relay {
    /// Gets ready; connects nowhere.
    pub(super) fn open(
        place: Place,
        sender: Address,
        ca_pem: Option<&[u8]>,
        patience: Duration,
    ) -> Result<Self, String> {
        let tls = match place.security {
            Security::Plain => None,
            Security::Wrapped | Security::Upgraded => Some(roots::trust(&place.host, ca_pem)?),
        };
        Ok(Self {
            // the machine's own name would tell every recipient where Chorus runs
            hello: ClientId::Domain(sender.domain().to_owned()),
            place,
            tls,
            sender,
            patience,
            seats: Semaphore::new(CONNECTIONS),
            parked: Mutex::new(Vec::new()),
            attempts: AtomicU64::new(0),
        })
    }

    /// The machine it runs on.
    pub(super) fn host(&self) -> &str {
        &self.place.host
    }

    /// How often a connection was begun.
    pub(super) fn attempts(&self) -> u64 {
        self.attempts.load(Ordering::Relaxed)
    }

    /// Hands a letter over. Waiting for a free connection does not count against its time.
    pub(super) async fn send(&self, to: Address, bytes: &[u8], permit: &Permit) -> Delivery {
        let Ok(_seat) = self.seats.acquire().await else {
            return Delivery::Later("connection".to_owned());
        };
        // a connection that is dropped here by the clock closes; it never comes back to the others
        timeout(self.patience, self.hand_over(to, bytes, permit))
            .await
            .unwrap_or_else(|_| Delivery::Later("timeout".to_owned()))
    }

    async fn hand_over(&self, to: Address, bytes: &[u8], permit: &Permit) -> Delivery {
        let mut line = match self.line(permit).await {
            Ok(line) => line,
            Err(delivery) => return delivery,
        };
        if !(to.as_ref() as &str).is_ascii() && !line.server_info().supports_feature(Extension::SmtpUtfEight) {
            self.park(line);
            return Delivery::Later("relay smtputf8".to_owned());
        }
        match self.say(&mut line, to, bytes).await {
            Ok(()) => {
                self.park(line);
                Delivery::Sent
            }
            Err((stage, error)) => {
                let answered = error.status().is_some();
                if answered && matches!(timeout(COURTESY, line.command(Rset)).await, Ok(Ok(_))) {
                    self.park(line);
                }
                verdict::on(stage, &error)
            }
        }
    }

    async fn say(&self, line: &mut AsyncSmtpConnection, to: Address, bytes: &[u8]) -> Result<(), (Stage, Error)> {
        let mut options = Vec::new();
        if !(to.as_ref() as &str).is_ascii() || !(self.sender.as_ref() as &str).is_ascii() {
            options.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let at = |stage| move |error| (stage, error);
        let from = Mail::new(Some(self.sender.clone()), options);
        line.command(from).await.map_err(at(Stage::Sender))?;
        line.command(Rcpt::new(to, Vec::new()))
            .await
            .map_err(at(Stage::Recipient))?;
        line.command(Data).await.map_err(at(Stage::Words))?;
        line.command(whole(bytes)).await.map_err(at(Stage::Words))?;
        Ok(())
    }

    /// A connection that answers: one that was kept, or a new one.
    async fn line(&self, permit: &Permit) -> Result<AsyncSmtpConnection, Delivery> {
        // also for connections that are open: an entry may have ended since
        if !permit.covers(&self.place.host) {
            return Err(Delivery::Later("relay unregistered".to_owned()));
        }
        while let Some(mut line) = self.unpark() {
            if matches!(timeout(COURTESY, line.test_connected()).await, Ok(true)) {
                return Ok(line);
            }
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Delivery> {
        let at_the_door = |error: Error| verdict::on(Stage::Door, &error);
        let wrapped = self.tls.clone().filter(|_| self.place.security == Security::Wrapped);
        let address = (self.place.host.as_str(), self.place.port);
        self.attempts.fetch_add(1, Ordering::Relaxed);
        let mut line = AsyncSmtpConnection::connect_tokio1(address, Some(self.patience), &self.hello, wrapped, None)
            .await
            .map_err(at_the_door)?;
        if let (Security::Upgraded, Some(tls)) = (self.place.security, &self.tls) {
            // one who can change the wire takes the offer away; nothing is sent in plain words then
            if !line.can_starttls() {
                return Err(Delivery::Later("tls".to_owned()));
            }
            line.starttls(tls.clone(), &self.hello).await.map_err(at_the_door)?;
        }
        if let Some(credentials) = &self.place.credentials {
            line.auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(|error| match error.is_client() {
                    true => Delivery::Later("relay auth".to_owned()),
                    false => at_the_door(error),
                })?;
        }
        Ok(line)
    }

    fn unpark(&self) -> Option<AsyncSmtpConnection> {
        self.parked.lock().ok()?.pop()
    }

    fn park(&self, line: AsyncSmtpConnection) {
        if line.has_broken() {
            return;
        }
        if let Ok(mut parked) = self.parked.lock() {
            parked.push(line);
        }
    }
}

/// A letter as it goes over the wire, its last dot with it: sent apart, the dot waits in the kernel for a twentieth of a second (Nagle), and
/// a program that is killed meanwhile has sent a letter it does not know of.
fn whole(bytes: &[u8]) -> String {
    let letter = String::from_utf8_lossy(bytes);
    let mut lines = String::with_capacity(letter.len() + 16);
    for line in letter.split_inclusive("\r\n") {
        // a line that begins with a dot begins with two (RFC 5321, 4.5.2)
        if line.starts_with('.') {
            lines.push('.');
        }
        lines.push_str(line);
    }
    if !lines.ends_with("\r\n") {
        lines.push_str("\r\n");
    }
    lines.push_str(".\r\n");
    lines
}
