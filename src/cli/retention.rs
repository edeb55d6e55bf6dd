//! `retention run`: deletes what is over its time, or says what would go.

use std::sync::atomic::{AtomicBool, Ordering};

use clap::Subcommand;

use super::{Ending, Failure, note, open, say};
use crate::config::Config;
use crate::services::retention::{Amount, Outcome, Refused, RetentionDesk};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Delete now what is over its time
    Run {
        /// Say what would go, and delete nothing
        #[arg(long)]
        dry_run: bool,
        /// You looked at the clock of this machine, and it is right
        #[arg(long, conflicts_with = "dry_run")]
        clock_is_right: bool,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let Command::Run {
        dry_run,
        clock_is_right,
    } = command;
    let app = open(config)?;
    let desk = app.retention();
    if dry_run {
        for amount in desk.dry_run()? {
            say(&format!("would go: {}", told(&amount)));
        }
        return Ok(());
    }
    note(&app, "retention.run", "")?;
    match desk.run(clock_is_right)? {
        Outcome::Done(amounts) => {
            for amount in amounts {
                say(&format!("deleted: {}", told(&amount)));
            }
            Ok(())
        }
        Outcome::NotDue => Ok(()),
        Outcome::Busy => Err(Failure::Work(
            "another instance is deleting what is over its time; try again in ten minutes".to_owned(),
        )),
        Outcome::Refused(refused) => Err(Failure::Work(why(refused))),
    }
}

/// Counts stand in steps: the exact number could tell of one person.
fn told(amount: &Amount) -> String {
    match amount.shown {
        0 => format!("{}, fewer than {}", amount.kind, amount.step),
        shown => format!("{}, at least {shown}", amount.kind),
    }
}

fn why(refused: Refused) -> String {
    let day = refused.day();
    let what = match refused {
        Refused::Backwards(_) => format!("the clock says a day before {day}, which was seen already"),
        Refused::LongPause(_) => format!("the last run was on {day}, more than forty days ago"),
        Refused::Jumped(_) => format!("the clock jumped since {day}, while hardly any time passed"),
    };
    format!(
        "nothing was deleted: {what}. Look at the clock of this machine; when it is right, run with --clock-is-right"
    )
}

/// Whether a refusal was told to the log, which is asked every few seconds.
static TOLD: AtomicBool = AtomicBool::new(false);

/// What the schedule does. What fails here, or a clock that may not be trusted, is told and holds nothing else up.
pub(super) fn run_if_due(desk: &RetentionDesk) {
    let refused = match desk.run_if_due() {
        Ok(Outcome::Refused(refused)) => Some(refused),
        Ok(Outcome::Done(_) | Outcome::NotDue | Outcome::Busy) => None,
        Err(error) => {
            tracing::error!(
                ?error,
                "what is over its time could not be deleted now; it is tried again"
            );
            return;
        }
    };
    let was_told = TOLD.swap(refused.is_some(), Ordering::Relaxed);
    if let Some(refused) = refused.filter(|_| !was_told) {
        tracing::error!(why = why(refused), "the daily deletion is refused");
    }
}
