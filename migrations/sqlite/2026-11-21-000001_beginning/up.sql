-- What each column is for and how long it is kept is in docs/DATA.md; a test compares the two.
-- Tables of what comes from respondents have random keys and no rowid, so that no hidden counter tells the order in which it came.

CREATE TABLE organisation (
    id INTEGER NOT NULL CHECK (id = 1),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    contact TEXT NOT NULL,
    officer TEXT NOT NULL,
    authority TEXT NOT NULL,
    legal_ground TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

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

CREATE TABLE surveys (
    id BLOB NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    created_on DATE NOT NULL,
    closed_on DATE,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE drafts (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    definition TEXT NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (survey_id)
) WITHOUT ROWID;

CREATE TABLE survey_versions (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    number INTEGER NOT NULL,
    definition TEXT NOT NULL,
    published_on DATE NOT NULL,
    effective_on DATE NOT NULL,
    group_size INTEGER NOT NULL CHECK (group_size >= 5),
    colluders INTEGER NOT NULL CHECK (colluders >= 0),
    retention_days INTEGER NOT NULL CHECK (retention_days >= 1),
    PRIMARY KEY (survey_id, number)
) WITHOUT ROWID;

CREATE TABLE collections (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    period TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    last_tick DATE NOT NULL,
    loaded BOOLEAN NOT NULL,
    open BOOLEAN NOT NULL,
    closing TEXT,
    closing_loaded BOOLEAN NOT NULL,
    pool_epoch BIGINT NOT NULL,
    folded_below BIGINT NOT NULL,
    stamp BLOB NOT NULL,
    PRIMARY KEY (survey_id)
) WITHOUT ROWID;

CREATE TABLE inbox (
    survey_id BLOB NOT NULL,
    id BLOB NOT NULL,
    period TEXT NOT NULL,
    item TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID;

CREATE TABLE pool (
    survey_id BLOB NOT NULL,
    id BLOB NOT NULL,
    period TEXT NOT NULL,
    item TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID;

CREATE TABLE sent (
    survey_id BLOB NOT NULL,
    id BLOB NOT NULL,
    period TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID;

CREATE TABLE cells (
    survey_id BLOB NOT NULL,
    period TEXT NOT NULL,
    release BIGINT NOT NULL,
    item TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (survey_id, period, release, item)
) WITHOUT ROWID;

CREATE TABLE pending_releases (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    number BIGINT NOT NULL,
    period TEXT NOT NULL,
    body TEXT NOT NULL,
    closes BOOLEAN NOT NULL,
    PRIMARY KEY (survey_id)
) WITHOUT ROWID;

CREATE TABLE releases (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    number BIGINT NOT NULL,
    period TEXT NOT NULL,
    published_on DATE NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (survey_id, number)
) WITHOUT ROWID;

CREATE TABLE comments (
    survey_id BLOB NOT NULL,
    id BLOB NOT NULL,
    release BIGINT NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    salt BLOB NOT NULL,
    expires_on DATE NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    PRIMARY KEY (survey_id, id)
) WITHOUT ROWID;

CREATE TABLE removals (
    survey_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    shown BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    PRIMARY KEY (survey_id, kind)
) WITHOUT ROWID;

CREATE TABLE loads (
    survey_id BLOB NOT NULL,
    batch BLOB NOT NULL,
    period TEXT NOT NULL,
    PRIMARY KEY (survey_id, batch)
) WITHOUT ROWID;

CREATE TABLE leases (
    name TEXT NOT NULL,
    holder BLOB NOT NULL,
    until TIMESTAMP NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID;

-- Triggers for immutability and the ratchet of promises, and for nothing else.
CREATE TRIGGER releases_are_not_changed BEFORE UPDATE ON releases
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;

CREATE TRIGGER releases_are_not_removed BEFORE DELETE ON releases
BEGIN SELECT RAISE(ABORT, 'a release is never removed'); END;

CREATE TRIGGER releases_are_not_replaced BEFORE INSERT ON releases
WHEN EXISTS (SELECT 1 FROM releases AS old WHERE old.survey_id = NEW.survey_id AND old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;

CREATE TRIGGER versions_are_not_changed BEFORE UPDATE ON survey_versions
BEGIN SELECT RAISE(ABORT, 'a published version is never changed'); END;

CREATE TRIGGER versions_are_not_removed BEFORE DELETE ON survey_versions
BEGIN SELECT RAISE(ABORT, 'a published version is never removed'); END;

CREATE TRIGGER promises_only_get_stricter BEFORE INSERT ON survey_versions
WHEN NEW.group_size < NEW.colluders + 3
    OR EXISTS (
        SELECT 1 FROM survey_versions AS earlier WHERE earlier.survey_id = NEW.survey_id
        AND (NEW.group_size < earlier.group_size OR NEW.colluders < earlier.colluders OR NEW.retention_days > earlier.retention_days
            OR NEW.number <= earlier.number OR NEW.effective_on < earlier.effective_on)
    )
BEGIN SELECT RAISE(ABORT, 'a promise can only get stricter'); END;
