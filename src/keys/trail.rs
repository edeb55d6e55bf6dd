//! What the folder remembers of the trail's end, so that a trail that was cut off, or a database that was put back, is found.

use super::{KeyFolder, KeyProblem, files};

impl KeyFolder {
    /// Number and digest of the last entry this folder knows of.
    pub fn trail(&self) -> Result<Option<(i64, String)>, KeyProblem> {
        let path = self.safe.folder.join("trail");
        let bytes = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        let parts = text.trim().split_once(' ');
        let known = parts.and_then(|(number, digest)| Some((number.parse().ok()?, digest.to_owned())));
        known.map(Some).ok_or(KeyProblem::Unreadable(path))
    }

    /// Remembers the last entry; an older one than is known changes nothing.
    pub fn remember_trail(&self, number: i64, digest: &str) -> Result<(), KeyProblem> {
        if self.trail()?.is_some_and(|(known, _)| known >= number) {
            return Ok(());
        }
        self.replace_trail(number, digest)
    }

    /// Remembers another end, whatever was known.
    pub fn replace_trail(&self, number: i64, digest: &str) -> Result<(), KeyProblem> {
        let path = self.safe.folder.join("trail");
        files::replace(&path, format!("{number} {digest}\n").as_bytes()).map_err(|error| KeyProblem::File(path, error))
    }
}
