using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.ProcessHost;

public static class KnownResourceStates
{
    public const string Waiting = "Waiting";
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";
    public const string Exited = "Exited";
    public const string Finished = "Finished";
    public const string FailedToStart = "FailedToStart";
}

/// <summary>One replica as it is now. Pid is null while no process runs.</summary>
public sealed record ResourceSnapshot(string State)
{
    public HealthStatus HealthStatus { get; init; }
    public string? HealthReport { get; init; }
    public int? Pid { get; init; }
    public int? ExitCode { get; init; }

    /// <summary>Starts after the first.</summary>
    public int Restarts { get; init; }
}

public sealed record ResourceEvent(IResource Resource, string ResourceId, ResourceSnapshot Snapshot);
