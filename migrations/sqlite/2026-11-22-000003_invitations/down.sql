DROP TABLE sends;
DROP TABLE tokens;
DROP TABLE suppressions;
DROP TABLE outbox;
DROP TABLE invitations;
DROP TABLE addressees;
DROP TABLE campaigns;
