//! Staff: accounts, how they prove who they are, and their sessions. Whether an account exists is never told.

mod links;
mod names;
mod passkeys;
mod passwords;
mod patience;
mod people;
mod second;
mod sessions;

use std::sync::Arc;

use super::ServiceError;
use super::trail::TrailDesk;
use crate::clock::Clock;
use crate::keys::KeyFolder;
use crate::secret::{Secret, mac};
use crate::store::{Db, accounts};

pub use self::links::SetUp;
pub use self::passkeys::{NoPasskeys, RelyingParty};
pub use self::passwords::{PASSWORD_LEAST, PasswordProblem};
pub use self::people::{Member, NotChanged};
pub use self::second::{Enrolment, FactorLine, Second};
pub use self::sessions::{Begun, SignIn, Whole};
pub use crate::store::sessions::Session;

pub(super) use self::names::Names;
use self::passwords::Passwords;
use self::patience::Patience;

/// Accounts and sessions.
#[derive(Clone)]
pub struct StaffDesk {
    db: Db,
    clock: Arc<dyn Clock>,
    names: Names,
    /// What marks of tokens, links and codes are made with.
    key: Secret,
    /// What second factors are encrypted with.
    factors: Secret,
    /// What letters are encrypted with.
    letters: Secret,
    passwords: Passwords,
    patience: Patience,
    trail: TrailDesk,
}

impl StaffDesk {
    /// Over the database; addresses that still stand in the clear are encrypted now.
    pub fn open(db: Db, clock: Arc<dyn Clock>, keys: &KeyFolder) -> Result<Self, ServiceError> {
        let names = Names::new(keys);
        let encrypted = db.write(|conn| {
            let clear = accounts::in_the_clear(conn)?;
            for (id, email) in &clear {
                accounts::encrypt(conn, *id, &names.seal(*id, email), &names.hash(email))?;
            }
            Ok(clear.len())
        })?;
        if encrypted > 0 {
            // the file and its log still hold the rows as they were
            db.wipe_leftovers(&["accounts"])?;
        }
        Ok(Self {
            trail: TrailDesk::new(db.clone(), Arc::clone(&clock), keys),
            db,
            clock,
            names,
            key: keys.purpose("staff tokens"),
            factors: keys.purpose("second factors"),
            letters: super::letters::key(keys),
            passwords: Passwords::new(),
            patience: Patience::default(),
        })
    }

    /// Whether anybody can sign in.
    pub fn has_accounts(&self) -> Result<bool, ServiceError> {
        Ok(self.db.read(accounts::any)?)
    }

    /// What the database keeps of a token, a link or a code.
    fn mark(&self, token: &str) -> [u8; 32] {
        use sha2::{Digest, Sha256};
        mac(self.key.expose(), &[&Sha256::digest(token.as_bytes())])
    }
}

/// A token of 256 random bits, as it stands in a cookie or a link.
fn token() -> String {
    crate::domain::hex::encode(&rand::random::<[u8; 32]>())
}
