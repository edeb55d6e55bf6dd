//! The draft of the next version: written by staff, handed in for review, published by the privacy officer.

use chrono::NaiveDate;

use super::settle::{Proposal, settle};
use super::{PolicyDesk, earliest, facts};
use crate::domain::chain::digest;
use crate::domain::policy::{Change, Draft, What, Wording, changes, in_force};
use crate::services::ServiceError;
use crate::store::{Conn, Rows, policies};

/// The draft as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// The draft, or where there is none the words in force.
    pub draft: Draft,
    /// Whether it was handed in for review.
    pub is_reviewed: bool,
    /// The day it was last saved; none where there is no draft.
    pub edited_on: Option<NaiveDate>,
    /// What publishing it would do.
    pub preview: Preview,
}

/// What publishing would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What would change.
    pub changes: Vec<Change>,
    /// The first day it may count.
    pub earliest: NaiveDate,
    /// Digest of the draft and of all this: what somebody looked at before they published.
    pub seen: String,
}

/// Why a version was not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPublished {
    /// It was not handed in for review yet, or was changed since.
    NotReviewed,
    /// It would count too early: the first day that is possible.
    TooSoon(NaiveDate),
    /// It says the same as the version in force.
    Same,
    /// There is no text of the policy in any language.
    Empty,
    /// The draft, or what it would change, is another one than was looked at.
    Changed,
}

impl PolicyDesk {
    /// The draft.
    pub fn draft(&self) -> Result<Drafted, ServiceError> {
        let today = self.clock.today();
        Ok(self.db.read(|conn| {
            let known = policies::draft(conn)?;
            let (draft, is_reviewed, edited_on) = match known {
                Some((draft, is_reviewed, day)) => (draft, is_reviewed, Some(day)),
                None => (begun(conn)?, false, None),
            };
            let preview = preview(conn, &draft, today)?;
            Ok(Drafted {
                draft,
                is_reviewed,
                edited_on,
                preview,
            })
        })?)
    }

    /// Keeps a draft; whoever hands it in lets the privacy officer publish it as it is.
    pub fn save_draft(&self, draft: &Draft, hands_in: bool) -> Result<(), ServiceError> {
        let today = self.clock.today();
        Ok(self
            .db
            .write(|conn| policies::save_draft(conn, draft, hands_in, today))?)
    }

    /// Throws the draft away.
    pub fn drop_draft(&self) -> Result<(), ServiceError> {
        Ok(self.db.write(policies::delete_draft)?)
    }

    /// Publishes the draft, handed in before, with everything that is proposed in the registers. `wished` is the first day it counts;
    /// without it the first that is possible. `seen` is the digest of what was looked at; without it whatever there is. Gives the number of the
    /// version.
    pub fn publish(
        &self,
        wished: Option<NaiveDate>,
        seen: Option<&str>,
    ) -> Result<Result<i32, NotPublished>, ServiceError> {
        let now = self.clock.now();
        let done = self.db.write(|conn| {
            let Some((draft, true, _)) = policies::draft(conn)? else {
                return Ok(Err(NotPublished::NotReviewed));
            };
            if draft.wording.policy.values().all(String::is_empty) {
                return Ok(Err(NotPublished::Empty));
            }
            let preview = preview(conn, &draft, now.date())?;
            if seen.is_some_and(|seen| seen != preview.seen) {
                return Ok(Err(NotPublished::Changed));
            }
            let is_first = policies::standings(conn)?.is_empty();
            if preview.changes.is_empty() && !is_first {
                return Ok(Err(NotPublished::Same));
            }
            let effective_on = match is_first {
                // nobody was promised anything: what the forms say from today on is this
                true => now.date(),
                false => wished.unwrap_or(preview.earliest),
            };
            if effective_on < preview.earliest {
                return Ok(Err(NotPublished::TooSoon(preview.earliest)));
            }
            let proposal = Proposal {
                draft: &draft,
                effective_on,
            };
            let newest = settle(conn, now, None, Some(&proposal))?;
            policies::delete_draft(conn)?;
            Ok(Ok(newest.unwrap_or_default()))
        })?;
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
        Ok(done)
    }
}

/// A draft that changes nothing yet: it begins with the newest words, also where they do not count yet.
fn begun(conn: &mut Conn) -> Rows<Draft> {
    let standings = policies::standings(conn)?;
    let newest = standings.last().map(|standing| policies::find(conn, standing.number));
    let wording = newest.transpose()?.flatten().map(|version| version.body.wording);
    Ok(Draft {
        wording: wording.unwrap_or_else(Wording::shipped),
        ..Draft::default()
    })
}

fn preview(conn: &mut Conn, draft: &Draft, today: NaiveDate) -> Rows<Preview> {
    let standings = policies::standings(conn)?;
    let former = in_force(&standings, today).map(|standing| policies::find(conn, standing.number));
    let Some(former) = former.transpose()?.flatten() else {
        return Ok(Preview {
            changes: Vec::new(),
            earliest: today,
            seen: seen(draft, &[], today),
        });
    };
    let facts = facts::at(conn, today, None, Some(today))?;
    let mut found = changes(&former.body.facts, &facts);
    if former.body.wording != draft.wording {
        found.push(Change {
            what: What::Words,
            subject: String::new(),
            from: String::new(),
            to: String::new(),
            loosens: !draft.is_stricter,
        });
    }
    let earliest = match found.iter().any(|change| change.loosens) {
        true => earliest(conn, today)?,
        false => today,
    };
    Ok(Preview {
        seen: seen(draft, &found, earliest),
        changes: found,
        earliest,
    })
}

fn seen(draft: &Draft, changes: &[Change], earliest: NaiveDate) -> String {
    digest(&serde_json::to_string(&(draft, changes, earliest)).unwrap_or_default())
}
