//! `bench`: what a page and a submission cost the server, as ratios to an empty handler measured in the same run.
//!
//! The server runs in a child process, so that its processor time and memory can be read apart from the clients'.

mod child;
mod client;
mod closing;
mod closing_child;
mod invitations;
mod process;
mod scrub;
mod surveys;
mod utility;

use std::time::Instant;

use clap::Args;
use serde::Deserialize;

use super::{Ending, Failure, say};
use client::Load;
use process::Child;

/// Size of a run.
#[derive(Debug, Args)]
pub(super) struct Command {
    /// Waiting answers to fold
    #[arg(long, default_value_t = 1_000_000)]
    answers: u64,
    /// Requests of each measurement at 256 clients; fewer clients send fewer
    #[arg(long, default_value_t = 20_000)]
    requests: usize,
    /// Only report how much is left to see for surveys of different sizes
    #[arg(long)]
    utility: bool,
    /// Only measure what breakdowns cost at the close of a period
    #[arg(long)]
    closing: bool,
    /// Only measure the scrubber, on JSON lines with "text" and "lang"
    #[arg(long, value_name = "FILE")]
    scrub: Option<std::path::PathBuf>,
    /// Only measure tickets and mails
    #[arg(long)]
    invitations: bool,
    /// What the child process does; for the bench itself
    #[arg(long, hide = true)]
    child: Option<String>,
}

/// What the serving child tells.
#[derive(Deserialize)]
struct Served {
    hello: u16,
    port: u16,
    cookie: String,
}

/// What the folding child tells.
#[derive(Deserialize)]
struct Folded {
    load_seconds: f64,
    release_seconds: f64,
    longest_wait_ms: f64,
}

pub(super) fn run(command: &Command) -> Ending {
    if let Some(file) = &command.scrub {
        return scrub::run(file);
    }
    if command.utility {
        return utility::run();
    }
    let folder = std::env::temp_dir().join(format!("chorus-bench-{}", std::process::id()));
    let result = match command.child.as_deref() {
        Some(what) => return child::run(what, command.answers),
        None if command.closing => closing::run(&folder),
        None if command.invitations => invitations::run(&folder),
        None => measure(command, &folder),
    };
    // a folder that stays behind is in the folder for such things
    let _ = std::fs::remove_dir_all(&folder);
    result
}

fn measure(command: &Command, folder: &std::path::Path) -> Ending {
    std::fs::create_dir_all(folder)?;
    say("server processor time per request, as a multiple of an empty handler at the same number of clients");
    let mut served = Child::start("serve", folder, command.answers)?;
    let told: Served = served.told()?;
    let page = Load::get(told.port, "/s/bench", None);
    for (clients, share) in [(1, 10), (32, 2), (256, 1)] {
        let requests = (command.requests / share).max(100);
        let hello = cost(&served, &Load::get(told.hello, "/", None), clients, requests)?;
        let form = cost(&served, &page, clients, requests)?;
        let submissions = Load::submissions(told.port, "bench", requests)?;
        let began = Instant::now();
        let submission = cost(&served, &submissions, clients, requests)?;
        let rate = requests as f64 / began.elapsed().as_secs_f64();
        say(&format!(
            "{clients:>4} clients: empty handler {:.1} µs = 1 · form page {:.2} · durable ten-answer submission {:.2} ({rate:.0} a second)",
            hello * 1e6,
            form / hello,
            submission / hello
        ));
    }
    say(&format!(
        "highest resident memory while serving: {:.0} MB",
        served.peak_megabytes()?
    ));
    served.end()?;

    let mut folding = Child::start("fold", folder, command.answers)?;
    let folded: Folded = folding.told()?;
    say(&format!(
        "{} waiting answers: loaded in {:.1} s; folded, released and deleted in {:.1} s; longest wait of a submission meanwhile {:.0} ms; highest resident memory {:.0} MB",
        command.answers,
        folded.load_seconds,
        folded.release_seconds,
        folded.longest_wait_ms,
        folding.peak_megabytes()?
    ));
    folding.end()?;

    let mut served = Child::start("serve", folder, command.answers)?;
    let told: Served = served.told()?;
    let results = |slug: &str| Load::get(told.port, &format!("/staff/surveys/{slug}/results"), Some(&told.cookie));
    let (few, many) = (results("few"), results("many"));
    cost(&served, &few, 4, 200)?;
    let requests = (command.requests / 10).max(100);
    let (mut with_few, mut with_many) = (0.0, 0.0);
    // in turns, so that a machine whose speed drifts treats both alike
    for _ in 0..5 {
        with_few += cost(&served, &few, 4, requests)?;
        with_many += cost(&served, &many, 4, requests)?;
    }
    say(&format!(
        "results page with {} responses behind it costs {:.2} times the page with 100",
        command.answers,
        with_many / with_few
    ));
    served.end()
}

/// Seconds of processor time of the server for each request.
fn cost(server: &Child, load: &Load, clients: usize, requests: usize) -> Result<f64, Failure> {
    let before = server.cpu_seconds()?;
    load.run(clients, requests)?;
    Ok((server.cpu_seconds()? - before) / requests as f64)
}
