-- Its rows are in entry.
DROP TABLE IF EXISTS ${prefix}placement;
