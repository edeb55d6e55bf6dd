//! Addresses of people who wrote to us themselves: encrypted at rest, found by keyed hash, and mailed only so often.

use chrono::{NaiveDateTime, NaiveTime, Timelike};

use crate::domain::address::Address;
use crate::domain::id::Id;
use crate::keys::KeyFolder;
use crate::privacy::invitation::suppression;
use crate::secret::{Secret, decrypt, encrypt, mac};
use crate::store::{Conn, Rows, invitations, turns};

/// Mails of one cause to an address in a day.
const IN_A_DAY: usize = 3;
/// Mails that strangers can ask for in an hour, of all addresses together.
pub const IN_AN_HOUR: i64 = 200;

/// What opens, finds and counts addresses.
#[derive(Clone)]
pub(super) struct Addresses {
    seal: Secret,
    find: Secret,
    turns: Secret,
    wish: Secret,
}

impl Addresses {
    pub(super) fn new(keys: &KeyFolder) -> Self {
        Self {
            seal: keys.purpose("addresses of subscribers and requests"),
            find: keys.purpose("finding addresses of subscribers and requests"),
            turns: keys.purpose("turns of addresses"),
            wish: keys.purpose("no more mail"),
        }
    }

    /// What finds an address, however it is written.
    pub(super) fn hash(&self, address: &Address) -> [u8; 32] {
        mac(self.find.expose(), &[address.key().as_bytes()])
    }

    /// Encrypts something about a row.
    pub(super) fn seal(&self, what: &str, id: Id, plain: &str) -> Vec<u8> {
        encrypt(&self.seal, &place(what, id), plain.as_bytes())
    }

    /// Opens it again; `None` for one of other keys.
    pub(super) fn open(&self, what: &str, id: Id, sealed: &[u8]) -> Option<String> {
        let plain = decrypt(&self.seal, &place(what, id), sealed)?;
        String::from_utf8(plain.to_vec()).ok()
    }

    /// The keyed hash that stands for an address that wants no more mail.
    pub(super) fn wish(&self, address: &Address) -> [u8; 32] {
        suppression(&self.wish, &address.text())
    }

    /// Whether an address wants no more mail.
    pub(super) fn is_suppressed(&self, conn: &mut Conn, address: &Address) -> Rows<bool> {
        invitations::is_suppressed(conn, &self.wish(address))
    }

    /// Takes a turn for one mail; says whether there was one left. At most one an hour and a few a day for an address, and so many an hour
    /// for all. `who` is the address, or something random for what goes to nobody.
    pub(super) fn take_turn(&self, conn: &mut Conn, cause: &str, who: &[u8], now: NaiveDateTime) -> Rows<bool> {
        let hour = now.date().and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(i64::from(now.hour()));
        // another hash each day, so that no two days can be joined
        let day = now.date().to_string();
        let hash = mac(self.turns.expose(), &[cause.as_bytes(), day.as_bytes(), who]);
        let taken = turns::of(conn, &hash)?;
        if taken.contains(&hour) || taken.len() >= IN_A_DAY || turns::in_hour(conn, hour)? >= IN_AN_HOUR {
            return Ok(false);
        }
        turns::insert(conn, &hash, hour)?;
        Ok(true)
    }
}

fn place(what: &str, id: Id) -> Vec<u8> {
    [b"chorus ", what.as_bytes(), b" 1", id.bytes().as_slice()].concat()
}
