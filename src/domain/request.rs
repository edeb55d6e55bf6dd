//! A request somebody makes about data of themselves: what it asks for and what became of it.

use chrono::{Days, NaiveDate};

/// Days within which a request is answered.
pub const DUE: u64 = 30;
/// Days after which the address and the words of an answered request are deleted.
pub const KEPT: u64 = 30;
/// Days after which the rest of it, which names nobody, is deleted.
pub const COUNTED: u64 = 366;
/// Letters of a text at most.
pub const LONGEST: usize = 2_000;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To see what is held.
    Access,
    /// To have it put right.
    Correction,
    /// To have it deleted.
    Deletion,
    /// To get no more mail.
    Objection,
    /// To have it left alone.
    Restriction,
    /// A complaint.
    Complaint,
    /// That the privacy notice is wrong.
    NoticeWrong,
}

impl Kind {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Access,
        Self::Correction,
        Self::Deletion,
        Self::Objection,
        Self::Restriction,
        Self::Complaint,
        Self::NoticeWrong,
    ];

    /// Its name in the database and of its interface word (`request-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Correction => "correction",
            Self::Deletion => "deletion",
            Self::Objection => "objection",
            Self::Restriction => "restriction",
            Self::Complaint => "complaint",
            Self::NoticeWrong => "notice-wrong",
        }
    }

    /// The kind called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is about an address, and answered by the program; the others are words for a person.
    pub fn is_about_an_address(self) -> bool {
        !matches!(self, Self::Complaint | Self::NoticeWrong)
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A mail went out; nobody opened its link yet.
    Open,
    /// It waits for a person.
    Person,
    /// It was answered, by the program or a person.
    Answered,
    /// Nobody proved that the address is theirs.
    Lapsed,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Open, Self::Person, Self::Answered, Self::Lapsed];

    /// Its name in the database and of its interface word (`request-state-{name}`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Person => "person",
            Self::Answered => "answered",
            Self::Lapsed => "lapsed",
        }
    }

    /// The state called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The day by which a request of `day` is answered.
pub fn due_on(day: NaiveDate) -> NaiveDate {
    day + Days::new(DUE)
}
