using Gaia.ProcessHost.Running;
using Gaia.ProcessHost.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.ProcessHost;

/// <summary>Aspire's builder API in the small, over plain processes. See docs/apphost.md.</summary>
public sealed class DistributedApplication : IAsyncDisposable, IDisposable
{
    private readonly HostSettings _settings;
    private readonly ApplicationRunner _runner;
    private readonly ServiceProvider _services;
    private readonly bool _publishAsked;
    private readonly TestingHook? _testing = TestingHook.Current;

    internal DistributedApplication(DistributedApplicationBuilder builder, HostSettings settings)
    {
        _settings = settings;
        _publishAsked = builder.Configuration["publisher"] is not null || builder.Configuration["operation"] is "publish";
        Model = [.. builder.Resources];
        _services = builder.Services.AddSingleton(ResourceNotifications).AddSingleton(ResourceCommands).BuildServiceProvider();
        _runner = new ApplicationRunner(Model, settings, ResourceNotifications, _services);
        ResourceCommands.Instances = () => _runner.Instances;
    }

    public IServiceProvider Services => _services;
    public ResourceNotificationService ResourceNotifications { get; } = new();
    public ResourceCommandService ResourceCommands { get; } = new();

    internal IReadOnlyList<IResource> Model { get; }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        TestingHook.Current is { } hook ? hook.CreateBuilder(options) : new DistributedApplicationBuilder(options);

    public Task StartAsync(CancellationToken cancellationToken = default) => _runner.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => _runner.StopAsync();

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Until Ctrl+C, a signal, or the end of the `dotnet run` above us. A second Ctrl+C waits for nobody.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_testing is not null)
        {
            await _testing.Disposed; // the test starts and stops it
            return;
        }
        try
        {
            if (_publishAsked)
                throw new DistributedApplicationException(
                    "plain processes cannot be published. Build the AppHost with -p:AspireHosting=packages: Aspire's publishers are there.");
            await RunUntilStoppedAsync(cancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync($"gaia apphost: {e.Message}");
            Environment.ExitCode = 1;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task RunUntilStoppedAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var signals = new StopRequests(stop.Cancel, _runner.Kill, TimeProvider.System);
        try
        {
            await _runner.StartAsync(stop.Token);
            using var watch = _settings.Watch ? new ProjectWatch(Model, RestartAsync, _runner.Say, stop.Token) : null;
            await ParentWatch.UntilGoneAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop; stopping is the caller's finally.
        }
        await _runner.StopAsync();
    }

    private Task RestartAsync(ProjectResource resource, CancellationToken ct) =>
        ResourceCommands.ExecuteCommandAsync(resource.Name, KnownResourceCommands.RestartCommand, ct);
}
