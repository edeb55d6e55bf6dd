-- What is promised changes with a notice only: surveys name the policy version that told of them, the organisation the days of notice.
ALTER TABLE survey_versions ADD COLUMN policy INTEGER;
ALTER TABLE collections ADD COLUMN closing_policy INTEGER;
ALTER TABLE organisation ADD COLUMN notice_days INTEGER NOT NULL DEFAULT 14;

-- a policy that is less strict than before counts after the days of notice; one that was announced may be carried on
CREATE FUNCTION policies_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.loosens AND NEW.number > 1
        AND NEW.effective_on < NEW.published_on + coalesce((SELECT notice_days FROM organisation WHERE id = 1), 14)
        AND NOT EXISTS (
            SELECT 1 FROM policies AS earlier WHERE earlier.loosens AND earlier.effective_on = NEW.effective_on
            AND earlier.published_on < NEW.effective_on
        )
        -- what was published before there were policies had no version to tell of it
        AND NOT EXISTS (SELECT 1 FROM survey_versions AS known WHERE known.policy IS NULL AND known.effective_on = NEW.effective_on)
    THEN
        RAISE EXCEPTION 'what is less strict counts after the days of notice';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER policies_give_notice BEFORE INSERT ON policies
FOR EACH ROW EXECUTE FUNCTION policies_notice();

CREATE FUNCTION survey_versions_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM policies WHERE policies.number = NEW.policy)
        AND (NOT EXISTS (SELECT 1 FROM survey_versions AS earlier WHERE earlier.survey_id = NEW.survey_id)
            OR EXISTS (
                SELECT 1 FROM survey_versions AS earlier WHERE earlier.survey_id = NEW.survey_id
                AND earlier.number = (SELECT max(number) FROM survey_versions AS newest WHERE newest.survey_id = NEW.survey_id)
                AND (earlier.group_size <> NEW.group_size OR earlier.colluders <> NEW.colluders
                    OR earlier.retention_days <> NEW.retention_days
                    OR (earlier.definition::jsonb -> 'purpose') IS DISTINCT FROM (NEW.definition::jsonb -> 'purpose')
                    OR (earlier.definition::jsonb -> 'benefit') IS DISTINCT FROM (NEW.definition::jsonb -> 'benefit')
                    OR (earlier.definition::jsonb -> 'keep') IS DISTINCT FROM (NEW.definition::jsonb -> 'keep'))
            ))
    THEN
        RAISE EXCEPTION 'a survey that promises something else names the policy version that tells of it';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER survey_versions_are_announced BEFORE INSERT ON survey_versions
FOR EACH ROW EXECUTE FUNCTION survey_versions_announced();

CREATE FUNCTION organisation_promised() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    promised JSONB;
BEGIN
    SELECT body::jsonb -> 'facts' INTO promised FROM policies ORDER BY number DESC LIMIT 1;
    IF promised IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.notice_days < (promised ->> 'notice_days')::integer
        OR (NEW.legal_ground <> 'consent' AND NEW.legal_ground <> (promised #>> '{organisation,legal_ground}'))
    THEN
        RAISE EXCEPTION 'fewer days of notice, or another legal ground than consent, than was promised';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER organisation_keeps_promises BEFORE UPDATE ON organisation
FOR EACH ROW EXECUTE FUNCTION organisation_promised();

CREATE TRIGGER organisation_keeps_promises_anew BEFORE INSERT ON organisation
FOR EACH ROW EXECUTE FUNCTION organisation_promised();
