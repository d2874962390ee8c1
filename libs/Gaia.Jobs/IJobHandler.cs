namespace Gaia.Jobs;

/// <summary>
/// Does the work of one kind of job. Delivery is at least once: a handler may run again after a crash and must cope.
/// Register with <see cref="JobsServices.AddJobHandler{T}"/>; each job gets its own service scope.
/// </summary>
public interface IJobHandler
{
    /// <summary>Returns when the job is done; throws to have it tried again later.</summary>
    Task HandleAsync(JobContext context, CancellationToken stopping);

    /// <summary>The job has no attempts left and becomes a dead letter. Called before it is marked, and again where that fails.</summary>
    Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
