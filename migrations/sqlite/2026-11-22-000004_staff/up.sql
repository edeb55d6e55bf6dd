-- Staff: roles by data type, surveys they belong to, second factors, letters to them, tokens, and the trail of what they do.
-- Addresses are encrypted: `email` holds one in the clear only until the program starts for the first time after this migration.
DROP TABLE sessions;
DROP TABLE setup_links;
ALTER TABLE accounts RENAME TO old_accounts;

CREATE TABLE accounts (
    id BLOB NOT NULL,
    email TEXT,
    address BLOB,
    address_hash BLOB UNIQUE,
    roles TEXT NOT NULL,
    everywhere BOOLEAN NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

-- who administered did everything until now
INSERT INTO accounts (id, email, roles, everywhere, language, password_hash, created_on)
SELECT id, email, CASE role WHEN 'administrator' THEN 'administrator editor analyst privacy_officer auditor' ELSE role END,
       TRUE, 'en', password_hash, created_on
FROM old_accounts;

DROP TABLE old_accounts;

CREATE TABLE memberships (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id BLOB NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, survey_id)
) WITHOUT ROWID;

CREATE TABLE setup_links (
    hash BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE sessions (
    hash BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    proved_at TIMESTAMP NOT NULL,
    first_proof TEXT NOT NULL,
    second_proof TEXT,
    failures INTEGER NOT NULL,
    challenge BLOB,
    enrolment BLOB,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE factors (
    id BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    last_step BIGINT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE recovery_codes (
    hash BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE letters (
    id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    holder BLOB,
    until TIMESTAMP,
    PRIMARY KEY (id)
) WITHOUT ROWID;

-- tokens of before belonged to nobody and counted for ever: they end here
DROP TABLE tokens;

CREATE TABLE tokens (
    hash BLOB NOT NULL,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id BLOB NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    expires_on DATE NOT NULL,
    last_used_on DATE,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

-- What staff did, each entry with the digest of the one before it. Entries leave in order of their number, and only once a later one,
-- with `expires_through`, says so.
CREATE TABLE audit (
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    digest TEXT NOT NULL,
    expires_through BIGINT,
    PRIMARY KEY (number)
) WITHOUT ROWID;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never changed'); END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
WHEN OLD.number > coalesce((SELECT max(expires_through) FROM audit), 0)
BEGIN SELECT RAISE(ABORT, 'an entry of the trail is not removed before its time'); END;

CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit AS old WHERE old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never changed'); END;
