//! `policy`: publishing the next version of the privacy policy from the command line, and looking at those there are.

use chrono::NaiveDate;
use clap::Subcommand;

use super::{Ending, Failure, noting, open_known, say};
use crate::config::Config;
use crate::services::policy::NotPublished;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Publish the draft that was handed in, or without one what is proposed in the registers
    Publish {
        /// First day it counts; the first that is possible unless said otherwise
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// Every version, and whether anything comes
    List,
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open_known(config)?;
    let desk = app.policy();
    let done = match command {
        Command::Publish { on } => noting(&app, "policy.publish", "", || {
            let drafted = desk.draft()?;
            if drafted.edited_on.is_none() {
                desk.save_draft(&drafted.draft, true)?;
            }
            match desk.publish(on, None)? {
                Ok(number) => {
                    say(&format!("version {number} is published"));
                    Ok(())
                }
                Err(why) => Err(Failure::Work(match why {
                    NotPublished::NotReviewed => "the draft was not handed in: /staff/policy".to_owned(),
                    NotPublished::TooSoon(day) => format!("it cannot count before {day}"),
                    NotPublished::Same => "nothing would change".to_owned(),
                    NotPublished::Changed => "somebody changed the draft meanwhile".to_owned(),
                    NotPublished::Empty => "the draft has no text".to_owned(),
                })),
            }
        }),
        Command::List => {
            for version in desk.versions()? {
                let body = version.body;
                let strictness = match body.loosens {
                    true => ", less strict than before",
                    false => "",
                };
                say(&format!(
                    "{} published on {}, counts from {}{strictness}, {}",
                    body.number, body.published_on, body.effective_on, version.digest
                ));
            }
            Ok(())
        }
    };
    app.close();
    done
}
