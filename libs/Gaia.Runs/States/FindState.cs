namespace Gaia.Runs.States;

/// <summary>The latest stored state of a component instance.</summary>
public sealed class FindState
{
    /// <exception cref="RunRefusedException"><c>state.not-found</c></exception>
    public Task<StateVersion> ExecuteAsync(string component, string stack, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Its outputs, sensitive ones without their value.</summary>
    public Task<IReadOnlyList<RunOutput>> OutputsAsync(string component, string stack, CancellationToken cancellationToken) => throw new NotImplementedException();
}
