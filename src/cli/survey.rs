//! `survey import` and `survey export`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Ending, Failure, note, open, say};
use crate::config::Config;
use crate::services::publish::{Publication, SurveyDesk};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Publish a definition as the survey's next version
    Import {
        /// The definition as JSON
        file: PathBuf,
        /// Keep it as a draft instead
        #[arg(long)]
        draft: bool,
    },
    /// Print the newest definition
    Export {
        /// The survey's slug
        slug: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Ending {
    match command {
        Command::Import { file, draft } => import(config, &file, draft),
        Command::Export { slug } => export(config, &slug),
    }
}

fn import(config: &Config, file: &std::path::Path, draft: bool) -> Ending {
    let json = std::fs::read_to_string(file).map_err(|error| Failure::Work(format!("{}: {error}", file.display())))?;
    let survey = SurveyDesk::read(&json).map_err(|mistakes| {
        Failure::Settings(
            mistakes
                .iter()
                .map(|mistake| format!("{}: {mistake}", file.display()))
                .collect(),
        )
    })?;
    let app = open(config)?;
    let desk = app.surveys();
    let what = if draft { "survey.edit" } else { "survey.publish" };
    note(&app, what, survey.slug.as_str())?;
    if draft {
        desk.save_draft(&survey)?;
        say(&format!("{}: kept as a draft", survey.slug));
        return Ok(());
    }
    match desk.publish(&survey)? {
        Publication::Done { version, effective_on } => {
            say(&format!(
                "{}: published as version {version}, in force from {effective_on}",
                survey.slug
            ));
            Ok(())
        }
        Publication::Unchanged => {
            say(&format!("{}: this is the published version already", survey.slug));
            Ok(())
        }
        other => Err(Failure::Work(why_not(&other))),
    }
}

/// Why something was not published, in one sentence.
pub(super) fn why_not(publication: &Publication) -> String {
    match publication {
        Publication::OrganisationMissing(missing) => format!(
            "nothing is published before people can see who is responsible: run `chorus organisation set` with {}",
            missing
                .iter()
                .map(|name| format!("--{name}"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Publication::Refused(refusals) => refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        Publication::Closed => "this survey was closed for good; publish another one under a new slug".to_owned(),
        Publication::ClosesInThePast => "closes: this day has passed".to_owned(),
        Publication::NoDraft => "there is no draft".to_owned(),
        Publication::Done { .. } | Publication::Unchanged => String::new(),
    }
}

fn export(config: &Config, slug: &str) -> Ending {
    let app = open(config)?;
    let overview = app.surveys().find(slug)?;
    let survey = overview.as_ref().and_then(|overview| {
        overview
            .newest
            .as_ref()
            .map(|(_, survey)| survey)
            .or(overview.definition())
    });
    match survey {
        Some(survey) => {
            use std::io::Write;
            std::io::stdout().write_all(survey.to_json().as_bytes())?;
            Ok(())
        }
        None => Err(Failure::Work(format!("there is no survey \"{slug}\""))),
    }
}
