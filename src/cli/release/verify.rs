//! `release verify`: reads the documents, from the database or a folder, and says what is wrong with them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::{Ending, Failure, open, say, say_wrong};
use crate::config::Config;
use crate::domain::release::Release;
use crate::privacy::json;
use crate::privacy::protect::verify::verify;

/// What stands in the documents and what does not.
const CHECKED: &str = "Checked from the documents alone: numbers, digests and chain; promises; group sizes; that no table, and nothing \
    that adding and subtracting tables gives, shows a smaller group or pins an answer; that breakdowns are disjoint, complete and \
    published once, at the close; lots and their commitments.";
const NOT_CHECKED: &str = "Not to be seen from outside: the answers themselves; the isolation and witness audits (rules 5 and 6), \
    which need what was destroyed at the close and are recorded in each release with breakdowns as passed; whether a newer release \
    exists. Compare the newest digest with somebody else's.";

/// Checks the releases in the database.
pub(super) fn of_survey(config: &Config, slug: &str) -> Ending {
    let app = open(config)?;
    match app.results().releases(slug).map_err(Failure::from) {
        Ok(Some(releases)) => check(&releases),
        Ok(None) => Err(unreadable(format!("there is no published survey \"{slug}\""))),
        Err(Failure::Work(why)) => Err(unreadable(why)),
        Err(failure) => Err(failure),
    }
}

/// Checks the releases in a folder of exported JSON.
pub(super) fn of_folder(folder: &Path) -> Ending {
    let mut wrong = Vec::new();
    let mut releases: Vec<Release> = Vec::new();
    let mut seen = BTreeSet::new();
    for path in files(folder)? {
        match read(&path) {
            // files may hold the same release
            Ok(read) => releases.extend(read.into_iter().filter(|release| seen.insert(release.to_json()))),
            Err(why) => wrong.push(format!("{}: {}", path.display(), printable(&why))),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Settings(wrong));
    }
    if releases.is_empty() {
        return Err(unreadable(format!("{}: holds no release", folder.display())));
    }
    check(&releases)
}

/// What cannot be read is not found to be wrong: exit status 2, as for wrong arguments.
fn unreadable(why: String) -> Failure {
    Failure::Settings(vec![why])
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let wrong = |error: std::io::Error| unreadable(format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// One release, or the document of all that `release show` prints.
fn read(path: &Path) -> Result<Vec<Release>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut document = json::document(text.as_bytes()).map_err(|error| error.to_string())?;
    let list = match document.as_object_mut() {
        Some(fields) if fields.len() == 1 => fields.remove("releases"),
        _ => None,
    };
    let list = list.unwrap_or_else(|| serde_json::Value::Array(vec![document]));
    serde_json::from_value(list).map_err(|error| error.to_string())
}

/// Words that may quote the document, without what steers a terminal.
fn printable(why: &str) -> String {
    let plain = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    why.chars().map(plain).collect()
}

fn check(releases: &[Release]) -> Ending {
    let findings = verify(releases);
    let count = releases
        .iter()
        .map(|release| (&release.survey, release.release))
        .collect::<BTreeSet<_>>()
        .len();
    if !findings.is_empty() {
        say_wrong(&findings.iter().map(ToString::to_string).collect::<Vec<_>>());
        return Err(Failure::Work(format!(
            "findings: {}, in {count} releases",
            findings.len()
        )));
    }
    let tables = releases.iter().flat_map(|release| &release.tables);
    let (overall, blocks): (Vec<_>, Vec<_>) = tables.partition(|table| table.by.is_none());
    let lots: usize = releases.iter().map(|release| release.lots.len()).sum();
    say(&format!(
        "{count} releases checked: {} overall tables, {} blocks of breakdowns, {lots} lots of comments; nothing is wrong",
        overall.len(),
        blocks.len()
    ));
    if let Some(newest) = releases.iter().max_by_key(|release| release.release) {
        say(&format!(
            "Newest: release {} of {}, {}",
            newest.release,
            printable(&newest.period),
            newest.digest
        ));
    }
    say(CHECKED);
    say(NOT_CHECKED);
    Ok(())
}
