DROP TABLE record_counts;
DROP TABLE clock_readings;
DROP TABLE retention_runs;
DROP TABLE retention_rules;
DROP TABLE processors;
