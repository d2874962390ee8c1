using System.ComponentModel.DataAnnotations;

namespace Gaia.Jobs;

/// <summary>Settings of a worker, section <c>Gaia:Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Gaia:Jobs";

    /// <summary>Jobs that run at once in this worker. 1 to 1000.</summary>
    [Range(1, 1000)]
    public int Capacity { get; set; } = 4;

    /// <summary>A job whose worker was not heard of for this long is given to another. 2 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often to look for work where no notification comes through. 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait before the second attempt; doubles with each further one, up to <see cref="MaxBackoff"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long finished jobs are kept. Dead ones stay until retention removes them.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long jobs may go on after the worker was told to stop.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(25);

    internal TimeSpan Heartbeat => Lease / 3;

    internal TimeSpan BackoffAfter(int attempt) =>
        TimeSpan.FromTicks(Math.Min(MaxBackoff.Ticks, (long)(Backoff.Ticks * Math.Pow(2, Math.Min(attempt - 1, 30)))));
}
