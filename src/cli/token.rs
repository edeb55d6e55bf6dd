//! `token`: tokens for programs, until they have a page.

use clap::Subcommand;

use super::{Ending, Failure, open, say};
use crate::config::Config;

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a token; it is shown once
    Create {
        /// What it is for, such as "shop"
        name: String,
    },
    /// The names of all tokens
    List,
    /// End the tokens of a name
    Revoke {
        /// The name
        name: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open(config)?;
    let desk = app.campaigns();
    match command {
        Command::Create { name } => say(&desk.create_token(name.trim())?),
        Command::List => {
            for (name, day) in desk.tokens()? {
                say(&format!("{name}, made on {day}"));
            }
        }
        Command::Revoke { name } => {
            if !desk.end_tokens(name.trim())? {
                return Err(Failure::Work(format!("there is no token named \"{name}\"")));
            }
        }
    }
    drop(desk);
    app.close();
    Ok(())
}
