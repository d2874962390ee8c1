using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Jobs.Running;

/// <summary>Runs one claimed job through its handler and decides what becomes of it.</summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, JobStore store, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <returns>True where the job is done and its completion is still to be written.</returns>
    public async Task<bool> RunAsync(JobContext context, CancellationToken stopping)
    {
        var job = context.Job;
        using var activity = JobTelemetry.Start(job, time);
        var started = time.GetTimestamp();
        var outcome = await AttemptAsync(context, stopping);
        JobTelemetry.Ended(job, outcome, time.GetElapsedTime(started));
        return outcome == "done";
    }

    private async Task<string> AttemptAsync(JobContext context, CancellationToken stopping)
    {
        var job = context.Job;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var handler = scope.ServiceProvider.GetRequiredKeyedService<IJobHandler>(job.Kind);
            if (job.Attempt > job.MaxAttempts) return await BuryAsync(handler, context, "its workers died with it too often");
            await handler.HandleAsync(context, stopping);
            return "done";
        }
        catch (LeaseLostException lost)
        {
            LogLeaseLost(lost.Message);
            return "lost";
        }
        catch (OperationCanceledException) when (context.LeaseLost.IsCancellationRequested)
        {
            return "lost";
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogReleased(job.Id, job.Kind);
            await TellAsync(job, () => store.ReleaseAsync(job, CancellationToken.None));
            return "released";
        }
        catch (JobForAnotherWorkerException other)
        {
            return await PassOnAsync(job, other);
        }
        catch (Exception fault)
        {
            return await FailedAsync(context, fault);
        }
    }

    private async Task<string> FailedAsync(JobContext context, Exception fault)
    {
        var job = context.Job;
        LogFailed(fault, job.Id, job.Kind, job.Attempt, job.MaxAttempts);
        if (job.Attempt < job.MaxAttempts)
        {
            await TellAsync(job, () => store.FailAsync(job, fault.ToString(), options.Value.BackoffAfter(job.Attempt), CancellationToken.None));
            return "failed";
        }
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetKeyedService<IJobHandler>(job.Kind);
        return await BuryAsync(handler, context, fault.Message);
    }

    private async Task<string> BuryAsync(IJobHandler? handler, JobContext context, string reason)
    {
        var job = context.Job;
        try
        {
            if (handler is not null) await handler.BuryAsync(context, reason, CancellationToken.None);
        }
        catch (LeaseLostException lost)
        {
            LogLeaseLost(lost.Message);
            return "lost";
        }
        catch (JobForAnotherWorkerException other)
        {
            return await PassOnAsync(job, other);
        }
        catch (Exception fault)
        {
            // What the job has begun is not ended: it is not dead before it is.
            LogBuryFailed(fault, job.Id, job.Kind);
            await TellAsync(job, () => store.FailAsync(job, reason, options.Value.BackoffAfter(job.Attempt), CancellationToken.None));
            return "failed";
        }
        await TellAsync(job, () => store.FailAsync(job, reason, null, CancellationToken.None));
        return "dead";
    }

    // It rests for a while, in which we do not hold it and another one can.
    private async Task<string> PassOnAsync(Job job, JobForAnotherWorkerException why)
    {
        LogPassedOn(job.Id, job.Kind, why.Message);
        await TellAsync(job, () => store.PassOnAsync(job, why.Message, 5 * options.Value.Backoff, CancellationToken.None));
        return "passed-on";
    }

    // Where PostgreSQL is away the lease runs out by itself and the job is rescued: nothing is lost but time.
    private async Task TellAsync(Job job, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (NpgsqlException fault)
        {
            LogNotTold(job.Id, fault.Message);
        }
    }

    [LoggerMessage(EventName = "jobs.lease-lost", Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogLeaseLost(string reason);

    [LoggerMessage(EventName = "jobs.released", Level = LogLevel.Information, Message = "Job {Id} ({Kind}) goes back to the queue: this worker stops.")]
    private partial void LogReleased(JobId id, string kind);

    [LoggerMessage(EventName = "jobs.passed-on", Level = LogLevel.Warning, Message = "Job {Id} ({Kind}) waits for another worker: {Reason}")]
    private partial void LogPassedOn(JobId id, string kind, string reason);

    [LoggerMessage(EventName = "jobs.failed", Level = LogLevel.Error, Message = "Job {Id} ({Kind}) failed in attempt {Attempt} of {MaxAttempts}.")]
    private partial void LogFailed(Exception fault, JobId id, string kind, int attempt, int maxAttempts);

    [LoggerMessage(EventName = "jobs.bury-failed", Level = LogLevel.Error, Message = "Burying job {Id} ({Kind}) failed; it is tried again.")]
    private partial void LogBuryFailed(Exception fault, JobId id, string kind);

    [LoggerMessage(EventName = "jobs.not-told", Level = LogLevel.Warning,
        Message = "The end of job {Id} cannot be written ({Reason}); its lease runs out and it is rescued.")]
    private partial void LogNotTold(JobId id, string reason);
}
