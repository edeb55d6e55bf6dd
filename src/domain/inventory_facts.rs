//! What else is known of each kind of data: how sensitive it is, where it stands, to whom it goes, how it ends. And what `docs/DATA.md` says
//! of each column.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::inventory::DataKind;

/// How sensitive something is. Its texts are the interface words `level-{name}` and `level-{name}-about`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// Everybody may read it.
    Public,
    /// Whoever works here may, by their role.
    Internal,
    /// Nobody may, or hardly anybody; it names nobody.
    Confidential,
    /// It names somebody, or could be joined with what does.
    Personal,
}

impl Sensitivity {
    /// Every level, the least sensitive first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Internal, Self::Confidential, Self::Personal];

    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Confidential => "confidential",
            Self::Personal => "personal",
        }
    }
}

/// Where something stands. Its text is the interface word `stands-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In the database.
    Database,
    /// In the key folder.
    KeyFolder,
    /// In the folder of data, beside the database.
    DataFolder,
    /// In the browser of whoever it is about.
    Browser,
}

impl Stands {
    /// Every place.
    pub const ALL: [Self; 4] = [Self::Database, Self::KeyFolder, Self::DataFolder, Self::Browser];

    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::KeyFolder => "key-folder",
            Self::DataFolder => "data-folder",
            Self::Browser => "browser",
        }
    }
}

/// Whom something goes to, beside whoever may see it here. Its text is the interface word `recipient-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// The mail relay, and behind it the mail server of the person written to.
    MailRelay,
    /// Everybody who opens a public page.
    Everybody,
    /// Whoever the organisation gives an export to.
    Exports,
}

impl Recipient {
    /// Every recipient.
    pub const ALL: [Self; 3] = [Self::MailRelay, Self::Everybody, Self::Exports];

    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::MailRelay => "mail-relay",
            Self::Everybody => "everybody",
            Self::Exports => "exports",
        }
    }
}

/// How something ends. Its text is the interface word `ends-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Overwritten and deleted, and its key destroyed, so that copies are noise.
    KeyDestroyed,
    /// Overwritten and deleted.
    Overwritten,
    /// Replaced by what is newer.
    Replaced,
    /// Never: the database refuses it.
    Never,
}

impl Ends {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::KeyDestroyed, Self::Overwritten, Self::Replaced, Self::Never];

    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::KeyDestroyed => "key-destroyed",
            Self::Overwritten => "overwritten",
            Self::Replaced => "replaced",
            Self::Never => "never",
        }
    }
}

/// Whom something is about. Its text is the interface word `about-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Whoever answers.
    Respondents,
    /// Whoever is asked by mail.
    Invited,
    /// Whoever asked to be told something, or asked about their data.
    Askers,
    /// Whoever works here.
    Staff,
    /// Nobody.
    Nobody,
}

impl About {
    /// Everybody.
    pub const ALL: [Self; 5] = [
        Self::Respondents,
        Self::Invited,
        Self::Askers,
        Self::Staff,
        Self::Nobody,
    ];

    /// Its name in interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Respondents => "respondents",
            Self::Invited => "invited",
            Self::Askers => "askers",
            Self::Staff => "staff",
            Self::Nobody => "nobody",
        }
    }
}

/// What is known of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// How sensitive it is.
    pub sensitivity: Sensitivity,
    /// Whom it is about.
    pub about: About,
    /// Where it stands.
    pub stands: &'static [Stands],
    /// Whom it goes to.
    pub recipients: &'static [Recipient],
    /// How it ends.
    pub ends: Ends,
}

/// What is known of a kind.
pub fn facts(kind: DataKind) -> Facts {
    use Ends::{KeyDestroyed, Never, Overwritten, Replaced};
    use Recipient::{Everybody, Exports, MailRelay};
    use Sensitivity::{Confidential, Internal, Personal, Public};
    use Stands::{Browser, DataFolder, Database, KeyFolder};
    let (sensitivity, about, stands, recipients, ends): (_, _, &'static [Stands], &'static [Recipient], _) = match kind
    {
        DataKind::WaitingAnswers => (
            Personal,
            About::Respondents,
            &[Database, KeyFolder, Browser],
            &[],
            KeyDestroyed,
        ),
        DataKind::SentMarks => (Confidential, About::Respondents, &[Database], &[], Overwritten),
        DataKind::Cells => (
            Confidential,
            About::Respondents,
            &[Database, KeyFolder],
            &[],
            KeyDestroyed,
        ),
        DataKind::Releases => (Internal, About::Nobody, &[Database, KeyFolder], &[Exports], Never),
        DataKind::Comments => (
            Confidential,
            About::Respondents,
            &[Database, KeyFolder],
            &[Exports],
            Overwritten,
        ),
        DataKind::Removals => (Internal, About::Nobody, &[Database], &[], Overwritten),
        DataKind::Surveys => (Public, About::Nobody, &[Database], &[Everybody], Never),
        DataKind::Organisation => (Public, About::Nobody, &[Database], &[Everybody], Replaced),
        DataKind::Invitations => (
            Personal,
            About::Invited,
            &[Database, KeyFolder, DataFolder],
            &[MailRelay],
            KeyDestroyed,
        ),
        DataKind::Objections => (Personal, About::Invited, &[Database], &[], Never),
        DataKind::Subscribers => (
            Personal,
            About::Askers,
            &[Database, KeyFolder, DataFolder],
            &[MailRelay],
            Overwritten,
        ),
        DataKind::Requests => (
            Personal,
            About::Askers,
            &[Database, KeyFolder, DataFolder, Browser],
            &[MailRelay],
            Overwritten,
        ),
        DataKind::Incidents => (Internal, About::Nobody, &[Database], &[Everybody, Exports], Never),
        DataKind::Statements => (Public, About::Nobody, &[Database], &[Everybody], Never),
        DataKind::Promises => (Public, About::Nobody, &[Database], &[Everybody], Never),
        DataKind::Processors => (Public, About::Nobody, &[Database], &[Everybody], Never),
        DataKind::Staff => (
            Personal,
            About::Staff,
            &[Database, DataFolder, Browser],
            &[MailRelay],
            Overwritten,
        ),
        DataKind::Trail => (Personal, About::Staff, &[Database, KeyFolder], &[Exports], Overwritten),
        DataKind::Technical => (
            Internal,
            About::Nobody,
            &[Database, KeyFolder, DataFolder],
            &[],
            Overwritten,
        ),
    };
    Facts {
        sensitivity,
        about,
        stands,
        recipients,
        ends,
    }
}

/// Whether the number of rows of a table is told. What waits for a release is not counted: the number would grow with each answer, and
/// whoever looks before and after somebody was asked would know whether they answered.
pub fn is_counted(table: &str, kind: DataKind) -> bool {
    let waits = matches!(
        kind,
        DataKind::WaitingAnswers | DataKind::SentMarks | DataKind::Cells | DataKind::Removals
    );
    !waits && table != "pending_releases"
}

/// What the document of data says of columns: by `table.column`.
static COLUMNS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let rows = include_str!("../../docs/DATA.md").lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.strip_suffix(" |")?.splitn(3, " | ");
        let column = cells.next()?.strip_suffix('`')?;
        let explanation = cells.nth(1)?.replace('`', "");
        Some((column, explanation))
    });
    rows.collect()
});

/// What a column holds, in plain English; empty for one that nobody explained.
pub fn explanation(table: &str, column: &str) -> &'static str {
    COLUMNS
        .get(format!("{table}.{column}").as_str())
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::inventory::TABLES;
    use super::*;

    #[test]
    fn every_column_is_explained() {
        for (table, _, columns) in TABLES.iter() {
            for column in *columns {
                assert!(explanation(table, column).len() > 8, "{table}.{column}");
            }
        }
        assert_eq!(explanation("inbox", "nothing"), "");
    }

    #[test]
    fn what_waits_for_a_release_is_not_counted() {
        let counted: Vec<&str> = TABLES
            .iter()
            .filter(|(table, kind, _)| is_counted(table, *kind))
            .map(|(table, ..)| *table)
            .collect();
        for waits in ["inbox", "pool", "sent", "cells", "pending_releases", "removals"] {
            assert!(!counted.contains(&waits), "{waits}");
        }
        assert!(counted.contains(&"releases") && counted.contains(&"accounts"));
    }
}
