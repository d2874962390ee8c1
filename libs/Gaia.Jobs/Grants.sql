-- The API enqueues, cancels and looks; workers do the rest.
GRANT USAGE ON SCHEMA jobs TO gaia_api, gaia_worker;
GRANT SELECT ON jobs.schema_versions TO gaia_api, gaia_worker;
GRANT SELECT, INSERT, UPDATE (cancel_requested, state, finished_at, not_before) ON jobs.jobs TO gaia_api;
GRANT SELECT ON jobs.workers TO gaia_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.jobs, jobs.workers TO gaia_worker;
GRANT SELECT, INSERT, UPDATE ON jobs.schedules TO gaia_worker;
