//! The inventory: every kind of data that is kept, and for every column of the database which kind it holds.
//!
//! The privacy notice is made of it, `docs/DATA.md` says the same in words, and a test compares both with the real databases.

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

/// Every table with its columns and the kind of data they hold.
pub const TABLES: &[(&str, DataKind, &[&str])] = &[
    (
        "inbox",
        DataKind::WaitingAnswers,
        &["survey_id", "id", "period", "item", "epoch", "sealed"],
    ),
    (
        "pool",
        DataKind::WaitingAnswers,
        &["survey_id", "id", "period", "item", "epoch", "sealed"],
    ),
    ("sent", DataKind::SentMarks, &["survey_id", "id", "period", "digest"]),
    (
        "cells",
        DataKind::Cells,
        &["survey_id", "period", "release", "item", "sealed"],
    ),
    (
        "pending_releases",
        DataKind::Releases,
        &["survey_id", "number", "period", "body", "closes"],
    ),
    (
        "releases",
        DataKind::Releases,
        &["survey_id", "number", "period", "published_on", "body", "digest"],
    ),
    (
        "comments",
        DataKind::Comments,
        &[
            "survey_id",
            "id",
            "release",
            "item",
            "text",
            "salt",
            "expires_on",
            "withdrawn",
        ],
    ),
    (
        "removals",
        DataKind::Removals,
        &["survey_id", "kind", "shown", "pending"],
    ),
    ("surveys", DataKind::Surveys, &["id", "slug", "created_on", "closed_on"]),
    ("drafts", DataKind::Surveys, &["survey_id", "definition", "edited_on"]),
    (
        "survey_versions",
        DataKind::Surveys,
        &[
            "survey_id",
            "number",
            "definition",
            "published_on",
            "effective_on",
            "group_size",
            "colluders",
            "retention_days",
        ],
    ),
    (
        "collections",
        DataKind::Surveys,
        &[
            "survey_id",
            "period",
            "starts_on",
            "ends_on",
            "last_tick",
            "loaded",
            "open",
            "closing",
            "closing_loaded",
            "pool_epoch",
            "folded_below",
            "stamp",
        ],
    ),
    ("loads", DataKind::Technical, &["survey_id", "batch", "period"]),
    ("leases", DataKind::Technical, &["name", "holder", "until"]),
    (
        "organisation",
        DataKind::Organisation,
        &[
            "id",
            "name",
            "address",
            "contact",
            "officer",
            "authority",
            "legal_ground",
        ],
    ),
    (
        "accounts",
        DataKind::Staff,
        &[
            "id",
            "email",
            "address",
            "address_hash",
            "roles",
            "everywhere",
            "language",
            "password_hash",
            "created_on",
        ],
    ),
    ("setup_links", DataKind::Staff, &["hash", "account_id", "expires_at"]),
    (
        "sessions",
        DataKind::Staff,
        &[
            "hash",
            "id",
            "account_id",
            "started_at",
            "last_used_at",
            "proved_at",
            "first_proof",
            "second_proof",
            "failures",
            "challenge",
            "enrolment",
        ],
    ),
    ("transparency", DataKind::Promises, &["number", "entry", "digest"]),
    (
        "campaigns",
        DataKind::Invitations,
        &[
            "id",
            "survey_id",
            "name",
            "purpose",
            "source",
            "legal_ground",
            "period",
            "segment",
            "remembers",
            "standing",
            "state",
            "texts",
            "reminders",
            "wait_days",
            "reminded",
            "starts_at",
            "ends_on",
            "created_on",
            "listed",
            "sent",
            "undeliverable",
            "stopped",
        ],
    ),
    (
        "addressees",
        DataKind::Invitations,
        &[
            "campaign_id",
            "id",
            "address",
            "language",
            "block",
            "test",
            "code",
            "state",
        ],
    ),
    (
        "invitations",
        DataKind::Invitations,
        &["hash", "campaign_id", "block", "claimed", "mark", "used"],
    ),
    (
        "outbox",
        DataKind::Invitations,
        &[
            "id",
            "campaign_id",
            "addressee_id",
            "kind",
            "due_at",
            "attempts",
            "holder",
            "until",
        ],
    ),
    ("suppressions", DataKind::Objections, &["hash"]),
    (
        "tokens",
        DataKind::Staff,
        &[
            "hash",
            "id",
            "account_id",
            "survey_id",
            "scope",
            "name",
            "created_on",
            "expires_on",
            "last_used_on",
        ],
    ),
    ("memberships", DataKind::Staff, &["account_id", "survey_id"]),
    (
        "factors",
        DataKind::Staff,
        &["id", "account_id", "kind", "name", "sealed", "last_step", "created_on"],
    ),
    ("recovery_codes", DataKind::Staff, &["hash", "account_id"]),
    (
        "letters",
        DataKind::Staff,
        &["id", "sealed", "due_at", "attempts", "holder", "until"],
    ),
    (
        "audit",
        DataKind::Trail,
        &["number", "entry", "digest", "expires_through"],
    ),
    ("sends", DataKind::Technical, &["campaign_id", "hash", "day"]),
    (
        "program_versions",
        DataKind::Technical,
        &["version", "built_on", "first_run_on"],
    ),
    ("guidelines", DataKind::Staff, &["number", "texts", "published_on"]),
    ("acknowledgements", DataKind::Staff, &["account_id", "version", "day"]),
    ("key_check", DataKind::Technical, &["id", "mark"]),
    (
        "policies",
        DataKind::Promises,
        &["number", "body", "digest", "loosens", "published_on", "effective_on"],
    ),
    (
        "policy_drafts",
        DataKind::Promises,
        &["id", "body", "reviewed", "edited_on"],
    ),
    (
        "announcements",
        DataKind::Promises,
        &["id", "topic", "survey_id", "body", "through", "announced_at"],
    ),
    ("processors", DataKind::Processors, super::processor::COLUMNS),
    (
        "retention_rules",
        DataKind::Promises,
        &["number", "kind", "days", "policy", "from_day", "proposed_on"],
    ),
    (
        "retention_runs",
        DataKind::Promises,
        &["number", "kind", "day", "shown", "step"],
    ),
    ("clock_readings", DataKind::Technical, &["id", "seen_at", "ran_on"]),
    ("record_counts", DataKind::Technical, &["name", "day", "shown", "step"]),
];
