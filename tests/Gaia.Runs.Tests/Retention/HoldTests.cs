using Gaia.Configurations.Blobs;
using Gaia.Runs.Plans;
using Gaia.Runs.Retention;
using Gaia.Runs.Tests.Kit;
using Npgsql;

namespace Gaia.Runs.Tests.Retention;

/// <summary>What is held stays, whatever a worker is told, and goes when it is released.</summary>
public sealed class HoldTests(RunsPostgres postgres)
{
    [Theory]
    [InlineData("DELETE FROM runs.events")]
    [InlineData("UPDATE runs.events SET type = 'log', data = '{}'")]
    [InlineData("DELETE FROM runs.events WHERE sequence = (SELECT max(sequence) FROM runs.events)")]
    public async Task The_log_of_a_held_run_is_neither_removed_nor_rewritten(string sql)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.QueueAsync();
        var hold = await HoldAsync(gaia, "app");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => gaia.Database.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Contains("app in test is held", refused.MessageText, StringComparison.Ordinal);
        await gaia.Get<Holds>().ReleaseAsync(hold.Id, TestGaia.Ada, CancellationToken.None);
        await gaia.Database.ExecuteAsync(sql);
    }

    [Fact]
    public async Task The_log_of_another_component_is_not_held()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.QueueAsync();
        await HoldAsync(gaia, "other");
        await gaia.Database.ExecuteAsync("UPDATE runs.events SET data = data; DELETE FROM runs.events");
    }

    [Fact]
    public async Task A_plan_that_is_held_before_its_bytes_are_gone_keeps_them_until_it_is_released()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var (run, free) = (await gaia.QueueAsync(), await gaia.QueueAsync(component: "other"));
        foreach (var each in (Run[])[run, free]) await gaia.Get<IBlobStore>().WriteAsync(PlanBlobs.File(each.Id), new MemoryStream([1]), CancellationToken.None);
        await gaia.Database.ExecuteAsync($"INSERT INTO runs.unwanted_blobs (key, not_before) SELECT 'runs/' || id || '/plan', now() FROM runs.runs");
        var hold = await HoldAsync(gaia, "app");

        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);

        Assert.True(await HasAsync(gaia, run));
        Assert.False(await HasAsync(gaia, free));
        await gaia.Get<Holds>().ReleaseAsync(hold.Id, TestGaia.Ada, CancellationToken.None);
        await gaia.Database.ExecuteAsync("UPDATE runs.unwanted_blobs SET not_before = not_before - interval '1 hour'");
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.False(await HasAsync(gaia, run));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.unwanted_blobs"));
    }

    [Theory]
    [InlineData("test", "../x", "case 7", "'../x' is not the name of a component")]
    [InlineData("test", "a\u202eb", "case 7", "'a\\u202eb' is not the name")]
    [InlineData("test", "app", "case\u202e7", "without characters that are not seen")]
    [InlineData("test", "app", "case\n7", "is one line")]
    [InlineData("te st", "app", "case 7", "is not a glob of stacks")]
    public async Task What_cannot_be_read_as_it_is_is_refused(string stacks, string component, string reason, string said)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => gaia.Get<Holds>().PlaceAsync(stacks, component, reason, TestGaia.Ada, CancellationToken.None));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static Task<Hold> HoldAsync(TestGaia gaia, string component) =>
        gaia.Get<Holds>().PlaceAsync("test", component, "case 7", TestGaia.Ada, CancellationToken.None);

    private static async Task<bool> HasAsync(TestGaia gaia, Run run)
    {
        await using var blob = await gaia.Get<IBlobStore>().OpenReadAsync(PlanBlobs.File(run.Id), CancellationToken.None);
        return blob is not null;
    }
}
