using System.Net.Http.Headers;

namespace Gaia.Contracts.Client;

/// <summary>
/// States. A component instance has one, as a rule; where it has several, calls that name none are refused
/// (<c>state.ambiguous</c>) and <c>id</c> says which: <see cref="StateKey.Of"/> of the identity.
/// </summary>
public sealed partial class GaiaClient
{
    /// <summary>Every state within reach, as many as are taken.</summary>
    public IAsyncEnumerable<StateResponse> ListStatesAsync(StateQuery? filter = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync(cursor => GetAsync((filter ?? new()).Path(cursor), ContractsJson.Default.PageStateResponse, cancellationToken), cancellationToken);

    public Task<StateResponse> GetStateAsync(string stack, string component, string? id = null, CancellationToken cancellationToken = default) =>
        GetAsync(Query.Append(Routes.State(stack, component), ("id", id)), ContractsJson.Default.StateResponse, cancellationToken);

    /// <summary>Outputs of the current state, sensitive ones without their value.</summary>
    public Task<IReadOnlyList<OutputResponse>> GetStateOutputsAsync(string stack, string component, CancellationToken cancellationToken = default) =>
        GetStateOutputsAsync(stack, component, null, cancellationToken);

    /// <inheritdoc cref="GetStateOutputsAsync(string, string, CancellationToken)"/>
    public Task<IReadOnlyList<OutputResponse>> GetStateOutputsAsync(
        string stack, string component, string? id, CancellationToken cancellationToken = default) => GetAsync(
        Query.Append(Routes.StateOutputs(stack, component), ("id", id)), ContractsJson.Default.IReadOnlyListOutputResponse, cancellationToken);

    /// <summary>Newest first, as many as are taken.</summary>
    public IAsyncEnumerable<StateVersionResponse> ListStateVersionsAsync(
        string stack, string component, string? id = null, CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(
            Query.Append(Routes.StateVersions(stack, component), ("id", id), ("cursor", cursor)),
            ContractsJson.Default.PageStateVersionResponse, cancellationToken),
        cancellationToken);

    public Task<StateVersionResponse> GetStateVersionAsync(
        string stack, string component, long version, string? id = null, CancellationToken cancellationToken = default) => GetAsync(
        Query.Append(Routes.StateVersion(stack, component, version), ("id", id)), ContractsJson.Default.StateVersionResponse, cancellationToken);

    /// <summary>Copies the raw content, secrets and all, to <paramref name="destination"/>.</summary>
    public async Task CopyStateVersionAsync(
        string stack, string component, long version, Stream destination, string? id = null, CancellationToken cancellationToken = default)
    {
        var path = Query.Append(Routes.StateVersionContent(stack, component, version), ("id", id));
        using var response = await SendAsync(() => new(HttpMethod.Get, path), cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    /// <summary>Makes the content of an older version the current one, as a new version under the next serial.</summary>
    public Task<StateVersionResponse> RollbackStateAsync(
        string stack, string component, long version, string? id = null, CancellationToken cancellationToken = default) => PostAsync(
        Query.Append(Routes.RollbackState(stack, component), ("id", id)), new(version), ContractsJson.Default.RollbackStateRequest,
        ContractsJson.Default.StateVersionResponse, cancellationToken);

    public Task<StateOwnersResponse> GetStateOwnersAsync(string stack, string component, string? id = null, CancellationToken cancellationToken = default) =>
        GetAsync(Query.Append(Routes.StateOwners(stack, component), ("id", id)), ContractsJson.Default.StateOwnersResponse, cancellationToken);

    /// <summary>Lets another stack use the state as well.</summary>
    public Task<StateOwnersResponse> ShareStateAsync(
        string stack, string component, string with, string? id = null, CancellationToken cancellationToken = default) =>
        ChangeOwnerAsync(HttpMethod.Put, stack, component, with, id, cancellationToken);

    /// <summary>Takes the state from another stack; <paramref name="stack"/> stays.</summary>
    public Task<StateOwnersResponse> UnshareStateAsync(
        string stack, string component, string from, string? id = null, CancellationToken cancellationToken = default) =>
        ChangeOwnerAsync(HttpMethod.Delete, stack, component, from, id, cancellationToken);

    private async Task<StateOwnersResponse> ChangeOwnerAsync(
        HttpMethod method, string stack, string component, string owner, string? id, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(method, Query.Append(Routes.StateOwner(stack, component, owner), ("id", id))), cancellationToken);
        return await JsonAsync(response, ContractsJson.Default.StateOwnersResponse, cancellationToken);
    }

    /// <summary>Adopts a state that lived elsewhere, if Gaia has none yet. The same content again is not an error.</summary>
    /// <param name="stateIdentity">Of the component instance: its id is made from it.</param>
    /// <param name="state">The file as terraform wrote it.</param>
    public async Task<StateVersionResponse> AdoptStateAsync(
        string stack, string component, string stateIdentity, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default)
    {
        var path = Query.Append(Routes.AdoptState(stack, component), ("identity", stateIdentity));
        using var response = await SendAsync(() => new(HttpMethod.Post, path)
        {
            Content = new ReadOnlyMemoryContent(state) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        }, cancellationToken);
        return await JsonAsync(response, ContractsJson.Default.StateVersionResponse, cancellationToken);
    }
}
