namespace Gaia.Contracts;

/// <summary>A state that Gaia keeps; metadata only.</summary>
/// <param name="Id">32 hexadecimal digits: <see cref="StateKey.Of"/> of the identity.</param>
/// <param name="StateIdentity">Where the state lives: backend, key and workspace. Null if only its id was ever given.</param>
/// <param name="Version">Of the current content; counts from 1 within the state. 0 where it has none and is only held: then the facts of a content are 0 or empty, and those of its change are the lock's.</param>
/// <param name="Serial">Terraform's own counter inside <paramref name="Lineage"/>.</param>
/// <param name="Digest"><c>sha256:...</c> of the content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Resources">Managed resource instances; null for a version of before they were counted.</param>
/// <param name="UpdatedBy">Who wrote it: <c>token:ci</c>; for a run, who approved it.</param>
/// <param name="RunId">The run that wrote it, or null if no run did.</param>
/// <param name="Lock">Who holds it now; null while it is free.</param>
public sealed record StateResponse(
    string Id, string? StateIdentity, string Stack, string Component, long Version, long Serial, string Lineage, string Digest, long Size,
    int? Resources, DateTimeOffset UpdatedAt, string UpdatedBy, Guid? RunId, StateLockResponse? Lock);

/// <param name="Id">Lock id, as <c>terraform force-unlock</c> takes it; the run's id where a run holds the state.</param>
/// <param name="Who"><c>ana@laptop</c>, or <c>run 01a2... (apply by token:ana)</c>.</param>
/// <param name="Operation">As terraform names it: <c>OperationTypeApply</c>; <c>plan</c> or <c>apply</c> of a run.</param>
/// <param name="HeldBy">Whom Gaia authenticated: <c>token:ana</c>.</param>
public sealed record StateLockResponse(string Id, string Who, string Operation, string HeldBy, Guid? RunId, DateTimeOffset Since);
