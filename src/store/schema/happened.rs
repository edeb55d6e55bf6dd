//! Tables of incidents, and of what was done with answers.

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
