CREATE SCHEMA IF NOT EXISTS api;

-- The answers of POST calls that carried an Idempotency-Key, kept for a day.
CREATE TABLE api.idempotency (
    actor        text NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    started_at   timestamptz NOT NULL,
    -- NULL while the first call still runs.
    status       smallint CHECK (status BETWEEN 200 AND 299),
    content_type text,
    location     text,
    etag         text,
    body         bytea,
    PRIMARY KEY (actor, key)
);

CREATE INDEX idempotency_age ON api.idempotency (started_at);
