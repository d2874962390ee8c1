using Gaia.Jobs;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Tests.Kit.Cluster;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.Runs.Tests.Isolation.Pods;

/// <summary>How long a program whose connection breaks is waited for, by a clock of the test's.</summary>
public sealed class PodConnectionTests : IDisposable
{
    private static readonly TimeSpan LostLimit = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider time = new();
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-pod-connection-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_program_that_was_quiet_for_long_goes_on_when_its_connection_breaks_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (beats, cuts) = (0, 0);
        cluster.OnTheWay = (answer, bytes) =>
        {
            if (!answer.Follows || cuts > 0) return bytes;
            if (bytes.AsSpan().SequenceEqual("h\n"u8))
            {
                if (beats++ == 0) time.Advance(2 * LostLimit);
                return bytes;
            }
            return beats < 2 || cuts++ > 0 ? bytes : null;
        };
        var (program, work) = Begin(cluster, LostLimit, PodFilesWanted.None, "echo begun; while [ ! -e go ]; do sleep 0.05; done; echo done");
        // By the second one the first has been read, after which so much time has passed.
        await UntilAsync(() => beats > 1);
        cluster.Write(work, "go");
        Assert.Equal(0, await EndAsync(program));
        Assert.Equal(1, cuts);
        Assert.Equal("begun\ndone\n", await File.ReadAllTextAsync(work.Log("test.out")));
        await work.Pod!.DisposeAsync();
    }

    [Fact]
    public async Task An_outage_of_the_API_server_ends_no_program_however_long_it_lasts()
    {
        await using var cluster = await TestCluster.StartAsync();
        var cuts = 0;
        cluster.OnTheWay = (answer, bytes) =>
        {
            // After what has begun; and the first connection after the outage at once.
            if (!answer.Follows || cuts > 1 || (cuts == 0 && answer.Sent < "o 6\nbegun\n".Length)) return bytes;
            cluster.IsAway = cuts++ == 0;
            return null;
        };
        var (program, work) = Begin(cluster, LostLimit, PodFilesWanted.None, "echo begun; while [ ! -e go ]; do sleep 0.05; done; seq 1 9000; while [ ! -e done ]; do sleep 0.05; done");
        await UntilAsync(() => File.Exists(work.Log("test.out")) && new FileInfo(work.Log("test.out")).Length > 0);
        cluster.Write(work, "go");
        await UntilAsync(() => cluster.Unanswered > 1);
        time.Advance(2 * LostLimit);
        var asked = cluster.Unanswered;
        // A pod that is asked for, and a connection: one has looked at the clock by then.
        await UntilAsync(() => cluster.Unanswered > asked + 2);
        cluster.IsAway = false;
        cluster.Write(work, "done");
        Assert.Equal(0, await EndAsync(program));
        Assert.Equal(2, cuts);
        Assert.Equal(9001, (await File.ReadAllLinesAsync(work.Log("test.out"))).Length);
        await work.Pod!.DisposeAsync();
    }

    [Fact]
    public async Task One_refusal_to_look_at_a_pod_ends_no_program()
    {
        await using var cluster = await TestCluster.StartAsync();
        var cuts = 0;
        cluster.OnTheWay = (answer, bytes) => answer.Follows && cuts++ == 0 ? null : bytes;
        cluster.RefusesPods = 1;
        var (program, work) = Begin(cluster, LostLimit, PodFilesWanted.None, "echo begun");
        Assert.Equal(0, await EndAsync(program));
        Assert.True(cluster.RefusesPods <= 0);
        await work.Pod!.DisposeAsync();
    }

    [Fact]
    public async Task A_transfer_that_takes_long_may_break()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (pieces, cuts) = (0, 0);
        cluster.OnTheWay = (answer, bytes) =>
        {
            if (!answer.Fetches || cuts > 0) return bytes;
            if (pieces == 0) time.Advance(2 * LostLimit);
            if (pieces++ < 4) return bytes;
            Assert.True(SpinWait.SpinUntil(() => Directory.EnumerateFiles(folder, "fresh-*.tar", SearchOption.AllDirectories).Any(tar => new FileInfo(tar).Length > 0), TimeSpan.FromSeconds(20)));
            cuts++;
            return null;
        };
        var (program, work) = Begin(cluster, LostLimit, PodFilesWanted.Changed, "head -c 100000 /dev/zero >made");
        Assert.Equal(0, await EndAsync(program));
        Assert.Equal(1, cuts);
        Assert.Equal(100_000, new FileInfo(Path.Combine(work.Tree, "made")).Length);
        await work.Pod!.DisposeAsync();
    }

    /// <summary>As behind a proxy that lets no more through than so many bytes: again and again it would go on until the time limit.</summary>
    [Fact]
    public async Task A_transfer_that_always_breaks_at_the_same_byte_fails_and_says_at_which()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.OnTheWay = (answer, bytes) =>
        {
            if (!answer.Fetches || answer.Sent < 20_000) return bytes;
            // A connection that is cut loses what is on its way.
            Assert.True(SpinWait.SpinUntil(() => Directory.EnumerateFiles(folder, "fresh-*.tar", SearchOption.AllDirectories).Any(tar => new FileInfo(tar).Length > answer.Sent - 4096), TimeSpan.FromSeconds(20)));
            return null;
        };
        var (program, work) = Begin(cluster, LostLimit, PodFilesWanted.Changed, "head -c 400000 /dev/urandom >made");
        var failed = await Assert.ThrowsAsync<RunFailure>(() => EndAsync(program));
        Assert.Matches(@"broke 8 times while it sent its files, never after more than [1-9]\d+ bytes", failed.Message);
        await work.Pod!.DisposeAsync();
    }

    [Fact]
    public async Task A_pod_whose_errored_state_could_not_be_taken_is_kept()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.OnTheWay = (answer, bytes) => answer.FetchesErrored ? null : bytes;
        var (program, work) = Begin(cluster, TimeSpan.FromSeconds(1), PodFilesWanted.ErroredState, "echo state >errored.tfstate; exit 1");
        var kept = await Assert.ThrowsAsync<KeptPodException>(() => EndAsync(program));
        Assert.Contains($"could not be taken from the pod {cluster.Pods.Single().Name} in namespace gaia-runs", kept.Message, StringComparison.Ordinal);
        await work.Pod!.DisposeAsync();
        Assert.Equal(1, cluster.Jobs);
        Assert.True(cluster.Pods.Single().IsRunning);
    }

    private (PodProgram, WorkDirectory) Begin(TestCluster cluster, TimeSpan lost, PodFilesWanted wanted, string script)
    {
        var options = new RunsOptions { DataDirectory = folder, Isolation = RunIsolationKind.Kubernetes, RunPods = new() { Kubeconfig = cluster.Kubeconfig, LostLimit = lost } };
        var run = RunId.New(TimeProvider.System);
        var work = WorkDirectory.Create(options, run, "apply-1");
        work.Attempt = new RunAttempt(run, new JobId(1), 1, Applies: true, _ => { });
        var pods = new RunPods(Options.Create(options), TimeProvider.System);
        work.Pod = new RunPod(pods.Cluster!, options, work.Attempt, work, time);
        var call = new PodCall("test", "sh", ["-c", script], work.Tree, new Dictionary<string, string>(), work.Log("test.out"), work.Log("test.err")) { Wanted = wanted };
        var program = new PodProgram(work.Pod, call, options, time);
        program.Begin();
        return (program, work);
    }

    private async Task<int> EndAsync(PodProgram program)
    {
        await UntilAsync(() => program.Ended.IsCompleted);
        return await program.Ended;
    }

    // The clock goes on in small steps.
    private Task UntilAsync(Func<bool> reached) => Until.TrueAsync(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(50));
        return reached();
    }, "what the test waits for");
}
