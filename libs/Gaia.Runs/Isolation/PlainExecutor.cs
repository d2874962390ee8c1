using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>Runs everything as the worker itself: nothing but the environment is kept from it.</summary>
internal sealed class PlainExecutor : IRunExecutor
{
    public RunIsolationKind Kind => RunIsolationKind.None;

    public IRunningProgram Start(SpawnedCall call, WorkDirectory work, ReadySandbox? ready) =>
        new EnclosedProcess(SpawnedProcess.Start(call), new(Kind));

    public ReadySandbox? Ready(string program, WorkDirectory work) => null;

    public Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken) =>
        command.RunAsync(cancellationToken);
}
