-- Incidents: the register, its tasks, and what was published of each for good. What the organisation did with answers: drafts, and what was published.
CREATE TABLE incidents (
    id BYTEA NOT NULL,
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
);

CREATE TABLE incident_tasks (
    id BYTEA NOT NULL,
    incident_id BYTEA NOT NULL,
    what TEXT NOT NULL,
    account_id BYTEA,
    owner TEXT NOT NULL,
    due_on DATE,
    done_on DATE,
    PRIMARY KEY (id)
);

CREATE TABLE incident_updates (
    incident_id BYTEA NOT NULL,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (incident_id, number)
);

CREATE TABLE statements (
    id BYTEA NOT NULL,
    survey_id BYTEA NOT NULL,
    body TEXT NOT NULL,
    created_on DATE NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE statement_versions (
    statement_id BYTEA NOT NULL,
    number INTEGER NOT NULL,
    survey_id BYTEA NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_on DATE NOT NULL,
    PRIMARY KEY (statement_id, number)
);

CREATE TRIGGER incident_updates_are_not_changed BEFORE UPDATE ON incident_updates
FOR EACH ROW EXECUTE FUNCTION refuse('a published update is never changed');

CREATE TRIGGER incident_updates_are_not_removed BEFORE DELETE ON incident_updates
FOR EACH ROW EXECUTE FUNCTION refuse('a published update is never removed');

CREATE TRIGGER incident_updates_are_not_emptied BEFORE TRUNCATE ON incident_updates
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a published update is never removed');

CREATE FUNCTION incident_updates_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> (SELECT coalesce(max(known.number), 0) + 1 FROM incident_updates AS known WHERE known.incident_id = NEW.incident_id) THEN
        RAISE EXCEPTION 'a published update has the number after the one before';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER incident_updates_are_in_order BEFORE INSERT ON incident_updates
FOR EACH ROW EXECUTE FUNCTION incident_updates_in_order();

CREATE TRIGGER statement_versions_are_not_changed BEFORE UPDATE ON statement_versions
FOR EACH ROW EXECUTE FUNCTION refuse('a published statement is never changed');

CREATE TRIGGER statement_versions_are_not_removed BEFORE DELETE ON statement_versions
FOR EACH ROW EXECUTE FUNCTION refuse('a published statement is never removed');

CREATE TRIGGER statement_versions_are_not_emptied BEFORE TRUNCATE ON statement_versions
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a published statement is never removed');

CREATE FUNCTION statement_versions_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> (SELECT coalesce(max(known.number), 0) + 1 FROM statement_versions AS known WHERE known.statement_id = NEW.statement_id) THEN
        RAISE EXCEPTION 'a published statement has the number after the one before';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER statement_versions_are_in_order BEFORE INSERT ON statement_versions
FOR EACH ROW EXECUTE FUNCTION statement_versions_in_order();

-- an exercise stays one, and none of it is ever published
CREATE TRIGGER exercises_stay_exercises BEFORE UPDATE ON incidents
FOR EACH ROW WHEN (NEW.exercise <> OLD.exercise) EXECUTE FUNCTION refuse('an exercise stays one');

CREATE FUNCTION exercises_unpublished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.id = NEW.incident_id AND NOT incidents.exercise) THEN
        RAISE EXCEPTION 'an exercise is never published';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER exercises_are_not_published BEFORE INSERT ON incident_updates
FOR EACH ROW EXECUTE FUNCTION exercises_unpublished();
