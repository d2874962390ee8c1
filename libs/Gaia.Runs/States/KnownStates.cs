using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Runs.States;

/// <summary>Outputs of the states that are kept here: what <c>!terraform.state</c> of another component reads.</summary>
public sealed class KnownStates(ReadState read, StateOwners owners)
{
    /// <summary>For the repository of a run; evaluation is synchronous, so a reader waits here for the store.</summary>
    /// <returns>Null if no state of the instance is kept.</returns>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    public KnownOutputs? Find(Run run, ComponentInstance instance, CancellationToken cancellationToken) =>
        FindAsync(run, instance.StateIdentity.ToString(), cancellationToken).GetAwaiter().GetResult();

    /// <param name="identity">Names the workspace too.</param>
    private async Task<KnownOutputs?> FindAsync(Run run, string identity, CancellationToken cancellationToken)
    {
        await owners.DemandReaderAsync(identity, run, cancellationToken).ConfigureAwait(false);
        return await read.ExecuteAsync(identity, cancellationToken).ConfigureAwait(false) is { } bytes ? KnownOutputs.OfState(bytes) : null;
    }
}
