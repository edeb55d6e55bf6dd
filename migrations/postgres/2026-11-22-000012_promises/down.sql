DROP TRIGGER organisation_keeps_promises_anew ON organisation;
DROP TRIGGER organisation_keeps_promises ON organisation;
DROP FUNCTION organisation_promised();
DROP TRIGGER survey_versions_are_announced ON survey_versions;
DROP FUNCTION survey_versions_announced();
DROP TRIGGER policies_give_notice ON policies;
DROP FUNCTION policies_notice();
ALTER TABLE organisation DROP COLUMN notice_days;
ALTER TABLE survey_versions DROP COLUMN policy;
