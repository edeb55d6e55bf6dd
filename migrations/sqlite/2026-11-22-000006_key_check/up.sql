-- Which key folder the database was written with, so that no other is taken for it.
CREATE TABLE key_check (
    id INTEGER NOT NULL CHECK (id = 1),
    mark BLOB NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;
