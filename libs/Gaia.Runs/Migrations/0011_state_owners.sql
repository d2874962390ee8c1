-- The stacks that may use a state: the one that came first, and those that somebody who reaches all of them let in. Without a row for its stack
-- no run and nobody at a terminal uses a state that has owners, whoever asks: a state planted under one stack is not found by another.
CREATE TABLE runs.state_owners (
    state_id text        NOT NULL CHECK (state_id ~ '^[0-9a-f]{32}$'),
    stack    text        NOT NULL CHECK (stack <> ''),
    -- At most one: of two that come at the same time, one waits and finds the other.
    is_first boolean     NOT NULL DEFAULT false,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (state_id, stack)
);

CREATE UNIQUE INDEX state_owners_first ON runs.state_owners (state_id) WHERE is_first;

INSERT INTO runs.state_owners (state_id, stack, is_first) SELECT id, stack, true FROM runs.states;
INSERT INTO runs.state_owners (state_id, stack)
SELECT DISTINCT runs.state_key(state_identity), stack FROM runs.runs WHERE state_identity IS NOT NULL
ON CONFLICT DO NOTHING;
