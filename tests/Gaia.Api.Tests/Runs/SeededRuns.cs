using Gaia.Runs;
using Gaia.Runs.Events;
using Gaia.Runs.Plans;
using Npgsql;

namespace Gaia.Api.Tests.Runs;

/// <summary>Plays the worker's part: moves runs on and appends events, through the same doors.</summary>
internal static class SeededRuns
{
    public static readonly PlanDigest Plan = new("sha256:" + new string('a', 64));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Run> QueueAsync(GaiaApi api, string stack = "dev", string by = "development")
    {
        using var client = await api.ClientAsync(api.IsDevelopment ? null : Contracts.Role.Admin);
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        return await api.Get<QueueRun>().ExecuteAsync(
            new() { Component = DemoConfiguration.Component, Stack = stack, Operation = RunOperation.Apply, Configuration = new(digest) }, new(by), Reach.Everything, Stop);
    }

    public static async Task<Run> AwaitApprovalAsync(GaiaApi api, string by = "development")
    {
        var run = await QueueAsync(api, by: by);
        await MoveAsync(api, run.Id, before => before.StartPlan(TimeProvider.System.GetUtcNow()));
        return await MoveAsync(api, run.Id, before => before.FinishPlan(Plan, new(1, 0, 0, 0, 0), hasChanges: true, TimeProvider.System.GetUtcNow()));
    }

    public static Task<Run> MoveAsync(GaiaApi api, RunId id, Func<Run, Run> step) =>
        api.Get<RunChanges>().ChangeAsync(id, new(new("worker:test"), "runs.test"), step, Stop);

    public static Task<Run> FinishAsync(GaiaApi api, RunId id) => MoveAsync(api, id, run => run.Fail("no", null, 1, TimeProvider.System.GetUtcNow()));

    public static async Task AppendAsync(GaiaApi api, RunId id, int lines, NpgsqlDataSource? database = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var connection = await (database ?? api.Database).OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var events = Enumerable.Range(1, lines).Select(line => NewEvent.Log(now, "stdout", $"line {line}")).ToList();
        await RunEventStore.AppendAsync(connection, transaction, id, events, Guid.NewGuid(), Stop);
        await transaction.CommitAsync(Stop);
    }
}
