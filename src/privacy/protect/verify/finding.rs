//! Findings, and the list they are gathered in.

use std::fmt;

use super::names;
use crate::domain::release::Release;

/// Something that must not be in releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Slug of the survey, made printable.
    pub survey: String,
    /// Number of the release.
    pub release: u64,
    /// The table or lot in it, such as `table overall by region (north, west)`; empty for the release itself.
    pub place: String,
    /// What is wrong there, in words that follow the place.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: release {}", self.survey, self.release)?;
        if !self.place.is_empty() {
            write!(out, ", {}", self.place)?;
        }
        write!(out, ": {}", self.what)
    }
}

/// The findings of one survey.
pub(super) struct Findings {
    survey: String,
    found: Vec<Finding>,
}

impl Findings {
    pub(super) fn of(survey: &str) -> Self {
        Self {
            survey: names::plain(survey),
            found: Vec::new(),
        }
    }

    /// Something about a release as a whole.
    pub(super) fn release(&mut self, release: &Release, what: impl Into<String>) {
        self.add(release, "", what);
    }

    /// Something about a table or lot of a release.
    pub(super) fn add(&mut self, release: &Release, place: impl Into<String>, what: impl Into<String>) {
        self.found.push(Finding {
            survey: self.survey.clone(),
            release: release.release,
            place: place.into(),
            what: what.into(),
        });
    }

    /// By release, otherwise as they were found.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.found.sort_by_key(|finding| finding.release);
        self.found
    }
}
