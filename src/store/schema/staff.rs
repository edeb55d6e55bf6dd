//! Tables of staff: who they are, how they prove it, what they did.

diesel::table! {
    accounts (id) {
        id -> Binary,
        email -> Nullable<Text>,
        address -> Nullable<Binary>,
        address_hash -> Nullable<Binary>,
        roles -> Text,
        everywhere -> Bool,
        language -> Text,
        password_hash -> Nullable<Text>,
        created_on -> Date,
    }
}

diesel::table! {
    memberships (account_id, survey_id) {
        account_id -> Binary,
        survey_id -> Binary,
    }
}

diesel::table! {
    setup_links (hash) {
        hash -> Binary,
        account_id -> Binary,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sessions (hash) {
        hash -> Binary,
        id -> Binary,
        account_id -> Binary,
        started_at -> Timestamp,
        last_used_at -> Timestamp,
        proved_at -> Timestamp,
        first_proof -> Text,
        second_proof -> Nullable<Text>,
        failures -> Integer,
        challenge -> Nullable<Binary>,
        enrolment -> Nullable<Binary>,
    }
}

diesel::table! {
    factors (id) {
        id -> Binary,
        account_id -> Binary,
        kind -> Text,
        name -> Text,
        sealed -> Binary,
        last_step -> BigInt,
        created_on -> Date,
    }
}

diesel::table! {
    recovery_codes (hash) {
        hash -> Binary,
        account_id -> Binary,
    }
}

diesel::table! {
    letters (id) {
        id -> Binary,
        sealed -> Binary,
        due_at -> Timestamp,
        attempts -> Integer,
        holder -> Nullable<Binary>,
        until -> Nullable<Timestamp>,
        about -> Nullable<Binary>,
    }
}

diesel::table! {
    audit (number) {
        number -> BigInt,
        entry -> Text,
        digest -> Text,
        expires_through -> Nullable<BigInt>,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Binary,
        id -> Binary,
        account_id -> Binary,
        survey_id -> Binary,
        scope -> Text,
        name -> Text,
        created_on -> Date,
        expires_on -> Date,
        last_used_on -> Nullable<Date>,
    }
}
