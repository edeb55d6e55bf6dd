-- What staff must know before they see results: each version for good, and who read which.
CREATE TABLE guidelines (
    number INTEGER NOT NULL,
    texts TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (number)
) WITHOUT ROWID;

CREATE TABLE acknowledgements (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (account_id, version, day)
) WITHOUT ROWID;

CREATE TRIGGER guidelines_are_not_changed BEFORE UPDATE ON guidelines
BEGIN SELECT RAISE(ABORT, 'published guidelines are never changed'); END;

CREATE TRIGGER guidelines_are_not_removed BEFORE DELETE ON guidelines
BEGIN SELECT RAISE(ABORT, 'published guidelines are never removed'); END;

CREATE TRIGGER guidelines_are_not_replaced BEFORE INSERT ON guidelines
WHEN EXISTS (SELECT 1 FROM guidelines AS old WHERE old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'published guidelines are never changed'); END;
