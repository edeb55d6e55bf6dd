//! The inventory: every kind of data that is kept, and for every column of the database which kind it holds.
//!
//! The privacy notice is made of it, `docs/DATA.md` says the same in words, and a test compares both with the real databases.

mod published;

use std::sync::LazyLock;

pub use super::data_kind::DataKind;

/// A table, the kind of data it holds, and its columns.
pub type Table = (&'static str, DataKind, &'static [&'static str]);

/// Every table with its columns and the kind of data they hold.
pub static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| [OF_SURVEYS, published::TABLES].concat());

/// Tables of surveys, answers, invitations and staff.
const OF_SURVEYS: &[Table] = &[
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
            "policy",
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
            "closing_policy",
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
            "notice_days",
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
        &["id", "sealed", "due_at", "attempts", "holder", "until", "about"],
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
];
