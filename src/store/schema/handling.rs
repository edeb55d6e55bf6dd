//! Tables of processors and of how long data is kept.

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
