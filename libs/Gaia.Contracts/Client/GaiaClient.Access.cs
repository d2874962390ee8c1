using System.Globalization;

namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    public Task<CreatedTokenResponse> CreateTokenAsync(CreateTokenRequest request, CancellationToken cancellationToken = default) => PostAsync(
        Routes.Tokens, request, ContractsJson.Default.CreateTokenRequest, ContractsJson.Default.CreatedTokenResponse, cancellationToken);

    public IAsyncEnumerable<TokenResponse> ListTokensAsync(CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(Query.Append(Routes.Tokens, ("cursor", cursor)), ContractsJson.Default.PageTokenResponse, cancellationToken), cancellationToken);

    public Task<WhoamiResponse> WhoamiAsync(CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Whoami, ContractsJson.Default.WhoamiResponse, cancellationToken);

    public async Task RevokeTokenAsync(Guid id, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Delete, Routes.Token(id)), cancellationToken);
    }

    /// <summary>The first admin token of a new installation; refused once there is one.</summary>
    public Task<CreatedTokenResponse> InitializeAsync(AdminInitRequest request, CancellationToken cancellationToken = default) => PostAsync(
        Routes.AdminInit, request, ContractsJson.Default.AdminInitRequest, ContractsJson.Default.CreatedTokenResponse, cancellationToken);

    public IAsyncEnumerable<AuditEntryResponse> ListAuditAsync(int? pageSize = null, CancellationToken cancellationToken = default) => Paging.AllAsync(
        cursor => GetAsync(
            Query.Append(Routes.Audit, ("limit", pageSize?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)),
            ContractsJson.Default.PageAuditEntryResponse, cancellationToken),
        cancellationToken);

    /// <summary>The whole log, oldest first, one <see cref="AuditEntryResponse"/> as JSON a line.</summary>
    public async Task ExportAuditAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, Routes.AuditExport), cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }
}
