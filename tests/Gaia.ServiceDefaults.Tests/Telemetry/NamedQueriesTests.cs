using Gaia.ServiceDefaults.Telemetry;

namespace Gaia.ServiceDefaults.Tests.Telemetry;

public sealed class NamedQueriesTests
{
    [Theory]
    [InlineData("SELECT r.id, r.status FROM runs.runs r WHERE id = $1", "select runs.runs")]
    [InlineData("update runs.runs set status = $1 from runs.locks", "update runs.runs")]
    [InlineData("WITH added AS (\n  INSERT INTO jobs.jobs (kind) VALUES ($1) RETURNING id)\nSELECT id FROM added", "insert jobs.jobs")]
    [InlineData("delete from access.tokens where id = $1", "delete access.tokens")]
    [InlineData("select pg_notify('gaia_jobs', $1)", null)]
    [InlineData("listen gaia_jobs", null)]
    public void A_query_is_named_by_its_verb_and_table(string sql, string? name) => Assert.Equal(name, NamedQueries.NameOf(sql));
}
