using System.IO.Pipes;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Runs everything in a sandbox of bubblewrap. Its processes are unshare, bwrap, bwrap's init, the program. When bwrap ends, the kernel
/// ends init and with it the namespace: nothing that a run starts outlives its terraform. That would also end terraform with the thread
/// of ours that started bwrap, so that unshare stands in between: it has one thread and waits.
/// </summary>
internal sealed class BubblewrapExecutor(string unshare, string bwrap, SandboxView view) : IRunExecutor
{
    private const string Shell = "/bin/sh";

    public RunIsolationKind Kind => RunIsolationKind.Bubblewrap;

    // Its first line is the word to begin; without one there is nobody any more who would watch over it.
    private const string Waiting = "read -r _ && exec \"$@\" </dev/null";

    public EnclosedProcess Start(SpawnedCall call, WorkDirectory work) => Start(call, call.Program, [], work, null);

    public EnclosedProcess? Ready(SpawnedCall call, WorkDirectory work)
    {
        var gate = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        try
        {
            return Start(call, Shell, ["-c", Waiting, Shell, call.Program], work, gate);
        }
        catch
        {
            gate.Dispose();
            throw;
        }
        finally
        {
            gate.DisposeLocalCopyOfClientHandle();
        }
    }

    private EnclosedProcess Start(SpawnedCall call, string program, string[] before, WorkDirectory work, AnonymousPipeServerStream? gate)
    {
        var (arguments, environment) = Enclose(call.Program, [program, .. before, .. call.Arguments], call.Folder, call.Environment, work, ["--info-fd", $"{SpawnedProcess.InfoDescriptor}"]);
        var info = work.Log($"sandbox-{Guid.NewGuid():N}.json");
        var process = SpawnedProcess.Start(call with { Program = unshare, Arguments = arguments, Environment = environment, InfoFile = info, Input = gate?.ClientSafePipeHandle });
        return new(process, new(Kind), info, gate);
    }

    public Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken)
    {
        var (arguments, environment) = Enclose(command.Program, [command.Program, .. command.Arguments], command.Folder ?? work.Tree, command.Environment!, work, []);
        return (command with { Program = unshare, Arguments = arguments, Environment = environment }).RunAsync(cancellationToken);
    }

    /// <param name="program">That is to be seen.</param>
    /// <param name="line">What is run.</param>
    private (IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment) Enclose(
        string program, IReadOnlyList<string> line, string folder, IReadOnlyDictionary<string, string> environment, WorkDirectory work,
        string[] more)
    {
        var (outer, inner) = LoaderVariables.Split(environment);
        var home = SandboxView.Home(environment.GetValueOrDefault("HOME"));
        outer["HOME"] = home;
        List<string> all = ["--fork", bwrap, .. more, .. view.Arguments(work, program, home), "--chdir", folder];
        foreach (var (name, value) in inner.Where(pair => pair.Key != "TMPDIR")) all.AddRange(["--setenv", name, value]);
        return ([.. all, "--", .. line], outer);
    }
}
