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
    public RunIsolationKind Kind => RunIsolationKind.Bubblewrap;

    public EnclosedProcess Start(SpawnedCall call, WorkDirectory work)
    {
        var (arguments, environment) = Enclose(call.Program, call.Arguments, call.Folder, call.Environment, work, ["--info-fd", $"{SpawnedProcess.InfoDescriptor}"]);
        var info = work.Log($"sandbox-{Guid.NewGuid():N}.json");
        return new(SpawnedProcess.Start(call with { Program = unshare, Arguments = arguments, Environment = environment, InfoFile = info }), new(Kind), info);
    }

    public Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken)
    {
        var (arguments, environment) = Enclose(command.Program, command.Arguments, command.Folder ?? work.Tree, command.Environment!, work, []);
        return (command with { Program = unshare, Arguments = arguments, Environment = environment }).RunAsync(cancellationToken);
    }

    private (IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment) Enclose(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, WorkDirectory work,
        string[] more)
    {
        var (outer, inner) = LoaderVariables.Split(environment);
        var home = SandboxView.Home(environment.GetValueOrDefault("HOME"));
        outer["HOME"] = home;
        List<string> all = ["--fork", bwrap, .. more, .. view.Arguments(work, program, home), "--chdir", folder];
        foreach (var (name, value) in inner.Where(pair => pair.Key != "TMPDIR")) all.AddRange(["--setenv", name, value]);
        return ([.. all, "--", program, .. arguments], outer);
    }
}
