using System.Net;
using System.Net.Sockets;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Running;

/// <summary>One healthy AppHost for the tests of a class, which leave it healthy.</summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private TcpListener? _usualDashboardPort;

    internal AppHostFolder Folder { get; } = new();

    internal AppHostProcess Host { get; private set; } = null!;

    internal RunFile Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var limit = TestLimit.Of(StartLimit);
        _usualDashboardPort = TakeUsualDashboardPort();
        Host = AppHostProcess.Start(Folder, "--processes");
        Run = await Host.HealthyAsync(limit.Token);
    }

    /// <summary>The process whose arguments hold the text, leaving out the shells that pass it on.</summary>
    internal int Pid(string text) =>
        Assert.Single(Folder.Family(), each => each.Arguments.Contains(text, StringComparison.Ordinal) && !each.IsShell && !each.Arguments.Contains("monitor-process", StringComparison.Ordinal)).Pid;

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Folder.DisposeAsync();
        _usualDashboardPort?.Dispose();
    }

    // Where somebody has it already, all the better.
    private static TcpListener? TakeUsualDashboardPort()
    {
        try
        {
            var listener = new TcpListener(IPAddress.Loopback, 18888);
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
