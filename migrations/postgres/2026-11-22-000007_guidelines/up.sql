-- What staff must know before they see results: each version for good, and who read which.
CREATE TABLE guidelines (
    number INTEGER NOT NULL,
    texts TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE acknowledgements (
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (account_id, version, day)
);

CREATE TRIGGER guidelines_are_not_changed BEFORE UPDATE ON guidelines
FOR EACH ROW EXECUTE FUNCTION refuse('published guidelines are never changed');

CREATE TRIGGER guidelines_are_not_removed BEFORE DELETE ON guidelines
FOR EACH ROW EXECUTE FUNCTION refuse('published guidelines are never removed');

CREATE TRIGGER guidelines_are_not_emptied BEFORE TRUNCATE ON guidelines
FOR EACH STATEMENT EXECUTE FUNCTION refuse('published guidelines are never removed');
