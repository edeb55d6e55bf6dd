DROP TABLE announcements;
DROP TABLE policy_drafts;
DROP TABLE policies;
DROP FUNCTION policies_in_order();
