//! What a program with a token may do.

use super::permission::Permission;

/// The one thing a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Read the releases of a survey.
    Read,
    /// Send single invitations of a survey.
    Send,
}

impl Scope {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Read, Self::Send];

    /// The name on the command line, in the database and in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Send => "send",
        }
    }

    /// The scope called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// What its owner must be allowed, when it is made and each time it is used.
    pub fn permission(self) -> Permission {
        match self {
            Self::Read => Permission::ExportResults,
            Self::Send => Permission::WriteCampaigns,
        }
    }
}
