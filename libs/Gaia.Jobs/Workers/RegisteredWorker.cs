namespace Gaia.Jobs;

/// <param name="Facts">What the worker says of itself, such as <c>terraform</c> = <c>1.11.4</c>. Never secrets.</param>
/// <param name="Running">Jobs it held at its last heartbeat.</param>
public sealed record RegisteredWorker(
    WorkerId Id, string Host, string Version, IReadOnlyDictionary<string, string> Facts, int Running, int Capacity,
    DateTimeOffset StartedAt, DateTimeOffset SeenAt);
