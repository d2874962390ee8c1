using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Gaia.Api.Tests.States;
using Gaia.Contracts;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.Runs;

/// <summary>A run by ref while git waits for a repository that does not answer, and the API is killed meanwhile.</summary>
public sealed class FetchedRunTests(ApiPostgres postgres) : IAsyncLifetime
{
    private readonly TestFolder data = TestFolder.Create("fetched-run");
    private readonly TestFolder repository = TestFolder.Create("fetched-repository");
    private TestDatabase database = null!;
    private ApiProcess api = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync(Stop);
        api = new ApiProcess(database, data.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
        data.Dispose();
        repository.Dispose();
    }

    [Fact]
    public async Task It_is_answered_before_git_and_goes_on_after_a_SIGKILL()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        api.Settings["Gaia__Repository"] = $"http://{silent.LocalEndpoint}/infra.git";
        await api.StartAsync();
        using var client = new HttpClient { BaseAddress = api.Url };
        var request = new QueueRunRequest("hello", "dev", RunOperation.Plan, null, "main");
        using var answer = await client.PostAsJsonAsync(Routes.Runs, request, ContractsJson.Default.QueueRunRequest, Stop);
        var run = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal((RunStatus.Fetching, "main", null, null, null), (run.Status, run.Ref, run.Commit, run.Configuration, run.StateIdentity));

        using (await silent.AcceptTcpClientAsync(Stop)) await api.KillAsync();
        var left = Directory.CreateDirectory(Path.Combine(data.Path, "checkouts", "0123456789ab-left")).FullName;
        Directory.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        api.Settings["Gaia__Repository"] = await CommitAsync();
        await api.StartAsync();
        await Until.TrueAsync(
            async () => (run = (await client.GetFromJsonAsync(Routes.Run(run.Id), ContractsJson.Default.RunResponse, Stop))!).Status is not RunStatus.Fetching, "fetched", cancellationToken: Stop);
        Assert.Equal((RunStatus.Queued, await GitAsync("rev-parse", "HEAD"), null), (run.Status, run.Commit, run.Error));
        Assert.NotNull(run.Configuration);
        await Until.TrueAsync(() => !Directory.Exists(left), $"{left} is gone");
    }

    private async Task<string> CommitAsync()
    {
        DemoConfiguration.Of().UnpackTo(repository.Path);
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
        return repository.Path;
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", repository.Path, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await git.StandardOutput.ReadToEndAsync(Stop);
        await git.WaitForExitAsync(Stop);
        Assert.Equal(0, git.ExitCode);
        return output.Trim();
    }
}
