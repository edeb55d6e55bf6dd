DROP TABLE transparency;
