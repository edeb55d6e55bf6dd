//! The schedule: which surveys have a tick or a close due.

use chrono::NaiveDate;

use super::{Outcome, ReleaseDesk, ServiceError, Tick};
use crate::domain::period::Span;
use crate::domain::survey::Survey;
use crate::services::catalogue;
use crate::store::collections::Collection;
use crate::store::{comments, surveys};

impl ReleaseDesk {
    /// Runs every tick that is due; called at the start and then every minute. A survey that fails does not hold up the others.
    pub fn run_due(&self) -> Result<(), ServiceError> {
        let today = self.clock.today();
        for row in self.db.read(surveys::all)? {
            let published = match self.db.read(|conn| catalogue::assemble(conn, &row, today)) {
                Ok(published) => published,
                Err(error) => {
                    tracing::error!(survey = row.slug, ?error, "a survey could not be read");
                    continue;
                }
            };
            // a period without visitors may lie between; each close makes the next period current
            let mut rounds = 0;
            let mut current = published;
            while let Some(tick) = current
                .as_ref()
                .and_then(|published| due(&published.survey, &published.collection, today))
            {
                match self.run(&row.slug, tick) {
                    Ok(Outcome::Busy) => break,
                    Ok(_) => {}
                    Err(error) => {
                        tracing::error!(
                            survey = row.slug,
                            ?error,
                            "a release could not be made now; it is tried again"
                        );
                        break;
                    }
                }
                rounds += 1;
                if rounds > 100 {
                    break;
                }
                current = self.db.read(|conn| catalogue::assemble(conn, &row, today))?;
            }
        }
        let expired = self.db.write(|conn| comments::delete_expired(conn, today))?;
        if expired > 0 {
            self.db.wipe_leftovers(&["comments"])?;
        }
        Ok(())
    }
}

/// What is due today; nothing of it depends on whether anybody answered.
fn due(survey: &Survey, state: &Collection, today: NaiveDate) -> Option<Tick> {
    let closes = Tick {
        closes: true,
        unscheduled: false,
    };
    if state.closing.is_some() {
        return Some(closes);
    }
    if !state.open {
        return None;
    }
    if today >= state.ends_on || survey.closes.is_some_and(|day| today >= day) {
        return Some(closes);
    }
    next_ticks(survey, state)
        .into_iter()
        .any(|day| state.last_tick < day && day <= today)
        .then_some(Tick {
            closes: false,
            unscheduled: false,
        })
}

fn next_ticks(survey: &Survey, state: &Collection) -> Vec<NaiveDate> {
    let span = Span {
        name: state.period.clone(),
        start: state.starts_on,
        end: state.ends_on,
    };
    span.ticks(survey.tick)
}

/// The day of the next release, the close included; `None` once the survey is closed.
pub fn next_release(survey: &Survey, state: &Collection, today: NaiveDate) -> Option<NaiveDate> {
    if !state.open {
        return None;
    }
    next_ticks(survey, state)
        .into_iter()
        .find(|day| *day > today)
        .or(Some(state.ends_on))
}
