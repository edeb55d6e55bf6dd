-- Who else handles data, how long each kind is kept, what each daily run deleted, and how many records there are.
CREATE TABLE processors (
    id BLOB NOT NULL,
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
) WITHOUT ROWID;

CREATE TABLE retention_rules (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    days BIGINT NOT NULL,
    policy INTEGER,
    from_day DATE,
    proposed_on DATE NOT NULL,
    PRIMARY KEY (number)
) WITHOUT ROWID;

CREATE TABLE retention_runs (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day DATE NOT NULL,
    shown BIGINT NOT NULL,
    step BIGINT NOT NULL,
    PRIMARY KEY (number, kind)
) WITHOUT ROWID;

CREATE TABLE clock_readings (
    id INTEGER NOT NULL CHECK (id = 1),
    seen_at TIMESTAMP NOT NULL,
    ran_on DATE,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE record_counts (
    name TEXT NOT NULL,
    day DATE NOT NULL,
    shown BIGINT NOT NULL,
    step BIGINT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID;

-- what the program did before anybody could choose
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (1, 'trail', 731, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (2, 'calls', 30, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (3, 'campaigns', 731, '2000-01-01', '2000-01-01');
INSERT INTO retention_rules (number, kind, days, from_day, proposed_on) VALUES (4, 'accounts', 30, '2000-01-01', '2000-01-01');

CREATE TRIGGER processors_begin_as_proposals BEFORE INSERT ON processors
WHEN NEW.policy IS NOT NULL OR NEW.uses_from IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a processor is used only after a policy announced it'); END;

CREATE TRIGGER processors_are_not_replaced BEFORE INSERT ON processors
WHEN EXISTS (SELECT 1 FROM processors AS old WHERE old.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a processor is never replaced'); END;

CREATE TRIGGER processors_are_announced_first BEFORE UPDATE ON processors
WHEN (NEW.policy IS NOT OLD.policy OR NEW.uses_from IS NOT OLD.uses_from)
    AND (OLD.policy IS NOT NULL OR OLD.ended_on IS NOT NULL OR NEW.uses_from IS NULL OR NOT EXISTS (
        SELECT 1 FROM policies WHERE number = NEW.policy AND effective_on <= NEW.uses_from))
BEGIN SELECT RAISE(ABORT, 'a processor is used only after a policy announced it'); END;

CREATE TRIGGER processors_stay_as_told BEFORE UPDATE ON processors
WHEN OLD.policy IS NOT NULL AND (NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name OR NEW.role IS NOT OLD.role
    OR NEW.host IS NOT OLD.host OR NEW.purpose IS NOT OLD.purpose OR NEW.data IS NOT OLD.data
    OR NEW.place IS NOT OLD.place OR NEW.proposed_on IS NOT OLD.proposed_on)
BEGIN SELECT RAISE(ABORT, 'what people were told of a processor is never changed'); END;

CREATE TRIGGER processors_end_for_good BEFORE UPDATE ON processors
WHEN OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT OLD.ended_on
BEGIN SELECT RAISE(ABORT, 'a processor that ended is announced anew'); END;

CREATE TRIGGER processors_are_not_removed BEFORE DELETE ON processors
WHEN OLD.policy IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a processor people were told of is never removed'); END;

CREATE TRIGGER retention_rules_are_not_replaced BEFORE INSERT ON retention_rules
WHEN EXISTS (SELECT 1 FROM retention_rules AS old WHERE old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a rule of retention is never replaced'); END;

CREATE TRIGGER retention_rules_loosen_only_when_announced BEFORE INSERT ON retention_rules
WHEN NEW.policy IS NOT NULL OR NEW.from_day IS NOT NULL AND (
    EXISTS (SELECT 1 FROM retention_rules AS later WHERE later.number > NEW.number)
    OR NEW.days > coalesce((SELECT days FROM retention_rules AS old WHERE old.kind = NEW.kind
        AND old.from_day <= NEW.from_day ORDER BY old.number DESC LIMIT 1), -1))
BEGIN SELECT RAISE(ABORT, 'keeping data longer has to be announced first'); END;

CREATE TRIGGER retention_rules_are_announced_first BEFORE UPDATE ON retention_rules
WHEN NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.days IS NOT OLD.days
    OR NEW.proposed_on IS NOT OLD.proposed_on OR OLD.from_day IS NOT NULL OR NEW.from_day IS NULL
    OR NOT EXISTS (SELECT 1 FROM policies WHERE number = NEW.policy AND effective_on <= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'keeping data longer has to be announced first'); END;

CREATE TRIGGER retention_rules_are_not_removed BEFORE DELETE ON retention_rules
WHEN OLD.from_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a rule of retention that counts is never removed'); END;

CREATE TRIGGER retention_runs_are_not_changed BEFORE UPDATE ON retention_runs
BEGIN SELECT RAISE(ABORT, 'the log of deletions is never changed'); END;

CREATE TRIGGER retention_runs_are_not_removed BEFORE DELETE ON retention_runs
BEGIN SELECT RAISE(ABORT, 'the log of deletions is never changed'); END;

CREATE TRIGGER retention_runs_are_not_replaced BEFORE INSERT ON retention_runs
WHEN EXISTS (SELECT 1 FROM retention_runs AS old WHERE old.number = NEW.number AND old.kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'the log of deletions is never changed'); END;
