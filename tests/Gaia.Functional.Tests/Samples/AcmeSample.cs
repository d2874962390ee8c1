using Gaia.Contracts;

namespace Gaia.Functional.Tests.Samples;

/// <summary>What `gaia demo` makes, as the API tells it.</summary>
internal sealed class AcmeSample(GaiaApp gaia)
{
    /// <summary>Every run of the sample's two stacks, oldest first, whoever asked for it.</summary>
    public async Task<IReadOnlyList<RunResponse>> RunsAsync(CancellationToken cancellation)
    {
        var runs = new List<RunResponse>();
        foreach (var stack in new[] { "acme-dev", "acme-prod" })
            runs.AddRange((await gaia.GetAsync<Page<RunResponse>>($"{Routes.Runs}?stack={stack}&limit=200", cancellation)).Items);
        return [.. runs.OrderBy(run => run.CreatedAt)];
    }

    /// <summary>Those that its people asked for since the sample was removed last, in the words of a history.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(CancellationToken cancellation)
    {
        var runs = await RunsAsync(cancellation);
        return [.. runs.SkipWhile(run => runs.Any(later => later.CreatedAt > run.CreatedAt && IsRemoval(later))).Where(IsMade)
            .Select(run => $"{run.Stack} {run.Component} {run.Operation} {run.Status} {Counts(run.Changes)}: {run.Message}")];
    }

    /// <summary>Waits until a run of the sample is in the status, or was: some are over in a moment.</summary>
    public async Task ReachedAsync(string stack, string component, string message, RunStatus status, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await RunsAsync(cancellation)).Any(run => (run.Stack, run.Component, run.Message) == (stack, component, message) && Reached(run, status) && IsMade(run)))
            await timer.WaitForNextTickAsync(cancellation);
    }

    public static bool IsMade(RunResponse run) => run.CreatedBy.EndsWith("@acme", StringComparison.Ordinal);

    private static bool Reached(RunResponse run, RunStatus status) => status switch
    {
        RunStatus.Planning => run.StartedAt is not null,
        RunStatus.AwaitingApproval => run.PlannedAt is not null,
        RunStatus.Applying => run.Status == status || (run.ApprovedBy is not null && run.FinishedAt is not null),
        _ => run.Status == status,
    };

    private static bool IsRemoval(RunResponse run) => run.Message == "Removing the sample";

    private static string Counts(ChangeCounts? changes) => changes is null ? "-" : $"+{changes.Create} ~{changes.Update} -{changes.Delete} r{changes.Replace}";
}
