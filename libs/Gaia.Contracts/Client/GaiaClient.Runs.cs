namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    public Task<RunResponse> QueueRunAsync(QueueRunRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(Routes.Runs, request, ContractsJson.Default.QueueRunRequest, ContractsJson.Default.RunResponse, cancellationToken);

    public Task<RunResponse> GetRunAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Run(id), ContractsJson.Default.RunResponse, cancellationToken);

    /// <summary>Newest first, as many as are taken.</summary>
    public IAsyncEnumerable<RunResponse> ListRunsAsync(RunQuery? filter = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync(cursor => GetAsync((filter ?? new()).Path(cursor), ContractsJson.Default.PageRunResponse, cancellationToken), cancellationToken);

    public Task<PlanResponse> GetPlanAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.RunPlan(id), ContractsJson.Default.PlanResponse, cancellationToken);

    public Task<IReadOnlyList<OutputResponse>> GetOutputsAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.RunOutputs(id), ContractsJson.Default.IReadOnlyListOutputResponse, cancellationToken);

    public Task<RunResponse> ApproveRunAsync(Guid id, string planDigest, CancellationToken cancellationToken = default) => PostAsync(
        Routes.ApproveRun(id), new(planDigest), ContractsJson.Default.ApproveRunRequest, ContractsJson.Default.RunResponse, cancellationToken);

    public Task<RunResponse> DiscardRunAsync(Guid id, string? reason = null, CancellationToken cancellationToken = default) => PostAsync(
        Routes.DiscardRun(id), new(reason), ContractsJson.Default.DiscardRunRequest, ContractsJson.Default.RunResponse, cancellationToken);

    public Task<RunResponse> CancelRunAsync(Guid id, bool force = false, CancellationToken cancellationToken = default) => PostAsync(
        Routes.CancelRun(id), new(force), ContractsJson.Default.CancelRunRequest, ContractsJson.Default.RunResponse, cancellationToken);

    /// <summary>The events so far, from the one behind <paramref name="after"/>.</summary>
    public Task<Page<RunEventResponse>> GetRunEventsAsync(Guid id, long after = 0, CancellationToken cancellationToken = default) =>
        GetAsync(FormattableString.Invariant($"{Routes.RunEvents(id)}?after={after}"), ContractsJson.Default.PageRunEventResponse, cancellationToken);

    /// <summary>As <c>terraform show -json</c> prints it, secrets masked.</summary>
    public async Task CopyPlanJsonAsync(Guid id, Stream destination, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, Routes.RunPlanJson(id)), cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    /// <summary>Copies the errored.tfstate that the run left, secrets and all.</summary>
    public async Task CopyErroredStateAsync(Guid id, Stream destination, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, Routes.RunErroredState(id)), cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    /// <summary>Copies the log as text to <paramref name="destination"/> while it arrives.</summary>
    public async Task CopyRunLogAsync(Guid id, Stream destination, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, Routes.RunLogs(id)), cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }
}
