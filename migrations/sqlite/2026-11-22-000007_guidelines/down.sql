DROP TABLE acknowledgements;
DROP TABLE guidelines;
