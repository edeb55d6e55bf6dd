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
