using Gaia.Jobs;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Retention;

/// <summary>The policy, what the next sweep would remove, and what the last one did.</summary>
/// <param name="LastSweep">Null where none was.</param>
public sealed record RetentionReport(RetentionOptions Policy, Removed Due, DateTimeOffset? SweptAt, Removed? LastSweep);

public sealed class FindRetention(RetentionStore store, RemoveDeadJobs deadJobs, IOptions<RetentionOptions> options, TimeProvider time)
{
    public async Task<RetentionReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        var (policy, now) = (options.Value, time.GetUtcNow());
        var due = await store.DueAsync(policy, now, cancellationToken);
        if (policy.DeadJobs > TimeSpan.Zero) due = due with { DeadJobs = await deadJobs.CountAsync(now - policy.DeadJobs, cancellationToken) };
        var last = await store.LastSweepAsync(cancellationToken);
        return new(policy, due, last?.At, last?.Removed);
    }
}
