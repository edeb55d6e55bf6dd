-- Staff: roles by data type, surveys they belong to, second factors, letters to them, tokens, and the trail of what they do.
-- Addresses are encrypted: `email` holds one in the clear only until the program starts for the first time after this migration.
DROP TABLE sessions;
DROP TABLE setup_links;
ALTER TABLE accounts RENAME TO old_accounts;

CREATE TABLE accounts (
    id BYTEA NOT NULL,
    email TEXT,
    address BYTEA,
    address_hash BYTEA UNIQUE,
    roles TEXT NOT NULL,
    everywhere BOOLEAN NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
);

-- who administered did everything until now
INSERT INTO accounts (id, email, roles, everywhere, language, password_hash, created_on)
SELECT id, email, CASE role WHEN 'administrator' THEN 'administrator editor analyst privacy_officer auditor' ELSE role END,
       TRUE, 'en', password_hash, created_on
FROM old_accounts;

DROP TABLE old_accounts;

CREATE TABLE memberships (
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id BYTEA NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, survey_id)
);

CREATE TABLE setup_links (
    hash BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE sessions (
    hash BYTEA NOT NULL,
    id BYTEA NOT NULL UNIQUE,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    proved_at TIMESTAMP NOT NULL,
    first_proof TEXT NOT NULL,
    second_proof TEXT,
    failures INTEGER NOT NULL,
    challenge BYTEA,
    enrolment BYTEA,
    PRIMARY KEY (hash)
);

CREATE TABLE factors (
    id BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE recovery_codes (
    hash BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (hash)
);

CREATE TABLE letters (
    id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    holder BYTEA,
    until TIMESTAMP,
    PRIMARY KEY (id)
);

-- tokens of before belonged to nobody and counted for ever: they end here
DROP TABLE tokens;

CREATE TABLE tokens (
    hash BYTEA NOT NULL,
    id BYTEA NOT NULL UNIQUE,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id BYTEA NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    expires_on DATE NOT NULL,
    last_used_on DATE,
    PRIMARY KEY (hash)
);

-- What staff did, each entry with the digest of the one before it. Entries leave in order of their number, and only once a later one,
-- with `expires_through`, says so.
CREATE TABLE audit (
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    digest TEXT NOT NULL,
    expires_through BIGINT,
    PRIMARY KEY (number)
);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse('an entry of the trail is never changed');

CREATE FUNCTION refuse_unexpired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.number > coalesce((SELECT max(expires_through) FROM audit), 0) THEN
        RAISE EXCEPTION 'an entry of the trail is not removed before its time';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_unexpired();

CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse('an entry of the trail is not removed before its time');
