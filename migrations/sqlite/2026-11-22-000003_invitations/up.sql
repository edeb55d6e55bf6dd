-- Campaigns of invitations. No table joins an address or a code with an answer, and no transaction touches both.
CREATE TABLE campaigns (
    id BLOB NOT NULL,
    survey_id BLOB NOT NULL REFERENCES surveys (id),
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
) WITHOUT ROWID;

CREATE TABLE addressees (
    campaign_id BLOB NOT NULL,
    id BLOB NOT NULL,
    address BLOB NOT NULL,
    language TEXT NOT NULL,
    block TEXT,
    test BOOLEAN NOT NULL,
    code BLOB,
    state TEXT NOT NULL,
    PRIMARY KEY (campaign_id, id)
) WITHOUT ROWID;

CREATE TABLE invitations (
    hash BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    block TEXT,
    claimed BLOB,
    mark BLOB,
    used BOOLEAN NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE outbox (
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    addressee_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    holder BLOB,
    until TIMESTAMP,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE suppressions (
    hash BLOB NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE tokens (
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE sends (
    campaign_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (campaign_id, hash)
) WITHOUT ROWID;

CREATE INDEX outbox_by_due ON outbox (due_at);
CREATE INDEX invitations_by_campaign ON invitations (campaign_id);
