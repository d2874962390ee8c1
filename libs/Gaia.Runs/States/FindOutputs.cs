namespace Gaia.Runs.States;

/// <summary>The outputs after a run's apply, sensitive ones without their value.</summary>
public sealed class FindOutputs
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.no-outputs</c></exception>
    public Task<IReadOnlyList<RunOutput>> ExecuteAsync(RunId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
