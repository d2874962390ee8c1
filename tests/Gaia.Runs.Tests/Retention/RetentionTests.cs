using Gaia.Configurations;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Configurations;
using Gaia.Runs.Plans;
using Gaia.Runs.Retention;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Npgsql;

namespace Gaia.Runs.Tests.Retention;

public sealed class RetentionTests(RunsPostgres postgres)
{
    private static readonly Dictionary<string, string?> Few = new() { ["Gaia:Retention:RunsKept"] = "1", ["Gaia:Retention:StateVersionsKept"] = "1" };

    [Fact]
    public async Task A_run_past_its_time_goes_with_all_that_it_left_and_its_state_stays()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: Few);
        var old = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        var newer = await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        Assert.True(await HasAsync(gaia, PlanBlobs.Summary(old.Id)));
        await AgeAsync(gaia, 400);
        var removed = await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.Equal((1, 1, 1), (removed.Runs, removed.Logs, removed.Plans)); // log and plan are those of the newer one, which stays
        Assert.Equal("run.not-found", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.FindAsync(old))).Code);
        foreach (var key in PlanBlobs.All(old.Id)) Assert.False(await HasAsync(gaia, key));
        var state = await gaia.Get<FindState>().ExecuteAsync("app", "test", null, CancellationToken.None);
        Assert.Equal(old.Id, state.Current!.RunId);
        Assert.NotNull(await gaia.Get<ReadState>().ExecuteAsync(old.State, CancellationToken.None));
        Assert.Equal(RunStatus.Planned, (await gaia.FindAsync(newer)).Status);
    }

    [Fact]
    public async Task A_log_past_its_time_is_its_statuses_and_a_line_that_says_so()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        await AgeAsync(gaia, 100);
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        var lines = (await gaia.LogAsync(run)).Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("=== queued by token:ada", lines[0]);
        Assert.Contains(lines, line => line.Contains("The log was removed on ", StringComparison.Ordinal) && line.Contains("90 days (Gaia__Retention__Logs)", StringComparison.Ordinal));
        Assert.StartsWith("=== planned", lines[^1], StringComparison.Ordinal);
        var gone = await Assert.ThrowsAsync<RunRefusedException>(() => gaia.Get<FindPlan>().ExecuteAsync(run.Id, CancellationToken.None));
        Assert.Contains("Gaia__Retention__Plans", gone.Message, StringComparison.Ordinal);
        Assert.True((await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).IsNothing);
    }

    [Fact]
    public async Task Nothing_goes_that_a_hold_covers_until_it_is_released()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: Few);
        for (var i = 0; i < 2; i++) await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), i == 0 ? RunStatus.Applied : RunStatus.Planned);
        await gaia.UntilAsync(await gaia.QueueAsync(component: "other", planOnly: true), RunStatus.Planned);
        await AgeAsync(gaia, 400);
        var hold = await gaia.Get<Holds>().PlaceAsync("te*", "app", "case 7", TestGaia.Ada, CancellationToken.None);
        var removed = await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.Equal((0, 1, 1, 0), (removed.Runs, removed.Logs, removed.Plans, removed.StateVersions));
        await gaia.Get<Holds>().ReleaseAsync(hold.Id, TestGaia.Ada, CancellationToken.None);
        removed = await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.Equal((1, 1, 1), (removed.Runs, removed.Logs, removed.Plans));
        Assert.Equal(["retention.hold", "retention.release"], await AuditAsync(gaia));
    }

    [Fact]
    public async Task What_a_plan_left_that_never_came_to_be_goes_too()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        await gaia.Database.ExecuteAsync("UPDATE runs.runs SET status = 'failed', plan = NULL, planned_at = NULL, changes = NULL");
        await AgeAsync(gaia, 100);
        Assert.Equal(1, (await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).Plans);
        Assert.False(await HasAsync(gaia, PlanBlobs.File(run.Id)));
        Assert.Equal(0, (await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).Plans);
    }

    [Theory]
    [InlineData(RetentionStore.BatchEvents, 1)]
    [InlineData(RetentionStore.BatchEvents / 2, 1)]
    [InlineData(RetentionStore.BatchEvents / 2 - 1, 2)]
    public async Task Runs_with_many_events_go_few_at_a_time_until_all_are_gone(long events, int together)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        for (var i = 0; i < 4; i++) await gaia.CancelAsync(await gaia.QueueAsync());
        await gaia.Database.ExecuteAsync($"UPDATE runs.event_heads SET last = {events}");
        await AgeAsync(gaia, 400);
        Assert.Equal(together, await gaia.Get<RetentionStore>().RemoveLogsAsync(TimeProvider.System.GetUtcNow(), "gone", CancellationToken.None));
        Assert.Equal(together, await gaia.Get<RetentionStore>().RemoveRunsAsync(TimeProvider.System.GetUtcNow(), 0, CancellationToken.None));
        Assert.Equal(4 - together, (await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).Logs);
    }

    [Fact]
    public async Task The_current_version_of_a_state_and_bytes_that_a_version_shares_stay()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: Few);
        await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml").Replace("name: world", "name: mars", StringComparison.Ordinal));
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        var key = StateKey.Of(run.State);
        var before = await gaia.Get<StateStore>().ListVersionsAsync(key, null, 50, CancellationToken.None);
        Assert.True(before.Count >= 2);
        // A rollback may have brought back the same bytes: a further row of the oldest version's blob.
        await gaia.Database.ExecuteAsync($"UPDATE runs.state_versions SET blob = '{before[^1].Blob}' WHERE id = {before[0].Id}");
        await AgeAsync(gaia, 400);
        var removed = await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.Equal(before.Count - 1, removed.StateVersions);
        Assert.Equal([before[0].Version], (await gaia.Get<StateStore>().ListVersionsAsync(key, null, 50, CancellationToken.None)).Select(version => version.Version));
        Assert.True(await HasAsync(gaia, before[^1].Blob));
        foreach (var version in before.Skip(1).SkipLast(1)) Assert.False(await HasAsync(gaia, version.Blob));
    }

    [Fact]
    public async Task A_configuration_that_nothing_uses_goes_and_may_come_again()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var used = (await gaia.QueueAsync()).Code;
        gaia.Repository.Write("stacks/more.yaml", "vars: {stage: more}\n");
        var unused = await gaia.UploadAsync();
        await AgeAsync(gaia, 40);
        Assert.Equal(1, (await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).Configurations);
        Assert.Equal((true, false), (await HasAsync(gaia, used.Blob), await HasAsync(gaia, unused.Blob)));
        Assert.Equal(unused, await gaia.UploadAsync());
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.True(await HasAsync(gaia, unused.Blob));
    }

    [Fact]
    public async Task A_run_that_was_never_fetched_goes_like_any_other()
    {
        using var git = new GitFolder();
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?>(Few) { ["Gaia:Repository"] = git.Path });
        var old = await gaia.UntilAsync(await gaia.QueueRefAsync("nowhere"), RunStatus.Failed);
        var newer = await gaia.UntilAsync(await gaia.QueueRefAsync("nowhere"), RunStatus.Failed);
        await AgeAsync(gaia, 400);
        Assert.Equal(1, (await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None)).Runs);
        Assert.Equal("run.not-found", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.FindAsync(old))).Code);
        Assert.Null((await gaia.FindAsync(newer)).Configuration);
    }

    [Fact]
    public async Task An_upload_that_died_before_its_row_was_written_leaves_nothing_for_ever()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var digest = new ConfigurationDigest($"sha256:{new string('a', 64)}");
        await gaia.Get<IConfigurationIndex>().ExpectAsync(digest, CancellationToken.None);
        await gaia.Get<IBlobStore>().WriteAsync(digest.Blob, new MemoryStream([1]), CancellationToken.None);
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.True(await HasAsync(gaia, digest.Blob)); // it may still go on
        await gaia.Database.ExecuteAsync("UPDATE runs.unwanted_blobs SET not_before = now()");
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.False(await HasAsync(gaia, digest.Blob));
    }

    [Fact]
    public async Task A_sweep_that_was_killed_between_rows_and_bytes_is_finished_by_the_next()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:Retention:RunsKept"] = "0" });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        Assert.Equal(1, await gaia.Get<RetentionStore>().RemoveRunsAsync(DateTimeOffset.MaxValue, 0, CancellationToken.None));
        Assert.True(await HasAsync(gaia, PlanBlobs.Json(run.Id)));
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
        Assert.False(await HasAsync(gaia, PlanBlobs.Json(run.Id)));
    }

    [Fact]
    public async Task What_a_sweep_removed_before_it_failed_is_on_record()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?> { ["Gaia:Retention:RunsKept"] = "0" });
        for (var i = 0; i < 2; i++) await gaia.CancelAsync(await gaia.QueueAsync());
        await AgeAsync(gaia, 400);
        await gaia.Database.ExecuteAsync("ALTER TABLE runs.configurations RENAME COLUMN used_at TO was_used_at");
        await Assert.ThrowsAsync<PostgresException>(() => gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.runs"));
        Assert.Equal("gaia 2 runs", await gaia.Database.ScalarAsync<string>("SELECT string_agg(actor || ' ' || detail, ';') FROM audit.entries WHERE action = 'retention.sweep'"));
    }

    [Fact]
    public async Task A_blob_that_cannot_be_deleted_waits_for_an_hour_and_holds_up_no_other()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        foreach (var key in (string[])["runs/one", "runs/two"]) await gaia.Get<IBlobStore>().WriteAsync(key, new MemoryStream([1]), CancellationToken.None);
        await gaia.Database.ExecuteAsync("INSERT INTO runs.unwanted_blobs (key, not_before) VALUES ('no such key', '2020-01-01'), ('runs/one', '2021-01-01'), ('runs/two', '2022-01-01')");
        var fault = await Assert.ThrowsAsync<BlobsNotDeletedException>(() => gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None));
        Assert.StartsWith("Blobs that nothing refers to could not be deleted: 1. They are tried again in an hour. The first is no such key: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal((false, false), (await HasAsync(gaia, "runs/one"), await HasAsync(gaia, "runs/two")));
        Assert.True(await gaia.Database.ScalarAsync<bool>("SELECT bool_and(key = 'no such key' AND not_before > now() + interval '59 minutes') FROM runs.unwanted_blobs"));
        await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_configuration_that_is_removed_under_a_request_is_asked_for_again()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        var digest = new ConfigurationDigest($"sha256:{new string('b', 64)}");
        var late = run with { Id = RunId.New(TimeProvider.System), Configuration = digest };
        var refused = await Assert.ThrowsAsync<ConfigurationRefusedException>(() => gaia.Get<RunChanges>().AddAsync(late, TestGaia.Ada, null, null, CancellationToken.None));
        Assert.Equal("configuration.not-found", refused.Code);
    }

    [Fact]
    public async Task An_age_of_zero_keeps_for_ever_and_what_is_due_is_told()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>
        {
            ["Gaia:Retention:Runs"] = "00:00:00", ["Gaia:Retention:RunsKept"] = "0", ["Gaia:Retention:Plans"] = "00:00:00",
        });
        await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Planned);
        await AgeAsync(gaia, 4000);
        await gaia.Database.ExecuteAsync("UPDATE jobs.jobs SET state = 'dead', worker = NULL, lease_until = NULL, finished_at = now() - interval '31 days'");
        var report = await gaia.Get<FindRetention>().ExecuteAsync(CancellationToken.None);
        Assert.Equal(new Removed(Logs: 1, DeadJobs: 1), report.Due);
        Assert.Equal(report.Due, await gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None));
        Assert.Equal((new Removed(), report.Due), ((await gaia.Get<FindRetention>().ExecuteAsync(CancellationToken.None)).Due, (await gaia.Get<FindRetention>().ExecuteAsync(CancellationToken.None)).LastSweep));
    }

    [Theory]
    [InlineData("", null, "why", "glob")]
    [InlineData("dev;drop", null, "why", "glob")]
    [InlineData("dev", "", "why", "component")]
    [InlineData("dev", null, " ", "reason")]
    public async Task A_hold_that_says_too_little_is_refused(string stacks, string? component, string reason, string word)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => gaia.Get<Holds>().PlaceAsync(stacks, component, reason, TestGaia.Ada, CancellationToken.None));
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        Assert.Equal("retention.hold-not-found", (await Assert.ThrowsAsync<RunRefusedException>(() => gaia.Get<Holds>().ReleaseAsync(new(Guid.NewGuid()), TestGaia.Ada, CancellationToken.None))).Code);
    }

    private static Task AgeAsync(TestGaia gaia, int days) => gaia.Database.ExecuteAsync(
        $"""
        UPDATE runs.runs SET finished_at = finished_at - interval '{days} days';
        UPDATE runs.state_versions SET created_at = created_at - interval '{days} days';
        UPDATE runs.configurations SET used_at = used_at - interval '{days} days';
        """);

    private static async Task<bool> HasAsync(TestGaia gaia, string key)
    {
        await using var blob = await gaia.Get<IBlobStore>().OpenReadAsync(key, CancellationToken.None);
        return blob is not null;
    }

    private static async Task<string[]> AuditAsync(TestGaia gaia) =>
        (await gaia.Database.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY sequence) FROM audit.entries WHERE subject LIKE 'hold:%'")).Split(' ');
}
