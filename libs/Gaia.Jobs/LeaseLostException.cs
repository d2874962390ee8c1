namespace Gaia.Jobs;

/// <summary>The job was rescued from this worker because its lease ran out; what it wanted to write is refused.</summary>
public sealed class LeaseLostException(Job job)
    : Exception($"Job {job.Id} ({job.Kind}) is no longer held with epoch {job.Epoch}; its lease ran out and it was given away.");
