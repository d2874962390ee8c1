using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Runs everything in a pod of the attempt's own, made when the first program, or the worker ahead of it, asks.</summary>
internal sealed class PodExecutor(PodCluster cluster, RunsOptions options, TimeProvider time) : IRunExecutor
{
    public RunIsolationKind Kind => RunIsolationKind.Kubernetes;

    public IRunningProgram Start(SpawnedCall call, WorkDirectory work, ReadySandbox? ready)
    {
        var name = Path.GetFileNameWithoutExtension(call.OutputFile);
        return new PodProgram(Of(work), new(name, call.Program, call.Arguments, call.Folder, call.Environment, call.OutputFile, call.ErrorFile)
        {
            MayStart = call.MayStart, Wanted = Wanted(name, work),
        }, options, time);
    }

    public ReadySandbox? Ready(string program, WorkDirectory work)
    {
        Of(work);
        return null;
    }

    public async Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken)
    {
        var log = work.Log($"short-{Guid.NewGuid():N}");
        var call = new PodCall("short", command.Program, command.Arguments, command.Folder ?? work.Tree, command.Environment!, $"{log}.out", $"{log}.err", command.Input);
        var program = new PodProgram(Of(work), call, options, time);
        // The pod's own start has its own limit.
        using var limit = new CancellationTokenSource(command.Limit + options.RunPods.StartLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            program.Begin();
            var code = await program.Ended.WaitAsync(either.Token);
            return (code, await File.ReadAllTextAsync(call.OutputFile, either.Token), await File.ReadAllTextAsync(call.ErrorFile, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{command.Program} {string.Join(' ', command.Arguments)} did not end within {command.Limit.TotalSeconds:0} s.");
        }
        finally
        {
            await program.EndAsync(time);
            File.Delete(call.OutputFile);
            File.Delete(call.ErrorFile);
        }
    }

    // What show leaves is its output alone.
    private static PodFilesWanted Wanted(string name, WorkDirectory work) => name switch
    {
        "show" => PodFilesWanted.None,
        "apply" when work.Attempt is { Applies: true } => PodFilesWanted.ErroredState,
        _ => PodFilesWanted.Changed,
    };

    private RunPod Of(WorkDirectory work) => work.Pod ??= new RunPod(cluster, options,
        work.Attempt ?? throw new InvalidOperationException($"{work.Root} is for no attempt at a run."), work, time);
}
