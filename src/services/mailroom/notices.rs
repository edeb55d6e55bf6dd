//! Letters to staff and to people who wrote to us. They go out before invitations: somebody waits at the door.

use std::time::Instant;

use chrono::TimeDelta;

use super::{LEASE, LONGEST, Mailroom, Round};
use crate::mail::{Delivery, Letter, notice};
use crate::services::ServiceError;
use crate::services::letters::{Notice, open};
use crate::services::subscribers;
use crate::store::letters::{self, Waiting};
use crate::store::organisation;

/// Letters claimed at a time.
const CLAIMED: i64 = 5;
/// Tries after which a letter is given up: its link has long ended.
const TRIES: i32 = 200;

impl Mailroom {
    /// Sends what is due, at most a few letters.
    pub(super) async fn send_notices(&mut self, stops: &(dyn Fn() -> bool + Sync)) -> Result<Round, ServiceError> {
        let more = subscribers::put_out(&self.db, &self.notices, self.clock.now())?;
        let (now, holder) = (self.clock.now(), self.holder);
        let claimed = self
            .db
            .write(|conn| letters::claim(conn, holder, now, now + LEASE, CLAIMED))?;
        if claimed.is_empty() {
            return Ok(if more { Round::Sent } else { Round::Idle });
        }
        self.begun = false;
        for waiting in claimed {
            let began = Instant::now();
            if stops() {
                self.settle()?;
                return Ok(Round::Idle);
            }
            let Some(permit) = self.permit()? else {
                self.settle()?;
                return Ok(Round::Down);
            };
            let Some(letter) = self.write_notice(&waiting)? else {
                self.db.write(|conn| letters::delete(conn, waiting.id))?;
                continue;
            };
            match self.post.send_with(&letter, &permit).await {
                Delivery::Sent => {
                    // notes that cannot be written are no reason to send it again
                    let _ = self.handed.note(&waiting.id.to_string());
                    self.unnoted.push(waiting.id);
                    self.db.write(|conn| letters::delete(conn, waiting.id))?;
                    self.unnoted.pop();
                }
                Delivery::Refused(code) => {
                    tracing::warn!(code, "a letter was refused for its address");
                    self.db.write(|conn| letters::delete(conn, waiting.id))?;
                }
                Delivery::Later(_) if waiting.attempts >= TRIES => {
                    self.db.write(|conn| letters::delete(conn, waiting.id))?;
                }
                Delivery::Later(code) => {
                    tracing::warn!(code, "a letter could not be handed over now; it is tried again");
                    let wait = TimeDelta::seconds(30 << waiting.attempts.clamp(0, 6)).min(LONGEST);
                    let due_at = self.clock.now() + wait;
                    self.db
                        .write(|conn| letters::put_off(conn, waiting.id, due_at, waiting.attempts + 1))?;
                    self.settle()?;
                    return Ok(Round::Down);
                }
            }
            if letter.unsubscribe.is_some() {
                tokio::time::sleep(self.pace.saturating_sub(began.elapsed())).await;
            }
        }
        self.begun = true;
        Ok(Round::Sent)
    }

    fn write_notice(&self, waiting: &Waiting) -> Result<Option<Letter>, ServiceError> {
        let Some(written) = open(&self.notices, waiting) else {
            return Ok(None);
        };
        let organisation = self.db.read(organisation::find)?;
        if let Some(message) = self.message(&written)? {
            return Ok(self.write_message(waiting.id, &organisation, message));
        }
        let (name, link) = match &written.notice {
            Notice::SetUp { link } => ("set-up", link.as_str()),
            Notice::LostPassword { link } => ("lost", link.as_str()),
            Notice::PasswordChanged => ("password", ""),
            Notice::FactorsChanged => ("factors", ""),
            Notice::RecoveryUsed => ("recovery", ""),
            Notice::AddressChanged => ("address", ""),
            Notice::RolesChanged => ("roles", ""),
            Notice::RegisterDue => ("register", ""),
            // whoever it was for is gone
            _ => return Ok(None),
        };
        let name_of = match organisation.name.is_empty() {
            true => "Chorus",
            false => organisation.name.as_str(),
        };
        let words = notice::write(name, &written.language, name_of, link);
        Ok(words.map(|words| Letter {
            to: written.to,
            subject: words.subject,
            text: words.text,
            html: words.html,
            language: written.language,
            message_id: waiting.id.to_string(),
            unsubscribe: None,
            date: self.clock.now().and_utc(),
        }))
    }
}
