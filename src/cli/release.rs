//! `release run`, `release show` and `release verify`.

mod verify;

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{Ending, Failure, note, open, say};
use crate::config::Config;
use crate::domain::release::Release;
use crate::services::export;
use crate::services::release::{Outcome, Tick};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Release now what may be released; without a slug, run whatever the schedule has due
    Run {
        /// The survey's slug
        slug: Option<String>,
        /// Close the reporting period with it
        #[arg(long, requires = "slug")]
        close_period: bool,
    },
    /// Print what was released, nothing else
    Show {
        /// The survey's slug
        slug: String,
        /// Only this release
        #[arg(long)]
        number: Option<u64>,
        /// json or csv
        #[arg(long, default_value = "json")]
        format: Format,
    },
    /// Check every release again, from the published documents alone
    Verify {
        /// The survey's slug
        #[arg(required_unless_present = "from")]
        slug: Option<String>,
        /// A folder of exported JSON instead of the database
        #[arg(long, conflicts_with = "slug")]
        from: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Json,
    Csv,
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    match command {
        Command::Run { slug: None, .. } => Ok(open(config)?.releases().run_due()?),
        Command::Run {
            slug: Some(slug),
            close_period,
        } => tick(config, &slug, close_period),
        Command::Show { slug, number, format } => show(config, &slug, number, format),
        Command::Verify { slug: Some(slug), .. } => verify::of_survey(config, &slug),
        Command::Verify { from: Some(folder), .. } => verify::of_folder(&folder),
        Command::Verify { .. } => Ok(()),
    }
}

fn tick(config: &Config, slug: &str, closes: bool) -> Ending {
    let app = open(config)?;
    let what = if closes { "survey.close" } else { "release.run" };
    note(&app, what, slug)?;
    match app.releases().run(
        slug,
        Tick {
            closes,
            unscheduled: true,
        },
    )? {
        Outcome::Released(number) => say(&format!("{slug}: release {number} is out")),
        Outcome::NothingToShow => say(&format!(
            "{slug}: not enough answers to show anything without risk to respondents"
        )),
        Outcome::Busy => {
            return Err(Failure::Work(format!(
                "{slug}: a release is being made already, or answers changed while they were counted; try again in a minute"
            )));
        }
        Outcome::ClosedEarly => {
            return Err(Failure::Work(format!(
                "{slug}: this period was closed early already; the next one can be closed once it has begun"
            )));
        }
        Outcome::NotCollecting => return Err(Failure::Work(format!("there is no open survey \"{slug}\""))),
    }
    Ok(())
}

fn find(config: &Config, slug: &str) -> Result<Vec<Release>, Failure> {
    let app = open(config)?;
    note(&app, "results.export", slug)?;
    app.results()
        .releases(slug)?
        .ok_or_else(|| Failure::Work(format!("there is no published survey \"{slug}\"")))
}

fn show(config: &Config, slug: &str, number: Option<u64>, format: Format) -> Ending {
    use std::io::Write;
    let mut releases = find(config, slug)?;
    if let Some(number) = number {
        releases.retain(|release| release.release == number);
        if releases.is_empty() {
            return Err(Failure::Work(format!("{slug} has no release {number}")));
        }
    }
    let text = match (format, number, releases.first()) {
        (Format::Csv, _, _) => export::csv(&releases),
        (Format::Json, Some(_), Some(release)) => format!("{}\n", release.to_json()),
        (Format::Json, _, _) => export::json(&releases),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
