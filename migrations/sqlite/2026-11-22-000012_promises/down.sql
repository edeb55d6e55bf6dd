DROP TRIGGER organisation_keeps_promises_anew;
DROP TRIGGER organisation_keeps_promises;
DROP TRIGGER survey_versions_are_announced;
DROP TRIGGER policies_give_notice;
ALTER TABLE collections DROP COLUMN closing_policy;
ALTER TABLE organisation DROP COLUMN notice_days;
ALTER TABLE survey_versions DROP COLUMN policy;
