using System.Net;
using Gaia.Jobs;
using Gaia.Runs.Retention;
using Gaia.Runs.Tests.Kit;
using Gaia.TestProcesses;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>A machine that offers nothing: there are no programs on the worker's PATH.</summary>
public sealed class MissingIsolationTests(RunsPostgres postgres)
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Elsewhere_than_in_development_the_worker_takes_no_run_is_not_ready_and_says_what_to_do(string environment)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var port = FreePort.Next();
        await using var worker = Start(gaia, environment, port);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await Until.TrueAsync(async () => await StatusAsync(http, "/alive") is HttpStatusCode.OK, "it lives", seconds: 60);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/health"));
        foreach (var said in (string[])["This worker takes no runs", "Install util-linux", "--security-opt", "Gaia__Isolation=none"])
            Assert.Contains(said, worker.Output, StringComparison.Ordinal);
        await Until.TrueAsync(async () => (await FactsAsync(gaia)).GetValueOrDefault("isolation") is "missing", "it is registered");
        Assert.Contains("Gaia__Isolation=none", (await FactsAsync(gaia))["isolation.weakness"], StringComparison.Ordinal);

        // It does take what is no run, also what was queued later.
        var run = await gaia.QueueAsync();
        Assert.True(await gaia.Get<QueueSweep>().ExecuteAsync(TestGaia.Ada, CancellationToken.None));
        await Until.TrueAsync(async () => await DoneAsync(gaia, RetentionJobs.Sweep), "the sweep is done");
        Assert.Equal(RunStatus.Queued, (await gaia.FindAsync(run)).Status);
    }

    [Theory]
    [InlineData("Development", "auto")]
    [InlineData("Production", "none")]
    public async Task In_development_or_where_none_is_said_it_takes_runs_and_warns(string environment, string isolation)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await using var worker = Start(gaia, environment, FreePort.Next(), ("Gaia__Isolation", isolation));

        var run = await gaia.QueueAsync();
        await Until.TrueAsync(async () => (await gaia.FindAsync(run)).Status is RunStatus.Failed, "it was taken; there is no terraform", seconds: 60);

        Assert.Contains("Isolation of runs: None.", worker.Output, StringComparison.Ordinal);
    }

    private static WorkerProcess Start(TestGaia gaia, string environment, int port, params (string, string)[] more) => WorkerProcess.Start(gaia,
    [
        ("PATH", Directory.CreateDirectory(Path.Combine(gaia.Folder, "empty")).FullName), ("DOTNET_ENVIRONMENT", environment),
        ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), .. more,
    ]);

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(path);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> FactsAsync(TestGaia gaia) =>
        (await gaia.Get<ListWorkers>().ExecuteAsync(CancellationToken.None)).SingleOrDefault()?.Facts ?? new Dictionary<string, string>();

    private static async Task<bool> DoneAsync(TestGaia gaia, string kind)
    {
        await using var command = gaia.Database.DataSource.CreateCommand("SELECT count(*) FROM jobs.jobs WHERE kind = $1 AND state = 'done'");
        command.Parameters.Add(new() { Value = kind });
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }
}
