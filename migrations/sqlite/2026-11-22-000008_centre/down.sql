DROP TABLE announcements;
DROP TABLE policy_drafts;
DROP TABLE policies;
