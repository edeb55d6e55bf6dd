-- Incidents: the register, its tasks, and what was published of each for good. What the organisation did with answers: drafts, and what was published.
CREATE TABLE incidents (
    id BLOB NOT NULL,
    number INTEGER NOT NULL,
    found_at TIMESTAMP NOT NULL,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    exercise BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    created_on DATE NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (number)
) WITHOUT ROWID;

CREATE TABLE incident_tasks (
    id BLOB NOT NULL,
    incident_id BLOB NOT NULL,
    what TEXT NOT NULL,
    account_id BLOB,
    owner TEXT NOT NULL,
    due_on DATE,
    done_on DATE,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE incident_updates (
    incident_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (incident_id, number)
) WITHOUT ROWID;

CREATE TABLE statements (
    id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    body TEXT NOT NULL,
    created_on DATE NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE statement_versions (
    statement_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    survey_id BLOB NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (statement_id, number)
) WITHOUT ROWID;

CREATE TRIGGER incident_updates_are_not_changed BEFORE UPDATE ON incident_updates
BEGIN SELECT RAISE(ABORT, 'a published update is never changed'); END;

CREATE TRIGGER incident_updates_are_not_removed BEFORE DELETE ON incident_updates
BEGIN SELECT RAISE(ABORT, 'a published update is never removed'); END;

CREATE TRIGGER incident_updates_are_not_replaced BEFORE INSERT ON incident_updates
WHEN EXISTS (SELECT 1 FROM incident_updates AS old WHERE old.incident_id = NEW.incident_id AND old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a published update is never changed'); END;

CREATE TRIGGER incident_updates_are_in_order BEFORE INSERT ON incident_updates
WHEN NEW.number <> (SELECT coalesce(max(known.number), 0) + 1 FROM incident_updates AS known WHERE known.incident_id = NEW.incident_id)
BEGIN SELECT RAISE(ABORT, 'a published update has the number after the one before'); END;

CREATE TRIGGER statement_versions_are_not_changed BEFORE UPDATE ON statement_versions
BEGIN SELECT RAISE(ABORT, 'a published statement is never changed'); END;

CREATE TRIGGER statement_versions_are_not_removed BEFORE DELETE ON statement_versions
BEGIN SELECT RAISE(ABORT, 'a published statement is never removed'); END;

CREATE TRIGGER statement_versions_are_not_replaced BEFORE INSERT ON statement_versions
WHEN EXISTS (SELECT 1 FROM statement_versions AS old WHERE old.statement_id = NEW.statement_id AND old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a published statement is never changed'); END;

CREATE TRIGGER statement_versions_are_in_order BEFORE INSERT ON statement_versions
WHEN NEW.number <> (SELECT coalesce(max(known.number), 0) + 1 FROM statement_versions AS known WHERE known.statement_id = NEW.statement_id)
BEGIN SELECT RAISE(ABORT, 'a published statement has the number after the one before'); END;

-- an exercise stays one, and none of it is ever published
CREATE TRIGGER exercises_stay_exercises BEFORE UPDATE ON incidents
WHEN NEW.exercise <> OLD.exercise
BEGIN SELECT RAISE(ABORT, 'an exercise stays one'); END;

CREATE TRIGGER exercises_are_not_published BEFORE INSERT ON incident_updates
WHEN NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.id = NEW.incident_id AND NOT incidents.exercise)
BEGIN SELECT RAISE(ABORT, 'an exercise is never published'); END;
