//! `organisation set` and `organisation show`.

use clap::Subcommand;

use super::{Ending, Failure, noting, open, say};
use crate::config::Config;
use crate::domain::organisation::LegalGround;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say who is responsible; what is not given stays as it is
    Set {
        /// Name of the organisation
        #[arg(long)]
        name: Option<String>,
        /// Postal address
        #[arg(long)]
        address: Option<String>,
        /// How people reach you about their data: e-mail address or telephone
        #[arg(long)]
        contact: Option<String>,
        /// Data protection officer
        #[arg(long)]
        officer: Option<String>,
        /// Supervisory authority people may complain to
        #[arg(long)]
        authority: Option<String>,
        /// consent, public_task or legitimate_interest
        #[arg(long)]
        legal_ground: Option<String>,
    },
    /// Print what is set
    Show,
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let app = open(config)?;
    let desk = app.organisation();
    let mut organisation = desk.find()?;
    if let Command::Set {
        name,
        address,
        contact,
        officer,
        authority,
        legal_ground,
    } = command
    {
        let facts = [
            (name, &mut organisation.name),
            (address, &mut organisation.address),
            (contact, &mut organisation.contact),
            (officer, &mut organisation.officer),
            (authority, &mut organisation.authority),
        ];
        for (new, fact) in facts {
            if let Some(new) = new {
                *fact = new.trim().to_owned();
            }
        }
        if let Some(ground) = legal_ground {
            organisation.legal_ground = LegalGround::parse(&ground).ok_or_else(|| {
                let names: Vec<&str> = LegalGround::ALL.iter().map(|ground| ground.name()).collect();
                Failure::Settings(vec![format!(
                    "there is no legal ground \"{ground}\": take one of {}",
                    names.join(", ")
                )])
            })?;
        }
        noting(&app, "organisation.change", "", || match desk.save(&organisation)? {
            missing if missing.is_empty() => Ok(()),
            missing => Err(Failure::Work(format!("still missing: {}", missing.join(", ")))),
        })?;
    }
    say(&format!("name: {}", organisation.name));
    say(&format!("address: {}", organisation.address));
    say(&format!("contact: {}", organisation.contact));
    say(&format!("officer: {}", organisation.officer));
    say(&format!("authority: {}", organisation.authority));
    say(&format!("legal ground: {}", organisation.legal_ground.name()));
    Ok(())
}
