//! Letters to staff and to people who wrote to us: put into the outbox encrypted as a whole, within the transaction of what they tell.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::announcement::Announcement;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::secret::{Secret, decrypt, encrypt};
use crate::store::letters::{self, Waiting};
use crate::store::{Conn, Rows};

/// What a letter tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Notice {
    /// There is an account: the link for the first password.
    SetUp {
        /// The link.
        link: String,
    },
    /// Somebody asked for a new password: the link.
    LostPassword {
        /// The link.
        link: String,
    },
    /// The password was changed.
    PasswordChanged,
    /// A second factor was added or removed, or recovery codes made anew.
    FactorsChanged,
    /// A recovery code stood in for the second factor.
    RecoveryUsed,
    /// The account has another address.
    AddressChanged,
    /// Somebody else changed what one may do, or let one start anew.
    RolesChanged,
    /// To somebody who asked to be told what is published: the link that confirms. Addresses are those on our own pages.
    Subscribe {
        /// The link.
        link: String,
        /// The link that deletes what was typed.
        stop: String,
    },
    /// To somebody who asked and is told already.
    Subscribed {
        /// The link to their choices.
        choices: String,
    },
    /// To a subscriber: something was published.
    Announced {
        /// Random name; the address is looked up when the letter goes.
        subscriber: String,
        /// What was published.
        announcement: Announcement,
    },
    /// To whoever asked what is held about an address: the link.
    Held {
        /// The link.
        link: String,
    },
    /// A person's answer to a request.
    Answer {
        /// What was written.
        text: String,
    },
    /// A contract of the register of processors runs out soon, or is due for review.
    RegisterDue,
}

/// A letter, opened.
#[derive(Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) to: String,
    pub(super) language: String,
    pub(super) notice: Notice,
}

/// What letters are encrypted with while they wait.
pub(super) fn key(keys: &KeyFolder) -> Secret {
    keys.purpose("letters to staff")
}

/// Puts a letter in.
pub(super) fn put(
    conn: &mut Conn,
    key: &Secret,
    now: NaiveDateTime,
    to: &str,
    language: &str,
    notice: &Notice,
) -> Rows<()> {
    let (id, sealed) = seal(key, to, language, notice);
    letters::insert(conn, id, &sealed, now)
}

/// Puts in a letter to somebody who is not staff: their address, or nothing where it is looked up later, and its keyed hash.
pub(super) fn put_about(
    conn: &mut Conn,
    key: &Secret,
    now: NaiveDateTime,
    (to, about): (&str, &[u8]),
    language: &str,
    notice: &Notice,
) -> Rows<()> {
    let (id, sealed) = seal(key, to, language, notice);
    letters::insert_about(conn, id, &sealed, now, about)
}

fn seal(key: &Secret, to: &str, language: &str, notice: &Notice) -> (Id, Vec<u8>) {
    let id = Id::new(rand::random());
    let written = Written {
        to: to.to_owned(),
        language: language.to_owned(),
        notice: notice.clone(),
    };
    let bytes = serde_json::to_vec(&written).expect("a letter is plain JSON");
    (id, encrypt(key, id.bytes(), &bytes))
}

/// Opens a letter; `None` for one of other keys.
pub(super) fn open(key: &Secret, waiting: &Waiting) -> Option<Written> {
    let bytes = decrypt(key, waiting.id.bytes(), &waiting.sealed)?;
    serde_json::from_slice(&bytes).ok()
}
