using System.Globalization;
using Gaia.Chaos.Bench.Faults;
using Gaia.TestProcesses;
using Npgsql;

namespace Gaia.Chaos.Bench.Machine;

/// <summary>A whole Gaia in processes of its own: PostgreSQL, Redis, the API, workers, each started again when it ends.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string Administrator = "gaia";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private readonly ChaosOptions options;
    private readonly TimeProvider time;
    private readonly int database = FreePort.Next(), redis = FreePort.Next(), api = FreePort.Next();

    private Installation(ChaosOptions options, string root, SmallDisk? disk, Ledger ledger, TimeProvider time)
    {
        (this.options, Root, Disk, Ledger, this.time) = (options, root, disk, ledger, time);
        Files = disk?.Path ?? Path.Combine(root, "files");
        Logs = Path.Combine(root, "logs");
        Networks = options.NetworkNamespaces ? [.. Enumerable.Range(1, options.Workers).Select(number => new WorkerNetwork(number))] : [];
        Postgres = Make("postgres", [
            .. Programs.AsPostgres, $"{Programs.Postgres}/postgres", "-D", Cluster, "-p", $"{database}", "-k", Path.Combine(root, "postgres"),
            // What only the machine's own end could lose is not waited for; every kill of a process is survived.
            "-c", $"listen_addresses={Listen}", "-c", "max_connections=200", "-c", "fsync=off", "-c", "full_page_writes=off",
        ], []);
        Redis = Make("redis", ["redis-server", "--port", $"{redis}", "--bind", "127.0.0.1", .. Networks.Select(network => network.Host), "--protected-mode", "no", "--save", "", "--dir", Path.Combine(root, "redis")], []);
        Api = Make("api", ["dotnet", Programs.Built("Gaia.Api")], [.. Settings("gaia_api", "127.0.0.1", SharedData), ("ASPNETCORE_URLS", $"http://{Listen}:{api}"),
            ("Gaia__Api__RateLimit__PerSecond", "100000"), ("Gaia__Api__RateLimit__Burst", "100000")]);
        Workers = [.. Enumerable.Range(0, options.Workers).Select(Worker)];
    }

    public string Root { get; }

    public string Logs { get; }

    /// <summary>Null where none can be mounted.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>All data folders are below it.</summary>
    public string Files { get; }

    public Ledger Ledger { get; }

    public Service Postgres { get; }

    public Service Redis { get; }

    public Service Api { get; }

    public IReadOnlyList<Service> Workers { get; }

    public IReadOnlyList<WorkerNetwork> Networks { get; }

    public IEnumerable<Service> Services => [Postgres, Redis, Api, .. Workers];

    public Uri Url => new($"http://127.0.0.1:{api}/");

    public string Connection => Connect("127.0.0.1", Administrator);

    /// <summary>Of the API, and of the workers where they are not on machines of their own.</summary>
    public string SharedData => Path.Combine(Files, "shared");

    private string Cluster => Path.Combine(Root, "postgres", "data");

    private string Listen => options.NetworkNamespaces ? "0.0.0.0" : "127.0.0.1";

    public static async Task<Installation> StartAsync(ChaosOptions options, TimeProvider time)
    {
        var root = Directory.CreateTempSubdirectory("gaia-chaos-").FullName;
        File.SetUnixFileMode(root, Passable);
        var (disk, reason) = SmallDisk.TryMount(1024);
        if (disk is null) Console.WriteLine($"The data folder is on no disk of its own, so that none is filled: {reason}");
        var installation = new Installation(options, root, disk, await Ledger.OpenAsync(Path.Combine(root, "ledger")), time);
        try
        {
            await installation.StartAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in (Service[])[.. Workers, Api, Redis, Postgres]) await service.StopAsync();
        foreach (var network in Networks) await network.RemoveAsync();
        Ledger.Dispose();
        Disk?.Dispose();
    }

    /// <summary>Until the API and every worker say that they are well.</summary>
    public async Task UntilWellAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = time.GetTimestamp();
        while (!await IsWellAsync(http))
        {
            if (time.GetElapsedTime(started) > StartTimeout) throw new TimeoutException($"Gaia is not healthy after {StartTimeout}; its logs are in {Logs}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }
    }

    private async Task<bool> IsWellAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Url, "health"));
            if (!answer.IsSuccessStatusCode) return false;
            await using var source = NpgsqlDataSource.Create(Connection);
            await using var alive = source.CreateCommand("SELECT count(*) FROM jobs.workers WHERE alive_until > now()");
            return (long)(await alive.ExecuteScalarAsync())! >= Workers.Count;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or NpgsqlException)
        {
            return false;
        }
    }

    private async Task StartAsync()
    {
        foreach (var folder in (string[])[Logs, Path.Combine(Root, "redis"), Path.Combine(Root, "tmp"), SharedData, Path.Combine(Root, "postgres")]) Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess) await Commands.RunAsync("chown", "postgres", Path.Combine(Root, "postgres"));
        await Commands.RunAsync([.. Programs.AsPostgres, $"{Programs.Postgres}/initdb", "-D", Cluster, "-U", Administrator, "--auth=trust", "-E", "UTF8", "--locale=C", "-N"]);
        await File.AppendAllTextAsync(Path.Combine(Cluster, "pg_hba.conf"), "host all all 10.213.0.0/16 trust\n");
        Postgres.Start();
        await CreateDatabaseAsync();
        await MigrateAsync();
        foreach (var network in Networks) await network.CreateAsync();
        Redis.Start();
        Api.Start();
        foreach (var worker in Workers) worker.Start();
        await UntilWellAsync();
    }

    private async Task CreateDatabaseAsync()
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres", Pooling = false }.ConnectionString);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var create = server.CreateCommand("CREATE DATABASE gaia");
                await create.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException) when (tries < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    // Connections are trusted, so that the roles' passwords are asked of nobody.
    private Task MigrateAsync() => Commands.RunAsync("env", $"ConnectionStrings__gaia={Connection}", "Gaia__Database__ApiPassword=unasked", "Gaia__Database__WorkerPassword=unasked",
        "dotnet", Programs.Built("Gaia.Api"), "migrate");

    private Service Worker(int index)
    {
        string[] line = ["dotnet", Programs.Built("Gaia.Worker")];
        if (!options.NetworkNamespaces) return Make($"worker-{index + 1}", line, [.. Settings("gaia_worker", "127.0.0.1", SharedData), .. WorkerSettings("127.0.0.1")]);
        // A machine of its own: only database, Redis and blobs are shared, and the keys that open them.
        var (network, data) = (Networks[index], Path.Combine(Files, $"worker-{index + 1}"));
        Directory.CreateDirectory(data);
        foreach (var shared in (string[])["blobs", "keys"])
        {
            Directory.CreateDirectory(Path.Combine(SharedData, shared));
            File.CreateSymbolicLink(Path.Combine(data, shared), Path.Combine(SharedData, shared));
        }
        return Make($"worker-{index + 1}", [.. network.Inside, .. line], [.. Settings("gaia_worker", network.Host, data), .. WorkerSettings(network.Host)]);
    }

    private (string Name, string Value)[] Settings(string role, string host, string data) =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_EnableDiagnostics", "0"), ("TMPDIR", Path.Combine(Root, "tmp")),
        ("ConnectionStrings__gaia", Connect(host, role)), ("ConnectionStrings__redis", $"{host}:{redis}"), ("Gaia__DataDirectory", data),
    ];

    private (string Name, string Value)[] WorkerSettings(string host) =>
    [
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Gaia__Url", $"http://{host}:{api}"), ("Gaia__RunFiles__0", Ledger.Folder),
        ("Gaia__Jobs__Lease", FaultSchedule.Lease.ToString("c", CultureInfo.InvariantCulture)), ("Gaia__Jobs__PollInterval", "00:00:00.200"), ("Gaia__Jobs__Backoff", "00:00:00.100"),
        ("Gaia__Jobs__StopGrace", "00:00:06"), ("Gaia__InterruptGrace", "00:00:05"), ("Gaia__ApplyStopGrace", "00:00:01"), ("Gaia__MinFreeBytes", "1048576"),
    ];

    private string Connect(string host, string role) => $"Host={host};Port={database};Username={role};Database=gaia;Include Error Detail=true";

    private Service Make(string name, IReadOnlyList<string> line, (string Name, string Value)[] settings)
    {
        Directory.CreateDirectory(Logs);
        File.SetUnixFileMode(Logs, Passable);
        return new(name, line, settings.ToDictionary(each => each.Name, each => each.Value), Logs, time);
    }
}
