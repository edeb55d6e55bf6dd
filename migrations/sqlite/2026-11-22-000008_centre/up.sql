-- What is promised to people: each version of the policy for good, the draft of the next, and mails to subscribers about what was published.
CREATE TABLE policies (
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    loosens BOOLEAN NOT NULL,
    published_on DATE NOT NULL,
    effective_on DATE NOT NULL,
    PRIMARY KEY (number)
) WITHOUT ROWID;

CREATE TABLE policy_drafts (
    id INTEGER NOT NULL CHECK (id = 1),
    body TEXT NOT NULL,
    reviewed BOOLEAN NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE announcements (
    id BLOB NOT NULL,
    topic TEXT NOT NULL,
    survey_id BLOB,
    body TEXT NOT NULL,
    through BLOB,
    announced_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TRIGGER policies_are_not_changed BEFORE UPDATE ON policies
BEGIN SELECT RAISE(ABORT, 'a published policy is never changed'); END;

CREATE TRIGGER policies_are_not_removed BEFORE DELETE ON policies
BEGIN SELECT RAISE(ABORT, 'a published policy is never removed'); END;

CREATE TRIGGER policies_are_not_replaced BEFORE INSERT ON policies
WHEN EXISTS (SELECT 1 FROM policies AS old WHERE old.number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a published policy is never changed'); END;

CREATE TRIGGER policies_are_in_order BEFORE INSERT ON policies
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM policies) OR NEW.effective_on < NEW.published_on
BEGIN SELECT RAISE(ABORT, 'policies are numbered one by one and count from no day before their publication'); END;
