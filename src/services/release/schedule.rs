//! The schedule: which surveys have a tick or a close due.

use chrono::NaiveDate;

use super::{Outcome, ReleaseDesk, ServiceError, Tick};
use crate::domain::id::Id;
use crate::domain::period::Span;
use crate::domain::survey::Survey;
use crate::services::catalogue;
use crate::store::collections::{self, Collection};
use crate::store::surveys::SurveyRow;
use crate::store::{comments, surveys};

impl ReleaseDesk {
    /// Runs every tick that is due; called at the start and then every minute. A survey that fails does not hold up the others.
    pub fn run_due(&self) -> Result<(), ServiceError> {
        let today = self.clock.today();
        for row in self.db.read(surveys::all)? {
            if let Err(error) = self.recover_late(&row) {
                tracing::error!(
                    survey = row.slug,
                    ?error,
                    "a survey could not be recovered now; it is tried again"
                );
                continue;
            }
            let published = match self.db.read(|conn| catalogue::current(conn, &row, today)) {
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
                current = self.db.read(|conn| catalogue::current(conn, &row, today))?;
            }
            if current.is_some_and(|published| has_ended(&published.collection, today)) {
                self.forget_withdrawn(row.id)?;
            }
        }
        Ok(())
    }

    /// After its end a survey has no ticks: what was withdrawn since disappears at midnight.
    fn forget_withdrawn(&self, survey: Id) -> Result<(), ServiceError> {
        let today = self.clock.today();
        let withdrawn = self.db.write(|conn| {
            if let Some(mut state) = collections::find(conn, survey)? {
                state.last_tick = today;
                collections::save(conn, survey, &state)?;
            }
            comments::delete_withdrawn(conn, survey)
        })?;
        if withdrawn > 0 {
            self.db.wipe_leftovers(&["comments"])?;
        }
        Ok(())
    }

    /// At the start the lease of a run that was cut off may have been in the way of recovering; without its key nothing is taken.
    fn recover_late(&self, row: &SurveyRow) -> Result<(), ServiceError> {
        let Some(state) = self.db.read(|conn| collections::find(conn, row.id))? else {
            return Ok(());
        };
        if self.keys.pool_key(row.id, state.pool_epoch)?.is_none() {
            self.with_lease(row.id, || {
                super::recover::recover(self, row.id, &row.slug).map(|()| Outcome::NothingToShow)
            })?;
        }
        Ok(())
    }
}

fn has_ended(state: &Collection, today: NaiveDate) -> bool {
    !state.open && state.closing.is_none() && state.last_tick < today
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
