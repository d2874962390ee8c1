using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>Runs the programs of a run: terraform, opa, conftest. Which of them, with what, and until when is decided elsewhere.</summary>
internal interface IRunExecutor
{
    RunIsolationKind Kind { get; }

    /// <summary>Starts terraform, whose life is not ours: it goes on when we die. It may wait for <see cref="IRunningProgram.Begin"/>.</summary>
    /// <param name="ready">Of the same work, one that fits the call.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    IRunningProgram Start(SpawnedCall call, WorkDirectory work, ReadySandbox? ready);

    /// <summary>Sets up ahead of its time what will enclose a call of the program.</summary>
    /// <returns>Null where there is nothing to be done ahead.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    ReadySandbox? Ready(string program, WorkDirectory work);

    /// <summary>Runs what answers soon.</summary>
    /// <inheritdoc cref="ShortCommand.RunAsync"/>
    Task<(int Code, string Output, string Errors)> RunAsync(ShortCommand command, WorkDirectory work, CancellationToken cancellationToken);
}
