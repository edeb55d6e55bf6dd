//! Leave to connect to the relay: asked again for every letter, since an entry of the register may end meanwhile.

use super::Mailroom;
use crate::domain::processor::{Permit, Role};
use crate::services::{ServiceError, processors};

impl Mailroom {
    /// Leave to connect to the relay. Without an entry of the register that is in use nothing is sent to another machine, and mails wait.
    pub(super) fn permit(&mut self) -> Result<Option<Permit>, ServiceError> {
        let Some(host) = self.post.other_party() else {
            return Ok(Some(Permit::HERE));
        };
        let today = self.clock.today();
        let permit = self
            .db
            .read(|conn| processors::permits(conn, Role::MailRelay, host, today))?;
        if permit.is_none() && !self.told {
            tracing::warn!(
                entry = format!("{} {host}", Role::MailRelay.name()),
                "mails wait: no entry of the register of processors that is in use covers the relay"
            );
        }
        self.told = permit.is_none();
        Ok(permit)
    }
}
