namespace Gaia.Runs.States;

/// <summary>The outputs after a run's apply, sensitive ones without their value.</summary>
public sealed class FindOutputs(RunStore store)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.no-outputs</c></exception>
    public async Task<IReadOnlyList<RunOutput>> ExecuteAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await store.FindAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        return await store.FindOutputsAsync(id, cancellationToken) ?? throw RunErrors.NoOutputs(run);
    }
}
