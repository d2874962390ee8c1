using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Runs;

internal static class RunsDiscardCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var reason = new Option<string>("--message", "-m") { Description = "Why; shown in the history" };
        var command = new Command("discard", "Drop a plan that waits for approval") { id, reason };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            await client.DiscardRunAsync(run.Id, parsed.GetValue(reason), context.Token);
            context.Out.WriteLine($"Run {RunWords.Short(run.Id)} ({run.Component} in {run.Stack}) is discarded; nothing was changed.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
