//! `keys list`, `keys rotate`, `keys shred` and `keys adopt`. No command prints a key.

use clap::Subcommand;

use super::{Ending, Failure, note, noting, open_known, say};
use crate::app::App;
use crate::config::Config;
use crate::services::release::Shredded;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Which keys there are, how old they are and which key wraps them; never a key itself
    List,
    /// Wrap every key with a new one while servers go on; a run that was cut off is finished by the next
    Rotate,
    /// Destroy what waits in a survey, with its keys; what was released stays, and the survey goes on
    Shred {
        /// The survey's slug
        slug: String,
        /// Really: nobody can bring it back
        #[arg(long)]
        yes: bool,
    },
    /// Let the database go on with the keys of this folder, when those it was written with are lost; what waits is dropped
    Adopt {
        /// Really: with the right keys nothing would be dropped
        #[arg(long)]
        yes: bool,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    match command {
        Command::List => list(config),
        Command::Rotate => rotate(config),
        Command::Shred { slug, yes } => shred(config, &slug, yes),
        Command::Adopt { yes } => adopt(config, yes),
    }
}

fn list(config: &Config) -> Ending {
    let desk = open_known(config)?.keys();
    let (source, given) = desk.source()?;
    say(&format!("{source} gives {}", given.join(", ")));
    for fact in desk.facts()? {
        say(&format!(
            "{}, since {} ({} days), wrapped with {}",
            fact.what, fact.since, fact.days, fact.wrapped_with
        ));
    }
    Ok(())
}

fn rotate(config: &Config) -> Ending {
    let app = open_known(config)?;
    note(&app, "keys.rotate", "")?;
    let rotated = app.keys().rotate()?;
    if rotated.resumed {
        say(
            "There was more than one key, as an interrupted rotation leaves it: the first is in force now, and no further one was made.",
        );
    }
    say(&format!(
        "Key {} wraps everything now ({} keys were wrapped anew).",
        rotated.key, rotated.keys
    ));
    if rotated.useless > 0 {
        say(&format!(
            "Nothing needs the other lines any more ({}): remove them, and keep the first.",
            rotated.useless
        ));
    }
    Ok(())
}

fn shred(config: &Config, slug: &str, yes: bool) -> Ending {
    if !yes {
        return Err(Failure::Settings(vec![format!(
            "this destroys every answer of {slug} that is not released yet, for good; if you mean it: chorus keys shred {slug} --yes"
        )]));
    }
    let app = open_known(config)?;
    noting(&app, "keys.shred", slug, || match app.keys().shred(slug)? {
        Shredded::Done => {
            say(&format!(
                "{slug}: what waited is destroyed, with its keys; what was released stays"
            ));
            Ok(())
        }
        Shredded::Busy => Err(Failure::Work(format!(
            "{slug}: a release is being made; try again in a minute"
        ))),
        Shredded::Unknown => Err(Failure::Work(format!("there is no published survey \"{slug}\""))),
    })
}

fn adopt(config: &Config, yes: bool) -> Ending {
    if !yes {
        return Err(Failure::Settings(vec![
            "this drops every answer that waits under other keys than those of this folder, and ends all accounts and invitations; \
             if those keys are lost for good: chorus keys adopt --yes"
                .to_owned(),
        ]));
    }
    App::adopt_keys(&config.database_url, &config.keys)?;
    say("The database goes on with the keys of this folder.");
    Ok(())
}
