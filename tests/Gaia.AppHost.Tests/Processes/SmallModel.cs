using System.IO.Compression;
using System.Text;
using Gaia.AppHost.Local;
using Gaia.AppHost.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Tests.Processes;

/// <summary>
/// PostgreSQL with databases, Redis, and executables that wait for them, as an AppHost has them: what rests on
/// observed behaviour of Aspire rather than on a contract is asked here.
/// </summary>
public sealed class SmallModel : IAsyncLifetime
{
    private readonly AppHostFolder _folder = new();
    private LocalMachine? _machine;

    public DistributedApplication App { get; private set; } = null!;

    public string In(string name) => _folder.In(name);

    internal IReadOnlyList<ProcessFamily> Family() => _folder.Family();

    public async ValueTask InitializeAsync()
    {
        using var limit = TestLimit.Of(TimeSpan.FromMinutes(2));
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = "Gaia.AppHost", DisableDashboard = true }); // which knows the orchestrator
        _machine = new LocalMachine(_folder.Data, runs: true, engine: null);
        builder.Services.AddSingleton(_machine).AddSingleton<LastWords>().AddSingleton<FirstStart>();
        builder.Services.AddFirst<CrashRestart>();

        var postgres = builder.AddPostgres("postgres").WithDataVolume("data").WithInitFiles(WriteInitFiles()).WithEnvironment("POSTGRES_DB", "app_db").RunAsProcess(_machine);
        var gaia = postgres.AddDatabase("gaia", "gaia_db");
        var limited = postgres.AddDatabase("limited").WithCreationScript("create database limited connection limit 7");
        var redis = builder.AddRedis("redis").RunAsProcess(_machine);
        builder.AddExecutable("user", "sh", _folder.Home, "-c", $"env >'{In("user.new")}'; mv '{In("user.new")}' '{In("user")}'; exec sleep 1000")
            .WithReference(gaia).WaitFor(gaia).WithReference(limited).WaitFor(limited).WithReference(redis).WaitFor(redis);
        builder.AddExecutable("failing", "sh", _folder.Home, "-c", $"date +%s.%N >>'{In("failing")}'; exit 3").WithAnnotation(new RestartAnnotation());

        await _machine.PrepareAsync(clean: false, TimeProvider.System, limit.Token);
        App = builder.Build();
        App.Services.GetRequiredService<FirstStart>().Done(); // `failing` never gets up
        await App.StartAsync(limit.Token);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("user", limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _machine!.Dispose();
        await _folder.DisposeAsync();
    }

    private string WriteInitFiles()
    {
        var folder = Directory.CreateDirectory(In("init")).FullName;
        File.WriteAllText(Path.Combine(folder, "1-table.sql"), "create table started (how text);\n");
        File.WriteAllText(Path.Combine(folder, "2-row.sh"), "\"$GAIA_POSTGRES_BIN/psql\" -X -q -c \"insert into started values ('sh')\"\n");
        using var zipped = new GZipStream(File.Create(Path.Combine(folder, "3-row.sql.gz")), CompressionLevel.Fastest);
        zipped.Write(Encoding.UTF8.GetBytes("insert into started values ('sql.gz');\n"));
        return folder;
    }
}
