namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    public Task<RetentionResponse> GetRetentionAsync(CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Retention, ContractsJson.Default.RetentionResponse, cancellationToken);

    /// <summary>Has a worker sweep now; <see cref="GetRetentionAsync"/> tells when it has.</summary>
    public async Task<SweepResponse> SweepAsync(CancellationToken cancellationToken = default)
    {
        var key = Guid.NewGuid().ToString();
        using var response = await SendAsync(() => new(HttpMethod.Post, Routes.RetentionSweep) { Headers = { { "Idempotency-Key", key } } }, cancellationToken);
        return await JsonAsync(response, ContractsJson.Default.SweepResponse, cancellationToken);
    }

    public IAsyncEnumerable<HoldResponse> ListHoldsAsync(CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(Query.Append(Routes.Holds, ("cursor", cursor)), ContractsJson.Default.PageHoldResponse, cancellationToken), cancellationToken);

    public Task<HoldResponse> PlaceHoldAsync(PlaceHoldRequest request, CancellationToken cancellationToken = default) => PostAsync(
        Routes.Holds, request, ContractsJson.Default.PlaceHoldRequest, ContractsJson.Default.HoldResponse, cancellationToken);

    public async Task<HoldResponse> ReleaseHoldAsync(Guid id, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Delete, Routes.Hold(id)), cancellationToken);
        return await JsonAsync(response, ContractsJson.Default.HoldResponse, cancellationToken);
    }
}
