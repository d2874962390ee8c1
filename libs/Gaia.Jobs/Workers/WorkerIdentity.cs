namespace Gaia.Jobs;

/// <summary>Who this process is among the workers, and what it says of itself.</summary>
public sealed class WorkerIdentity
{
    public WorkerId Id { get; } = WorkerId.New();

    public string Host { get; } = Environment.MachineName;

    public string Version { get; } = typeof(WorkerIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Facts for the registry, sent with every heartbeat. Never secrets.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, string> Facts { get; } = new();
}
