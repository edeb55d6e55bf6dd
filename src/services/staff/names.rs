//! Addresses of staff: encrypted at rest, found by keyed hash.

use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::secret::{Secret, decrypt, encrypt, mac};
use crate::store::accounts::Row;

/// What opens and finds addresses.
#[derive(Clone)]
pub(in crate::services) struct Names {
    seal: Secret,
    find: Secret,
}

impl Names {
    pub(in crate::services) fn new(keys: &KeyFolder) -> Self {
        Self {
            seal: keys.purpose("addresses of staff"),
            find: keys.purpose("finding addresses of staff"),
        }
    }

    /// What finds an address, however it is written.
    pub(in crate::services) fn hash(&self, email: &str) -> [u8; 32] {
        mac(self.find.expose(), &[normal(email).as_bytes()])
    }

    /// What is kept of it.
    pub(in crate::services) fn seal(&self, id: Id, email: &str) -> Vec<u8> {
        encrypt(&self.seal, &place(id), normal(email).as_bytes())
    }

    /// The account with its address opened, for its owner and for whom two proofs of are on record.
    pub(in crate::services) fn account(&self, row: Row) -> Account {
        let address = decrypt(&self.seal, &place(row.id), &row.address);
        Account {
            email: address
                .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
                .unwrap_or_default(),
            id: row.id,
            roles: row.roles,
            everywhere: row.everywhere,
            surveys: row.surveys,
            language: row.language,
        }
    }
}

fn place(id: Id) -> Vec<u8> {
    [b"chorus address of staff 1".as_slice(), id.bytes()].concat()
}

pub(in crate::services) fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}
