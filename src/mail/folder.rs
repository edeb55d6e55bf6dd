//! Letters kept in a folder for want of a relay, for those who try Chorus: each as it would have gone out, and beside
//! it what a page shows of it.

use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Letter;

/// A letter that stayed here.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// Its file is `{name}.eml`.
    #[serde(skip)]
    pub name: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub date: DateTime<Utc>,
    /// The words.
    pub text: String,
}

impl fmt::Debug for Kept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Kept")
    }
}

impl Kept {
    /// What a page shows of a letter.
    pub(super) fn of(letter: &Letter) -> Self {
        Self {
            name: name_of(&letter.message_id),
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            date: letter.date,
            text: letter.text.clone(),
        }
    }
}

/// The latest letters, newest first. Files that are none of ours are passed over; no folder is no letter.
///
/// # Errors
/// A folder that cannot be read.
pub fn list(folder: &Path, limit: usize) -> io::Result<Vec<Kept>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if path.extension().is_none_or(|ending| ending != "json") || name.starts_with('.') {
            continue;
        }
        // one that is being replaced or was thrown away meanwhile is no reason to show nothing
        let Ok(bytes) = fs::read(&path) else { continue };
        if let Ok(kept) = serde_json::from_slice::<Kept>(&bytes) {
            let name = name.to_owned();
            found.push(Kept { name, ..kept });
        }
    }
    found.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.name.cmp(&other.name)));
    found.truncate(limit);
    Ok(found)
}

/// Removes every letter to an address.
///
/// # Errors
/// A folder that cannot be read or written.
pub fn forget(folder: &Path, to: &str) -> io::Result<()> {
    for kept in list(folder, usize::MAX)? {
        if kept.to.eq_ignore_ascii_case(to) {
            fs::remove_file(folder.join(format!("{}.eml", kept.name)))?;
            fs::remove_file(folder.join(format!("{}.json", kept.name)))?;
        }
    }
    Ok(())
}

/// Keeps a letter; the same letter again takes its own place.
pub(super) fn keep(folder: &Path, kept: &Kept, bytes: &[u8]) -> io::Result<()> {
    // letters hold links that open doors
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    replace(folder, &format!("{}.eml", kept.name), bytes)?;
    replace(folder, &format!("{}.json", kept.name), &serde_json::to_vec(kept)?)
}

/// Writes beside and renames: whoever lists the folder meets whole files only.
fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!(".{name}.draft"));
    let mut file = fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, folder.join(name))
}

/// A name that stays in the folder, whatever the id holds.
fn name_of(message_id: &str) -> String {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let name: String = message_id
        .chars()
        .map(|letter| if safe(letter) { letter } else { '_' })
        .collect();
    match name.strip_prefix('.') {
        Some(rest) => format!("_{rest}"),
        None if name.is_empty() => "_".to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leaves_the_folder() {
        let names = [
            ("a1-b_2.c", "a1-b_2.c"),
            ("../../etc/x", "_._.._etc_x"),
            ("", "_"),
            ("é/", "__"),
        ];

        for (id, name) in names {
            assert_eq!(name_of(id), name);
        }
    }
}
