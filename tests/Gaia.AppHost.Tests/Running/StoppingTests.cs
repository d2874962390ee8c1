using System.Diagnostics;

namespace Gaia.AppHost.Tests.Running;

/// <summary>However the AppHost ends, nothing of it is left, and its data opens again without recovery.</summary>
public sealed class StoppingTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly AppHostFolder _folder = new();
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(4));

    [Fact]
    public async Task An_interrupt_stops_the_services_first_then_the_servers()
    {
        using var host = await HealthyAsync();
        var watched = WatchOrderAsync();
        var clock = Stopwatch.StartNew();
        host.Signal(Signals.Interrupt);
        Assert.Equal(0, await host.ExitAsync(_limit.Token));
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
        await AssertNothingIsLeftAsync();
        AssertNone(await watched);
        Assert.False(File.Exists(_folder.Data.RunFile));
        using var next = await HealthyAsync();
        AssertNoRecovery(next);
    }

    [Fact]
    public async Task A_stop_while_it_starts_leaves_nothing()
    {
        using var host = AppHostProcess.Start(_folder, "--processes");
        await host.SaysAsync("Creating a PostgreSQL cluster", _limit.Token);
        host.Signal(Signals.Terminate);
        Assert.Equal(0, await host.ExitAsync(_limit.Token));
        await AssertNothingIsLeftAsync();
        using var next = await HealthyAsync();
    }

    [Theory]
    [InlineData(Signals.Terminate, false)]
    [InlineData(Signals.Kill, true)]
    public async Task An_apply_ends_in_order_before_its_database(int signal, bool inGaia)
    {
        var first = await HealthyAsync();
        var run = Gaia.AppHost.Local.RunFile.Read(_folder.Data)!;
        using var apply = await SlowApply.StartAsync(_folder, run.Api, inGaia, _limit.Token);
        var watched = WatchOrderAsync();
        first.Signal(signal);
        var code = await first.ExitAsync(_limit.Token);
        if (signal == Signals.Terminate)
            Assert.Equal(0, code);
        first.Dispose();
        using var next = await HealthyAsync(); // waits for what is left
        AssertNoRecovery(next);
        AssertNone(await watched);
        if (signal == Signals.Kill)
            Assert.Contains("Waiting for the processes of the AppHost before this one", next.Output);
        var api = Gaia.AppHost.Local.RunFile.Read(_folder.Data)!.Api;
        await apply.EndedAsync(api, _limit.Token);
        if (inGaia)
            await SlowApply.StateIsKeptAsync(api, _limit.Token);
    }

    [Fact]
    public async Task A_killed_orchestrator_takes_everything_with_it_in_order()
    {
        using var host = await HealthyAsync();
        foreach (var dcp in _folder.Family().Where(each => each.Arguments.Contains("/dcp\0start-apiserver", StringComparison.Ordinal) || each.Arguments.Contains("/dcp\0run-controllers", StringComparison.Ordinal)))
            Signals.Send(dcp.Pid, Signals.Kill);
        await _folder.UntilAsync(family => !family.Any(each => IsService(each) || IsServer(each)), _limit.Token);
        host.Signal(Signals.Terminate);
        await host.ExitAsync(_limit.Token);
        await AssertNothingIsLeftAsync();
        using var next = await HealthyAsync();
        AssertNoRecovery(next);
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        await _folder.DisposeAsync();
    }

    private async Task<AppHostProcess> HealthyAsync()
    {
        var host = AppHostProcess.Start(_folder, "--processes");
        await host.HealthyAsync(_limit.Token);
        return host;
    }

    // The orchestrator looks after the AppHost every now and then, and ends when that has, with what it asks of a container runtime.
    private async Task AssertNothingIsLeftAsync()
    {
        AssertNone(_folder.Family().Where(each => Path.GetFileName(each.Arguments.Split('\0')[0]) is not ("dcp" or "podman" or "docker")));
        Assert.True(await _folder.DesertedAsync(_limit.Token) < Soon);
    }

    // The host's own text: "database system was not properly shut down; automatic recovery in progress".
    private static void AssertNoRecovery(AppHostProcess host) => Assert.DoesNotContain("automatic recovery", host.Output);

    /// <returns>Which services are still there when PostgreSQL ends.</returns>
    private async Task<IReadOnlyList<ProcessFamily>> WatchOrderAsync()
    {
        while (true)
        {
            var family = _folder.Family();
            var services = family.Where(IsService).ToList();
            if (services.Count == 0 || !family.Any(IsServer))
                return services;
            await Task.Delay(10, _limit.Token);
        }
    }

    private static void AssertNone(IEnumerable<ProcessFamily> processes)
    {
        var names = string.Join('\n', processes.Select(each => $"{each.Pid} (of {each.Parent}) {each.Arguments.Replace('\0', ' ')}"));
        Assert.True(names.Length == 0, names);
    }

    // Not the command in the test's terminal.
    private static bool IsService(ProcessFamily each) => !each.IsShell && !each.Arguments.Contains("gaia.dll", StringComparison.Ordinal)
        && (each.Arguments.Contains("Gaia.Api.dll", StringComparison.Ordinal) || each.Arguments.Contains("Gaia.Worker.dll", StringComparison.Ordinal) || each.Arguments.Contains("terraform", StringComparison.Ordinal));

    private static bool IsServer(ProcessFamily each) => each.Arguments.Contains("bin/postgres\0-D", StringComparison.Ordinal);
}
