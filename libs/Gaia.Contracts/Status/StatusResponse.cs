namespace Gaia.Contracts;

/// <summary>What <c>gaia status</c> and <c>gaia doctor</c> show.</summary>
/// <param name="Dashboard">Where the AppHost that runs all of this shows it; null without an AppHost. Without the token that opens it.</param>
public sealed record StatusResponse(
    string Version,
    string Environment,
    IReadOnlyList<ComponentHealth> Components,
    IReadOnlyList<WorkerResponse> Workers,
    QueueResponse Queue,
    string? Dashboard = null);

/// <param name="Name">api, postgres, redis, storage or worker.</param>
/// <param name="Status">healthy, degraded or unhealthy.</param>
/// <param name="Advice">What to do where it is not healthy.</param>
public sealed record ComponentHealth(string Name, string Status, string? Detail, string? Advice);

/// <param name="Terraform">Version found on the worker; missing if it is not installed; null until the worker has looked.</param>
/// <param name="Credentials">Names of cloud credential sources the worker sees; never their values.</param>
/// <param name="Isolation">What keeps a run from the worker's machine: bubblewrap, account, kubernetes or none; missing where it cannot have one and takes no runs.</param>
/// <param name="IsolationAdvice">Why it is not a stronger one, and how to get that; null where it is the strongest.</param>
/// <param name="Storage">What is wrong with its disks or with the store of blobs: <c>/var/lib/gaia: 1048576 bytes free, 67108864 needed</c>; null where nothing is.</param>
public sealed record WorkerResponse(
    string Id, string Host, string Version, string? Terraform, IReadOnlyList<string> Credentials, int Running, int Capacity,
    DateTimeOffset StartedAt, DateTimeOffset SeenAt, string? Isolation = null, string? IsolationAdvice = null, string? Storage = null);

public sealed record QueueResponse(int Ready, int Scheduled, int Running, int Dead);

/// <summary>A state identity that is locked now.</summary>
public sealed record LockResponse(string StateIdentity, Guid RunId, string Component, string Stack, string Holder, DateTimeOffset AcquiredAt);

/// <param name="Version">0.1.0</param>
/// <param name="Links">Name to path of what the API offers.</param>
public sealed record IndexResponse(string Name, string Version, IReadOnlyDictionary<string, string> Links);
