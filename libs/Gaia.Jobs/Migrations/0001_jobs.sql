CREATE SCHEMA IF NOT EXISTS jobs;

CREATE TABLE jobs.jobs (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text        NOT NULL CHECK (kind ~ '^[a-z][a-z0-9.-]{0,99}$'),
    payload          jsonb       NOT NULL,
    priority         smallint    NOT NULL DEFAULT 0 CHECK (priority BETWEEN -100 AND 100),
    state            text        NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'done', 'dead', 'canceled')),
    not_before       timestamptz NOT NULL DEFAULT now(),
    unique_key       text,
    attempt          integer     NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    max_attempts     integer     NOT NULL DEFAULT 5 CHECK (max_attempts BETWEEN 1 AND 100),
    -- The fence: every claim adds one, and every write of a holder names the epoch it was given.
    epoch            bigint      NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    worker           uuid,
    lease_until      timestamptz,
    cancel_requested boolean     NOT NULL DEFAULT false,
    error            text,
    trace_parent     text,
    enqueued_at      timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    -- A job is held exactly while it runs, and finished exactly when it says when.
    CONSTRAINT held_while_running CHECK ((state = 'running') = (worker IS NOT NULL)),
    CONSTRAINT held_with_lease CHECK ((worker IS NULL) = (lease_until IS NULL)),
    CONSTRAINT finished_has_time CHECK ((state IN ('done', 'dead', 'canceled')) = (finished_at IS NOT NULL)),
    CONSTRAINT running_was_claimed CHECK (state <> 'running' OR (epoch > 0 AND attempt > 0))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- The claim walks this index in its order and stops at the first rows it can lock.
CREATE INDEX jobs_ready ON jobs.jobs (priority DESC, id) WHERE state = 'ready';
CREATE INDEX jobs_running ON jobs.jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON jobs.jobs (finished_at) WHERE state IN ('done', 'canceled');
CREATE INDEX jobs_dead ON jobs.jobs (id) WHERE state = 'dead';
CREATE UNIQUE INDEX jobs_unique_key ON jobs.jobs (unique_key) WHERE unique_key IS NOT NULL AND state IN ('ready', 'running');

CREATE TABLE jobs.schedules (
    name       text        PRIMARY KEY,
    cron       text        NOT NULL,
    kind       text        NOT NULL,
    payload    jsonb       NOT NULL,
    next_at    timestamptz NOT NULL,
    last_at    timestamptz,
    CONSTRAINT moves_forward CHECK (last_at IS NULL OR last_at < next_at)
);

CREATE TABLE jobs.workers (
    id          uuid        PRIMARY KEY,
    host        text        NOT NULL,
    version     text        NOT NULL,
    facts       jsonb       NOT NULL DEFAULT '{}',
    running     integer     NOT NULL CHECK (running >= 0),
    capacity    integer     NOT NULL CHECK (capacity > 0),
    started_at  timestamptz NOT NULL DEFAULT now(),
    seen_at     timestamptz NOT NULL DEFAULT now(),
    alive_until timestamptz NOT NULL
);
