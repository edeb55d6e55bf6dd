//! A message to subscribers: something was published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::Id;

/// What somebody subscribes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Changes of the privacy policy and of promises.
    Changes,
    /// Incidents.
    Incidents,
    /// What the organisation did with the answers to one survey.
    Statements(Id),
}

impl Topic {
    /// The name in the database and of its interface word (`topic-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Incidents => "incidents",
            Self::Statements(_) => "statements",
        }
    }

    /// The survey it is about.
    pub fn survey(self) -> Option<Id> {
        match self {
            Self::Statements(survey) => Some(survey),
            Self::Changes | Self::Incidents => None,
        }
    }

    /// From a row.
    pub fn parse(name: &str, survey: Option<Id>) -> Option<Self> {
        match (name, survey) {
            ("changes", None) => Some(Self::Changes),
            ("incidents", None) => Some(Self::Incidents),
            ("statements", Some(survey)) => Some(Self::Statements(survey)),
            _ => None,
        }
    }
}

/// What the mail says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Interface words `announce-{name}-subject` and `announce-{name}`, with `$organisation` and `$title`.
    pub name: String,
    /// The public title of what was published, by language; may be empty.
    pub title: BTreeMap<String, String>,
    /// Its address on our own pages, such as `/privacy/versions/3`.
    pub path: String,
}

impl Announcement {
    /// The title in a language, or in English, or in whichever there is.
    pub fn title_in(&self, language: &str) -> &str {
        [language, "en"]
            .iter()
            .find_map(|tag| self.title.get(*tag))
            .or_else(|| self.title.values().next())
            .map_or("", String::as_str)
    }
}
