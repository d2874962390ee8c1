using Gaia.Jobs;
using Gaia.Configurations;
using Gaia.Runs.Events;
using Gaia.Runs.Execution;
using Gaia.TestPostgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.Runs.Tests.Kit;

/// <summary>Runs and, where asked for, a worker in this process, on a database and a data directory of their own.</summary>
internal sealed class TestGaia : IAsyncDisposable
{
    public static readonly Actor Ada = new("token:ada");

    private readonly IHost host;

    private readonly StateFront front;

    private TestGaia(TestDatabase database, string folder, IHost host, TestRepository repository, Uri states)
    {
        (Database, Folder, this.host, Repository, States) = (database, folder, host, repository, states);
        front = new(host.Services, states);
    }

    public TestDatabase Database { get; }

    public string Folder { get; }

    public string DataDirectory => Path.Combine(Folder, "data");

    public TestRepository Repository { get; }

    /// <summary>Where terraform finds the states that are kept here.</summary>
    public Uri States { get; }

    public static async Task<TestGaia> StartAsync(
        RunsPostgres postgres, string terraform = TestRepository.Hello, string? vars = null, bool worker = true,
        IReadOnlyDictionary<string, string?>? settings = null, string component = "app", Func<TestDatabase, string>? connection = null,
        Action<IServiceCollection>? services = null, string host = "127.0.0.1")
    {
        var folder = Directory.CreateTempSubdirectory("gaia-runs-").FullName;
        var database = await postgres.CreateDatabaseAsync();
        var repository = vars is null
            ? new TestRepository(Path.Combine(folder, "repository"), terraform, component: component)
            : new TestRepository(Path.Combine(folder, "repository"), terraform, vars, component);
        var states = StateFront.FreeAddress(host);
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development }); // runs go on where nothing can isolate them
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gaia:DataDirectory"] = Path.Combine(folder, "data"),
            ["Gaia:Url"] = $"{states}",
            ["Gaia:Jobs:PollInterval"] = "00:00:00.200",
            ["Gaia:Jobs:Lease"] = "00:00:02",
            ["Gaia:Jobs:Backoff"] = "00:00:00.010",
            // Ada asks and approves, as on a laptop.
            ["Gaia:SelfApproval"] = "allow",
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error));
        // Not the container's to dispose: the database outlives it.
        builder.Services.AddSingleton(connection is null ? database.DataSource : Npgsql.NpgsqlDataSource.Create(connection(database)));
        if (worker)
        {
            builder.Services.AddRunExecution().AddJobWorker();
            builder.Services.AddJobHandler<PlanHandler>(RunJobs.Plan).AddJobHandler<ApplyHandler>(RunJobs.Apply);
        }
        else
        {
            builder.Services.AddRuns();
        }
        builder.Services.AddRunFetching();
        services?.Invoke(builder.Services);
        var gaia = new TestGaia(database, folder, builder.Build(), repository, states);
        await gaia.host.StartAsync();
        return gaia;
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public async Task<ConfigurationDigest> UploadAsync()
    {
        var (digest, bytes) = Repository.Pack();
        await Get<StoreConfiguration>().ExecuteAsync(digest, new MemoryStream(bytes), CancellationToken.None);
        return digest;
    }

    public async Task<Run> QueueAsync(
        RunOperation operation = RunOperation.Apply, string component = "app", bool autoApprove = false, bool planOnly = false,
        string[]? arguments = null) => await Get<QueueRun>().ExecuteAsync(new NewRun
        {
            Component = component, Stack = "test", Operation = operation, Configuration = await UploadAsync(), AutoApprove = autoApprove,
            PlanOnly = planOnly, Arguments = arguments ?? [],
        }, Ada, Reach.Everything, CancellationToken.None);

    /// <summary>Of the registered repository; its revision is fetched after this returns.</summary>
    public Task<Run> QueueRefAsync(string reference, RunOperation operation = RunOperation.Apply, bool autoApprove = false) => Get<QueueRun>().ExecuteAsync(
        new NewRun { Component = "app", Stack = "test", Operation = operation, Ref = reference, AutoApprove = autoApprove }, Ada, Reach.Everything, CancellationToken.None);

    /// <summary>A further replica of the API on the same database and disk. <see cref="IHost.StopAsync"/> stops it in the middle of whatever it does.</summary>
    public async Task<IHost> StartReplicaAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Gaia:DataDirectory"] = DataDirectory });
        builder.Services.AddLogging().AddSingleton(Database.DataSource).AddRuns().AddRunFetching();
        var replica = builder.Build();
        await replica.StartAsync();
        return replica;
    }

    public Task StopAsync() => host.StopAsync();

    public Task<Run> FindAsync(Run run) => Get<FindRun>().ExecuteAsync(run.Id, CancellationToken.None);

    public Task<Run> ApproveAsync(Run run) => Get<ApproveRun>().ExecuteAsync(run.Id, run.Plan!.Value, Ada, CancellationToken.None);

    public Task<Run> CancelAsync(Run run, bool force = false) => Get<CancelRun>().ExecuteAsync(run.Id, force, Ada, CancellationToken.None);

    /// <summary>Waits for a status; a run that finishes otherwise is reported with what it says.</summary>
    public async Task<Run> UntilAsync(Run run, RunStatus status, int seconds = 60)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await FindAsync(run);
            if (now.Status == status) return now;
            if (now.Status.IsFinished() || TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds)
                Assert.Fail($"Run is {now.Status}, wanted {status}: {now.Error} {now.Advice}\n{await LogAsync(run)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits for a text in the run's log.</summary>
    public async Task UntilLogAsync(Run run, string text, int seconds = 60)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!(await LogAsync(run)).Contains(text, StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds) Assert.Fail($"No '{text}' in\n{await LogAsync(run)}");
            await Task.Delay(20);
        }
    }

    public async Task<string> LogAsync(Run run)
    {
        var lines = new List<string>();
        await foreach (var line in Get<ReadRunEvents>().LogLinesAsync(run.Id, CancellationToken.None)) lines.Add(line);
        return string.Join('\n', lines);
    }

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(Run run) =>
        await Get<ReadRunEvents>().PageAsync(run.Id, 0, 1000, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        front.Dispose();
        host.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class PlanHandler(PlanRun plan) : IJobHandler
    {
        public Task HandleAsync(JobContext context, CancellationToken stopping) => plan.ExecuteAsync(context, stopping);

        public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => plan.BuryAsync(context, reason);
    }

    private sealed class ApplyHandler(ApplyRun apply) : IJobHandler
    {
        public Task HandleAsync(JobContext context, CancellationToken stopping) => apply.ExecuteAsync(context, stopping);

        public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => apply.BuryAsync(context, reason);
    }
}
