//! `admin create` and `admin reset`.

use clap::Subcommand;

use super::{Ending, Failure, open, say};
use crate::config::Config;
use crate::domain::account::Role;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an account; prints a one-time set-up link
    Create {
        /// E-mail address to sign in with
        #[arg(long)]
        email: String,
        /// administrator, editor, analyst, privacy_officer or auditor
        #[arg(long)]
        role: String,
    },
    /// A new start for an account; prints a one-time set-up link
    Reset {
        /// E-mail address of the account
        #[arg(long)]
        email: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open(config)?;
    let desk = app.sign_in();
    let (token, none) = match command {
        Command::Create { email, role } => {
            if !email.contains('@') {
                return Err(Failure::Settings(vec![format!("\"{email}\" is not an e-mail address")]));
            }
            let role = Role::parse(&role).ok_or_else(|| {
                let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                Failure::Settings(vec![format!(
                    "there is no role \"{role}\": take one of {}",
                    names.join(", ")
                )])
            })?;
            (
                desk.create(&email, role)?,
                "there is an account with this address already",
            )
        }
        Command::Reset { email } => (desk.reset(&email)?, "there is no account with this address"),
    };
    let token = token.ok_or_else(|| Failure::Work(none.to_owned()))?;
    say(&set_up_link(config, &token));
    Ok(())
}

/// The one-time link, good for 72 hours.
pub(super) fn set_up_link(config: &Config, token: &str) -> String {
    let origin = config.public_url.clone().unwrap_or_else(|| {
        let scheme = if config.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", config.listen)
    });
    format!("Set your password here, within 72 hours: {origin}/staff/setup/{token}")
}
