using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>Signals, exit codes and leftovers of what is enclosed, in every way that this machine offers.</summary>
public sealed class EnclosedProcessTests : IDisposable
{
    private const string CountInterrupts =
        "n=0; trap 'n=$((n+1))' INT; echo ready; while [ $n = 0 ]; do sleep 0.05; done; for i in 1 2 3 4 5 6; do sleep 0.05; done; echo $n times; exit 9";

    private readonly string folder = Directory.CreateTempSubdirectory("gaia-enclosed-").FullName;

    public EnclosedProcessTests() => File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<RunIsolationKind> Kinds => [RunIsolationKind.Bubblewrap, RunIsolationKind.Account, RunIsolationKind.None];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_interrupt_arrives_once_and_the_exit_code_as_it_is(RunIsolationKind kind)
    {
        var (process, work) = Start(kind, CountInterrupts);
        await OutputAsync(work, "ready");
        Assert.True(process.TryInterrupt());
        Assert.Equal(9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await OutputAsync(work, "1 times");
        work.Lease?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_death_by_signal_is_told_as_such(RunIsolationKind kind)
    {
        var (process, work) = Start(kind, "kill -TERM $$");
        Assert.Equal(128 + 15, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        work.Lease?.Dispose();
    }

    [Theory]
    [InlineData(RunIsolationKind.Bubblewrap, "4701")]
    [InlineData(RunIsolationKind.Account, "4702")]
    public async Task What_left_the_group_is_killed_with_it(RunIsolationKind kind, string seconds)
    {
        var (process, work) = Start(kind, $"setsid sleep {seconds} & echo ready; exec sleep {seconds}");
        await OutputAsync(work, "ready");
        await Until.TrueAsync(() => Sleeping(seconds) == 2, "both sleep");
        process.Kill();
        Assert.Equal(128 + 9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await Until.TrueAsync(() => Sleeping(seconds) == 0, "none is left");
        work.Lease?.Dispose();
    }

    [Fact]
    public async Task What_a_program_leaves_behind_in_a_sandbox_ends_with_it_without_anybody_killing_it()
    {
        var (process, work) = Start(RunIsolationKind.Bubblewrap, "setsid sleep 4703 & while [ ! -e go ]; do sleep 0.05; done; exit 3");
        await Until.TrueAsync(() => Sleeping("4703") == 1, "it sleeps");
        File.WriteAllText(Path.Combine(work.Tree, "go"), "");
        Assert.Equal(3, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await Until.TrueAsync(() => Sleeping("4703") == 0, "it is gone");
    }

    [Fact]
    public async Task One_that_is_ready_begins_when_it_is_told_to_and_hears_signals_as_any_other()
    {
        var (process, work) = Start(RunIsolationKind.Bubblewrap, $"touch begun; {CountInterrupts}", ready: true);
        await Until.TrueAsync(() => Waiting() == 1, "its sandbox is there");
        Assert.False(File.Exists(Path.Combine(work.Tree, "begun")));
        process.Begin();
        await OutputAsync(work, "ready");
        Assert.True(process.TryInterrupt());
        Assert.Equal(9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await OutputAsync(work, "1 times");
    }

    [Fact]
    public async Task One_that_is_ready_never_begins_where_its_worker_is_gone()
    {
        var (process, work) = Start(RunIsolationKind.Bubblewrap, "touch begun", ready: true);
        await Until.TrueAsync(() => Waiting() == 1, "its sandbox is there");
        process.Gate!.Dispose();
        Assert.Equal(1, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(File.Exists(Path.Combine(work.Tree, "begun")));
    }

    [Fact]
    public async Task One_that_is_ready_can_be_killed_before_it_has_begun()
    {
        var (process, work) = Start(RunIsolationKind.Bubblewrap, "touch begun", ready: true);
        process.Kill();
        Assert.Equal(128 + 9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        process.Begin();
        await process.EndAsync(TimeProvider.System);
        Assert.False(File.Exists(Path.Combine(work.Tree, "begun")));
    }

    [Theory]
    [InlineData("bubblewrap")]
    [InlineData("account:1879050007")]
    [InlineData("none")]
    public void The_next_worker_reads_how_it_is_enclosed(string text) => Assert.Equal(text, $"{Enclosure.Parse(text)}");

    private (EnclosedProcess Process, WorkDirectory Work) Start(RunIsolationKind kind, string script, bool ready = false)
    {
        var isolation = new RunIsolation(Options.Create(new RunsOptions { DataDirectory = Path.Combine(folder, "data"), Isolation = kind }));
        if (kind is not RunIsolationKind.None) Offered.Demand(kind);
        var work = WorkDirectory.At(Path.Combine(folder, "data", "work", "run", "attempt"));
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/root" };
        var call = new SpawnedCall("/bin/sh", ["-c", script], work.Tree, environment, work.Log("out"), work.Log("err"));
        return (ready ? isolation.Executor.Ready(call, work)! : isolation.Executor.Start(call, work), work);
    }

    // The shell that waits within: the only one of the sandbox whose line begins with it.
    private static int Waiting() => Directory.EnumerateDirectories("/proc")
        .Count(other => Commands.Of(other) is var line && line.StartsWith("/bin/sh\0-c\0read", StringComparison.Ordinal) && line.Contains("touch begun", StringComparison.Ordinal));

    private static async Task OutputAsync(WorkDirectory work, string text) =>
        await Until.TrueAsync(() => File.ReadAllText(work.Log("out")).Contains(text, StringComparison.Ordinal),
            $"'{text}' in its output, errors: {File.ReadAllText(work.Log("err"))}");

    private static int Sleeping(string seconds) => Directory.EnumerateDirectories("/proc").Count(process => Commands.Of(process) == $"sleep\0{seconds}\0");
}
