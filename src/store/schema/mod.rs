//! The tables as diesel sees them; the migrations are the truth, a test compares the two.

mod centre;
mod handling;
mod happened;
mod rights;
mod staff;

pub use centre::*;
pub use handling::*;
pub use happened::*;
pub use rights::*;
pub use staff::*;

diesel::table! {
    organisation (id) {
        id -> Integer,
        name -> Text,
        address -> Text,
        contact -> Text,
        officer -> Text,
        authority -> Text,
        legal_ground -> Text,
        notice_days -> Integer,
    }
}

diesel::table! {
    surveys (id) {
        id -> Binary,
        slug -> Text,
        created_on -> Date,
        closed_on -> Nullable<Date>,
    }
}

diesel::table! {
    drafts (survey_id) {
        survey_id -> Binary,
        definition -> Text,
        edited_on -> Date,
    }
}

diesel::table! {
    survey_versions (survey_id, number) {
        survey_id -> Binary,
        number -> Integer,
        definition -> Text,
        published_on -> Date,
        effective_on -> Date,
        group_size -> Integer,
        colluders -> Integer,
        retention_days -> Integer,
        policy -> Nullable<Integer>,
    }
}

diesel::table! {
    collections (survey_id) {
        survey_id -> Binary,
        period -> Text,
        starts_on -> Date,
        ends_on -> Date,
        last_tick -> Date,
        loaded -> Bool,
        open -> Bool,
        closing -> Nullable<Text>,
        closing_loaded -> Bool,
        pool_epoch -> BigInt,
        folded_below -> BigInt,
        stamp -> Binary,
        closing_policy -> Nullable<Integer>,
    }
}

diesel::table! {
    inbox (survey_id, id) {
        survey_id -> Binary,
        id -> Binary,
        period -> Text,
        item -> Text,
        epoch -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    pool (survey_id, id) {
        survey_id -> Binary,
        id -> Binary,
        period -> Text,
        item -> Text,
        epoch -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    sent (survey_id, id) {
        survey_id -> Binary,
        id -> Binary,
        period -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    cells (survey_id, period, release, item) {
        survey_id -> Binary,
        period -> Text,
        release -> BigInt,
        item -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    pending_releases (survey_id) {
        survey_id -> Binary,
        number -> BigInt,
        period -> Text,
        body -> Text,
        closes -> Bool,
    }
}

diesel::table! {
    releases (survey_id, number) {
        survey_id -> Binary,
        number -> BigInt,
        period -> Text,
        published_on -> Date,
        body -> Text,
        digest -> Text,
    }
}

diesel::table! {
    comments (survey_id, id) {
        survey_id -> Binary,
        id -> Binary,
        release -> BigInt,
        item -> Text,
        text -> Text,
        salt -> Binary,
        expires_on -> Date,
        withdrawn -> Bool,
    }
}

diesel::table! {
    removals (survey_id, kind) {
        survey_id -> Binary,
        kind -> Text,
        shown -> BigInt,
        pending -> BigInt,
    }
}

diesel::table! {
    loads (survey_id, batch) {
        survey_id -> Binary,
        batch -> Binary,
        period -> Text,
    }
}

diesel::table! {
    leases (name) {
        name -> Text,
        holder -> Binary,
        until -> Timestamp,
    }
}

diesel::table! {
    key_check (id) {
        id -> Integer,
        mark -> Binary,
    }
}

diesel::table! {
    transparency (number) {
        number -> BigInt,
        entry -> Text,
        digest -> Text,
    }
}

diesel::table! {
    campaigns (id) {
        id -> Binary,
        survey_id -> Binary,
        name -> Text,
        purpose -> Text,
        source -> Text,
        legal_ground -> Text,
        period -> Text,
        segment -> Nullable<Text>,
        remembers -> Bool,
        standing -> Bool,
        state -> Text,
        texts -> Text,
        reminders -> Integer,
        wait_days -> Integer,
        reminded -> Integer,
        starts_at -> Nullable<Timestamp>,
        ends_on -> Nullable<Date>,
        created_on -> Date,
        listed -> BigInt,
        sent -> BigInt,
        undeliverable -> BigInt,
        stopped -> BigInt,
    }
}

diesel::table! {
    addressees (campaign_id, id) {
        campaign_id -> Binary,
        id -> Binary,
        address -> Binary,
        language -> Text,
        block -> Nullable<Text>,
        test -> Bool,
        code -> Nullable<Binary>,
        state -> Text,
    }
}

diesel::table! {
    invitations (hash) {
        hash -> Binary,
        campaign_id -> Binary,
        block -> Nullable<Text>,
        claimed -> Nullable<Binary>,
        mark -> Nullable<Binary>,
        used -> Bool,
    }
}

diesel::table! {
    outbox (id) {
        id -> Binary,
        campaign_id -> Binary,
        addressee_id -> Binary,
        kind -> Text,
        due_at -> Timestamp,
        attempts -> Integer,
        holder -> Nullable<Binary>,
        until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    suppressions (hash) {
        hash -> Binary,
    }
}

diesel::table! {
    sends (campaign_id, hash) {
        campaign_id -> Binary,
        hash -> Binary,
        day -> Date,
    }
}

diesel::table! {
    program_versions (version, built_on) {
        version -> Text,
        built_on -> Date,
        first_run_on -> Date,
    }
}

diesel::table! {
    guidelines (number) {
        number -> Integer,
        texts -> Text,
        published_on -> Date,
    }
}

diesel::table! {
    acknowledgements (account_id, version, day) {
        account_id -> Binary,
        version -> Text,
        day -> Date,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organisation,
    accounts,
    setup_links,
    sessions,
    surveys,
    drafts,
    survey_versions,
    collections,
    inbox,
    pool,
    sent,
    cells,
    pending_releases,
    releases,
    comments,
    removals,
    loads,
    leases,
    transparency,
    campaigns,
    addressees,
    invitations,
    outbox,
    suppressions,
    tokens,
    sends,
    memberships,
    factors,
    recovery_codes,
    letters,
    audit,
    program_versions,
    guidelines,
    acknowledgements,
    key_check,
    policies,
    policy_drafts,
    announcements,
    incidents,
    incident_tasks,
    incident_updates,
    statements,
    statement_versions,
    subscribers,
    subscriptions,
    requests,
    turns,
    processors,
    retention_rules,
    retention_runs,
    clock_readings,
    record_counts
);
