-- Who wants to be told what is published, the requests people make about their data, and how often a mail was asked for.
CREATE TABLE subscribers (
    id BYTEA NOT NULL,
    address BYTEA NOT NULL,
    address_hash BYTEA NOT NULL,
    language TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    replaces BYTEA,
    expires_on DATE,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX subscribers_by_address ON subscribers (address_hash);

CREATE TABLE subscriptions (
    subscriber_id BYTEA NOT NULL,
    topic TEXT NOT NULL,
    survey_id BYTEA NOT NULL,
    PRIMARY KEY (subscriber_id, topic, survey_id)
);

CREATE TABLE requests (
    id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    received_on DATE NOT NULL,
    due_on DATE NOT NULL,
    answered_on DATE,
    address BYTEA,
    address_hash BYTEA,
    body BYTEA,
    answer BYTEA,
    link BYTEA,
    code BYTEA,
    tries INTEGER NOT NULL,
    expires_at TIMESTAMP,
    PRIMARY KEY (id)
);

CREATE INDEX requests_by_link ON requests (link);

CREATE TABLE turns (
    hash BYTEA NOT NULL,
    hour TIMESTAMP NOT NULL,
    PRIMARY KEY (hash, hour)
);

ALTER TABLE letters ADD COLUMN about BYTEA;
