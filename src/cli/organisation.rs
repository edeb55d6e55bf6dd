//! `organisation set` and `organisation show`.

use clap::Subcommand;

use super::{Ending, Failure, noting, open, say};
use crate::config::Config;
use crate::domain::organisation::{LONGEST_NOTICE, LegalGround};

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
        /// Days between telling people that something becomes less strict and the first day it counts
        #[arg(long, value_parser = clap::value_parser!(i64).range(1..=LONGEST_NOTICE))]
        notice_days: Option<i64>,
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
        notice_days,
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
        organisation.notice_days = notice_days.unwrap_or(organisation.notice_days);
        noting(&app, "organisation.change", "", || match desk.save(&organisation)? {
            missing if missing.is_empty() => Ok(()),
            refused if organisation.missing().is_empty() => Err(Failure::Work(format!(
                "promised before and can only become stricter: {}",
                refused.join(", ")
            ))),
            missing => Err(Failure::Work(format!("still missing: {}", missing.join(", ")))),
        })?;
    }
    say(&format!("name: {}", organisation.name));
    say(&format!("address: {}", organisation.address));
    say(&format!("contact: {}", organisation.contact));
    say(&format!("officer: {}", organisation.officer));
    say(&format!("authority: {}", organisation.authority));
    say(&format!("legal ground: {}", organisation.legal_ground.name()));
    say(&format!("days of notice: {}", organisation.notice_days));
    Ok(())
}
