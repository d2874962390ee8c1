-- The session of the server that runs the call: it holds an advisory lock of this number while it lives, so that a call whose
-- server died holds its key no longer.
ALTER TABLE api.idempotency ADD COLUMN session bigint;
