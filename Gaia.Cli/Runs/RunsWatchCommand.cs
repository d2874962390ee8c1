using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

internal static class RunsWatchCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var command = new Command("watch", "Follow a run from its first event to its end, or until somebody has to approve") { id, RemoteOptions.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
            await WatchAsync(context, client, await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token), parsed.GetValue<RunFormat>("--format"))));
        return command;
    }

    public static async Task<int> WatchAsync(CliContext context, GaiaClient client, RunResponse run, RunFormat format)
    {
        var title = $"{run.Component} in {run.Stack}";
        var watch = new RunWatch(client, context, run.Id, title, format);
        await watch.FollowAsync(throughApproval: run.Status != RunStatus.AwaitingApproval && run.ApprovedBy is not null);
        if (format == RunFormat.Json) return RunExit.Of(await client.GetRunAsync(run.Id, context.Token));
        var report = new RunReport(client, context, title);
        if (watch.Progress.Status != RunStatus.AwaitingApproval) return await report.EndAsync(run.Id, watch.Progress);
        await report.PlanAsync(run.Id, run.Operation);
        report.HowToApprove(run.Id);
        return ExitCodes.Ok;
    }
}
