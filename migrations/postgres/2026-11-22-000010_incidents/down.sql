DROP TABLE statement_versions;
DROP TABLE statements;
DROP TABLE incident_updates;
DROP TABLE incident_tasks;
DROP TABLE incidents;
DROP FUNCTION exercises_unpublished();
DROP FUNCTION statement_versions_in_order();
DROP FUNCTION incident_updates_in_order();
