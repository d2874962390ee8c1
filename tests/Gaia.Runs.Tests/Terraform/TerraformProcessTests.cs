using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Isolation;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Terraform;

public sealed class TerraformProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-process-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The worker stood still between the look at its lease and the very start: it looks again when nothing is left but to begin.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task What_waits_in_its_sandbox_begins_only_where_it_still_may(int allowed, bool begins)
    {
        Offered.Demand(RunIsolationKind.Bubblewrap);
        var options = new RunsOptions { DataDirectory = Path.Combine(folder, "data"), Isolation = RunIsolationKind.Bubblewrap };
        var isolation = new RunIsolation(Options.Create(options), new RunPods(Options.Create(options), TimeProvider.System), new HostingEnvironment());
        var work = WorkDirectory.At(Path.Combine(folder, "data", "work", "run", "attempt"));
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" };
        var asked = 0;
        var call = new TerraformCall("apply", "/bin/sh", ["-c", "touch begun"], work.Tree, environment, TimeSpan.FromMinutes(1)) { MayStart = () => ++asked <= allowed };

        var exit = await new TerraformProcess(options, isolation, TimeProvider.System)
            .RunAsync(call, work, null, _ => { }, new(default, default), isolation.Executor.Ready("/bin/sh", work));

        Assert.Equal(begins ? 0 : null, exit?.Code);
        Assert.Equal(begins, File.Exists(Path.Combine(work.Tree, "begun")));
        Assert.Null(work.RunningProcess());
    }

    /// <summary>A provisioner stops its terraform, which would say nothing any more until the time limit.</summary>
    [Theory]
    [InlineData(RunIsolationKind.Bubblewrap)]
    [InlineData(RunIsolationKind.None)]
    public async Task What_stands_still_is_let_go_on_to_end_and_says_why(RunIsolationKind kind)
    {
        if (kind is RunIsolationKind.Bubblewrap) Offered.Demand(kind);
        var exit = await RunAsync(kind, "trap 'echo saved > state; exit 4' INT; echo begun; kill -STOP $$; while :; do sleep 0.05; done", TimeSpan.FromSeconds(1));
        Assert.Equal(new TerraformExit(4, Stopped: true, TimedOut: false, Killed: false, Standstill.Stopped), exit);
        Assert.Equal("saved\n", File.ReadAllText(Path.Combine(folder, "data", "work", "run", "attempt", "tree", "state")));
    }

    /// <summary>A shorter standstill is not mentioned.</summary>
    [Fact]
    public async Task What_goes_on_in_time_is_left_alone()
    {
        var exit = await RunAsync(RunIsolationKind.None, "(sleep 0.3; kill -CONT $$) & kill -STOP $$; exit 3", TimeSpan.FromMinutes(1));
        Assert.Equal(new TerraformExit(3, Stopped: false, TimedOut: false, Killed: false), exit);
    }

    private Task<TerraformExit?> RunAsync(RunIsolationKind kind, string script, TimeSpan standstill)
    {
        var options = new RunsOptions { DataDirectory = Path.Combine(folder, "data"), Isolation = kind, StandstillLimit = standstill };
        var isolation = new RunIsolation(Options.Create(options), new RunPods(Options.Create(options), TimeProvider.System), new HostingEnvironment());
        var work = WorkDirectory.At(Path.Combine(folder, "data", "work", "run", "attempt"));
        var call = new TerraformCall("apply", "/bin/sh", ["-c", script], work.Tree, new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, TimeSpan.FromMinutes(5));
        return new TerraformProcess(options, isolation, TimeProvider.System).RunAsync(call, work, null, _ => { }, new(default, default));
    }
}
