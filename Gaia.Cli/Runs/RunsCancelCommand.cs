using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Runs;

internal static class RunsCancelCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var force = new Option<bool>("--force") { Description = "Kill terraform at once; it cannot save its state then" };
        var command = new Command("cancel", "Stop a run: terraform is interrupted, finishes what it holds and saves its state") { id, force };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            var after = await client.CancelRunAsync(run.Id, parsed.GetValue(force), context.Token);
            context.Out.WriteLine(after.Status.IsFinished()
                ? $"Run {RunWords.Short(run.Id)} ({run.Component} in {run.Stack}) is {RunWords.Of(after.Status)}."
                : $"Run {RunWords.Short(run.Id)} ({run.Component} in {run.Stack}) was asked to stop. `gaia runs watch {RunWords.Short(run.Id)}` shows it stopping.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
