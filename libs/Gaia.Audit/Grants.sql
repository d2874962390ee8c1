-- Both append and read. Nobody but the owner changes a row, and no process that keeps running has the role of the owner.
GRANT USAGE ON SCHEMA audit TO gaia_api, gaia_worker;
GRANT SELECT ON audit.schema_versions TO gaia_api, gaia_worker;
GRANT SELECT, INSERT ON audit.entries TO gaia_api, gaia_worker;
