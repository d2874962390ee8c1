namespace Gaia.AppHost.Tests.Refusals;

/// <summary>Container engines that are not there, broken or stuck, by a script named docker that is first on the PATH.</summary>
public sealed class ContainerEngineTests : IAsyncDisposable
{
    private readonly AppHostFolder _folder = new();
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(2));

    [Fact]
    public async Task One_that_hangs_is_refused_with_advice()
    {
        using var host = StartWith("sleep 300");
        var error = await host.RefusedAsync(_limit.Token);
        Assert.Contains("docker does not answer within 10 s", error);
        Assert.Contains("--processes", error);
        await _folder.DesertedAsync(_limit.Token);
    }

    [Fact]
    public async Task One_that_cannot_be_reached_leaves_it_to_processes_and_says_so_once()
    {
        using var host = StartWith("echo 'Cannot connect to the Docker daemon at unix:///x.sock.' >&2; exit 1");
        var run = await host.HealthyAsync(_limit.Token);
        Assert.Equal("processes", run.Servers);
        var line = Assert.Single(host.Output.Split('\n'), line => line.Contains("Cannot connect to the Docker daemon", StringComparison.Ordinal));
        Assert.Contains("processes of this machine", line);
        host.Signal(Signals.Terminate);
        Assert.Equal(0, await host.ExitAsync(_limit.Token));
    }

    [Fact]
    public async Task One_that_was_asked_for_and_does_not_run_is_refused()
    {
        using var host = StartWith("echo 'permission denied' >&2; exit 1", "--containers");
        Assert.Contains("docker does not run (permission denied)", await host.RefusedAsync(_limit.Token));
    }

    [Fact]
    public async Task An_unknown_runtime_is_refused_by_name()
    {
        using var host = AppHostProcess.Start(_folder, new Dictionary<string, string> { ["ASPIRE_CONTAINER_RUNTIME"] = "nonsense" });
        var error = await host.RefusedAsync(_limit.Token);
        Assert.Contains("nonsense", error);
        Assert.Contains("docker or podman", error);
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        await _folder.DisposeAsync();
    }

    private AppHostProcess StartWith(string script, params string[] options)
    {
        var docker = Path.Combine(Directory.CreateDirectory(_folder.In("bin")).FullName, "docker");
        File.WriteAllText(docker, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return AppHostProcess.Start(_folder, new() { ["PATH"] = $"{Path.GetDirectoryName(docker)}:{Environment.GetEnvironmentVariable("PATH")}" }, options);
    }
}
