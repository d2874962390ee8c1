namespace Gaia.Api.Tests.Problems;

public sealed class FaultTests(ApiPostgres postgres)
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_fault_tells_its_trace_and_nothing_of_what_is_inside(string environment)
    {
        await using var api = await GaiaApi.StartAsync(postgres, environment);
        using var client = await api.ClientAsync(Contracts.Role.Viewer);
        await api.Postgres.ExecuteAsync("ALTER TABLE runs.runs RENAME TO hidden", TestContext.Current.CancellationToken);

        var problem = await client.GetAsync("/v1/runs", TestContext.Current.CancellationToken).ProblemAsync(500, "internal");

        Assert.Matches("^[0-9a-f]{32}$", problem.TraceId);
        Assert.DoesNotContain("runs.runs", problem.Detail);
        Assert.DoesNotContain("Npgsql", problem.Detail);
    }
}
