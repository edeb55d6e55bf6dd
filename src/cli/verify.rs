//! `verify`: checks every chain of digests in the database: the trail of staff, the transparency log, the releases.

use super::{Ending, Failure, open_known, say};
use crate::config::Config;
use crate::privacy::protect::verify::verify;
use crate::services::signing::{Head, is_signed};
use crate::services::trail::Checked;
use crate::services::transparency;

pub(super) fn run(config: &Config, accept_gap: bool) -> Ending {
    let app = open_known(config)?;
    if accept_gap {
        app.trail().accept_gap()?;
        app.transparency().accept_gap()?;
    }
    let mut wrong = Vec::new();
    match app.trail().check()? {
        Checked::Whole { entries, head } => {
            say(&format!("trail of staff: {entries} entries hang together"));
            tell_end("trail", head.as_ref(), &mut wrong);
        }
        Checked::Broken { at } => wrong.push(format!("the trail of staff is broken at entry {at}")),
        Checked::Cut { remembered } => wrong.push(format!(
            "the trail of staff is cut off: the key folder remembers entry {remembered} as it is not there"
        )),
    }
    match app.transparency().check()? {
        transparency::Checked::Whole { entries, head } => {
            say(&format!(
                "transparency log: {entries} entries hang together, and what they tell of is as it was"
            ));
            tell_end("log", head.as_ref(), &mut wrong);
        }
        transparency::Checked::Broken { at } => wrong.push(format!("the transparency log is broken at entry {at}")),
        transparency::Checked::Cut { remembered } => wrong.push(format!(
            "the transparency log is cut off: the key folder remembers entry {remembered} as it is not there"
        )),
        transparency::Checked::Rewritten(rows) => {
            wrong.extend(
                rows.iter()
                    .map(|row| format!("{row} is not what the transparency log says was published")),
            );
        }
    }
    for overview in app.surveys().all()? {
        let slug = overview.row.slug;
        let Some(releases) = app.results().releases(&slug)? else {
            continue;
        };
        let found = verify(&releases);
        match found.is_empty() {
            true => say(&format!("releases of {slug}: {} are right", releases.len())),
            false => wrong.extend(found.iter().map(|one| format!("releases of {slug}: {one}"))),
        }
    }
    app.close();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::Work(wrong.join("\nchorus: "))),
    }
}

/// Prints the signed end of a chain.
fn tell_end(chain: &str, head: Option<&Head>, wrong: &mut Vec<String>) {
    let Some(head) = head else { return };
    if !is_signed(chain, head) {
        wrong.push(format!("the end of the {chain} is not signed by these keys"));
    }
    say(&format!("  end {} {}", head.number, head.digest));
    say(&format!("  signature {}", head.signature));
    say(&format!("  public key {}", head.public));
}
