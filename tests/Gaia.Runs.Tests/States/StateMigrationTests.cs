using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.States;

public sealed class StateMigrationTests(RunsPostgres postgres)
{
    private const string Identity = "local:components/terraform/app/terraform.tfstate#default";

    [Fact]
    public async Task Versions_of_before_keep_their_order_and_their_blobs()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        await database.ExecuteAsync(await ScriptAsync("0001_runs.sql"));
        var runs = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        await database.ExecuteAsync($"INSERT INTO runs.configurations (digest, size) VALUES ('sha256:{new string('c', 64)}', 1)");
        foreach (var run in runs)
            await database.ExecuteAsync(
                $"""
                INSERT INTO runs.runs (id, component, stack, operation, status, configuration, state_identity, auto_approve, plan_only, created_by,
                    created_at, approved_by, plan, planned_at, finished_at)
                VALUES ('{run}', 'app', 'test', 'apply', 'applied', 'sha256:{new string('c', 64)}', '{Identity}', false, false, 'token:ada', now(),
                    'token:bob', 'sha256:{new string('d', 64)}', now(), now())
                """);
        foreach (var (run, serial) in new[] { (runs[0], 1), (runs[0], 2), (runs[1], 3) })
            await database.ExecuteAsync(
                $$"""
                INSERT INTO runs.state_versions (state_identity, stack, component, serial, lineage, digest, size, outputs, run_id, fence)
                VALUES ('{{Identity}}', 'test', 'app', {{serial}}, 'line', 'sha256:{{new string($"{serial}"[0], 64)}}', 10, '[{"name":"n","sensitive":true}]', '{{run}}', 1)
                """);

        await database.ExecuteAsync(await ScriptAsync("0002_states.sql"));

        var store = new StateStore(database.DataSource);
        var state = (await store.FindAsync(StateKey.Of(Identity), CancellationToken.None))!;
        Assert.Equal((Identity, "test", "app", 3), (state.Identity, state.Stack, state.Component, state.Latest));
        var versions = await store.ListVersionsAsync(state.Key, null, 10, CancellationToken.None);
        Assert.Equal([(3, 3, runs[1]), (2, 2, runs[0]), (1, 1, runs[0])], versions.Select(version => (version.Version, version.Serial, version.RunId!.Value.Value)));
        Assert.Equal(($"states/{runs[1]}/{new string('3', 64)}.tfstate", "token:bob", StateOrigin.Run, (int?)null),
            (state.Current!.Blob, state.Current.Author, state.Current.Origin, state.Current.Resources));
        Assert.Equal("n", Assert.Single(state.Current.Outputs).Name);
    }

    private static async Task<string> ScriptAsync(string name)
    {
        var assembly = typeof(RunsServices).Assembly;
        await using var script = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(name, StringComparison.Ordinal)))!;
        using var reader = new StreamReader(script);
        return await reader.ReadToEndAsync();
    }
}
