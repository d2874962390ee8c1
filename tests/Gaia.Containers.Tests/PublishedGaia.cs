using System.Security.Cryptography;

namespace Gaia.Containers.Tests;

/// <summary>
/// Gaia as somebody would deploy it from the images: a network, PostgreSQL, Redis, API and worker, with the environment that
/// Aspire's manifest gives them, in Production.
/// </summary>
public sealed class PublishedGaia : IAsyncDisposable
{
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(3);

    private readonly ContainerEngine engine;
    private readonly string name = $"gaia-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    private readonly string home = Directory.CreateTempSubdirectory("gaia-home-").FullName;
    private readonly string bootstrapSecret = RandomNumberGenerator.GetHexString(40);
    private readonly string postgresPassword = RandomNumberGenerator.GetHexString(22);
    private readonly string redisPassword = RandomNumberGenerator.GetHexString(22);
    private readonly Dictionary<string, string> rolePasswords = new()
    {
        ["api"] = RandomNumberGenerator.GetHexString(22), ["worker"] = RandomNumberGenerator.GetHexString(22),
    };

    private PublishedGaia(ContainerEngine engine) => this.engine = engine;

    public Uri Url { get; private set; } = null!;

    public string? Token { get; set; }

    public static async Task<PublishedGaia> StartAsync(ContainerEngine engine)
    {
        var gaia = new PublishedGaia(engine);
        try
        {
            await gaia.StartAsync();
            return gaia;
        }
        catch
        {
            await gaia.DisposeAsync();
            throw;
        }
    }

    /// <summary>The built command, from a home of its own.</summary>
    public Task<CliWrap.Buffered.BufferedCommandResult> CommandAsync(params string[] arguments) =>
        engine.TryAsync(SourceTree.Gaia, arguments, new Dictionary<string, string?>
        {
            ["GAIA_URL"] = Url.ToString(), ["GAIA_TOKEN"] = Token, ["GAIA_BOOTSTRAP_SECRET"] = bootstrapSecret,
            ["HOME"] = home, ["XDG_CONFIG_HOME"] = home, ["XDG_CACHE_HOME"] = home, ["NO_COLOR"] = "1",
        });

    /// <summary>The user that a container's first process runs as, as the kernel sees it.</summary>
    public async Task<int> UserAsync(string service)
    {
        var pid = (await engine.MustAsync("inspect", "--format", "{{.State.Pid}}", $"{name}-{service}")).Trim();
        var status = await File.ReadAllLinesAsync($"/proc/{pid}/status", TestContext.Current.CancellationToken);
        return int.Parse(status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);
    }

    public Task<string> LogsAsync(string service) =>
        engine.RunAsync("sh", ["-c", "exec \"$0\" logs \"$1\" 2>&1", engine.Program, $"{name}-{service}"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { "worker", "api", "migrations", "redis", "postgres" })
            await engine.TryAsync(engine.Program, ["rm", "--force", "--volumes", $"{name}-{service}"]);
        await engine.TryAsync(engine.Program, ["volume", "rm", $"{name}-data"]);
        await engine.TryAsync(engine.Program, ["network", "rm", name]);
        Directory.Delete(home, recursive: true);
    }

    private async Task StartAsync()
    {
        await engine.MustAsync("network", "create", name);
        await RunAsync("postgres", ["docker.io/library/postgres:18.3"], new()
        {
            ["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256",
            ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256",
            ["POSTGRES_USER"] = "postgres",
            ["POSTGRES_PASSWORD"] = postgresPassword,
            ["POSTGRES_DB"] = "gaia", // The manifest leaves making the database to whoever deploys it.
        });
        await RunAsync("redis", ["--entrypoint", "/bin/sh", "docker.io/library/redis:8.6", "-c", "redis-server --requirepass $REDIS_PASSWORD --save 60 1"],
            new() { ["REDIS_PASSWORD"] = redisPassword });
        await RunAsync("migrations", [BuiltImages.Name("gaia-api"), "migrate"], new()
        {
            ["ConnectionStrings__gaia"] = $"Host=postgres;Port=5432;Username=postgres;Password={postgresPassword};Database=gaia",
            ["Gaia__Database__ApiPassword"] = rolePasswords["api"],
            ["Gaia__Database__WorkerPassword"] = rolePasswords["worker"],
        });
        await RunServiceAsync("api", "--publish", "127.0.0.1::8080");
        // As docs/images.md says, so that each run has a sandbox.
        await RunServiceAsync("worker", "--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--security-opt", "systempaths=unconfined");
        var port = (await engine.MustAsync("port", $"{name}-api", "8080/tcp")).Trim().Split(':')[^1];
        Url = new Uri($"http://127.0.0.1:{port}/");
        await Health.UntilAsync(Url, MaxStart, async () => $"{await LogsAsync("migrations")}\n{await LogsAsync("api")}\n{await LogsAsync("postgres")}");
    }

    private Task RunServiceAsync(string service, params string[] options) => RunAsync(service,
        ["--volume", $"{name}-data:/var/lib/gaia", .. options, BuiltImages.Name($"gaia-{service}")], new()
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["HTTP_PORTS"] = "8080",
            ["ConnectionStrings__gaia"] = $"Host=postgres;Port=5432;Username=gaia_{service};Password={rolePasswords[service]};Database=gaia",
            ["ConnectionStrings__redis"] = $"redis:6379,password={redisPassword}",
            ["Gaia__DataDirectory"] = "/var/lib/gaia",
            ["Gaia__Url"] = "http://api:8080",
            ["Gaia__Access__BootstrapSecret"] = bootstrapSecret,
        });

    // `--env NAME` takes the value from the engine's own environment: no secret in anybody's arguments.
    private Task RunAsync(string service, string[] rest, Dictionary<string, string?> variables) => engine.RunAsync(engine.Program,
    [
        "run", "--detach", "--name", $"{name}-{service}", "--network", name, "--network-alias", service,
        .. variables.Keys.SelectMany(variable => new[] { "--env", variable }), .. rest,
    ], variables);
}
