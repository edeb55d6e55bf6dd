//! What keys there are, how each is wrapped and since when. Never a key.

use chrono::NaiveDate;

use super::safe::Wrapped;
use super::{KeyFolder, KeyId, KeyName, KeyProblem, files};

/// A key of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// What it is.
    pub name: KeyName,
    /// The wrapping key it needs.
    pub wrapped_with: KeyId,
    /// The day it was made (UTC); of the root, the day its wrapping key came into force.
    pub since: NaiveDate,
}

impl KeyFolder {
    /// Every key, the root first, then by name. One that is destroyed meanwhile is left out.
    pub fn list(&self) -> Result<Vec<KeyLine>, KeyProblem> {
        let mut names = self.safe.names()?;
        names.push(KeyName::Root);
        names.sort();
        let mut lines = Vec::with_capacity(names.len());
        for name in names {
            let path = name.path(&self.safe.folder);
            let since = files::day_of(&path).map_err(|error| KeyProblem::File(path, error))?;
            if let (Some(Wrapped::With(wrapped_with)), Some(since)) = (self.safe.how(&name)?, since) {
                lines.push(KeyLine {
                    name,
                    wrapped_with,
                    since,
                });
            }
        }
        Ok(lines)
    }

    /// The source of wrapping keys in words, and the ids of those it gives now, the preferred one first.
    pub fn source(&self) -> Result<(String, Vec<KeyId>), KeyProblem> {
        self.safe.ring.reload()?;
        let ids = self.safe.ring.all().into_iter().map(|(id, _)| id).collect();
        Ok((self.safe.ring.source().to_string(), ids))
    }
}
