DROP TABLE statement_versions;
DROP TABLE statements;
DROP TABLE incident_updates;
DROP TABLE incident_tasks;
DROP TABLE incidents;
