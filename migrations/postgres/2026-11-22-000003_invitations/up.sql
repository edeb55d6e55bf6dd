-- Campaigns of invitations. No table joins an address or a code with an answer, and no transaction touches both.
CREATE TABLE campaigns (
    id BYTEA NOT NULL,
    survey_id BYTEA NOT NULL REFERENCES surveys (id),
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    source TEXT NOT NULL,
    legal_ground TEXT NOT NULL,
    period TEXT NOT NULL,
    segment TEXT,
    remembers BOOLEAN NOT NULL,
    standing BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    texts TEXT NOT NULL,
    reminders INTEGER NOT NULL,
    wait_days INTEGER NOT NULL,
    reminded INTEGER NOT NULL,
    starts_at TIMESTAMP,
    ends_on DATE,
    created_on DATE NOT NULL,
    listed BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    undeliverable BIGINT NOT NULL,
    stopped BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE addressees (
    campaign_id BYTEA NOT NULL,
    id BYTEA NOT NULL,
    address BYTEA NOT NULL,
    language TEXT NOT NULL,
    block TEXT,
    test BOOLEAN NOT NULL,
    code BYTEA,
    state TEXT NOT NULL,
    PRIMARY KEY (campaign_id, id)
);

CREATE TABLE invitations (
    hash BYTEA NOT NULL,
    campaign_id BYTEA NOT NULL,
    block TEXT,
    claimed BYTEA,
    mark BYTEA,
    used BOOLEAN NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE outbox (
    id BYTEA NOT NULL,
    campaign_id BYTEA NOT NULL,
    addressee_id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    holder BYTEA,
    until TIMESTAMP,
    PRIMARY KEY (id)
);

CREATE TABLE suppressions (
    hash BYTEA NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE tokens (
    hash BYTEA NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE sends (
    campaign_id BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (campaign_id, hash)
);

CREATE INDEX outbox_by_due ON outbox (due_at);
CREATE INDEX invitations_by_campaign ON invitations (campaign_id);
