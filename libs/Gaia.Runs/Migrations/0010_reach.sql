-- Whether no stack was out of the reach of who asked for the run. A run by ref meets its state only when its revision has been fetched: the state
-- may belong to another stack, too, and the rights for both are needed.
ALTER TABLE runs.runs ADD COLUMN reaches_everything boolean NOT NULL DEFAULT false;
