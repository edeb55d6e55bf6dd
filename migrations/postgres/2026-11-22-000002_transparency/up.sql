-- What was promised in public, each entry with the digest of the one before it; none is ever changed or removed.
CREATE TABLE transparency (
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TRIGGER transparency_is_not_changed BEFORE UPDATE ON transparency
FOR EACH ROW EXECUTE FUNCTION refuse('an entry of the log is never changed');

CREATE TRIGGER transparency_is_not_removed BEFORE DELETE ON transparency
FOR EACH ROW EXECUTE FUNCTION refuse('an entry of the log is never removed');

CREATE TRIGGER transparency_is_not_emptied BEFORE TRUNCATE ON transparency
FOR EACH STATEMENT EXECUTE FUNCTION refuse('an entry of the log is never removed');
