-- Who wants to be told what is published, the requests people make about their data, and how often a mail was asked for.
CREATE TABLE subscribers (
    id BLOB NOT NULL,
    address BLOB NOT NULL,
    address_hash BLOB NOT NULL,
    language TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    replaces BLOB,
    expires_on DATE,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE INDEX subscribers_by_address ON subscribers (address_hash);

CREATE TABLE subscriptions (
    subscriber_id BLOB NOT NULL,
    topic TEXT NOT NULL,
    survey_id BLOB NOT NULL,
    PRIMARY KEY (subscriber_id, topic, survey_id)
) WITHOUT ROWID;

CREATE TABLE requests (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    received_on DATE NOT NULL,
    due_on DATE NOT NULL,
    answered_on DATE,
    address BLOB,
    address_hash BLOB,
    body BLOB,
    answer BLOB,
    link BLOB,
    code BLOB,
    tries INTEGER NOT NULL,
    expires_at TIMESTAMP,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE INDEX requests_by_link ON requests (link);

CREATE TABLE turns (
    hash BLOB NOT NULL,
    hour TIMESTAMP NOT NULL,
    PRIMARY KEY (hash, hour)
) WITHOUT ROWID;

ALTER TABLE letters ADD COLUMN about BLOB;
