GRANT USAGE ON SCHEMA runs TO gaia_api, gaia_worker;
GRANT SELECT ON runs.schema_versions TO gaia_api, gaia_worker;
GRANT EXECUTE ON FUNCTION runs.state_key(text) TO gaia_api, gaia_worker;

GRANT SELECT, INSERT, UPDATE (used_at) ON runs.configurations TO gaia_api;

-- What a run is about is written once, by the API: with the run, or, where a trigger allows it, when its revision is fetched. Both move it from status to status.
GRANT SELECT, INSERT ON runs.runs TO gaia_api;
GRANT UPDATE (component, configuration, commit, state_identity, auto_approve) ON runs.runs TO gaia_api;
GRANT SELECT ON runs.runs TO gaia_worker;
GRANT UPDATE (status, plan, changes, approved_by, error, advice, terraform_exit_code, started_at, planned_at, apply_started_at, finished_at,
    cancel_requested_by, cancel_by_force, job, applies_in, version, lock_ticket) ON runs.runs TO gaia_api, gaia_worker;
GRANT UPDATE (outputs) ON runs.runs TO gaia_worker;
GRANT SELECT, INSERT, UPDATE (last) ON runs.event_heads TO gaia_api;
GRANT SELECT, UPDATE (last) ON runs.event_heads TO gaia_worker;
GRANT SELECT, INSERT ON runs.events TO gaia_api, gaia_worker;

GRANT USAGE ON SEQUENCE runs.lock_tickets TO gaia_api;
GRANT SELECT, INSERT, UPDATE (fence, run_id, acquired_at) ON runs.locks TO gaia_api;
GRANT SELECT, UPDATE (fence, run_id, acquired_at) ON runs.locks TO gaia_worker;

-- Versions of a state are added, never changed.
GRANT SELECT, INSERT, UPDATE (state_identity, stack, component, latest, current) ON runs.states TO gaia_api, gaia_worker;
GRANT SELECT, INSERT, UPDATE (stack, since, is_used) ON runs.state_owners TO gaia_api, gaia_worker;
GRANT DELETE ON runs.state_owners TO gaia_api;
GRANT SELECT, INSERT ON runs.state_versions TO gaia_api, gaia_worker;
GRANT SELECT, INSERT, UPDATE (lock_id, info, holder, run_id, since), DELETE ON runs.state_locks TO gaia_api;
GRANT SELECT, DELETE ON runs.state_locks TO gaia_worker;

-- The worker makes a run's token and the API looks it up; either ends it.
GRANT SELECT, DELETE ON runs.run_tokens TO gaia_api;
GRANT SELECT (run_id), INSERT, DELETE ON runs.run_tokens TO gaia_worker;

-- The API seals what was given with a run and cannot read it back.
GRANT SELECT (run_id), INSERT, DELETE ON runs.run_variables TO gaia_api;
GRANT SELECT, DELETE ON runs.run_variables TO gaia_worker;

-- Workers remove what is past its time; triggers keep them from what is held, and holds are the API's.
GRANT SELECT, INSERT, UPDATE (not_before), DELETE ON runs.unwanted_blobs TO gaia_api, gaia_worker;
GRANT SELECT, INSERT, UPDATE (released_by, released_at) ON runs.holds TO gaia_api;
GRANT SELECT ON runs.holds TO gaia_worker;
GRANT SELECT ON runs.sweeps TO gaia_api;
GRANT SELECT, INSERT, UPDATE ON runs.sweeps TO gaia_worker;
GRANT SELECT, DELETE, UPDATE (used_at) ON runs.configurations TO gaia_worker;
GRANT DELETE ON runs.runs, runs.event_heads, runs.events, runs.state_versions TO gaia_worker;
GRANT UPDATE (log_removed_at, plan_removed_at) ON runs.runs TO gaia_worker;
GRANT UPDATE (type, data) ON runs.events TO gaia_worker;
