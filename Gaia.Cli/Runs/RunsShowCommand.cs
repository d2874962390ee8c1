using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

internal static class RunsShowCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var command = new Command("show", "One run: its facts, its plan, its outputs") { id, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ShowAsync(context, client, parsed.GetValue(id)!, parsed.IsJson())));
        return command;
    }

    private static async Task<int> ShowAsync(CliContext context, GaiaClient client, string given, bool json)
    {
        var run = await RunIds.FindAsync(client, given, context.Token);
        if (json)
        {
            context.PrintJson(run, ContractsJson.Default.RunResponse);
            return ExitCodes.Ok;
        }
        context.Print(RunText.Facts(run, context.Time.GetUtcNow()));
        context.Out.WriteLine();
        if (run.PlanDigest is not null) context.Print(PlanText.Of(await client.GetPlanAsync(run.Id, context.Token), run.Operation, $"{run.Component} in {run.Stack}"));
        if (run.Status == RunStatus.Applied) context.Print([Line.Empty, .. OutputsText.Of(await client.GetOutputsAsync(run.Id, context.Token))]);
        if (run.Status == RunStatus.AwaitingApproval) context.Print([Line.Empty, .. RunText.HowToApprove(run.Id)]);
        return ExitCodes.Ok;
    }
}
