namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    public Task<StatusResponse> GetStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Status, ContractsJson.Default.StatusResponse, cancellationToken);

    /// <summary>Outputs of the latest state that Gaia stored for an instance, sensitive ones without their value.</summary>
    public Task<IReadOnlyList<OutputResponse>> GetStateOutputsAsync(string stack, string component, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.StateOutputs(stack, component), ContractsJson.Default.IReadOnlyListOutputResponse, cancellationToken);

    public IAsyncEnumerable<LockResponse> ListLocksAsync(CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(Query.Append(Routes.Locks, ("cursor", cursor)), ContractsJson.Default.PageLockResponse, cancellationToken), cancellationToken);
}
