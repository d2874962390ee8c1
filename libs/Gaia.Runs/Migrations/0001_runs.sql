CREATE SCHEMA IF NOT EXISTS runs;

CREATE TABLE runs.configurations (
    digest     text        PRIMARY KEY CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
    size       bigint      NOT NULL CHECK (size > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Strictly growing tickets: runs that wait for one state start in the order they began to wait.
CREATE SEQUENCE runs.lock_tickets;

CREATE TABLE runs.runs (
    id                  uuid        PRIMARY KEY,
    component           text        NOT NULL CHECK (component <> ''),
    stack               text        NOT NULL CHECK (stack <> ''),
    operation           text        NOT NULL CHECK (operation IN ('plan', 'apply', 'destroy')),
    status              text        NOT NULL CHECK (status IN ('queued', 'planning', 'awaitingApproval', 'approved', 'applying',
                                        'planned', 'applied', 'discarded', 'canceled', 'failed', 'interrupted')),
    configuration       text        NOT NULL REFERENCES runs.configurations (digest),
    ref                 text,
    commit              text,
    state_identity      text        NOT NULL CHECK (state_identity <> ''),
    auto_approve        boolean     NOT NULL,
    plan_only           boolean     NOT NULL,
    arguments           text[]      NOT NULL DEFAULT '{}',
    message             text,
    created_by          text        NOT NULL CHECK (created_by <> ''),
    created_at          timestamptz NOT NULL,
    plan                text        CHECK (plan ~ '^sha256:[0-9a-f]{64}$'),
    changes             integer[]   CHECK (array_length(changes, 1) = 5),
    approved_by         text,
    error               text,
    advice              text,
    terraform_exit_code integer,
    started_at          timestamptz,
    planned_at          timestamptz,
    apply_started_at    timestamptz,
    finished_at         timestamptz,
    cancel_requested_by text,
    cancel_by_force     boolean     NOT NULL DEFAULT false,
    job                 bigint,
    trace_parent        text,
    version             integer     NOT NULL DEFAULT 0 CHECK (version >= 0),
    lock_ticket         bigint      UNIQUE,
    idempotency_key     text,
    request_hash        text,
    outputs             jsonb,
    CONSTRAINT finished_has_time CHECK (
        (status IN ('planned', 'applied', 'discarded', 'canceled', 'failed', 'interrupted')) = (finished_at IS NOT NULL)),
    CONSTRAINT approval_needs_plan CHECK (
        status NOT IN ('awaitingApproval', 'approved', 'applying', 'planned', 'applied', 'discarded', 'interrupted')
        OR (plan IS NOT NULL AND planned_at IS NOT NULL)),
    CONSTRAINT apply_needs_approval CHECK (
        status NOT IN ('approved', 'applying', 'applied', 'interrupted') OR approved_by IS NOT NULL),
    CONSTRAINT plan_only_is_never_applied CHECK (
        NOT plan_only OR status NOT IN ('awaitingApproval', 'approved', 'applying', 'applied', 'interrupted')),
    CONSTRAINT only_waiters_have_tickets CHECK (lock_ticket IS NULL OR status IN ('queued', 'approved')),
    CONSTRAINT idempotency_is_whole CHECK ((idempotency_key IS NULL) = (request_hash IS NULL))
);

CREATE UNIQUE INDEX runs_idempotency ON runs.runs (created_by, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX runs_by_instance ON runs.runs (stack, component, id DESC);
CREATE INDEX runs_by_status ON runs.runs (status, id DESC);
CREATE INDEX runs_waiting ON runs.runs (state_identity, lock_ticket) WHERE lock_ticket IS NOT NULL;
CREATE INDEX runs_applies ON runs.runs (state_identity, apply_started_at) WHERE apply_started_at IS NOT NULL;

-- One row for each identity ever locked; it stays, so that the fence only grows. run_id is null while it is free.
CREATE TABLE runs.locks (
    state_identity text        PRIMARY KEY,
    fence          bigint      NOT NULL CHECK (fence > 0),
    run_id         uuid        UNIQUE REFERENCES runs.runs (id),
    acquired_at    timestamptz,
    CONSTRAINT held_since CHECK ((run_id IS NULL) = (acquired_at IS NULL))
);

-- Apart from the run, because it changes with every batch of events and the run's row is wide.
CREATE TABLE runs.event_heads (
    run_id uuid   PRIMARY KEY REFERENCES runs.runs (id),
    last   bigint NOT NULL CHECK (last >= 0)
) WITH (fillfactor = 50);

CREATE TABLE runs.events (
    run_id   uuid        NOT NULL REFERENCES runs.runs (id),
    sequence bigint      NOT NULL CHECK (sequence > 0),
    at       timestamptz NOT NULL,
    type     text        NOT NULL CHECK (type ~ '^[a-z][a-zA-Z-]{0,39}$'),
    data     jsonb       NOT NULL,
    -- Names the batch it came with, so that a writer that lost its connection during a commit can look whether it was written.
    batch    uuid        NOT NULL,
    PRIMARY KEY (run_id, sequence)
);

CREATE TABLE runs.state_versions (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state_identity text        NOT NULL,
    stack          text        NOT NULL,
    component      text        NOT NULL,
    serial         bigint      NOT NULL CHECK (serial >= 0),
    lineage        text        NOT NULL,
    digest         text        NOT NULL CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
    size           bigint      NOT NULL CHECK (size >= 0),
    outputs        jsonb       NOT NULL,
    run_id         uuid        NOT NULL REFERENCES runs.runs (id),
    fence          bigint      NOT NULL CHECK (fence > 0),
    created_at     timestamptz NOT NULL DEFAULT now(),
    -- The same run may store its state again after a crash; it stays one version.
    UNIQUE (run_id, digest)
);

CREATE INDEX state_versions_latest ON runs.state_versions (stack, component, id DESC);
