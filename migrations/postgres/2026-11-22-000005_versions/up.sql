-- Which builds of the program ran here, and since when.
CREATE TABLE program_versions (
    version TEXT NOT NULL,
    built_on DATE NOT NULL,
    first_run_on DATE NOT NULL,
    PRIMARY KEY (version, built_on)
);
