//! Letters on their way out: over SMTP or into a folder. Knows addresses while it sends and tells nobody about them.
//!
//! Nothing here logs. What comes back is a code: servers quote addresses in their words.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use zeroize::Zeroizing;

use self::{dkim::Signer, relay::Relay};
use crate::domain::processor::{Permit, is_here};

pub mod bounce;
mod dkim;
pub mod folder;
pub mod handed;
pub mod letter;
pub mod message;
pub mod notice;
mod paper;
mod place;
mod relay;
mod roots;
mod verdict;

/// How long one letter may take from the greeting of the relay to its last answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A letter to one person.
pub struct Letter {
    /// The address, validated, its domain in ASCII (`xn--…`).
    pub to: String,
    /// The subject, on one line.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// The language of both, as in `pt-BR`.
    pub language: String,
    /// What stands before the `@` of the Message-ID: the same at every attempt, so that a copy can be told from a
    /// second letter. Letters, digits, `-`, `_` and `.`.
    pub message_id: String,
    /// The https address that ends these letters by one POST (RFC 8058).
    pub unsubscribe: Option<String>,
    /// When it is sent.
    pub date: DateTime<Utc>,
}

impl fmt::Debug for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Letter")
    }
}

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The relay (or the folder) has it.
    Sent,
    /// It will never take it for this address: the code, as in `550 5.1.1`, never the words.
    Refused(String),
    /// Perhaps another time: a code, `connection`, `tls`, `timeout` or `folder`. It begins with `relay` where the
    /// fault lies with us and our relay (a password, a sender, a policy), which says nothing about the address.
    Later(String),
}

/// A text that never prints and is wiped: an address with a password in it, a private key.
#[derive(Clone)]
pub struct Veiled(Zeroizing<String>);

impl Veiled {
    /// Takes the text in.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for those who need it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Veiled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Veiled")
    }
}

/// Who signs letters, and with what (RFC 6376, RFC 8463).
#[derive(Clone, Debug)]
pub struct DkimSettings {
    /// The domain that answers for them.
    pub domain: String,
    /// The name of the key below `_domainkey.` of that domain.
    pub selector: String,
    /// The private key in PEM: RSA (PKCS #1 or PKCS #8) or Ed25519 (PKCS #8).
    pub key_pem: Veiled,
}

/// Where letters go and whose they are.
#[derive(Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host:465` or `smtp://host:587`; `?tls=none` gives up TLS. Without it, `folder` is used.
    pub smtp_url: Option<Veiled>,
    /// The sender: `feedback@example.org` or `Feedback <feedback@example.org>`.
    pub from: String,
    /// Where letters are kept when there is no relay.
    pub folder: PathBuf,
    /// Signs letters here; a relay that signs them itself needs none of it.
    pub dkim: Option<DkimSettings>,
    /// One more authority to trust (PEM), for a private relay.
    pub ca_pem: Option<Vec<u8>>,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("MailSettings")
    }
}

/// The post: takes letters and says what became of them. Clones share their connections.
#[derive(Clone)]
pub struct Post {
    from: Arc<Mailbox>,
    signer: Option<Arc<Signer>>,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Relay(Arc<Relay>),
    Folder(Arc<PathBuf>),
}

impl fmt::Debug for Post {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Post")
    }
}

impl Post {
    /// Reads the settings; nothing is connected yet.
    ///
    /// # Errors
    /// One sentence that names the setting and does not repeat its value.
    pub fn open(settings: &MailSettings) -> Result<Self, String> {
        Self::open_patiently(settings, PATIENCE)
    }

    /// As [`Post::open`], with another limit than thirty seconds for one letter.
    ///
    /// # Errors
    /// As [`Post::open`].
    pub fn open_patiently(settings: &MailSettings, patience: Duration) -> Result<Self, String> {
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| "MAIL_FROM is not an address like feedback@example.org".to_owned())?;
        if !from.email.domain().is_ascii() {
            return Err("The domain of MAIL_FROM needs its ASCII form, which begins with xn--".to_owned());
        }
        let signer = settings.dkim.as_ref().map(Signer::open).transpose()?.map(Arc::new);
        let way = match &settings.smtp_url {
            Some(url) => {
                let place = place::read(url.expose())?;
                let ca_pem = settings.ca_pem.as_deref();
                Way::Relay(Arc::new(Relay::open(place, from.email.clone(), ca_pem, patience)?))
            }
            None => Way::Folder(Arc::new(settings.folder.clone())),
        };
        Ok(Self {
            from: Arc::new(from),
            signer,
            way,
        })
    }

    /// The machine letters go to, where it is not this one.
    pub fn other_party(&self) -> Option<&str> {
        match &self.way {
            Way::Relay(relay) => Some(relay.host()).filter(|host| !is_here(host)),
            Way::Folder(_) => None,
        }
    }

    /// How often a connection was begun: a name looked up or a machine asked.
    pub fn attempts(&self) -> u64 {
        match &self.way {
            Way::Relay(relay) => relay.attempts(),
            Way::Folder(_) => 0,
        }
    }

    /// Sends a letter on this machine: into the folder, or to a relay that runs here.
    pub async fn send(&self, letter: &Letter) -> Delivery {
        self.send_with(letter, &Permit::HERE).await
    }

    /// Sends a letter, once, to a machine the permit covers; to another none is sent and no connection begun. Over a connection that breaks before the last answer a letter may arrive although this
    /// says [`Delivery::Later`]: it comes at least once, not exactly once.
    pub async fn send_with(&self, letter: &Letter, permit: &Permit) -> Delivery {
        let written = match paper::write(letter, &self.from, self.signer.as_deref()) {
            Ok(written) => written,
            Err(refused) => return refused,
        };
        match &self.way {
            Way::Relay(relay) => relay.send(written.to, &written.bytes, permit).await,
            Way::Folder(folder) => {
                let (folder, kept) = (folder.clone(), folder::Kept::of(letter));
                let done = tokio::task::spawn_blocking(move || folder::keep(&folder, &kept, &written.bytes)).await;
                match done {
                    Ok(Ok(())) => Delivery::Sent,
                    _ => Delivery::Later("folder".to_owned()),
                }
            }
        }
    }

    /// True if letters stay in a folder, for want of a relay.
    pub fn is_folder(&self) -> bool {
        matches!(self.way, Way::Folder(_))
    }
}
