using System.Text.Json;
using Gaia.Runs.Tests.Kit;
using Npgsql;

namespace Gaia.Runs.Tests;

/// <summary>A listing reads what it shows, and not what others have; counted by PostgreSQL itself.</summary>
public sealed class ManyRunsTests(RunsPostgres postgres)
{
    private const int Runs = 20_000, Stacks = 20;

    [Fact]
    public async Task Who_reaches_little_reads_little_of_twenty_thousand_runs()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await FillAsync(gaia, await gaia.UploadAsync());
        var store = gaia.Get<RunStore>();

        foreach (var (stacks, shown) in ((string[], int)[])[(["qa-%"], 0), (["stack-7"], 50), (["stack-1%", "stack-7"], 50), ([], 0)])
        {
            await using var list = store.ListCommand(new RunFilter(Limit: 49) { Stacks = stacks }, before: null);
            var (answered, read) = await PlanAsync(list);
            Assert.Equal(shown, answered);
            // One entry for each stack there is, and from each stack in reach no more than a page.
            Assert.InRange(read, 0, (2 * Stacks) + (stacks.Length == 0 ? 0 : 50 * 12) + 100);
        }
    }

    private static async Task FillAsync(TestGaia gaia, Gaia.Configurations.ConfigurationDigest digest)
    {
        await gaia.Database.ExecuteAsync($"""
            INSERT INTO runs.runs (id, component, stack, operation, status, configuration, state_identity, auto_approve, plan_only, created_by, created_at, finished_at)
            SELECT gen_random_uuid(), 'app', 'stack-' || i % {Stacks}, 'plan', 'canceled', '{digest}', 'local:' || i, false, false, 'token:x', now(), now()
            FROM generate_series(1, {Runs}) AS i;
            INSERT INTO runs.event_heads (run_id, last) SELECT id, 0 FROM runs.runs;
            ANALYZE runs.runs; ANALYZE runs.event_heads;
            """, TestContext.Current.CancellationToken);
    }

    // The rows that every scan of a table gave and threw away.
    private static async Task<(int Answered, double Read)> PlanAsync(NpgsqlCommand command)
    {
        command.CommandText = "EXPLAIN (ANALYZE, FORMAT JSON) " + command.CommandText;
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return ((int)top.GetProperty("Actual Rows").GetDouble(), ReadOf(top));
    }

    private static double ReadOf(JsonElement node)
    {
        double rows = 0;
        if (node.TryGetProperty("Relation Name", out var relation) && relation.GetString() == "runs")
        {
            var dropped = node.TryGetProperty("Rows Removed by Filter", out var removed) ? removed.GetDouble() : 0;
            rows += (node.GetProperty("Actual Rows").GetDouble() + dropped) * node.GetProperty("Actual Loops").GetDouble();
        }
        if (node.TryGetProperty("Plans", out var children)) rows += children.EnumerateArray().Sum(ReadOf);
        return rows;
    }
}
