namespace Gaia.Contracts;

/// <summary>One row of the audit log; a line of an export is one of these as JSON.</summary>
/// <param name="Sequence">Counts from 1 without gaps.</param>
/// <param name="Actor"><c>token:</c> and the token's id, <c>oidc:...</c>, <c>development</c>, <c>worker:host-1</c> or <c>gaia</c>.</param>
/// <param name="ActorName">Of a token, its name: <c>token:ci</c>; not part of the hash, and not of an export.</param>
/// <param name="Stack">That the entry is about; null where it is about none.</param>
/// <param name="Hash">SHA-256 over this row's fields and <paramref name="PreviousHash"/>, 64 hexadecimal digits.</param>
public sealed record AuditEntryResponse(
    long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail, string Hash, string PreviousHash, string? Stack = null,
    string? ActorName = null);

/// <param name="Checked">Rows that were read, up to the first broken one.</param>
/// <param name="Head">Hash of the last good row. Noted elsewhere, it shows later whether rows at the end were cut off.</param>
/// <param name="BrokenAt">Sequence of the first row that does not fit, with the <paramref name="Reason"/>; null when all is well.</param>
public sealed record AuditVerificationResponse(long Checked, string Head, long? BrokenAt, string? Reason);
