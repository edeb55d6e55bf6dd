//! Tables of subscribers and of requests about one's own data.

diesel::table! {
    subscribers (id) {
        id -> Binary,
        address -> Binary,
        address_hash -> Binary,
        language -> Text,
        confirmed -> Bool,
        replaces -> Nullable<Binary>,
        expires_on -> Nullable<Date>,
        created_on -> Date,
    }
}

diesel::table! {
    subscriptions (subscriber_id, topic, survey_id) {
        subscriber_id -> Binary,
        topic -> Text,
        survey_id -> Binary,
    }
}

diesel::table! {
    requests (id) {
        id -> Binary,
        kind -> Text,
        state -> Text,
        language -> Text,
        received_on -> Date,
        due_on -> Date,
        answered_on -> Nullable<Date>,
        address -> Nullable<Binary>,
        address_hash -> Nullable<Binary>,
        body -> Nullable<Binary>,
        answer -> Nullable<Binary>,
        link -> Nullable<Binary>,
        code -> Nullable<Binary>,
        tries -> Integer,
        expires_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    turns (hash, hour) {
        hash -> Binary,
        hour -> Timestamp,
    }
}
