GRANT USAGE ON SCHEMA api TO gaia_api;
GRANT SELECT ON api.schema_versions TO gaia_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON api.idempotency TO gaia_api;
