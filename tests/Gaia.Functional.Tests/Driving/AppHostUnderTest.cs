using System.Diagnostics;

namespace Gaia.Functional.Tests;

/// <summary>
/// The AppHost through Aspire's testing builder: free ports, throw-away data, no dashboard.
/// </summary>
internal sealed class AppHostUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
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
            ["--processes", "--no-sample", $"--data-folder={System.IO.Path.Combine(folder.Path, "apphost")}", .. options], limit.Token);
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

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        while (ProcessFamily.Of(DataFolder).Count > 0) await Task.Delay(50);
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
