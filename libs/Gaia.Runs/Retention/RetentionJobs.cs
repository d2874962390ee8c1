using Gaia.Jobs;

namespace Gaia.Runs.Retention;

/// <summary>The job that sweeps, and when it recurs.</summary>
public static class RetentionJobs
{
    public const string Sweep = "retention.sweep";

    /// <summary>Hourly: a sweep takes little where little is due.</summary>
    public static JobSchedule Hourly { get; } = new("retention", "23 * * * *", Sweep);
}
