namespace Gaia.Runs.Retention;

/// <summary>How much of each kind was removed, or is due to be.</summary>
public sealed record Removed(long Runs = 0, long Logs = 0, long Plans = 0, long StateVersions = 0, long Configurations = 0, long DeadJobs = 0)
{
    public bool IsNothing => this == new Removed();

    /// <summary>As in <c>200 runs, 3 logs</c>.</summary>
    public override string ToString() => string.Join(", ", Kinds.Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.Name}"));

    private IEnumerable<(long Count, string Name)> Kinds =>
    [
        (Runs, "runs"), (Logs, "logs"), (Plans, "plans"), (StateVersions, "versions of states"), (Configurations, "configurations"), (DeadJobs, "dead jobs"),
    ];
}
