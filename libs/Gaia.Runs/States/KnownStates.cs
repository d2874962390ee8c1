using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Runs.States;

/// <summary>Outputs of the states that are kept here: what <c>!terraform.state</c> of another component reads.</summary>
public sealed class KnownStates(ReadState read, StateOwners owners)
{
    /// <summary>For a repository; evaluation is synchronous, so a reader waits here for the store.</summary>
    /// <returns>Null if no state of the instance is kept.</returns>
    public KnownOutputs? Find(ComponentInstance instance, StateIdentity identity, CancellationToken cancellationToken) =>
        FindAsync(identity.ToString(), cancellationToken).GetAwaiter().GetResult();

    /// <summary>Before a run reads the state of an instance, here or elsewhere.</summary>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    public void Demand(Run run, StateIdentity identity, CancellationToken cancellationToken) =>
        owners.DemandReaderAsync(identity.ToString(), run, cancellationToken).GetAwaiter().GetResult();

    private async Task<KnownOutputs?> FindAsync(string identity, CancellationToken cancellationToken) =>
        await read.ExecuteAsync(identity, cancellationToken).ConfigureAwait(false) is { } bytes ? KnownOutputs.OfState(bytes) : null;
}
