-- What is promised to people: each version of the policy for good, the draft of the next, and mails to subscribers about what was published.
CREATE TABLE policies (
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    loosens BOOLEAN NOT NULL,
    published_on DATE NOT NULL,
    effective_on DATE NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE policy_drafts (
    id INTEGER NOT NULL CHECK (id = 1),
    body TEXT NOT NULL,
    reviewed BOOLEAN NOT NULL,
    edited_on DATE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE announcements (
    id BYTEA NOT NULL,
    topic TEXT NOT NULL,
    survey_id BYTEA,
    body TEXT NOT NULL,
    through BYTEA,
    announced_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id)
);

CREATE TRIGGER policies_are_not_changed BEFORE UPDATE ON policies
FOR EACH ROW EXECUTE FUNCTION refuse('a published policy is never changed');

CREATE TRIGGER policies_are_not_removed BEFORE DELETE ON policies
FOR EACH ROW EXECUTE FUNCTION refuse('a published policy is never removed');

CREATE TRIGGER policies_are_not_emptied BEFORE TRUNCATE ON policies
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a published policy is never removed');

CREATE FUNCTION policies_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM policies) OR NEW.effective_on < NEW.published_on THEN
        RAISE EXCEPTION 'policies are numbered one by one and count from no day before their publication';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER policies_are_in_order BEFORE INSERT ON policies
FOR EACH ROW EXECUTE FUNCTION policies_in_order();
