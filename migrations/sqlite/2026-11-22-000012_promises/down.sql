DROP TRIGGER legal_ground_stays_promised;
DROP TRIGGER legal_ground_was_promised;
DROP TRIGGER notice_is_not_made_shorter;
DROP TRIGGER notice_never_gets_shorter;
DROP TRIGGER survey_versions_are_announced;
DROP TRIGGER policies_give_notice;
ALTER TABLE organisation DROP COLUMN notice_days;
ALTER TABLE survey_versions DROP COLUMN policy;
