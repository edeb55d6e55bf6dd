//! `admin create` and `admin reset`.

use clap::Subcommand;

use super::{Ending, Failure, open, say};
use crate::config::Config;
use crate::domain::account::Role;
use crate::domain::trail::Act;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an account; prints a one-time set-up link
    Create {
        /// E-mail address to sign in with
        #[arg(long)]
        email: String,
        /// administrator, editor, analyst, privacy_officer or auditor; again for several; all for an organisation of one person
        #[arg(long, required = true)]
        role: Vec<String>,
    },
    /// A new start for an account that lost password or second factor; prints a one-time set-up link
    Reset {
        /// E-mail address of the account
        #[arg(long)]
        email: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open(config)?;
    let desk = app.staff();
    let (token, none, what, email) = match command {
        Command::Create { email, role } => {
            if !email.contains('@') {
                return Err(Failure::Settings(vec![format!("\"{email}\" is not an e-mail address")]));
            }
            let none = "there is an account with this address already";
            (desk.create(&email, &roles(&role)?)?, none, "people.add", email)
        }
        Command::Reset { email } => (
            desk.reset(&email)?,
            "there is no account with this address",
            "people.anew",
            email,
        ),
    };
    let token = token.ok_or_else(|| Failure::Work(none.to_owned()))?;
    app.trail().note(&Act {
        what: what.to_owned(),
        about: desk
            .find(&email)?
            .map(|account| account.id.to_string())
            .unwrap_or_default(),
        ..Act::default()
    })?;
    say(&set_up_link(config, &token));
    drop(desk);
    app.close();
    Ok(())
}

fn roles(names: &[String]) -> Result<Vec<Role>, Failure> {
    let mut roles = Vec::new();
    for name in names {
        match Role::parse(name) {
            Some(role) => roles.push(role),
            None if name == "all" => roles.extend(Role::ALL),
            None => {
                let known: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                return Err(Failure::Settings(vec![format!(
                    "there is no role \"{name}\": take one of {} or all",
                    known.join(", ")
                )]));
            }
        }
    }
    Ok(roles)
}

/// The one-time link, good for 72 hours.
pub(super) fn set_up_link(config: &Config, token: &str) -> String {
    // browsers keep the session's cookie, and make passkeys, for the name of this machine and not for its address
    let origin = config.public_url.clone().unwrap_or_else(|| {
        let scheme = if config.tls.is_some() { "https" } else { "http" };
        match config.listen.ip().is_loopback() {
            true => format!("{scheme}://localhost:{}", config.listen.port()),
            false => format!("{scheme}://{}", config.listen),
        }
    });
    format!("Set your password here, within 72 hours: {origin}/staff/setup/{token}")
}
