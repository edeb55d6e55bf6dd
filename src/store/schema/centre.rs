//! Tables of what is published about the handling of data.

diesel::table! {
    policies (number) {
        number -> Integer,
        body -> Text,
        digest -> Text,
        loosens -> Bool,
        published_on -> Date,
        effective_on -> Date,
    }
}

diesel::table! {
    policy_drafts (id) {
        id -> Integer,
        body -> Text,
        reviewed -> Bool,
        edited_on -> Date,
    }
}

diesel::table! {
    announcements (id) {
        id -> Binary,
        topic -> Text,
        survey_id -> Nullable<Binary>,
        body -> Text,
        through -> Nullable<Binary>,
        announced_at -> Timestamp,
    }
}

diesel::table! {
    incidents (id) {
        id -> Binary,
        number -> Integer,
        found_at -> Timestamp,
        title -> Text,
        severity -> Text,
        state -> Text,
        exercise -> Bool,
        body -> Text,
        created_on -> Date,
        edited_on -> Date,
    }
}

diesel::table! {
    incident_tasks (id) {
        id -> Binary,
        incident_id -> Binary,
        what -> Text,
        account_id -> Nullable<Binary>,
        owner -> Text,
        due_on -> Nullable<Date>,
        done_on -> Nullable<Date>,
    }
}

diesel::table! {
    incident_updates (incident_id, number) {
        incident_id -> Binary,
        number -> Integer,
        body -> Text,
        digest -> Text,
        published_on -> Date,
    }
}

diesel::table! {
    statements (id) {
        id -> Binary,
        survey_id -> Binary,
        body -> Text,
        created_on -> Date,
        edited_on -> Date,
    }
}

diesel::table! {
    statement_versions (statement_id, number) {
        statement_id -> Binary,
        number -> Integer,
        survey_id -> Binary,
        body -> Text,
        digest -> Text,
        published_on -> Date,
    }
}
