using Gaia.Cli.Hosting;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

/// <summary>Follows one run on the screen. What was seen stays known, so that an approval in between loses nothing.</summary>
internal sealed class RunWatch(GaiaClient client, CliContext context, Guid id, string title, RunFormat format)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    public RunProgress Progress { get; } = new();

    /// <summary>Until the run is finished or, unless <paramref name="throughApproval"/>, somebody has to decide.</summary>
    /// <exception cref="SilentExitException">Ctrl+C: the run goes on, and how to come back is said.</exception>
    public async Task FollowAsync(bool throughApproval = false)
    {
        try
        {
            using var view = RunViews.Create(context, format, title);
            await FollowAsync(view, throughApproval);
        }
        catch (OperationCanceledException) when (context.Token.IsCancellationRequested)
        {
            throw Detached(context, id, Progress.Status);
        }
    }

    /// <summary>Takes in what happened up to an event without showing it again.</summary>
    public async Task CatchUpAsync(long upTo)
    {
        while (Progress.Last < upTo)
        {
            var page = await client.GetRunEventsAsync(id, Progress.Last, context.Token);
            if (page.Items.Count == 0) return;
            foreach (var happened in page.Items.Where(happened => happened.Sequence <= upTo)) Progress.Add(happened);
        }
    }

    public static SilentExitException Detached(CliContext context, Guid id, RunStatus status)
    {
        context.Terminal.Flush();
        context.Error.WriteLine(status == RunStatus.AwaitingApproval ? "Detached; the run waits for approval." : "Detached; the run goes on.");
        context.Error.WriteLine($"  gaia runs watch {RunWords.Short(id)}    come back to it");
        context.Error.WriteLine($"  gaia runs cancel {RunWords.Short(id)}   stop it");
        return new(ExitCodes.Interrupted);
    }

    private async Task FollowAsync(IRunView view, bool throughApproval)
    {
        var follow = new FollowOptions
        {
            Lost = reason => view.Say($"Connection lost ({reason}), retrying ..."),
            Resumed = () => view.Say("Connected again."),
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Token);
        await using var events = client.FollowRunAsync(id, Progress.Last, follow, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (await NextAsync(next, view))
            {
                Progress.Add(events.Current);
                view.Show(events.Current, Progress);
                if (Progress.Status == RunStatus.AwaitingApproval && !throughApproval) return;
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>The next event, the view kept moving meanwhile.</summary>
    private async Task<bool> NextAsync(Task<bool> next, IRunView view)
    {
        while (!next.IsCompleted)
        {
            view.Tick(Progress);
            await Task.WhenAny(next, Task.Delay(Beat, context.Time, context.Token));
            context.Token.ThrowIfCancellationRequested();
        }
        return await next;
    }
}
