//! What can go wrong below every service: the database or the key folder.

use crate::keys::KeyProblem;
use crate::store::StoreError;

/// The database or the key folder did not do what was asked.
#[derive(Debug)]
pub enum ServiceError {
    /// The database.
    Store(StoreError),
    /// The key folder.
    Keys(KeyProblem),
    /// The program is shutting down.
    Interrupted,
}

impl std::fmt::Display for ServiceError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(_) => out.write_str("the database did not do what was asked"),
            Self::Keys(_) => out.write_str("the key folder did not do what was asked"),
            Self::Interrupted => out.write_str("the program is shutting down"),
        }
    }
}

impl std::error::Error for ServiceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(cause) => Some(cause),
            Self::Keys(cause) => Some(cause),
            Self::Interrupted => None,
        }
    }
}

impl From<StoreError> for ServiceError {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}

impl From<KeyProblem> for ServiceError {
    fn from(cause: KeyProblem) -> Self {
        Self::Keys(cause)
    }
}
