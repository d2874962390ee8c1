namespace Gaia.Contracts;

/// <summary>One content that a state had, or has; metadata only.</summary>
/// <param name="Version">Counts from 1 within the state.</param>
/// <param name="Current">Whether it is the state's content now.</param>
/// <param name="Origin">How it came: <c>backend</c> (terraform wrote it), <c>run</c> (copied after an apply), <c>adopt</c> or <c>rollback</c>.</param>
/// <param name="RolledBackTo">For a rollback, the version whose content it has.</param>
public sealed record StateVersionResponse(
    string Id, long Version, bool Current, string Origin, long Serial, string Lineage, string Digest, long Size, int? Resources,
    DateTimeOffset CreatedAt, string CreatedBy, Guid? RunId, long? RolledBackTo);

/// <param name="Version">Whose content becomes the current one again, under the next serial.</param>
public sealed record RollbackStateRequest(long Version);
