using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Isolation;
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
        var isolation = new RunIsolation(Options.Create(options), new RunPods(Options.Create(options), TimeProvider.System));
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
}
