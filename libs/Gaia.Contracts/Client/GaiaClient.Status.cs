namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    public Task<StatusResponse> GetStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Status, ContractsJson.Default.StatusResponse, cancellationToken);

    public IAsyncEnumerable<LockResponse> ListLocksAsync(CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(Query.Append(Routes.Locks, ("cursor", cursor)), ContractsJson.Default.PageLockResponse, cancellationToken), cancellationToken);
}
