using System.Diagnostics;
using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

/// <summary>Whom `gaia serve --stop` would signal.</summary>
public sealed class RunningAppHostTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_without_a_held_lock_mean_nothing()
    {
        using var appHost = LikeAnAppHost();
        Healthy(appHost.Id).Write("apphost.lock", "").Write("apphost.pid", $"{appHost.Id}");
        Assert.Null(RunningAppHost.On(folder.Context(), folder.Data));
        appHost.Kill();
    }

    [Fact]
    public void Who_holds_the_lock_runs()
    {
        using var appHost = LikeAnAppHost();
        using var held = Healthy(appHost.Id).Hold("apphost.lock");
        Assert.Equal((appHost.Id, "processes"), (On().Pid, On().Run!.Servers));
        appHost.Kill();
    }

    [Fact]
    public void One_that_still_starts_is_known_by_its_pid()
    {
        using var appHost = LikeAnAppHost();
        using var held = folder.Write("apphost.pid", $"{appHost.Id}").Hold("apphost.lock");
        Assert.Equal((appHost.Id, null), (On().Pid, On().Run));
        appHost.Kill();
    }

    [Fact]
    public void A_pid_that_is_no_AppHosts_is_never_taken_for_one()
    {
        using var held = Healthy(Environment.ProcessId).Hold("apphost.lock");
        var refusal = Assert.Throws<CliException>(() => On());
        Assert.Equal(ExitCodes.Conflict, refusal.ExitCode);
        Assert.Contains(folder.Root, refusal.Message);
    }

    private RunningAppHost On() => RunningAppHost.On(folder.Context(), folder.Data)!;

    private ServeFolder Healthy(int pid) => folder.Write("apphost.json", $$"""{"pid":{{pid}},"api":"http://localhost:8080","servers":"processes"}""");

    // Its first words are what tells an AppHost.
    private Process LikeAnAppHost()
    {
        folder.Write("Gaia.AppHost.dll", "read -r _");
        return Process.Start(new ProcessStartInfo("sh", [Path.Combine(folder.Root, "Gaia.AppHost.dll")]) { RedirectStandardInput = true })!;
    }
}
