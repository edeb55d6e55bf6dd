//! `verify`: checks every chain of digests in the database: the trail of staff, the transparency log, the releases.

use super::{Ending, Failure, open_known, say};
use crate::config::Config;
use crate::domain::transparency::is_chain;
use crate::privacy::protect::verify::verify;
use crate::services::trail::{Checked, is_signed};

pub(super) fn run(config: &Config, accept_gap: bool) -> Ending {
    let app = open_known(config)?;
    if accept_gap {
        app.trail().accept_gap()?;
    }
    let mut wrong = Vec::new();
    match app.trail().check()? {
        Checked::Whole { entries, head } => {
            say(&format!("trail of staff: {entries} entries hang together"));
            if let Some(head) = head {
                if !is_signed(&head) {
                    wrong.push("the trail of staff: its end is not signed by these keys".to_owned());
                }
                say(&format!("  end {} {}", head.number, head.digest));
                say(&format!("  signature {}", head.signature));
                say(&format!("  public key {}", head.public));
            }
        }
        Checked::Broken { at } => wrong.push(format!("the trail of staff is broken at entry {at}")),
        Checked::Cut { remembered } => wrong.push(format!(
            "the trail of staff is cut off: the key folder remembers entry {remembered} as it is not there"
        )),
    }
    let mut log = Vec::new();
    loop {
        let from = i64::try_from(log.len()).unwrap_or(i64::MAX - 1) + 1;
        let part = app.transparency().from(from)?;
        if part.is_empty() {
            break;
        }
        log.extend(part);
    }
    match is_chain(&log) {
        true => say(&format!("transparency log: {} entries hang together", log.len())),
        false => wrong.push("the transparency log does not hang together".to_owned()),
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
