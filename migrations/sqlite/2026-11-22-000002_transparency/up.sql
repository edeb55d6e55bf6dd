-- What was promised in public, each entry with the digest of the one before it; none is ever changed or removed.
CREATE TABLE transparency (
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (number)
) WITHOUT ROWID;

CREATE TRIGGER transparency_is_not_changed BEFORE UPDATE ON transparency
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;

CREATE TRIGGER transparency_is_not_removed BEFORE DELETE ON transparency
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never removed'); END;

CREATE TRIGGER transparency_is_not_replaced BEFORE INSERT ON transparency
WHEN EXISTS (SELECT 1 FROM transparency AS old WHERE old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;
