ALTER TABLE letters DROP COLUMN about;
DROP TABLE turns;
DROP TABLE requests;
DROP TABLE subscriptions;
DROP TABLE subscribers;
