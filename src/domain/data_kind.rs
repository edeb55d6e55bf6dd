//! The kinds of data that are kept.

/// A kind of data. Its texts are the interface words `data-{name}`, `data-{name}-why` and `data-{name}-kept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataKind {
    /// Sealed answers that wait for the next release.
    WaitingAnswers,
    /// Marks that a form was sent.
    SentMarks,
    /// Encrypted counts of a period that is still open.
    Cells,
    /// Published counts.
    Releases,
    /// Released comments, without identifiers.
    Comments,
    /// How many identifiers were removed, by kind.
    Removals,
    /// Surveys and what they promise.
    Surveys,
    /// Facts about the organisation.
    Organisation,
    /// Campaigns, the addresses they were given and the codes they made.
    Invitations,
    /// Who wants no more mail.
    Objections,
    /// Who wants to be told what is published.
    Subscribers,
    /// Requests of people about their own data.
    Requests,
    /// Incidents, and what was published of them.
    Incidents,
    /// What the organisation did with answers.
    Statements,
    /// What was promised in public.
    Promises,
    /// Who else handles data.
    Processors,
    /// Accounts and sessions of staff.
    Staff,
    /// What staff did.
    Trail,
    /// What the program needs to run and says nothing about anybody.
    Technical,
}

impl DataKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::WaitingAnswers,
        Self::SentMarks,
        Self::Cells,
        Self::Releases,
        Self::Comments,
        Self::Removals,
        Self::Surveys,
        Self::Organisation,
        Self::Invitations,
        Self::Objections,
        Self::Subscribers,
        Self::Requests,
        Self::Incidents,
        Self::Statements,
        Self::Promises,
        Self::Processors,
        Self::Staff,
        Self::Trail,
        Self::Technical,
    ];

    /// The name in interface words and in `docs/DATA.md`.
    pub fn name(self) -> &'static str {
        match self {
            Self::WaitingAnswers => "waiting-answers",
            Self::SentMarks => "sent-marks",
            Self::Cells => "cells",
            Self::Releases => "releases",
            Self::Comments => "comments",
            Self::Removals => "removals",
            Self::Surveys => "surveys",
            Self::Organisation => "organisation",
            Self::Invitations => "invitations",
            Self::Objections => "objections",
            Self::Subscribers => "subscribers",
            Self::Requests => "requests",
            Self::Incidents => "incidents",
            Self::Statements => "statements",
            Self::Promises => "promises",
            Self::Processors => "processors",
            Self::Staff => "staff",
            Self::Trail => "trail",
            Self::Technical => "technical",
        }
    }

    /// Whether it comes from respondents.
    pub fn is_from_respondents(self) -> bool {
        matches!(
            self,
            Self::WaitingAnswers | Self::SentMarks | Self::Cells | Self::Releases | Self::Comments | Self::Removals
        )
    }
}
