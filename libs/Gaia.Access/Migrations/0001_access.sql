CREATE SCHEMA IF NOT EXISTS access;

CREATE TABLE access.tokens (
    id           uuid PRIMARY KEY,
    name         text NOT NULL CHECK (name <> ''),
    -- SHA-256 of the secret. The secret is 256 random bits, so a slow password hash would add nothing.
    hash         bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    role         text NOT NULL CHECK (role IN ('viewer', 'planner', 'operator', 'approver', 'admin')),
    stacks       text[] NOT NULL CHECK (cardinality(stacks) > 0),
    created_at   timestamptz NOT NULL,
    created_by   text NOT NULL,
    expires_at   timestamptz CHECK (expires_at > created_at),
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- A name is an actor in the audit log: two live tokens never share one.
CREATE UNIQUE INDEX tokens_live_name ON access.tokens (name) WHERE revoked_at IS NULL;
