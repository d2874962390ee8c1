using Gaia.Configurations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Runs.Quotas;

/// <summary>
/// Whether a stack may have one more run. Asked when a run is queued and never later: a state is always taken, however large.
/// </summary>
public sealed class CheckQuota(IOptions<QuotasOptions> options)
{
    // Whoever asks for a run of the same stack at the same time waits until this one is counted.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('gaia.quota:' || $1, 0))";

    private const string Used =
        """
        SELECT (SELECT count(*) FROM runs.runs WHERE stack = $1 AND finished_at IS NULL),
               (SELECT count(*) FROM runs.runs WHERE stack = $1 AND created_at > now() - interval '1 day'),
               (SELECT coalesce(sum(size), 0)::bigint FROM runs.state_versions WHERE stack = $1)
        """;

    /// <param name="transaction">In which the run is added afterwards.</param>
    /// <exception cref="RunRefusedException"><c>quota.open-runs</c>, <c>quota.runs-per-day</c>, <c>quota.state-bytes</c></exception>
    internal async Task DemandAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        if (options.Value.Of(run.Stack) is not { } quota) return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var sql in (ReadOnlySpan<string>)[Lock, Used]) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = run.Stack } } });
        await using var used = await batch.ExecuteReaderAsync(cancellationToken);
        await used.NextResultAsync(cancellationToken);
        await used.ReadAsync(cancellationToken);
        if (used.GetInt64(0) is var open && open >= quota.OpenRuns)
            throw Reached("open-runs", $"Stack {run.Stack} has {open} {(open == 1 ? "run that has" : "runs that have")} not ended, and may have {quota.OpenRuns}. Approve, discard or cancel some, or wait for them.");
        if (used.GetInt64(1) is var today && today >= quota.RunsPerDay)
            throw Reached("runs-per-day", $"Stack {run.Stack} had {today} {(today == 1 ? "run" : "runs")} within the last 24 hours, and may have {quota.RunsPerDay}.");
        if (used.GetInt64(2) is var bytes && bytes >= quota.StateBytes && run is { PlanOnly: false, Operation: RunOperation.Apply })
            throw Reached("state-bytes", $"The states of stack {run.Stack} take {bytes} bytes with all their versions, and may take {quota.StateBytes}. Destroy what is not needed, or keep fewer versions (Gaia__Retention__StateVersionsKept).");
    }

    private static RunRefusedException Reached(string quota, string words) => new(RefusalKind.Conflict, $"quota.{quota}", $"{words} An operator sets it by Gaia__Quotas.");
}
