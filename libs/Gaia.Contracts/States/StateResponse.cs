namespace Gaia.Contracts;

/// <summary>The latest state that Gaia stored for a component instance; metadata only.</summary>
/// <param name="StateIdentity">Where the state lives: backend, workspace and key.</param>
/// <param name="Serial">Terraform's own counter inside <paramref name="Lineage"/>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="RunId">The run that wrote it.</param>
public sealed record StateResponse(
    string StateIdentity, string Stack, string Component, long Serial, string Lineage, string Digest, long Size, Guid RunId,
    DateTimeOffset CreatedAt);
