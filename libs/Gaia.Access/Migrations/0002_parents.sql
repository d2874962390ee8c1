-- The token that made it: it ends with that one. Null where a person on the machine, an OIDC caller or an earlier version made it.
ALTER TABLE access.tokens ADD COLUMN parent uuid REFERENCES access.tokens (id) CHECK (parent <> id);

CREATE INDEX tokens_parent ON access.tokens (parent) WHERE parent IS NOT NULL;
