//! `answers load`.

use std::io::BufRead;
use std::path::PathBuf;

use clap::Subcommand;

use super::{Ending, Failure, block_on, note, open, say, say_wrong};
use crate::config::Config;
use crate::services::load::CannotLoad;

/// What `answers` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Load answers, one submission a line: {"answers":{key: value}}
    Load {
        /// The survey's slug
        slug: String,
        /// The file; - for standard input
        file: PathBuf,
        /// A name under which a second run of the same file stores nothing twice
        #[arg(long)]
        batch: Option<String>,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    let Command::Load { slug, file, batch } = command;
    let app = open(config)?;
    note(&app, "answers.load", &slug)?;
    let desk = app.loads();
    let published = desk
        .begin(&slug, batch.as_deref())?
        .map_err(|why| Failure::Work(why_not(&slug, &why)))?;
    let input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let opened =
            std::fs::File::open(&file).map_err(|error| Failure::Work(format!("{}: {error}", file.display())))?;
        Box::new(std::io::BufReader::new(opened))
    };
    let loaded = block_on(desk.load(&published, batch.as_deref(), input.lines()))?;
    drop(desk);
    app.close();
    say(&format!(
        "{slug}: {} stored, {} stored before, {} not taken",
        loaded.stored,
        loaded.known,
        loaded.problems.len()
    ));
    if loaded.problems.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = loaded
        .problems
        .iter()
        .take(100)
        .map(|(number, why)| format!("line {number}: {why}"))
        .collect();
    say_wrong(&lines);
    Err(Failure::Work(format!(
        "{} lines were not taken; the others are stored",
        loaded.problems.len()
    )))
}

fn why_not(slug: &str, why: &CannotLoad) -> String {
    match why {
        CannotLoad::NotOpen => format!("there is no open survey \"{slug}\""),
        CannotLoad::PeopleAnswer => {
            format!("{slug}: people answer in this period, and loaded answers never mix with theirs")
        }
        CannotLoad::OtherPeriod(period) => {
            format!("{slug}: this batch was loaded into the period {period}, which is closed")
        }
    }
}
