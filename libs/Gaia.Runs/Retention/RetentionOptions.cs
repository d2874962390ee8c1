using System.ComponentModel.DataAnnotations;

namespace Gaia.Runs.Retention;

/// <summary>How long what runs leave is kept, section <c>Gaia:Retention</c>. An age of 0 keeps it for ever; the audit log always is.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Gaia:Retention";

    /// <summary>Finished runs, from their end; a year.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Runs { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Of each component in a stack so many of the newest runs stay whatever their age. 0 to 10000.</summary>
    [Range(0, 10_000)]
    public int RunsKept { get; set; } = 20;

    /// <summary>Logs and progress of finished runs; a run's statuses stay as long as the run. 90 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Logs { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Plans of finished runs: the plan file and what is shown of it. 90 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Plans { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Versions of states but the current one; a year.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan StateVersions { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Of each state so many of the newest versions stay whatever their age. 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int StateVersionsKept { get; set; } = 50;

    /// <summary>Configurations that no run is of, from their last use; and what a machine has unpacked of any, from its last use there. 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Configurations { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Jobs that ran out of attempts, from their end. 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DeadJobs { get; set; } = TimeSpan.FromDays(30);
}
