-- Addresses cannot be opened here: everybody is made anew with `admin create`.
DROP TABLE audit;
DROP TABLE tokens;
DROP TABLE letters;
DROP TABLE recovery_codes;
DROP TABLE factors;
DROP TABLE sessions;
DROP TABLE setup_links;
DROP TABLE memberships;
DROP TABLE accounts;

CREATE TABLE accounts (
    id BLOB NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    created_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE setup_links (
    hash BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE sessions (
    hash BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;

CREATE TABLE tokens (
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    created_on DATE NOT NULL,
    PRIMARY KEY (hash)
) WITHOUT ROWID;
