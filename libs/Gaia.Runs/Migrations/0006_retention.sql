-- Blobs that nothing refers to any more, or that are about to be written: after not_before they are deleted unless something
-- refers to them by then. So none is lost sight of, wherever a process is killed.
CREATE TABLE runs.unwanted_blobs (
    key        text        PRIMARY KEY CHECK (key <> ''),
    not_before timestamptz NOT NULL
);

CREATE INDEX unwanted_blobs_due ON runs.unwanted_blobs (not_before);

-- Legal holds. What is about the stacks (and the component, where one is named) is not removed while one stands.
CREATE TABLE runs.holds (
    id          uuid        PRIMARY KEY,
    stacks      text        NOT NULL CHECK (stacks <> ''),
    -- The same for LIKE.
    pattern     text        NOT NULL CHECK (pattern <> ''),
    component   text        CHECK (component <> ''),
    reason      text        NOT NULL CHECK (reason <> ''),
    placed_by   text        NOT NULL CHECK (placed_by <> ''),
    placed_at   timestamptz NOT NULL,
    released_by text        CHECK (released_by <> ''),
    released_at timestamptz,
    CONSTRAINT released_by_somebody CHECK ((released_by IS NULL) = (released_at IS NULL))
);

-- Whatever a worker is told: what is held stays.
CREATE FUNCTION runs.refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM runs.holds
               WHERE released_at IS NULL AND OLD.stack LIKE pattern AND (holds.component IS NULL OR holds.component = OLD.component)) THEN
        RAISE EXCEPTION '% in % is held: % is refused', OLD.component, OLD.stack, TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER held BEFORE DELETE ON runs.runs FOR EACH ROW EXECUTE FUNCTION runs.refuse_held();
CREATE TRIGGER held BEFORE DELETE ON runs.state_versions FOR EACH ROW EXECUTE FUNCTION runs.refuse_held();

-- Of logs, which are many rows: once for each statement, and not at all where events are only added.
CREATE FUNCTION runs.refuse_held_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    run record;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM runs.holds WHERE released_at IS NULL) THEN
        RETURN NULL;
    END IF;
    SELECT held.stack, held.component INTO run
    FROM (SELECT DISTINCT run_id FROM changed) AS event JOIN runs.runs AS held ON held.id = event.run_id
    WHERE EXISTS (SELECT 1 FROM runs.holds
                  WHERE released_at IS NULL AND held.stack LIKE pattern AND (holds.component IS NULL OR holds.component = held.component))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% in % is held: % of its log is refused', run.component, run.stack, TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER held_deleted AFTER DELETE ON runs.events REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION runs.refuse_held_events();
CREATE TRIGGER held_updated AFTER UPDATE ON runs.events REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION runs.refuse_held_events();

-- The last sweep, in the only row: {"runs":3,"logs":0,...}
CREATE TABLE runs.sweeps (
    is_last  boolean     PRIMARY KEY DEFAULT true CHECK (is_last),
    swept_at timestamptz NOT NULL,
    removed  jsonb       NOT NULL
);

ALTER TABLE runs.runs
    ADD COLUMN log_removed_at  timestamptz,
    ADD COLUMN plan_removed_at timestamptz;

ALTER TABLE runs.configurations ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();

CREATE INDEX runs_finished ON runs.runs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX runs_of_configuration ON runs.runs (configuration);

-- A version may name a run, or a version that it brought back, that is there no more.
ALTER TABLE runs.state_versions
    DROP CONSTRAINT state_versions_run_id_fkey,
    DROP CONSTRAINT state_versions_state_id_rolled_back_to_fkey;

CREATE INDEX state_versions_by_blob ON runs.state_versions (blob);
