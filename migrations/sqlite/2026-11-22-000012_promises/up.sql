-- What is promised changes with a notice only: surveys name the policy version that told of them, the organisation the days of notice.
ALTER TABLE survey_versions ADD COLUMN policy INTEGER;
ALTER TABLE collections ADD COLUMN closing_policy INTEGER;
ALTER TABLE organisation ADD COLUMN notice_days INTEGER NOT NULL DEFAULT 14;

-- a policy that is less strict than before counts after the days of notice; one that was announced may be carried on
CREATE TRIGGER policies_give_notice BEFORE INSERT ON policies
WHEN NEW.loosens AND NEW.number > 1
    AND NEW.effective_on < date(NEW.published_on, '+' || coalesce((SELECT notice_days FROM organisation WHERE id = 1), 14) || ' days')
    AND NOT EXISTS (
        SELECT 1 FROM policies AS earlier WHERE earlier.loosens AND earlier.effective_on = NEW.effective_on
        AND earlier.published_on < NEW.effective_on
    )
    -- what was published before there were policies had no version to tell of it
    AND NOT EXISTS (SELECT 1 FROM survey_versions AS old WHERE old.policy IS NULL AND old.effective_on = NEW.effective_on)
BEGIN SELECT RAISE(ABORT, 'what is less strict counts after the days of notice'); END;

CREATE TRIGGER survey_versions_are_announced BEFORE INSERT ON survey_versions
WHEN NOT EXISTS (SELECT 1 FROM policies WHERE policies.number = NEW.policy)
    AND (NOT EXISTS (SELECT 1 FROM survey_versions AS earlier WHERE earlier.survey_id = NEW.survey_id)
        OR EXISTS (
            SELECT 1 FROM survey_versions AS earlier WHERE earlier.survey_id = NEW.survey_id
            AND earlier.number = (SELECT max(number) FROM survey_versions AS newest WHERE newest.survey_id = NEW.survey_id)
            AND (earlier.group_size <> NEW.group_size OR earlier.colluders <> NEW.colluders
                OR earlier.retention_days <> NEW.retention_days
                OR json_extract(earlier.definition, '$.purpose') IS NOT json_extract(NEW.definition, '$.purpose')
                OR json_extract(earlier.definition, '$.benefit') IS NOT json_extract(NEW.definition, '$.benefit')
                OR json_extract(earlier.definition, '$.keep') IS NOT json_extract(NEW.definition, '$.keep'))
        ))
BEGIN SELECT RAISE(ABORT, 'a survey that promises something else names the policy version that tells of it'); END;

CREATE TRIGGER organisation_keeps_promises BEFORE UPDATE ON organisation
WHEN NEW.notice_days < coalesce((SELECT json_extract(body, '$.facts.notice_days') FROM policies ORDER BY number DESC LIMIT 1), 0)
    OR (NEW.legal_ground <> 'consent' AND NEW.legal_ground <> coalesce(
        (SELECT json_extract(body, '$.facts.organisation.legal_ground') FROM policies ORDER BY number DESC LIMIT 1), NEW.legal_ground))
BEGIN SELECT RAISE(ABORT, 'fewer days of notice, or another legal ground than consent, than was promised'); END;

CREATE TRIGGER organisation_keeps_promises_anew BEFORE INSERT ON organisation
WHEN NEW.notice_days < coalesce((SELECT json_extract(body, '$.facts.notice_days') FROM policies ORDER BY number DESC LIMIT 1), 0)
    OR (NEW.legal_ground <> 'consent' AND NEW.legal_ground <> coalesce(
        (SELECT json_extract(body, '$.facts.organisation.legal_ground') FROM policies ORDER BY number DESC LIMIT 1), NEW.legal_ground))
BEGIN SELECT RAISE(ABORT, 'fewer days of notice, or another legal ground than consent, than was promised'); END;
