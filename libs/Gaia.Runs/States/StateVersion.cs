namespace Gaia.Runs.States;

/// <summary>A state as Gaia stored it after an apply.</summary>
/// <param name="Serial">Terraform's own counter inside <paramref name="Lineage"/>.</param>
/// <param name="Digest"><c>sha256:...</c> of the state file.</param>
/// <param name="Size">Bytes.</param>
public sealed record StateVersion(
    long Id, string StateIdentity, string Stack, string Component, long Serial, string Lineage, string Digest, long Size, RunId RunId,
    DateTimeOffset CreatedAt);
