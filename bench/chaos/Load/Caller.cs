using System.Collections.Concurrent;
using System.Globalization;
using Gaia.Contracts;

namespace Gaia.Chaos.Bench.Load;

/// <summary>Asks for one run after another until the storm is over, in every way that people do.</summary>
internal sealed class Caller(int number, ChaosOptions options, Door door, string configuration, ConcurrentBag<Asked> all, TimeProvider time)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Thought = TimeSpan.FromSeconds(1);
    private readonly Random random = new(options.Seed * 1000 + number);
    private int asked;

    public async Task AskAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            await OnceAsync(over);
    }

    private Task OnceAsync(CancellationToken over) => random.Next(100) switch
    {
        < 34 => ApplyAsync(over),
        < 58 => ApproveAsync(over),
        < 62 => DiscardAsync(over),
        < 74 => DestroyAsync(over),
        < 84 => CancelAsync(force: false, over),
        < 90 => CancelAsync(force: true, over),
        < 96 => TwiceAsync(over),
        _ => PlanOnlyAsync(over),
    };

    private async Task ApplyAsync(CancellationToken over)
    {
        if (await QueueAsync(RunOperation.Apply, autoApprove: true, over) is { } run) await EndAsync(run, over);
    }

    private async Task DestroyAsync(CancellationToken over)
    {
        if (await QueueAsync(RunOperation.Destroy, autoApprove: true, over) is { } run) await EndAsync(run, over);
    }

    private async Task PlanOnlyAsync(CancellationToken over)
    {
        if (await QueueAsync(RunOperation.Plan, autoApprove: false, over, planOnly: true) is { } run) await EndAsync(run, over);
    }

    private async Task ApproveAsync(CancellationToken over)
    {
        if (await PlannedAsync(over) is not { } planned) return;
        // Two approvals of the same plan, as of two people: one of them counts.
        var approvals = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Door.TryAsync(() => door.Client.ApproveRunAsync(planned.Id, planned.PlanDigest!, CancellationToken.None)));
        await Task.WhenAll(approvals.ToList());
        await EndAsync(planned.Id, over);
    }

    private async Task DiscardAsync(CancellationToken over)
    {
        if (await PlannedAsync(over) is { } planned) await Door.TryAsync(() => door.Client.DiscardRunAsync(planned.Id, "chaos", CancellationToken.None));
    }

    private async Task CancelAsync(bool force, CancellationToken over)
    {
        var wait = TimeSpan.FromMilliseconds(random.Next(3000));
        if (await QueueAsync(RunOperation.Apply, autoApprove: true, over) is not { } run) return;
        await Task.Delay(wait, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Door.TryAsync(() => door.Client.CancelRunAsync(run, force: false, CancellationToken.None));
        if (force) await Door.TryAsync(() => door.Client.CancelRunAsync(run, force: true, CancellationToken.None));
        await EndAsync(run, over);
    }

    // The same request from two connections at once: both are answered with one run.
    private async Task TwiceAsync(CancellationToken over)
    {
        var (key, request) = Request(RunOperation.Apply, autoApprove: true, planOnly: false);
        var answers = await Task.WhenAll(door.QueueAsync(request, key, over), door.QueueAsync(request, key, over));
        var runs = answers.Select(answer => answer.Run?.Id).OfType<Guid>().ToList();
        all.Add(new(key, request.Stack, request.Operation, runs, answers.Select(answer => answer.Refused).FirstOrDefault(refused => refused is not null)));
        if (runs is [var run, ..]) await EndAsync(run, over);
    }

    private async Task<RunResponse?> PlannedAsync(CancellationToken over) =>
        await QueueAsync(RunOperation.Apply, autoApprove: false, over) is { } run
        && await door.UntilAsync(run, now => now.Status is RunStatus.AwaitingApproval || now.Status.IsFinished(), Long, over) is { Status: RunStatus.AwaitingApproval } planned
            ? planned : null;

    private async Task EndAsync(Guid run, CancellationToken over)
    {
        // Where runs fail at once, on a full disk, nobody asks for hundreds of them.
        if (await door.UntilAsync(run, now => now.Status.IsFinished(), Long, over) is { Status: RunStatus.Failed })
            await Task.Delay(Thought, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Guid?> QueueAsync(RunOperation operation, bool autoApprove, CancellationToken over, bool planOnly = false)
    {
        var (key, request) = Request(operation, autoApprove, planOnly);
        var (run, refused) = await door.QueueAsync(request, key, over);
        all.Add(new(key, request.Stack, operation, run is null ? [] : [run.Id], refused));
        return run?.Id;
    }

    private (string Key, QueueRunRequest Request) Request(RunOperation operation, bool autoApprove, bool planOnly)
    {
        var key = $"c{number}-{++asked}";
        var pause = (random.NextDouble() * 1.2).ToString("0.00", CultureInfo.InvariantCulture);
        return (key, new(Repository.Component, Repository.Stack(random.Next(options.Stacks)), operation, configuration, AutoApprove: autoApprove, PlanOnly: planOnly,
            Message: key, Variables: [new("value", key), new("pause", pause)]));
    }
}
