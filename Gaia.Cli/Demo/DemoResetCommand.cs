using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Demo;

internal static class DemoResetCommand
{
    public static Command Create(CliContext context)
    {
        var yes = DemoConfirmation.Option();
        var command = new Command("reset", "Remove the sample and make it anew; runs of your own stay as they are") { yes, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            using var turn = await SampleTurn.TakeAsync(context, client);
            var history = await SampleHistory.ReadAsync(client, context.Token);
            if (history.Phase != SamplePhase.Absent)
            {
                await DemoConfirmation.AskAsync(context, history, "and makes it anew", parsed.GetValue(yes));
                await new RemoveSample(context, client).RunAsync(history);
                history = await SampleHistory.ReadAsync(client, context.Token);
            }
            DemoReport.Print(context, DemoReport.Of(DemoOutcome.Seeded, await new SeedSample(context, client).RunAsync(history)), parsed.IsJson());
            return ExitCodes.Ok;
        }));
        return command;
    }
}
