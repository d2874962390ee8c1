using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

internal static class RunsApproveCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var digest = new Option<string>("--plan-digest") { Description = "Digest of the plan you mean; without it the plan is shown and you are asked" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Approve the plan that is shown without being asked" };
        var detach = new Option<bool>("--detach") { Description = "Return once it is approved" };
        var command = new Command("approve", "Approve a plan: exactly that is applied") { id, digest, yes, detach, RemoteOptions.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            var meant = parsed.GetValue(digest) ?? await ShownAsync(context, client, run, parsed.GetValue(yes));
            var approved = await client.ApproveRunAsync(run.Id, meant, context.Token);
            return parsed.GetValue(detach) ? ExitCodes.Ok : await WatchAsync(context, client, approved, run.LastEvent, parsed.GetValue<RunFormat>("--format"));
        }));
        return command;
    }

    /// <summary>The digest of the plan that the person has just seen, and no other.</summary>
    private static async Task<string> ShownAsync(CliContext context, GaiaClient client, RunResponse run, bool yes)
    {
        if (run.Status != RunStatus.AwaitingApproval)
            throw new CliException($"Run {RunWords.Short(run.Id)} is {RunWords.Of(run.Status)}; there is nothing to approve.", ExitCodes.Conflict,
                $"`gaia runs show {RunWords.Short(run.Id)}` tells more.");
        var plan = await new RunReport(client, context, $"{run.Component} in {run.Stack}").PlanAsync(run.Id, run.Operation);
        if (yes) return plan.Digest;
        if (!Question.CanAsk(context))
            throw new CliException("Nobody is there to be asked.", ExitCodes.WrongUse, $"Give --plan-digest {plan.Digest}, or --yes for the plan above.");
        if (await Question.AskAsync(context, $"\nApply this plan to {run.Stack}? Only yes applies it: ") == "yes") return plan.Digest;
        throw new CliException("Not approved; the run still waits.", ExitCodes.Failed, $"`gaia runs discard {RunWords.Short(run.Id)}` drops it.");
    }

    private static async Task<int> WatchAsync(CliContext context, GaiaClient client, RunResponse run, long after, RunFormat format)
    {
        var title = $"{run.Component} in {run.Stack}";
        var watch = new RunWatch(client, context, run.Id, title, format);
        await watch.CatchUpAsync(after);
        await watch.FollowAsync(throughApproval: true);
        if (format == RunFormat.Json) return RunExit.Of(await client.GetRunAsync(run.Id, context.Token));
        return await new RunReport(client, context, title).EndAsync(run.Id, watch.Progress);
    }
}
