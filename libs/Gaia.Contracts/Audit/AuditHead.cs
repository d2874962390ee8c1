namespace Gaia.Contracts;

/// <summary>The end of the audit log as it was noted outside of the database: a line of the file of <c>Gaia__Audit__HeadFile</c>, or the body of a call of <c>Gaia__Audit__HeadWebhook</c>.</summary>
/// <param name="Sequence">Of the last row then.</param>
/// <param name="Hash">Of that row; every row before it is in it.</param>
public sealed record AuditHead(DateTimeOffset At, long Sequence, string Hash);
