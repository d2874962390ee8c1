using Gaia.Cli.Hosting;
using Gaia.Cli.Runs;
using Gaia.Cli.Runs.View;
using Gaia.Cli.Terraform;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Remote;

/// <summary>A run that was just asked for: followed to its plan, decided, followed to its end.</summary>
internal sealed class RemoteRun(GaiaClient client, CliContext context, RunResponse run, RemoteOptions options, bool detailedExitCode)
{
    private readonly string title = $"{run.Component} in {run.Stack}";

    public async Task<int> FollowAsync()
    {
        if (options.Detach) return Detach();
        if (options.Format == RunFormat.Text) await SayAsync($"Run {RunWords.Short(run.Id)}: {RunWords.Of(run.Operation)} {title}");
        var watch = new RunWatch(client, context, run.Id, title, options.Format);
        await watch.FollowAsync();
        if (options.PlanJson is { } file && (await client.GetRunAsync(run.Id, context.Token)).PlanDigest is not null)
            await PlanJsonFile.WriteAsync(file, stream => client.CopyPlanJsonAsync(run.Id, stream, context.Token));
        if (watch.Progress.Status == RunStatus.AwaitingApproval) return await DecideAsync(watch);
        return await EndAsync(watch);
    }

    private int Detach()
    {
        context.Out.WriteLine(run.Id);
        return ExitCodes.Ok;
    }

    private async Task<int> DecideAsync(RunWatch watch)
    {
        if (options.Format == RunFormat.Json) return await WithoutApprovalAsync("with --format json nobody is asked");
        var report = new RunReport(client, context, title);
        var plan = await report.PlanAsync(run.Id, run.Operation);
        if (run.Operation == RunOperation.Plan || !Question.CanAsk(context))
        {
            report.HowToApprove(run.Id);
            return await WithoutApprovalAsync("there is no terminal to ask at");
        }
        if (!await ConfirmedAsync(plan)) return await DiscardAsync();
        await DecidedAsync("approval", () => client.ApproveRunAsync(run.Id, plan.Digest, context.Token));
        await watch.FollowAsync(throughApproval: true);
        return await EndAsync(watch);
    }

    /// <summary>A plan that waits is what was asked for. An apply that waits has not applied, and a script must not take it for done.</summary>
    private async Task<int> WithoutApprovalAsync(string why)
    {
        if (run.Operation == RunOperation.Plan) return detailedExitCode ? 2 : ExitCodes.Ok;
        var id = RunWords.Short(run.Id);
        await SayAsync($"{title} is not {(run.Operation == RunOperation.Destroy ? "destroyed" : "applied")} yet: {why}, and run {id} waits for approval. `gaia runs approve {id} --yes` goes on with it; -auto-approve skips the approval.");
        return ExitCodes.Conflict;
    }

    private async Task<bool> ConfirmedAsync(PlanResponse plan)
    {
        try
        {
            if (run.Operation != RunOperation.Destroy)
                return await Question.AskAsync(context, $"\nApply this plan to {run.Stack}? Only yes applies it: ") == "yes";
            var doomed = plan.Changes.Delete + plan.Changes.Replace;
            return await Question.AskAsync(context, $"\nThis destroys {doomed} {(doomed == 1 ? "resource" : "resources")}. Type {run.Component} to go on: ") == run.Component;
        }
        catch (OperationCanceledException) when (context.Token.IsCancellationRequested)
        {
            context.Out.WriteLine();
            throw RunWatch.Detached(context, run.Id, RunStatus.AwaitingApproval);
        }
    }

    private async Task<int> DiscardAsync()
    {
        await DecidedAsync("refusal", () => client.DiscardRunAsync(run.Id, "declined at the terminal", context.Token));
        await SayAsync("Discarded; nothing was changed.");
        return ExitCodes.Failed;
    }

    // The API may have gone away while the person thought, or after it had taken the decision and before it said so.
    private async Task DecidedAsync(string decision, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (GaiaUnreachableException nobody)
        {
            var id = RunWords.Short(run.Id);
            throw new CliException($"{nobody.Message} Your {decision} of run {id} may not have arrived; the run is kept, and a plan is applied once at most.", ExitCodes.Unreachable,
                $"When the API answers again, `gaia runs show {id}` says how it stands; if it still waits, `gaia runs approve {id}` or `gaia runs discard {id}` decides.");
        }
    }

    private async Task<int> EndAsync(RunWatch watch)
    {
        var code = options.Format == RunFormat.Json
            ? RunExit.Of(await client.GetRunAsync(run.Id, context.Token))
            : await new RunReport(client, context, title).EndAsync(run.Id, watch.Progress);
        return code == ExitCodes.Ok && detailedExitCode && watch.Progress.Status == RunStatus.Planned && await HasChangesAsync() ? 2 : code;
    }

    // A plan that was only to be looked at ends as planned, with changes or without.
    private async Task<bool> HasChangesAsync()
    {
        var plan = await client.GetPlanAsync(run.Id, context.Token);
        return plan.Outputs.Count > 0 || plan.Resources.Any(resource => resource.Action is not (ChangeAction.NoOp or ChangeAction.Read));
    }

    private async Task SayAsync(string text)
    {
        context.Terminal.Flush();
        await context.Error.WriteLineAsync(text);
        await context.Error.FlushAsync(context.Token);
    }
}
