-- Addresses cannot be opened here: everybody is made anew with `admin create`.
DROP TABLE audit;
DROP FUNCTION refuse_unexpired();
DROP TABLE tokens;
DROP TABLE letters;
DROP TABLE recovery_codes;
DROP TABLE factors;
DROP TABLE sessions;
DROP TABLE setup_links;
DROP TABLE memberships;
DROP TABLE accounts;

CREATE TABLE accounts (
    id BYTEA NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE setup_links (
    hash BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE sessions (
    hash BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE tokens (
    hash BYTEA NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (hash)
);
