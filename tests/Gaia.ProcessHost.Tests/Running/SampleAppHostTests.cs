using System.Net;
using System.Net.Sockets;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Tests.Running;

public sealed class SampleAppHostTests : IDisposable
{
    private const int SigTerm = 15;
    private const int SigInt = 2;
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public SampleAppHostTests() => _patience.CancelAfter(TimeSpan.FromMinutes(2));

    private CancellationToken Ct => _patience.Token;

    [Theory]
    [InlineData(SigTerm)]
    [InlineData(SigInt)]
    public async Task A_signal_stops_everything_in_order(int signal)
    {
        await using var host = new SampleAppHost(SampleAppHost.NewDataFolder(), "--servers");
        await host.HealthyAsync(Ct);
        host.Signal(signal);
        Assert.Equal(0, await host.ExitAsync(Ct));
        Assert.Empty(host.Family());
        var output = host.Output;
        Assert.Contains("database system is shut down", output);
        Assert.True(output.IndexOf("after-database | -- stopped", StringComparison.Ordinal) is > 0 and var user
            && user < output.IndexOf("postgres       | -- stopping", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task Nothing_survives_the_apphost_killed_and_its_data_opens_again()
    {
        var data = SampleAppHost.NewDataFolder();
        await using var host = new SampleAppHost(data, "--servers", "--stubborn");
        await host.HealthyAsync(Ct);
        Assert.True(host.Family().Count >= 12, string.Join(' ', host.Family()));
        host.Signal(Unix.SigKill);
        await host.ExitAsync(Ct).WaitAsync(Ct);
        while (host.Family().Count > 0)
            await Task.Delay(50, Ct);
        await using var next = new SampleAppHost(data, "--servers") { IsGuest = true };
        await next.HealthyAsync(Ct);
        Assert.DoesNotContain("automatic recovery", next.Output);
    }

    [Fact]
    public async Task A_second_apphost_waits_for_the_processes_of_a_killed_one()
    {
        var data = SampleAppHost.NewDataFolder();
        await using var host = new SampleAppHost(data, "--stubborn");
        await host.HealthyAsync(Ct);
        host.Signal(Unix.SigKill);
        await using var next = new SampleAppHost(data) { IsGuest = true };
        await next.HealthyAsync(Ct);
        Assert.Contains("waiting for the processes of the AppHost before this one", next.Output);
    }

    [Fact]
    public async Task A_second_apphost_is_told_who_is_there()
    {
        await using var host = new SampleAppHost(SampleAppHost.NewDataFolder());
        await host.HealthyAsync(Ct);
        await using var second = new SampleAppHost(host.Data) { IsGuest = true };
        Assert.Equal(1, await second.ExitAsync(Ct));
        Assert.Contains($"pid {host.Pid}", second.Output);
        Assert.Contains($"kill {host.Pid}", second.Output);
        Assert.Contains("--data-folder", second.Output);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_its_holder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var host = new SampleAppHost(SampleAppHost.NewDataFolder(), "--port", $"{port}");
        Assert.Equal(1, await host.ExitAsync(Ct));
        Assert.Contains($"Port {port}", host.Output);
        Assert.Contains($"pid {Environment.ProcessId} ", host.Output);
    }

    [Fact]
    public async Task A_missing_program_is_named_before_anything_starts()
    {
        await using var host = new SampleAppHost(SampleAppHost.NewDataFolder(), "--program", "no-such-program");
        Assert.Equal(1, await host.ExitAsync(Ct));
        Assert.Contains("no-such-program (for 'missing')", host.Output);
        Assert.DoesNotContain("running", host.Output);
    }

    public void Dispose() => _patience.Dispose();
}
