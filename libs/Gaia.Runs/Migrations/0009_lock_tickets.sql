-- Where a table has a trigger BEFORE UPDATE (0007), a statement that names a column of a unique index locks the row's key, whether it changes the
-- column or not: saving a run met whoever appends its events in a deadlock. A partial index is no key.
ALTER TABLE runs.runs DROP CONSTRAINT runs_lock_ticket_key;
CREATE UNIQUE INDEX runs_lock_ticket ON runs.runs (lock_ticket) WHERE lock_ticket IS NOT NULL;
