//! Staff accounts.

use super::id::Id;

/// What a member of staff does; a later round gives each its own permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Accounts, settings, keys.
    Administrator,
    /// Writes surveys.
    Editor,
    /// Reads results.
    Analyst,
    /// Publishes the policy.
    PrivacyOfficer,
    /// Checks the trail.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Administrator,
        Self::Editor,
        Self::Analyst,
        Self::PrivacyOfficer,
        Self::Auditor,
    ];

    /// The name on the command line and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Editor => "editor",
            Self::Analyst => "analyst",
            Self::PrivacyOfficer => "privacy_officer",
            Self::Auditor => "auditor",
        }
    }

    /// The role called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A member of staff.
#[derive(Debug, Clone)]
pub struct Account {
    /// Random name of the row.
    pub id: Id,
    /// How they sign in.
    pub email: String,
    /// What they do.
    pub role: Role,
}
