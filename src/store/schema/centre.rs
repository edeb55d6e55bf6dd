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
    processors (id) {
        id -> Binary,
        name -> Text,
        role -> Text,
        host -> Text,
        purpose -> Text,
        data -> Text,
        place -> Text,
        contract_on -> Nullable<Date>,
        valid_until -> Nullable<Date>,
        measures -> Text,
        measures_checked_on -> Nullable<Date>,
        review_on -> Nullable<Date>,
        reminded -> Text,
        proposed_on -> Date,
        policy -> Nullable<Integer>,
        uses_from -> Nullable<Date>,
        ended_on -> Nullable<Date>,
    }
}

diesel::table! {
    retention_rules (number) {
        number -> Integer,
        kind -> Text,
        days -> BigInt,
        policy -> Nullable<Integer>,
        from_day -> Nullable<Date>,
        proposed_on -> Date,
    }
}

diesel::table! {
    retention_runs (number, kind) {
        number -> Integer,
        kind -> Text,
        day -> Date,
        shown -> BigInt,
        step -> BigInt,
    }
}

diesel::table! {
    clock_readings (id) {
        id -> Integer,
        seen_at -> Timestamp,
        ran_on -> Nullable<Date>,
    }
}

diesel::table! {
    record_counts (name) {
        name -> Text,
        day -> Date,
        shown -> BigInt,
        step -> BigInt,
    }
}
