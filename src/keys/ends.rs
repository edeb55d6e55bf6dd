//! What the folder remembers of the ends of chains, so that one that was cut off, or a database that was put back, is found.

use super::{KeyFolder, KeyProblem, files};

/// A chain whose end is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// The trail of what staff did.
    Trail,
    /// The transparency log.
    Log,
}

impl Chain {
    fn file(self) -> &'static str {
        match self {
            Self::Trail => "trail",
            Self::Log => "log",
        }
    }
}

impl KeyFolder {
    /// Number and digest of the last entry of a chain this folder knows of.
    pub fn end(&self, chain: Chain) -> Result<Option<(i64, String)>, KeyProblem> {
        let path = self.safe.folder.join(chain.file());
        let bytes = files::read(&path).map_err(|error| KeyProblem::File(path.clone(), error))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        let parts = text.trim().split_once(' ');
        let known = parts.and_then(|(number, digest)| Some((number.parse().ok()?, digest.to_owned())));
        known.map(Some).ok_or(KeyProblem::Unreadable(path))
    }

    /// Remembers the last entry; an older one than is known changes nothing.
    pub fn remember_end(&self, chain: Chain, number: i64, digest: &str) -> Result<(), KeyProblem> {
        if self.end(chain)?.is_some_and(|(known, _)| known >= number) {
            return Ok(());
        }
        self.replace_end(chain, number, digest)
    }

    /// Remembers another end, whatever was known.
    pub fn replace_end(&self, chain: Chain, number: i64, digest: &str) -> Result<(), KeyProblem> {
        let path = self.safe.folder.join(chain.file());
        files::replace(&path, format!("{number} {digest}\n").as_bytes()).map_err(|error| KeyProblem::File(path, error))
    }
}
