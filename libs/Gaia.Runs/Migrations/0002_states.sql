-- The id of a state: the first 32 hexadecimal digits of SHA-256 of its identity, as Gaia.Contracts makes it. convert_to
-- counts as stable only because a database could have another encoding; ours is UTF8.
CREATE FUNCTION runs.state_key(identity text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN left(encode(sha256(convert_to(identity, 'UTF8')), 'hex'), 32);

CREATE INDEX runs_by_state ON runs.runs (runs.state_key(state_identity));
CREATE INDEX locks_by_state ON runs.locks (runs.state_key(state_identity));

-- One row for each state that was ever written or locked. Whoever changes the state locks this row first.
CREATE TABLE runs.states (
    id             text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    -- Null while only the id was ever given.
    state_identity text        CHECK (runs.state_key(state_identity) = id),
    stack          text        NOT NULL CHECK (stack <> ''),
    component      text        NOT NULL CHECK (component <> ''),
    -- Number of the newest version; numbers are never given twice.
    latest         bigint      NOT NULL DEFAULT 0 CHECK (latest >= 0),
    -- Null where there is no state: none was written yet, or it was deleted.
    current        bigint      CHECK (current > 0 AND current <= latest),
    created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX states_by_instance ON runs.states (stack, component);

INSERT INTO runs.states (id, state_identity, stack, component, latest, created_at)
SELECT runs.state_key(state_identity), state_identity, (array_agg(stack ORDER BY id))[1], (array_agg(component ORDER BY id))[1],
    count(*), min(created_at)
FROM runs.state_versions GROUP BY state_identity;

ALTER TABLE runs.state_versions
    ADD COLUMN state_id       text REFERENCES runs.states (id),
    ADD COLUMN version        bigint CHECK (version > 0),
    ADD COLUMN origin         text CHECK (origin IN ('backend', 'run', 'adopt', 'rollback')),
    ADD COLUMN author         text CHECK (author <> ''),
    -- Key of the bytes in the blob store.
    ADD COLUMN blob           text CHECK (blob <> ''),
    -- Null for versions of before they were counted.
    ADD COLUMN resources      integer CHECK (resources >= 0),
    ADD COLUMN rolled_back_to bigint,
    ALTER COLUMN run_id DROP NOT NULL,
    ALTER COLUMN fence DROP NOT NULL,
    DROP CONSTRAINT state_versions_run_id_digest_key;

UPDATE runs.state_versions AS old
SET state_id = runs.state_key(old.state_identity), version = numbered.version, origin = 'run', author = numbered.author,
    blob = 'states/' || old.run_id || '/' || substr(old.digest, 8) || '.tfstate'
FROM (SELECT kept.id, row_number() OVER (PARTITION BY kept.state_identity ORDER BY kept.id) AS version,
          coalesce(run.approved_by, run.created_by) AS author
      FROM runs.state_versions AS kept JOIN runs.runs AS run ON run.id = kept.run_id) AS numbered
WHERE numbered.id = old.id;

ALTER TABLE runs.state_versions
    ALTER COLUMN state_id SET NOT NULL,
    ALTER COLUMN version SET NOT NULL,
    ALTER COLUMN origin SET NOT NULL,
    ALTER COLUMN author SET NOT NULL,
    ALTER COLUMN blob SET NOT NULL,
    DROP COLUMN state_identity,
    ADD UNIQUE (state_id, version),
    ADD FOREIGN KEY (state_id, rolled_back_to) REFERENCES runs.state_versions (state_id, version),
    ADD CONSTRAINT runs_write_under_a_fence CHECK ((run_id IS NULL) = (fence IS NULL)),
    ADD CONSTRAINT rollback_names_its_version CHECK ((origin = 'rollback') = (rolled_back_to IS NOT NULL));

UPDATE runs.states SET current = latest;
ALTER TABLE runs.states ADD FOREIGN KEY (id, current) REFERENCES runs.state_versions (state_id, version);

-- Terraform's own lock. That of Gaia, in runs.locks, stands above it: while a run holds it nobody else takes this one.
CREATE TABLE runs.state_locks (
    state_id text        PRIMARY KEY REFERENCES runs.states (id),
    lock_id  text        NOT NULL CHECK (lock_id <> ''),
    -- As terraform sent it.
    info     jsonb       NOT NULL,
    holder   text        NOT NULL CHECK (holder <> ''),
    run_id   uuid        REFERENCES runs.runs (id),
    since    timestamptz NOT NULL
);

CREATE INDEX state_locks_by_run ON runs.state_locks (run_id) WHERE run_id IS NOT NULL;

-- What a run's terraform shows to the state backend; one for each run, the newest. Gone when the run lets go of its state.
CREATE TABLE runs.run_tokens (
    run_id     uuid        PRIMARY KEY REFERENCES runs.runs (id),
    hash       bytea       NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at timestamptz NOT NULL
);
