//! The commands: read settings, run one. No logic.

mod accounts;
pub mod answers;
mod bench;
mod demo;
mod incident;
mod keys;
mod organisation;
mod policy;
mod release;
mod retention;
pub mod scrub;
mod serve;
mod survey;
mod token;
mod verify;
mod verify_url;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::clock::SystemClock;
use crate::config::{Config, Settings};
use crate::domain::program;
use crate::domain::slug::Slug;
use crate::domain::trail::Act;

/// Hear the chorus, never the voice: surveys and feedback without personal data.
#[derive(Debug, Parser)]
#[command(name = "chorus", version, about)]
struct Arguments {
    #[command(flatten, next_help_heading = "Settings of every command")]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server (the default)
    Serve,
    /// See it all: a sample organisation with made-up answers, in a folder of its own
    Demo,
    /// Staff accounts
    Admin {
        #[command(subcommand)]
        command: accounts::Command,
    },
    /// Who is responsible for the surveys
    Organisation {
        #[command(subcommand)]
        command: organisation::Command,
    },
    /// Survey definitions
    Survey {
        #[command(subcommand)]
        command: survey::Command,
    },
    /// Answers from a file
    Answers {
        #[command(subcommand)]
        command: answers::Command,
    },
    /// The register of incidents
    Incident {
        #[command(subcommand)]
        command: incident::Command,
    },
    /// Releases
    Release {
        #[command(subcommand)]
        command: release::Command,
    },
    /// What is deleted because its time is over
    Retention {
        #[command(subcommand)]
        command: retention::Command,
    },
    /// The keys of surveys, and the key that wraps them
    Keys {
        #[command(subcommand)]
        command: keys::Command,
    },
    /// Tokens for programs
    Token {
        #[command(subcommand)]
        command: token::Command,
    },
    /// Check every chain of digests: what staff did, what was promised, what was released
    Verify {
        /// Take note of a trail that was cut off, for good, and go on from its present end
        #[arg(long)]
        accept_gap: bool,
        /// Check the public log of a server from outside instead
        #[arg(long)]
        url: Option<String>,
        /// With --url: a file with the end that was kept before, which the present end takes the place of
        #[arg(long, requires = "url")]
        keep: Option<std::path::PathBuf>,
    },
    /// The privacy policy
    Policy {
        #[command(subcommand)]
        command: policy::Command,
    },
    /// What pages, submissions and releases cost, as ratios
    Bench(bench::Command),
    /// Take identifiers out of texts: JSON lines in, JSON lines out
    Scrub,
    /// Which version this is, and what it is made of
    Version {
        /// Print the software bill of materials (CycloneDX, JSON)
        #[arg(long)]
        sbom: bool,
    },
}

/// What a command prints and how it ends.
type Ending = Result<(), Failure>;

/// A command that could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The settings or arguments are wrong, or the program cannot start: exit status 2.
    Settings(Vec<String>),
    /// The work failed: exit status 1.
    Work(String),
}

impl From<crate::app::CannotStart> for Failure {
    fn from(why: crate::app::CannotStart) -> Self {
        Self::Settings(vec![why.to_string()])
    }
}

impl From<crate::services::ServiceError> for Failure {
    fn from(error: crate::services::ServiceError) -> Self {
        let cause = std::error::Error::source(&error)
            .map(|cause| format!(": {cause}"))
            .unwrap_or_default();
        Self::Work(format!("{error}{cause}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Work(error.to_string())
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let command = arguments.command.unwrap_or(Command::Serve);
    match start(&arguments.settings, command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Settings(wrong)) => {
            say_wrong(&wrong);
            ExitCode::from(2)
        }
        Err(Failure::Work(why)) => {
            say_wrong(&[why]);
            ExitCode::FAILURE
        }
    }
}

fn start(settings: &Settings, command: Command) -> Ending {
    if let Command::Scrub = command {
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        return Ok(scrub::run(input, std::io::BufWriter::new(output))?);
    }
    if let Command::Version { sbom } = command {
        version(sbom);
        return Ok(());
    }
    serve::start_log();
    match &command {
        Command::Demo => return demo::run(settings),
        Command::Bench(command) => return bench::run(command),
        _ => {}
    }
    let config = settings.check().map_err(Failure::Settings)?;
    match command {
        Command::Serve => serve::run(&config),
        Command::Admin { command } => accounts::run(&config, command),
        Command::Organisation { command } => organisation::run(&config, command),
        Command::Survey { command } => survey::run(&config, command),
        Command::Answers { command } => answers::run(&config, command),
        Command::Incident { command } => incident::run(&config, command),
        Command::Release { command } => release::run(&config, command),
        Command::Retention { command } => retention::run(&config, command),
        Command::Keys { command } => keys::run(&config, command),
        Command::Token { command } => token::run(&config, command),
        Command::Verify {
            url: Some(url), keep, ..
        } => verify_url::run(&url, keep.as_deref()),
        Command::Verify { accept_gap, .. } => verify::run(&config, accept_gap),
        Command::Policy { command } => policy::run(&config, command),
        Command::Demo | Command::Bench(_) | Command::Scrub | Command::Version { .. } => Ok(()),
    }
}

fn version(sbom: bool) {
    if sbom {
        say(program::SBOM.trim_end());
    } else {
        say(&format!(
            "chorus {}, built on {}",
            program::VERSION,
            program::built_on()
        ));
    }
}

/// Opens the program with the machine's clock.
fn open(config: &Config) -> Result<App, Failure> {
    Ok(App::open(&config.database_url, &config.keys, Arc::new(SystemClock))?)
}

/// The same for commands that only look: a database of one file that is not there is not made.
fn open_known(config: &Config) -> Result<App, Failure> {
    let file = config.database_url.strip_prefix("sqlite:");
    let file = file.map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    match file.filter(|file| !std::path::Path::new(file).exists()) {
        Some(file) => Err(Failure::Settings(vec![format!(
            "there is no database at {file}: give --data-dir or --database-url"
        )])),
        None => open(config),
    }
}

/// Prints a line; a reader that went away is no failure.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn say_wrong(lines: &[String]) {
    for line in lines {
        let _ = writeln!(std::io::stderr(), "chorus: {line}");
    }
}

/// Writes down what whoever runs the machine does; the trail names no account for it.
fn note(app: &App, what: &str, slug: &str) -> Ending {
    Ok(app.trail().note(&Act {
        what: what.to_owned(),
        survey: Slug::parse(slug).map(|_| slug.to_owned()).unwrap_or_default(),
        ..Act::default()
    })?)
}

/// The same around what may be refused, which is written down as well.
fn noting<T>(app: &App, what: &str, slug: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    note(app, what, slug)?;
    let done = work();
    if done.is_err() {
        note(app, &format!("{what}.not"), slug)?;
    }
    done
}

/// The runtime of commands that wait for something.
fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(work))
}
