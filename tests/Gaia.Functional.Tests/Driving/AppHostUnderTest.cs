using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.Functional.Tests;

/// <summary>
/// The AppHost through Aspire's testing builder: free ports, throw-away data, no dashboard.
/// </summary>
internal sealed class AppHostUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    /// <summary>GAIA_TEST_SERVERS=containers runs PostgreSQL and Redis in the container engine instead.</summary>
    public static readonly string Servers = Environment.GetEnvironmentVariable("GAIA_TEST_SERVERS") ?? "processes";
    private readonly TestFolder folder;

    private AppHostUnderTest(TestFolder folder, DistributedApplication app) => (this.folder, App) = (folder, app);

    public DistributedApplication App { get; }

    public string DataFolder => System.IO.Path.Combine(folder.Path, "apphost");

    /// <summary>From nothing to a healthy API and worker.</summary>
    public TimeSpan Took { get; private init; }

    public static async Task<AppHostUnderTest> StartAsync(string? telemetry, CancellationToken cancellation, params string[] options)
    {
        var clock = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        var folder = TestFolder.Create("apphost");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Gaia_AppHost>(
            [$"--{Servers}", "--no-sample", $"--data-folder={System.IO.Path.Combine(folder.Path, "apphost")}", .. options], limit.Token);
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
            builder.CreateResourceBuilder(project).WithEnvironment(context => Send(context.EnvironmentVariables, telemetry));
        var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("api", limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("worker", limit.Token);
        return new AppHostUnderTest(folder, app) { Took = clock.Elapsed };
    }

    /// <summary>Processes of this AppHost whose arguments hold the text; the shells that only pass it on are left out.</summary>
    public IReadOnlyList<int> Processes(string text) =>
        [.. ProcessFamily.Of(DataFolder).Where(each => each.Arguments.Contains(text, StringComparison.Ordinal) && !each.IsShell).Select(each => each.Pid)];

    /// <summary>Null where the resource runs as a process.</summary>
    public string? ContainerOf(string resource) =>
        App.ResourceNotifications.TryGetCurrentState(resource, out var now)
            ? now.Snapshot.Properties.FirstOrDefault(property => property.Name == "container.id")?.Value as string
            : null;

    /// <summary>A call of the container engine, such as <c>podman kill ID</c>.</summary>
    public static async Task EngineAsync(params string[] arguments)
    {
        using var engine = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") ?? "docker", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(engine.StandardOutput.ReadToEndAsync(), engine.StandardError.ReadToEndAsync());
        await engine.WaitForExitAsync();
        Assert.True(engine.ExitCode == 0, $"{string.Join(' ', arguments)}: {string.Concat(said)}");
    }

    public async ValueTask DisposeAsync()
    {
        string[] volumes =
        [
            .. App.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ContainerResource>()
                .SelectMany(container => container.Annotations.OfType<ContainerMountAnnotation>())
                .Where(mount => mount.Type is ContainerMountType.Volume).Select(mount => mount.Source!),
        ];
        await App.StopAsync();
        await App.DisposeAsync();
        while (ProcessFamily.Of(DataFolder).Count > 0) await Task.Delay(50);
        if (volumes.Length > 0) await EngineAsync(["volume", "rm", .. volumes]);
        folder.Dispose();
    }

    // There is no dashboard in tests, though the services are told of one.
    private static void Send(Dictionary<string, object> environment, string? telemetry)
    {
        environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (telemetry is null) return;
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry;
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "500";
    }
}
