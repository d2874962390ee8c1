-- Whose stack an entry is about, for those who are in charge of some stacks only. It is part of the hash where it is given.
ALTER TABLE audit.entries ADD COLUMN stack text;

CREATE INDEX entries_stack ON audit.entries (stack, sequence DESC) WHERE stack IS NOT NULL;
