using System.Net.Http.Json;

namespace Gaia.Contracts.Client;

/// <summary>The calls of terraform's http backend, for who does to a state what terraform does.</summary>
public sealed partial class GaiaClient
{
    /// <summary>Somebody else who holds it is a refusal of status 423.</summary>
    public async Task LockStateAsync(string stack, string component, string stateIdentity, StateLockRequest held, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(new HttpMethod("LOCK"), Backend(stack, component, stateIdentity)) { Content = JsonContent.Create(held, ContractsJson.Default.StateLockRequest) }, cancellationToken);
    }

    /// <summary>What is free already is not an error.</summary>
    public async Task UnlockStateAsync(string stack, string component, string stateIdentity, StateLockRequest held, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(new HttpMethod("UNLOCK"), Backend(stack, component, stateIdentity)) { Content = JsonContent.Create(held, ContractsJson.Default.StateLockRequest) }, cancellationToken);
    }

    /// <summary>No state any more; its versions stay. Deleting nothing is not an error.</summary>
    /// <param name="lockId">Of the lock that the caller holds.</param>
    public async Task DeleteStateAsync(string stack, string component, string stateIdentity, string? lockId, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Delete, Backend(stack, component, stateIdentity, lockId)), cancellationToken);
    }

    private static string Backend(string stack, string component, string stateIdentity, string? lockId = null) =>
        Query.Append(Routes.StateBackend(stack, component, StateKey.Of(stateIdentity)), ("identity", stateIdentity), ("ID", lockId));
}
