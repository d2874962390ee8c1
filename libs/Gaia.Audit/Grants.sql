-- Both append and read. Nobody but the owner changes a row, and the owner is no role of a process that keeps running.
GRANT USAGE ON SCHEMA audit TO gaia_api, gaia_worker;
GRANT SELECT ON audit.schema_versions TO gaia_api, gaia_worker;
GRANT SELECT, INSERT ON audit.entries TO gaia_api, gaia_worker;
