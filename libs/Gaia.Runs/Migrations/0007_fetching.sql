-- A run by ref is written before its revision is fetched, and may end without it.
ALTER TABLE runs.runs
    ALTER COLUMN configuration DROP NOT NULL,
    ALTER COLUMN state_identity DROP NOT NULL,
    DROP CONSTRAINT runs_status_check,
    ADD CONSTRAINT runs_status_check CHECK (status IN ('fetching', 'queued', 'planning', 'awaitingApproval', 'approved', 'applying',
        'planned', 'applied', 'discarded', 'canceled', 'failed', 'interrupted')),
    ADD CONSTRAINT resolved_as_a_whole CHECK ((configuration IS NULL) = (state_identity IS NULL)),
    ADD CONSTRAINT only_refs_are_fetched CHECK (ref IS NOT NULL OR (status <> 'fetching' AND configuration IS NOT NULL)),
    ADD CONSTRAINT resolved_before_queued CHECK (
        configuration IS NOT NULL OR (status IN ('fetching', 'canceled', 'failed') AND started_at IS NULL));

-- Whatever the API is told: what a run is about is found out once.
CREATE FUNCTION runs.refuse_resolved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'run % is resolved: what it is about stays', OLD.id USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER resolved BEFORE UPDATE OF component, configuration, commit, state_identity, auto_approve ON runs.runs
FOR EACH ROW WHEN (OLD.status <> 'fetching' OR OLD.configuration IS NOT NULL) EXECUTE FUNCTION runs.refuse_resolved();
