//! Staff accounts.

use super::id::Id;

/// What a member of staff does; one person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Accounts, settings, keys.
    Administrator,
    /// Writes surveys and invites people.
    Editor,
    /// Reads results.
    Analyst,
    /// Publishes what the organisation promises.
    PrivacyOfficer,
    /// Checks the trail and the releases.
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

    /// Its name in interface words: `role-{word}` and `role-{word}-about`.
    pub fn word(self) -> &'static str {
        match self {
            Self::PrivacyOfficer => "privacy-officer",
            other => other.name(),
        }
    }

    /// The role called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether it works on the surveys its person belongs to, and not on all of them.
    pub fn is_by_survey(self) -> bool {
        matches!(self, Self::Editor | Self::Analyst)
    }
}

/// The roles of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// These, in the order of [`Role::ALL`], each once.
    pub fn of(roles: &[Role]) -> Self {
        Self(Role::ALL.into_iter().filter(|role| roles.contains(role)).collect())
    }

    /// Every role: an organisation of one person.
    pub fn all() -> Self {
        Self::of(&Role::ALL)
    }

    /// The names, with spaces between them, as the database keeps them.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|role| role.name()).collect();
        names.join(" ")
    }

    /// Reads [`Roles::names`]; `None` where one is unknown.
    pub fn parse(names: &str) -> Option<Self> {
        let roles: Option<Vec<Role>> = names.split_whitespace().map(Role::parse).collect();
        roles.map(|roles| Self::of(&roles))
    }

    /// Whether it is one of them.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}

/// A member of staff.
#[derive(Clone)]
pub struct Account {
    /// Random name of the row.
    pub id: Id,
    /// How they sign in.
    pub email: String,
    /// What they do.
    pub roles: Roles,
    /// Whether they belong to every survey, also to those to come.
    pub everywhere: bool,
    /// The surveys they belong to beside that.
    pub surveys: Vec<Id>,
    /// The language of mails to them.
    pub language: String,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Account({})", self.id)
    }
}
