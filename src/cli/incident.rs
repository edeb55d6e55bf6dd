//! `incident`: the register, for whoever runs the machine.

use chrono::Timelike;
use clap::Subcommand;

use super::{Ending, Failure, noting, open, open_known, say};
use crate::app::App;
use crate::config::Config;
use crate::domain::incident::{Facts, Severity, State, TimeLeft};
use crate::services::incidents::Entry;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Every incident, the newest first, with what is left of the 72 hours
    List,
    /// Enter an incident found now; the rest is written at /staff/incidents
    New {
        /// What to call it
        #[arg(long)]
        title: String,
        /// low, medium or high
        #[arg(long)]
        severity: String,
        /// It is an exercise: published nowhere, for good
        #[arg(long)]
        exercise: bool,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = match command {
        Command::List => open_known(config)?,
        Command::New { .. } => open(config)?,
    };
    let done = act(&app, command);
    app.close();
    done
}

fn act(app: &App, command: Command) -> Ending {
    let now = app.clock().now();
    match command {
        Command::List => {
            for incident in app.incidents().all()? {
                let exercise = if incident.exercise { " EXERCISE" } else { "" };
                let clock = match incident.clock(now) {
                    Some(TimeLeft::Left(minutes)) => format!(", tell the authority within {}", hours(minutes)),
                    Some(TimeLeft::Over(minutes)) => format!(", authority not told, {} late", hours(minutes)),
                    None => String::new(),
                };
                say(&format!(
                    "{}{exercise} {} {} found {}{clock}: {}",
                    incident.number,
                    incident.severity.name(),
                    incident.state.name(),
                    incident.found_at.format("%Y-%m-%d %H:%M"),
                    incident.title
                ));
            }
            Ok(())
        }
        Command::New {
            title,
            severity,
            exercise,
        } => {
            let wrong = |why: &str| Failure::Settings(vec![why.to_owned()]);
            let title = title.trim().to_owned();
            if title.is_empty() || title.chars().count() > 200 {
                return Err(wrong("a title has 1 to 200 characters"));
            }
            let severity = Severity::parse(&severity).ok_or_else(|| wrong("a severity is low, medium or high"))?;
            let entry = Entry {
                title,
                // to the minute, as the page takes it
                found_at: now.with_second(0).unwrap_or(now),
                severity,
                state: State::Open,
                facts: Facts {
                    tell_authority: severity > Severity::Low,
                    ..Facts::default()
                },
            };
            noting(app, "incident.create", "", || {
                let (id, number) = app.incidents().create(&entry, exercise)?;
                say(&format!("incident {number}: /staff/incidents/{id}"));
                Ok(())
            })
        }
    }
}

fn hours(minutes: i64) -> String {
    format!("{} h {} min", minutes / 60, minutes % 60)
}
