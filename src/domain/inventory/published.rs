//! Tables of what is published about the handling of data, and of people's rights.

use super::{DataKind, Table};

/// These tables.
pub(super) const TABLES: &[Table] = &[
    ("processors", DataKind::Processors, crate::domain::processor::COLUMNS),
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
    (
        "incidents",
        DataKind::Incidents,
        &[
            "id",
            "number",
            "found_at",
            "title",
            "severity",
            "state",
            "exercise",
            "body",
            "created_on",
            "edited_on",
        ],
    ),
    (
        "incident_tasks",
        DataKind::Incidents,
        &["id", "incident_id", "what", "account_id", "owner", "due_on", "done_on"],
    ),
    (
        "incident_updates",
        DataKind::Incidents,
        &["incident_id", "number", "body", "digest", "published_on"],
    ),
    (
        "statements",
        DataKind::Statements,
        &["id", "survey_id", "body", "created_on", "edited_on"],
    ),
    (
        "statement_versions",
        DataKind::Statements,
        &["statement_id", "number", "survey_id", "body", "digest", "published_on"],
    ),
    (
        "subscribers",
        DataKind::Subscribers,
        &[
            "id",
            "address",
            "address_hash",
            "language",
            "confirmed",
            "replaces",
            "expires_on",
            "created_on",
        ],
    ),
    (
        "subscriptions",
        DataKind::Subscribers,
        &["subscriber_id", "topic", "survey_id"],
    ),
    (
        "requests",
        DataKind::Requests,
        &[
            "id",
            "kind",
            "state",
            "language",
            "received_on",
            "due_on",
            "answered_on",
            "address",
            "address_hash",
            "body",
            "answer",
            "link",
            "code",
            "tries",
            "expires_at",
        ],
    ),
    ("turns", DataKind::Requests, &["hash", "hour"]),
];
