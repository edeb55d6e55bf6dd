-- Who else handles data, how long each kind is kept, what each daily run deleted, and how many records there are.
CREATE TABLE processors (
    id BYTEA NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    host TEXT NOT NULL,
    purpose TEXT NOT NULL,
    data TEXT NOT NULL,
    place TEXT NOT NULL,
    contract_on DATE,
    valid_until DATE,
    measures TEXT NOT NULL,
    measures_checked_on DATE,
    review_on DATE,
    reminded TEXT NOT NULL,
    proposed_on DATE NOT NULL,
    policy INTEGER,
    uses_from DATE,
    ended_on DATE,
    PRIMARY KEY (id)
);

CREATE TABLE retention_rules (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    days BIGINT NOT NULL,
    policy INTEGER,
    from_day DATE,
    proposed_on DATE NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE retention_runs (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day DATE NOT NULL,
    shown BIGINT NOT NULL,
    step BIGINT NOT NULL,
    PRIMARY KEY (number, kind)
);

CREATE TABLE clock_readings (
    id INTEGER NOT NULL CHECK (id = 1),
    seen_at TIMESTAMP NOT NULL,
    ran_on DATE,
    PRIMARY KEY (id)
);

CREATE TABLE record_counts (
    name TEXT NOT NULL,
    day DATE NOT NULL,
    shown BIGINT NOT NULL,
    step BIGINT NOT NULL,
    PRIMARY KEY (name)
);

-- what the program did before anybody could choose
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (1, 'trail', 731, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (2, 'calls', 30, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (3, 'campaigns', 731, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (4, 'accounts', 30, '2000-01-01', '2000-01-01');

CREATE FUNCTION processors_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.policy IS NOT NULL OR NEW.uses_from IS NOT NULL THEN
        RAISE EXCEPTION 'a processor is used only after a policy announced it';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER processors_begin_as_proposals BEFORE INSERT ON processors
FOR EACH ROW EXECUTE FUNCTION processors_begin();

CREATE FUNCTION processors_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.policy IS DISTINCT FROM OLD.policy OR NEW.uses_from IS DISTINCT FROM OLD.uses_from)
        AND (OLD.policy IS NOT NULL OR OLD.ended_on IS NOT NULL OR NEW.uses_from IS NULL OR NOT EXISTS (
            SELECT 1 FROM policies WHERE number = NEW.policy AND effective_on <= NEW.uses_from)) THEN
        RAISE EXCEPTION 'a processor is used only after a policy announced it';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER processors_are_announced_first BEFORE UPDATE ON processors
FOR EACH ROW EXECUTE FUNCTION processors_announced();

CREATE FUNCTION processors_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.policy IS NOT NULL AND (NEW.id, NEW.name, NEW.role, NEW.host, NEW.purpose, NEW.data, NEW.place, NEW.proposed_on)
        IS DISTINCT FROM (OLD.id, OLD.name, OLD.role, OLD.host, OLD.purpose, OLD.data, OLD.place, OLD.proposed_on) THEN
        RAISE EXCEPTION 'what people were told of a processor is never changed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER processors_stay_as_told BEFORE UPDATE ON processors
FOR EACH ROW EXECUTE FUNCTION processors_told();

CREATE FUNCTION processors_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on THEN
        RAISE EXCEPTION 'a processor that ended is announced anew';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER processors_end_for_good BEFORE UPDATE ON processors
FOR EACH ROW EXECUTE FUNCTION processors_ended();

CREATE FUNCTION processors_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.policy IS NOT NULL THEN
        RAISE EXCEPTION 'a processor people were told of is never removed';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER processors_are_not_removed BEFORE DELETE ON processors
FOR EACH ROW EXECUTE FUNCTION processors_kept();

CREATE TRIGGER processors_are_not_emptied BEFORE TRUNCATE ON processors
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a processor people were told of is never removed');

CREATE FUNCTION retention_rules_tighten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.policy IS NOT NULL OR NEW.from_day IS NOT NULL AND (
        EXISTS (SELECT 1 FROM retention_rules AS later WHERE later.number > NEW.number)
        OR NEW.days > coalesce((SELECT days FROM retention_rules AS known WHERE known.kind = NEW.kind
            AND known.from_day <= NEW.from_day ORDER BY known.number DESC LIMIT 1), -1)) THEN
        RAISE EXCEPTION 'keeping data longer has to be announced first';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER retention_rules_loosen_only_when_announced BEFORE INSERT ON retention_rules
FOR EACH ROW EXECUTE FUNCTION retention_rules_tighten();

CREATE FUNCTION retention_rules_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.kind, NEW.days, NEW.proposed_on) IS DISTINCT FROM (OLD.number, OLD.kind, OLD.days, OLD.proposed_on)
        OR OLD.from_day IS NOT NULL OR NEW.from_day IS NULL
        OR NOT EXISTS (SELECT 1 FROM policies WHERE number = NEW.policy AND effective_on <= NEW.from_day) THEN
        RAISE EXCEPTION 'keeping data longer has to be announced first';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER retention_rules_are_announced_first BEFORE UPDATE ON retention_rules
FOR EACH ROW EXECUTE FUNCTION retention_rules_announced();

CREATE FUNCTION retention_rules_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.from_day IS NOT NULL THEN
        RAISE EXCEPTION 'a rule of retention that counts is never removed';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER retention_rules_are_not_removed BEFORE DELETE ON retention_rules
FOR EACH ROW EXECUTE FUNCTION retention_rules_kept();

CREATE TRIGGER retention_rules_are_not_emptied BEFORE TRUNCATE ON retention_rules
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a rule of retention that counts is never removed');

CREATE TRIGGER retention_runs_are_not_changed BEFORE UPDATE ON retention_runs
FOR EACH ROW EXECUTE FUNCTION refuse('the log of deletions is never changed');

CREATE TRIGGER retention_runs_are_not_removed BEFORE DELETE ON retention_runs
FOR EACH ROW EXECUTE FUNCTION refuse('the log of deletions is never changed');

CREATE TRIGGER retention_runs_are_not_emptied BEFORE TRUNCATE ON retention_runs
FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log of deletions is never changed');
