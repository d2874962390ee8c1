using System.IO.Pipes;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Filter;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>Signals, exit codes and leftovers of what is enclosed, in every way that this machine offers.</summary>
public sealed class EnclosedProcessTests : IDisposable
{
    private const string CountInterrupts =
        "n=0; trap 'n=$((n+1))' INT; echo ready; while [ $n = 0 ]; do sleep 0.05; done; for i in 1 2 3 4 5 6; do sleep 0.05; done; echo $n times; exit 9";

    private readonly string folder = Directory.CreateTempSubdirectory("gaia-enclosed-").FullName;

    private Dictionary<string, string> Environment { get; } = new() { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/root" };

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
    public async Task A_sandbox_that_is_ready_becomes_the_program_and_hears_signals_as_any_other()
    {
        var (ready, work) = Ready();
        Environment["WORDS"] = "it's \"two\"\nlines $HOME `ls`";
        var process = Start(ready, work, $"printf %s \"$WORDS\" >said; {CountInterrupts}");
        Assert.False(File.Exists(Path.Combine(work.Tree, "said")));
        process.Begin();
        await OutputAsync(work, "ready");
        Assert.True(process.TryInterrupt());
        Assert.Equal(9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await OutputAsync(work, "1 times");
        Assert.Equal(Environment["WORDS"], File.ReadAllText(Path.Combine(work.Tree, "said")));
        await process.EndAsync(TimeProvider.System);
    }

    [Fact]
    public async Task A_sandbox_that_is_ready_ends_where_its_worker_is_gone()
    {
        var (ready, work) = Ready();
        var process = Start(ready, work, "touch begun");
        ready.Input.Dispose();
        Assert.Equal(0, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(File.Exists(Path.Combine(work.Tree, "begun")));
    }

    [Fact]
    public async Task A_sandbox_that_is_ready_can_be_killed_before_it_has_begun()
    {
        var (ready, work) = Ready();
        var process = Start(ready, work, "touch begun");
        process.Kill();
        Assert.Equal(128 + 9, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        process.Begin();
        await process.EndAsync(TimeProvider.System);
        Assert.False(File.Exists(Path.Combine(work.Tree, "begun")));
    }

    [Fact]
    public async Task What_a_program_leaves_where_another_sandbox_will_make_its_mounts_is_not_there()
    {
        // The work folder lies below /tmp: a link in its place there would lead the next sandbox's mounts to the machine's root.
        var (executor, work) = Executor(RunIsolationKind.Bubblewrap);
        var top = $"/tmp/{Path.GetRelativePath("/tmp", work.Tree).Split('/')[0]}";
        async Task<int> Run(string script) => await executor.Start(Call(work, script) with { OutputFile = work.Log($"{Guid.NewGuid()}"), ErrorFile = work.Log($"{Guid.NewGuid()}") }, work, null).Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.StartsWith("/tmp/", work.Tree, StringComparison.Ordinal);
        Assert.Equal(0, await Run($"cd /tmp && mv {top} {top}.old && ln -s /oldroot/etc {top} && touch /tmp/left ~/left"));
        Assert.Equal(0, await Run($"test ! -e /tmp/left && test ! -L {top} && test -d {work.Tree} && touch {work.Tree}/here && test ! -e {work.Tree}/shadow"));
        Assert.True(File.Exists(Path.Combine(work.Tree, "here")));
    }

    [Fact]
    public async Task Another_program_and_names_that_a_shell_cannot_set_do_not_fit()
    {
        var (ready, work) = Ready();
        var call = Call(work, "true");
        Assert.True(ready.Fits(call));
        Assert.False(ready.Fits(call with { Program = "/usr/bin/env" }));
        Assert.False(ready.Fits(call with { Environment = new Dictionary<string, string>(Environment) { ["OPTIND"] = "x" } }));
        Assert.False(ready.Fits(call with { Environment = new Dictionary<string, string>(Environment) { ["TF_VAR_a-b"] = "1" } }));
        await new EnclosedProcess(ready).EndAsync(TimeProvider.System);
    }

    [Fact]
    public async Task Of_a_script_that_breaks_off_nothing_begins()
    {
        var (ready, work) = Ready();
        var script = ready.Script(Call(work, "touch begun"));
        await new EnclosedProcess(ready).EndAsync(TimeProvider.System);
        for (var length = script.Length - 40; length < script.Length - 2; length++)
        {
            var (cut, _) = Ready();
            cut.Input.Write(script.AsSpan(0, length));
            cut.Input.Dispose();
            await cut.Process.Ended.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.False(File.Exists(Path.Combine(work.Tree, "begun")), $"It began with {length} of {script.Length} bytes.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_that_is_open_here_is_open_in_it(RunIsolationKind kind)
    {
        using var inherited = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var (process, work) = Start(kind, "exec ls -m /proc/self/fd"); // and the folder itself
        Assert.Equal(0, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        await OutputAsync(work, "0, 1, 2, 3\n");
        if (kind is not RunIsolationKind.None)
        {
            var (code, output, errors) = await Executor(kind).Executor.RunAsync(new("/bin/sh", ["-c", "exec ls -m /proc/self/fd"]) { Environment = Environment }, work, CancellationToken.None);
            Assert.Equal((0, "0, 1, 2, 3\n", ""), (code, output, errors));
        }
        work.Lease?.Dispose();
    }

    /// <summary>Its own, and that of the sandbox's first process, which is the same file.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sandbox_of_root_only_adds_to_its_output(bool readyBefore)
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess, "Only root gives its files away.");
        const string script = "echo first; for each in /proc/1/fd/1 /proc/self/fd/1 /proc/1/fd/2; do if (: > $each) 2>/dev/null; then echo CUT; else echo KEPT; fi; done; chmod 666 /proc/1/fd/1 2>/dev/null && echo OPENED; echo last";
        IRunningProgram process;
        WorkDirectory work;
        if (readyBefore)
        {
            (var ready, work) = Ready();
            process = Start(ready, work, script);
        }
        else (process, work) = Start(RunIsolationKind.Bubblewrap, script);
        process.Begin();
        Assert.Equal(0, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("first\nKEPT\nKEPT\nKEPT\nlast\n", File.ReadAllText(work.Log("out")));
        await process.EndAsync(TimeProvider.System);
    }

    /// <summary>ptrace is <c>PTRACE_TRACEME</c>, which any process may ask for that nothing filters.</summary>
    [Theory]
    [InlineData("ptrace", "0, 0, 0, 0")]
    [InlineData("process_vm_readv", "$$, 0, 0, 0, 0, 0")]
    [InlineData("keyctl", "0, -3, 0")]
    [InlineData("unshare", "0x10000000")]
    [InlineData("ioctl", "0, 0x5412, 0")]
    public async Task The_kernel_refuses_what_no_run_needs(string name, string arguments)
    {
        Assert.SkipWhen(FilterMachine.Here is null, "There is no filter for this kind of machine.");
        var number = FilterMachine.Here!.Number(SystemCall.Refused.Concat([SystemCall.Unshare, SystemCall.Ioctl]).Single(call => call.Name == name));
        Assert.Equal("EPERM\n", await PerlAsync($"syscall({number}, {arguments})"));
        var (ready, work) = Ready();
        var process = Start(ready, work, $"perl -MErrno -e '{Perl($"syscall({number}, {arguments})")}'");
        process.Begin();
        await process.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("EPERM\n", File.ReadAllText(work.Log("out")));
        await process.EndAsync(TimeProvider.System);
    }

    /// <summary>As one whose provisioner attaches to terraform, or to the first process of the sandbox, and lets it never go on.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nobody_holds_up_another_process_of_the_sandbox(int pid)
    {
        Assert.SkipWhen(FilterMachine.Here is null, "There is no filter for this kind of machine.");
        var ptrace = FilterMachine.Here!.Number(SystemCall.Refused.Single(call => call.Name == "ptrace"));
        var (process, work) = Start(RunIsolationKind.Bubblewrap, $"perl -MErrno -e '{Perl($"syscall({ptrace}, 16, {pid}, 0, 0)")} ' & wait; exit 5");
        Assert.Equal(5, await process.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("EPERM\n", File.ReadAllText(work.Log("out")));
    }

    private static string Perl(string call) => $"$_ = {call}; print $!{{EPERM}} ? \"EPERM\\n\" : \"$_\\n\";";

    private async Task<string> PerlAsync(string call)
    {
        var (executor, work) = Executor(RunIsolationKind.Bubblewrap);
        return (await executor.RunAsync(new("/usr/bin/perl", ["-MErrno", "-e", Perl(call)]) { Environment = Environment }, work, CancellationToken.None)).Output;
    }

    [Theory]
    [InlineData("bubblewrap")]
    [InlineData("account:1879050007")]
    [InlineData("none")]
    public void The_next_worker_reads_how_it_is_enclosed(string text) => Assert.Equal(text, $"{Enclosure.Parse(text)}");

    private (IRunningProgram Process, WorkDirectory Work) Start(RunIsolationKind kind, string script)
    {
        var (executor, work) = Executor(kind);
        return (executor.Start(Call(work, script), work, null), work);
    }

    private (ReadySandbox Ready, WorkDirectory Work) Ready()
    {
        Environment["HOME"] = System.Environment.GetEnvironmentVariable("HOME")!;
        var (executor, work) = Executor(RunIsolationKind.Bubblewrap);
        return (executor.Ready("/bin/sh", work)!, work);
    }

    private IRunningProgram Start(ReadySandbox ready, WorkDirectory work, string script) =>
        Executor(RunIsolationKind.Bubblewrap).Executor.Start(Call(work, script), work, ready);

    private SpawnedCall Call(WorkDirectory work, string script) => new("/bin/sh", ["-c", script], work.Tree, Environment, work.Log("out"), work.Log("err"));

    private (IRunExecutor Executor, WorkDirectory Work) Executor(RunIsolationKind kind)
    {
        var options = Options.Create(new RunsOptions { DataDirectory = Path.Combine(folder, "data"), Isolation = kind });
        var isolation = new RunIsolation(options, new RunPods(options, TimeProvider.System), new HostingEnvironment());
        if (kind is not RunIsolationKind.None) Offered.Demand(kind);
        var work = WorkDirectory.At(Path.Combine(folder, "data", "work", "run", "attempt"));
        return (isolation.Executor, work);
    }

    private static async Task OutputAsync(WorkDirectory work, string text) =>
        await Until.TrueAsync(() => File.ReadAllText(work.Log("out")).Contains(text, StringComparison.Ordinal),
            $"'{text}' in its output, errors: {File.ReadAllText(work.Log("err"))}");

    private static int Sleeping(string seconds) => Directory.EnumerateDirectories("/proc").Count(process => Commands.Of(process) == $"sleep\0{seconds}\0");
}
