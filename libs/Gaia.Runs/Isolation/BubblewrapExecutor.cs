using System.IO.Pipes;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Runs everything in a sandbox of bubblewrap. Its processes are unshare, bwrap, bwrap's init, the program. When bwrap ends, the kernel
/// ends init and with it the namespace: nothing that a run starts outlives its terraform. That would also end terraform with the thread
/// of ours that started bwrap, so that unshare stands in between: it has one thread and waits.
/// </summary>
/// <param name="filter">File with the filter of system calls; null on a machine that Gaia has no filter for.</param>
internal sealed class BubblewrapExecutor(string unshare, string bwrap, SandboxView view, string? filter) : IRunExecutor
{
    // Of the worker, whatever the stack says: it decides where something is mounted.
    private readonly string home = SandboxView.Home(ChildEnvironment.OfThisProcess().GetValueOrDefault("HOME"));

    public RunIsolationKind Kind => RunIsolationKind.Bubblewrap;

    public IRunningProgram Start(SpawnedCall call, WorkDirectory work, ReadySandbox? ready)
    {
        if (ready is not null) return Become(ready, call);
        var (arguments, environment) = Enclose(call.Program, [call.Program, .. call.Arguments], call.Folder, call.Environment, work, Telling);
        var info = Info(work);
        KeptOutput.Create(call.OutputFile, call.ErrorFile);
        return new EnclosedProcess(SpawnedProcess.Start(call with { Program = unshare, Arguments = arguments, Environment = environment, InfoFile = info, FilterFile = filter }), new(Kind), info);
    }

    public ReadySandbox? Ready(string program, WorkDirectory work)
    {
        var path = ChildEnvironment.OfThisProcess().GetValueOrDefault("PATH") ?? "/usr/bin:/bin";
        var (arguments, environment) = Enclose(program, ReadySandbox.Shell, work.Tree, new Dictionary<string, string> { ["PATH"] = path }, work, Telling);
        var (info, input) = (Info(work), new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None));
        var (output, errors) = ($"{info}.out", $"{info}.err");
        try
        {
            KeptOutput.Create(output, errors);
            var process = SpawnedProcess.Start(new(unshare, arguments, work.Tree, environment, output, errors, info, input.ClientSafePipeHandle, filter));
            return new(process, input, program, output, errors, info);
        }
        catch
        {
            input.Dispose();
            throw;
        }
        finally
        {
            input.DisposeLocalCopyOfClientHandle();
        }
    }

    private EnclosedProcess Become(ReadySandbox ready, SpawnedCall call)
    {
        try
        {
            File.Move(ready.OutputFile, call.OutputFile, overwrite: true);
            File.Move(ready.ErrorFile, call.ErrorFile, overwrite: true);
        }
        catch
        {
            ready.Input.Dispose(); // it reads the end of its input, and ends
            throw;
        }
        return new(ready.Process, new(Kind), ready.Info, ready.Input, ready.Script(call));
    }

    private static readonly string[] Telling = ["--info-fd", $"{SpawnedProcess.InfoDescriptor}"];

    private static string Info(WorkDirectory work) => work.Log($"sandbox-{Guid.NewGuid():N}");

    public Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken)
    {
        var (arguments, environment) = Enclose(command.Program, [command.Program, .. command.Arguments], command.Folder ?? work.Tree, command.Environment!, work, []);
        return SpawnedCommand.RunAsync(command with { Program = unshare, Arguments = arguments, Environment = environment }, work, filter, cancellationToken);
    }

    /// <param name="program">That is to be seen.</param>
    /// <param name="line">What is run.</param>
    private (IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment) Enclose(
        string program, IReadOnlyList<string> line, string folder, IReadOnlyDictionary<string, string> environment, WorkDirectory work,
        string[] more)
    {
        var (outer, inner) = LoaderVariables.Split(environment);
        outer["HOME"] = home;
        string[] filtered = filter is null ? [] : ["--seccomp", $"{SpawnedProcess.FilterDescriptor}"];
        List<string> all = ["--fork", bwrap, .. more, .. filtered, .. view.Arguments(work, program, home), "--chdir", folder];
        foreach (var (name, value) in inner.Where(pair => pair.Key != "TMPDIR")) all.AddRange(["--setenv", name, value]);
        return ([.. all, "--", .. line], outer);
    }
}
