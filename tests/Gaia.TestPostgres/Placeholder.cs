namespace Gaia.TestPostgres;
