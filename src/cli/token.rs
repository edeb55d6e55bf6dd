//! `token`: tokens for programs, as on the page of one's own account.

use clap::Subcommand;

use super::{Ending, Failure, open_known, say};
use crate::app::App;
use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::token::Scope;
use crate::domain::trail::Act;
use crate::services::tokens::{LONGEST, NotMade};

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a token of a member of staff for one survey; it is shown once
    Create {
        /// What it is for, such as "shop"
        name: String,
        /// Whose it is: it may do no more than they may
        #[arg(long)]
        email: String,
        /// The survey
        #[arg(long)]
        survey: String,
        /// read (releases) or send (single invitations)
        #[arg(long)]
        scope: String,
        /// Days it counts
        #[arg(long, default_value_t = 90)]
        days: u64,
    },
    /// All tokens
    List,
    /// End a token
    Revoke {
        /// The name that `token list` gives first
        id: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open_known(config)?;
    let done = act(&app, command);
    app.close();
    done
}

fn act(app: &App, command: Command) -> Ending {
    let desk = app.tokens();
    match command {
        Command::Create {
            name,
            email,
            survey,
            scope,
            days,
        } => {
            let wrong = |why: String| Failure::Settings(vec![why]);
            let scope =
                Scope::parse(&scope).ok_or_else(|| wrong(format!("there is no scope \"{scope}\": read or send")))?;
            if !(1..=LONGEST).contains(&days) {
                return Err(wrong(format!("a token counts 1 to {LONGEST} days")));
            }
            let owner: Account = app
                .staff()
                .find(&email)?
                .ok_or_else(|| Failure::Work("there is no account with this address".to_owned()))?;
            let token = desk.create(&owner, &survey, scope, &name, days)?.map_err(|why| {
                Failure::Work(match why {
                    NotMade::NotAllowed => {
                        format!("{email} may not do this on \"{survey}\", or there is no such survey")
                    }
                    NotMade::Untrained => {
                        format!("{email} has not read the guidelines in force yet: /staff/training")
                    }
                })
            })?;
            note(app, "token.create", &owner.id.to_string())?;
            say(&token);
        }
        Command::List => {
            for token in desk.all(None)? {
                let used = token
                    .last_used_on
                    .map_or_else(|| "never used".to_owned(), |day| format!("last used on {day}"));
                say(&format!(
                    "{} {}: {} {}, until {}, {used}",
                    token.id,
                    token.name,
                    token.scope.name(),
                    token.slug,
                    token.expires_on
                ));
            }
        }
        Command::Revoke { id } => {
            let known = Id::parse(&id).map(|id| desk.end(None, id)).transpose()?;
            if known != Some(true) {
                return Err(Failure::Work(format!("there is no token {id}")));
            }
            note(app, "token.end", &id)?;
        }
    }
    Ok(())
}

fn note(app: &App, what: &str, about: &str) -> Ending {
    Ok(app.trail().note(&Act {
        what: what.to_owned(),
        about: about.to_owned(),
        ..Act::default()
    })?)
}
