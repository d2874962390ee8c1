using System.Text.Json;

namespace Gaia.Functional.Tests.Serving;

/// <summary>The built command starts the built AppHost, as somebody does who has just built a checkout.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ServedGaia gaia = new();

    public ValueTask InitializeAsync()
    {
        limit.CancelAfter(Limit);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await gaia.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Detached_it_runs_until_it_is_stopped()
    {
        var started = (await EndAsync(gaia.Start("--detach"))).Expect(0);
        Assert.Contains($"Gaia is up: http://localhost:{gaia.Port}\n", started.Out);
        Assert.Contains("/login?t=", started.Out);
        Assert.Contains($"serve --stop --data-folder {gaia.Data}", started.Out);

        using var status = JsonDocument.Parse((await EndAsync(gaia.Serve("--status", "--format", "json"))).Expect(0).Out);
        Assert.Equal("healthy", status.RootElement.GetProperty("status").GetString());
        Assert.Equal("processes", status.RootElement.GetProperty("servers").GetString());
        var pid = status.RootElement.GetProperty("pid").GetInt32();

        using (var folder = AtmosFolder.Create("served"))
            (await gaia.TerminalIn(folder.Path).RunAsync(limit.Token, "terraform", "plan", "served", "-s", "dev")).Expect(0);

        var second = (await EndAsync(gaia.Start("--detach"))).Expect(4);
        Assert.Contains($"already, pid {pid}.", second.Error);

        Assert.Contains($"(pid {pid})", (await EndAsync(gaia.Serve("--stop"))).Expect(0).Out);
        await gaia.DesertedAsync(limit.Token);
        Assert.Contains("Nothing runs", (await EndAsync(gaia.Serve("--stop"))).Expect(1).Error);
    }

    [Fact]
    public async Task Interrupted_in_the_foreground_it_leaves_no_process()
    {
        using var running = gaia.Start();
        await running.LineAsync("Ctrl+C stops everything.", limit.Token);
        running.Interrupt();
        (await running.EndAsync(limit.Token)).Expect(0);
        await gaia.DesertedAsync(limit.Token);
    }

    [Fact]
    public async Task Killed_in_the_foreground_it_takes_everything_along()
    {
        using var running = gaia.Start();
        await running.LineAsync("Ctrl+C stops everything.", limit.Token);
        running.Kill();
        await gaia.DesertedAsync(limit.Token);
    }

    [Fact]
    public async Task One_that_cannot_start_says_why()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, gaia.Port);
        taken.Start();
        var refused = (await EndAsync(gaia.Start("--detach"))).Expect(1);
        Assert.Contains($"Port {gaia.Port} of 'api' is taken", refused.Error);
        await gaia.DesertedAsync(limit.Token);
    }

    private async Task<Screen> EndAsync(RunningCommand command)
    {
        using (command) return await command.EndAsync(limit.Token);
    }
}
