CREATE SCHEMA IF NOT EXISTS audit;

CREATE TABLE audit.entries (
    sequence      bigint PRIMARY KEY CHECK (sequence > 0),
    at            timestamptz NOT NULL,
    actor         text NOT NULL CHECK (actor <> ''),
    action        text NOT NULL CHECK (action <> ''),
    subject       text NOT NULL CHECK (subject <> ''),
    detail        text,
    hash          text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
    -- UNIQUE: no row has two successors, so the chain cannot fork even without the lock that writers take.
    previous_hash text NOT NULL UNIQUE CHECK (previous_hash ~ '^[0-9a-f]{64}$')
);

CREATE INDEX entries_subject ON audit.entries (subject, sequence DESC);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit.entries is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Also when a replication role or a restore session switches ordinary triggers off.
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER append_only;

REVOKE UPDATE, DELETE, TRUNCATE ON audit.entries FROM PUBLIC;
