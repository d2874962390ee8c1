using Gaia.Configurations;
using Gaia.Configurations.Blobs;
using Gaia.Configurations.Revisions;
using Gaia.Runs.Events;
using Gaia.Runs.Execution;
using Gaia.Runs.Terraform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Runs.Fetching;

/// <summary>Packs the revision of a run, resolves the run in it and queues it; or ends it with the reason why not.</summary>
internal sealed partial class FetchRun(
    PackRevision pack, ResolveRun resolve, RunChanges changes, IOptions<RunsOptions> options, TimeProvider time, ILogger<FetchRun> logger)
{
    private const int MaxAttempts = 8;
    private const int MaxClaims = 10;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly Actor Api = new($"api:{Environment.MachineName}");

    /// <exception cref="OperationCanceledException">It is to stop; the run is as it was.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL is away; the run is as it was.</exception>
    public async Task ExecuteAsync(Run run, CancellationToken stop)
    {
        using var activity = RunTelemetry.Fetch(run);
        using var limit = new CancellationTokenSource(options.Value.FetchTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await BeginAsync(run, stop);
            var resolved = await ResolveAsync(run, either.Token);
            await changes.ChangeAsync(
                run.Id, new RunDecision(Api, "runs.fetch"), now => now.Status is RunStatus.Fetching ? now.Queue(resolved) : now, stop,
                (connection, transaction, _, cancellationToken) => RunStore.SaveResolvedAsync(connection, transaction, resolved, cancellationToken));
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && !IsDatabaseAway(fault))
        {
            var (error, advice) = WordsOf(run, fault);
            await changes.ChangeAsync(
                run.Id, new RunDecision(Api, "runs.fail"),
                now => now.Status is RunStatus.Fetching ? now.Fail(error, advice, null, time.GetUtcNow()) : now, stop);
        }
    }

    // A run that takes the API with it, as by its size, would else do so for ever. Its log has one event of each claim and that of its status.
    private async Task BeginAsync(Run run, CancellationToken stop)
    {
        var begun = new RunDecision(Api, "runs.fetch") { Before = [NewEvent.Phase(time.GetUtcNow(), "fetch")] };
        if ((await changes.ChangeAsync(run.Id, begun, now => now, stop)).LastEvent > MaxClaims + 1)
            throw new RunFailure($"'{run.Ref}' was begun to be fetched {MaxClaims} times, and each time the API stopped before the end.", "Its log, or that of its machine, says why.");
    }

    private async Task<Run> ResolveAsync(Run run, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var revision = await pack.ExecuteAsync(run.Ref!, run.Component, run.Stack, cancellationToken);
                return await resolve.ExecuteAsync(run, revision.Digest, revision, run.Reach, cancellationToken);
            }
            catch (Exception fault) when (attempt < MaxAttempts && IsPassing(fault))
            {
                LogAgain(run.Id, fault.Message);
                if (!await PausedAsync(attempt, cancellationToken)) throw;
            }
        }
    }

    private async Task<bool> PausedAsync(int attempt, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(1 << (attempt - 1));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    private static bool IsPassing(Exception fault) =>
        fault is ConfigurationRefusedException { Code: ConfigurationErrors.Unreachable } or BlobStoreException { IsPassing: true };

    // Nothing can be written then, a failure neither: the claim is given up, and the run taken again.
    private static bool IsDatabaseAway(Exception fault) => fault is NpgsqlException && TransientFaults.IsPassing(fault);

    private (string Error, string? Advice) WordsOf(Run run, Exception fault)
    {
        switch (fault)
        {
            case ConfigurationRefusedException or BlobStoreException when IsPassing(fault):
                return (fault.Message, "Nothing was changed. It was tried several times; queue a new run once that works again.");
            case RunFailure failure:
                return (failure.Message, failure.Advice);
            case ConfigurationRefusedException refused:
                return (refused.Message, "Nothing was changed.");
            case OperationCanceledException:
                return ($"'{run.Ref}' could not be fetched within {options.Value.FetchTimeout} (Gaia__FetchTimeout).", "Nothing was changed. Queue a new run, or let the time be raised.");
        }
        if (FaultWords.Of(fault, $"The API writes to {options.Value.DataPath()}.") is { } words)
            return (ServerPaths.Hidden(words.Error, options.Value.DataPath()), words.Advice);
        LogFault(fault, run.Id);
        return ($"'{run.Ref}' could not be fetched: something went wrong on our side.", $"The API's log has the cause, under run {run.Id}.");
    }

    [LoggerMessage(EventName = "runs.fetch-again", Level = LogLevel.Warning, Message = "Run {Run} could not be fetched yet and is tried again: {Reason}")]
    private partial void LogAgain(RunId run, string reason);

    [LoggerMessage(EventName = "runs.not-fetched", Level = LogLevel.Error, Message = "Run {Run} could not be fetched")]
    private partial void LogFault(Exception fault, RunId run);
}
