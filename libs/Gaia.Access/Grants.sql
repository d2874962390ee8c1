-- The worker knows no tokens.
GRANT USAGE ON SCHEMA access TO gaia_api;
GRANT SELECT ON access.schema_versions TO gaia_api;
GRANT SELECT, INSERT, UPDATE (last_used_at, revoked_at) ON access.tokens TO gaia_api;
