using System.Collections.Concurrent;

namespace Gaia.Jobs.Running;

/// <summary>The jobs that this worker holds now.</summary>
internal sealed class HeldJobs
{
    private readonly ConcurrentDictionary<JobId, JobContext> held = new();

    public int Count => held.Count;

    public IReadOnlyList<JobContext> Snapshot() => [.. held.Values];

    public void Add(JobContext context) => held[context.Job.Id] = context;

    public void Remove(JobContext context) => held.TryRemove(KeyValuePair.Create(context.Job.Id, context));

    public void Cancel(JobId id)
    {
        if (held.TryGetValue(id, out var context)) context.Cancel();
    }
}
