using Gaia.Runs.Fetching;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gaia.Runs.Tests.Fetching;

/// <summary>A run by ref, with a real git over HTTP that answers when the test lets it.</summary>
public sealed class FetchRunsTests(RunsPostgres postgres) : IDisposable
{
    private readonly GitFolder git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public async Task The_answer_comes_before_the_revision_and_the_job_after_it()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        var run = await gaia.QueueRefAsync("main");
        Assert.Equal((RunStatus.Fetching, null, null, null), (run.Status, run.Configuration, run.StateIdentity, run.Commit));
        await server.Asked;
        Assert.Equal(RunStatus.Fetching, (await gaia.FindAsync(run)).Status);
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT (SELECT count(*) FROM jobs.jobs) + (SELECT count(*) FROM runs.locks)"));

        server.Open();
        run = await gaia.UntilAsync(run, RunStatus.Queued);
        Assert.Equal(git.Git("rev-parse", "HEAD"), run.Commit);
        Assert.NotNull(run.Job);
        Assert.Equal(run.Id.Value, await gaia.Database.ScalarAsync<Guid>($"SELECT run_id FROM runs.locks WHERE state_identity = '{run.State}'"));
        Assert.Equal(["fetching", "queued"], await StatusesAsync(gaia, run));
        Assert.Equal(
            ["runs.queue: apply app in test, ref main", $"runs.fetch: fetching -> queued, commit {run.Commit}, configuration {run.Code}"],
            await AuditAsync(gaia, run));
    }

    [Fact]
    public async Task A_second_run_of_the_same_state_waits_for_it()
    {
        using var server = new GitServer(git, isOpen: true);
        await using var gaia = await StartAsync(server);
        var first = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued);
        var second = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued);
        Assert.Equal((true, false), (first.Job is not null, second.Job is not null));
        await gaia.CancelAsync(first);
        Assert.NotNull((await gaia.FindAsync(second)).Job);
    }

    [Fact]
    public async Task One_whose_API_stopped_in_the_middle_is_taken_up_again()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        var run = await gaia.QueueRefAsync("main");
        await server.Asked;
        await gaia.StopAsync();
        Assert.Equal(RunStatus.Fetching, (await gaia.FindAsync(run)).Status);

        server.Open();
        using var next = await gaia.StartReplicaAsync(Settings(server.Url));
        Assert.Equal(git.Git("rev-parse", "HEAD"), (await gaia.UntilAsync(run, RunStatus.Queued)).Commit);
        await next.StopAsync();
    }

    [Fact]
    public async Task One_whose_session_was_lost_is_taken_up_again()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        var run = await gaia.QueueRefAsync("main");
        await server.Asked;
        await LoseSessionAsync(gaia);
        server.Open();
        await gaia.UntilAsync(run, RunStatus.Queued);
        Assert.Equal(["fetching", "queued"], await StatusesAsync(gaia, run));
    }

    [Fact]
    public async Task One_that_ends_whoever_fetches_it_is_given_up()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        var run = await gaia.QueueRefAsync("main");
        await server.Asked;
        await gaia.Database.ExecuteAsync($$"""
            INSERT INTO runs.events (run_id, sequence, at, type, data, batch)
            SELECT '{{run.Id}}', n, now(), 'phase', '{"phase":"fetch"}', gen_random_uuid() FROM generate_series(3, 11) AS n;
            UPDATE runs.event_heads SET last = 11
            """);
        await LoseSessionAsync(gaia);
        Assert.Contains("begun to be fetched 10 times", (await gaia.UntilAsync(run, RunStatus.Failed)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_replicas_fetch_each_run_once()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        using var other = await gaia.StartReplicaAsync(Settings(server.Url));
        var runs = new List<Run>();
        for (var i = 0; i < 6; i++)
        {
            runs.Add(await gaia.QueueRefAsync("main"));
            other.Services.GetRequiredService<FetchSignal>().Set();
        }
        await server.Asked;
        server.Open();
        foreach (var run in runs)
        {
            await gaia.UntilAsync(run, RunStatus.Queued);
            Assert.Equal(["fetching", "queued"], await StatusesAsync(gaia, run));
        }
        Assert.Equal(runs.Count, server.Fetches);
        Assert.Equal(runs.Count, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM audit.entries WHERE action = 'runs.fetch'"));
        await other.StopAsync();
    }

    [Fact]
    public async Task One_that_is_canceled_ends_at_once()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server);
        var run = await gaia.QueueRefAsync("main");
        await server.Asked;
        Assert.Equal(RunStatus.Canceled, (await gaia.CancelAsync(run)).Status);

        // The next one is fetched by the same process once it has let go of the first.
        server.Open();
        var next = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued);
        Assert.NotNull(next.Job);
        Assert.Null((await gaia.FindAsync(run)).Configuration);
        Assert.Equal(["fetching", "canceled"], await StatusesAsync(gaia, run));
    }

    [Fact]
    public async Task A_repository_that_is_away_for_a_moment_is_asked_again()
    {
        using var server = new GitServer(git, isOpen: true, failures: 2);
        await using var gaia = await StartAsync(server);
        await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued);
        Assert.Equal(3, server.Fetches);
    }

    [Fact]
    public async Task A_repository_that_stays_away_fails_the_run_and_its_password_is_nowhere()
    {
        using var server = new GitServer(git, isOpen: true, failures: int.MaxValue);
        await using var gaia = await StartAsync(new UriBuilder(server.Url) { UserName = "ci", Password = "hunter22" }.Uri, ("Gaia:FetchTimeout", "00:00:04"));
        var run = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Failed);
        Assert.StartsWith($"git cannot read {server.Url}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("503", run.Error, StringComparison.Ordinal);
        Assert.Contains("queue a new run", run.Advice, StringComparison.Ordinal);
        Assert.Equal(["fetching", "failed"], await StatusesAsync(gaia, run));
        var written = $"{run} {await gaia.LogAsync(run)} {string.Join('\n', await AuditAsync(gaia, run))}";
        Assert.Contains("503", written, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_that_takes_too_long_fails_the_run()
    {
        using var server = new GitServer(git);
        await using var gaia = await StartAsync(server.Url, ("Gaia:FetchTimeout", "00:00:01"));
        var run = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Failed);
        Assert.Contains("'main' could not be fetched within 00:00:01 (Gaia__FetchTimeout)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_another_stack_has_made_is_not_run_upon_by_whoever_reaches_one_alone()
    {
        await using var gaia = await StartAsync(new Uri(git.Path));
        var first = await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued);
        var place = new StatePlace(StateKey.Of(first.State), "prod", "app");
        await gaia.CancelAsync(first);
        await gaia.Database.ExecuteAsync("DELETE FROM runs.state_owners", CancellationToken.None);
        await gaia.Get<WriteState>().ExecuteAsync(place, Kit.States.State(1), null, null, Kit.States.Ada, CancellationToken.None);
        await gaia.Database.ExecuteAsync("DELETE FROM runs.state_owners", CancellationToken.None); // as a version of before leaves it
        var request = new NewRun { Component = "app", Stack = "test", Operation = RunOperation.Plan, Ref = "main" };
        var refused = await gaia.UntilAsync(await gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.NoOther, CancellationToken.None), RunStatus.Failed);
        Assert.Contains("is also used by a stack out of the reach of who asks", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("prod", refused.Error, StringComparison.Ordinal);
        refused = await gaia.UntilAsync(await gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.Everything, CancellationToken.None), RunStatus.Failed);
        Assert.Contains("gaia state share app -s prod --with test", refused.Error, StringComparison.Ordinal);
        await gaia.Get<StateOwners>().ShareAsync(place, "test", new StateUser(TestGaia.Ada, _ => { }), CancellationToken.None);
        await gaia.UntilAsync(await gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.Everything, CancellationToken.None), RunStatus.Queued);
    }

    [Theory]
    [InlineData("ap", "test", "did you mean 'app'?")]
    [InlineData("off", "test", "Component off in test is disabled")]
    [InlineData("app", "tset", "tset")]
    public async Task What_cannot_be_run_at_the_revision_fails_the_run(string component, string stack, string reason)
    {
        await using var gaia = await StartAsync(new Uri(git.Path));
        var request = new NewRun { Component = component, Stack = stack, Operation = RunOperation.Plan, Ref = "main" };
        var run = await gaia.UntilAsync(await gaia.Get<QueueRun>().ExecuteAsync(request, TestGaia.Ada, Reach.Everything, CancellationToken.None), RunStatus.Failed);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(git.Git("rev-parse", "HEAD"), (await gaia.UntilAsync(await gaia.QueueRefAsync("main"), RunStatus.Queued)).Commit);
    }

    private static Task LoseSessionAsync(TestGaia gaia) => gaia.Database.ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

    private Task<TestGaia> StartAsync(GitServer server) => StartAsync(server.Url);

    private Task<TestGaia> StartAsync(Uri repository, params (string Name, string Value)[] more)
    {
        var settings = Settings(repository);
        foreach (var (name, value) in more) settings[name] = value;
        return TestGaia.StartAsync(postgres, worker: false, settings: settings);
    }

    private static Dictionary<string, string?> Settings(Uri repository) =>
        new() { ["Gaia:Repository"] = repository.IsFile ? repository.LocalPath : $"{repository}", ["Gaia:SelfApproval"] = "allow" };

    private static async Task<IEnumerable<string?>> StatusesAsync(TestGaia gaia, Run run) =>
        (await gaia.EventsAsync(run)).Where(happened => happened.Type == "status").Select(happened => happened.Data.GetProperty("status").GetString());

    private static async Task<IReadOnlyList<string>> AuditAsync(TestGaia gaia, Run run)
    {
        await using var command = gaia.Database.DataSource.CreateCommand($"SELECT action || ': ' || detail FROM audit.entries WHERE subject = 'run:{run.Id}' ORDER BY sequence");
        await using var row = await command.ExecuteReaderAsync();
        var entries = new List<string>();
        while (await row.ReadAsync()) entries.Add(row.GetString(0));
        return entries;
    }
}
