namespace Gaia.Jobs;

/// <summary>A job as a worker holds it.</summary>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="Epoch">Grows with every claim; a holder of an older epoch can no longer write.</param>
public sealed record Job(
    JobId Id, string Kind, string Payload, int Attempt, int MaxAttempts, long Epoch, DateTimeOffset EnqueuedAt,
    DateTimeOffset NotBefore, string? TraceParent);
