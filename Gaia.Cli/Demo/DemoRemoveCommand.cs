using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Demo;

internal static class DemoRemoveCommand
{
    public static Command Create(CliContext context)
    {
        var yes = DemoConfirmation.Option();
        var command = new Command("remove", "Destroy what the sample made; what happened stays in the history") { yes, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            using var turn = await SampleTurn.TakeAsync(context, client);
            var history = await SampleHistory.ReadAsync(client, context.Token);
            if (history.Phase == SamplePhase.Absent)
            {
                DemoReport.Print(context, DemoReport.Of(DemoOutcome.Unchanged, history), parsed.IsJson());
                return ExitCodes.Ok;
            }
            await DemoConfirmation.AskAsync(context, history, "for good", parsed.GetValue(yes));
            await new RemoveSample(context, client).RunAsync(history);
            DemoReport.Print(context, DemoReport.Of(DemoOutcome.Removed, await SampleHistory.ReadAsync(client, context.Token)), parsed.IsJson());
            return ExitCodes.Ok;
        }));
        return command;
    }
}
