using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Demo;

/// <summary>Also what the AppHost runs at the first start, with --if-empty.</summary>
internal static class DemoSeedCommand
{
    public static Command Create(CliContext context)
    {
        var ifEmpty = new Option<bool>("--if-empty") { Description = "Do nothing if there are runs already, unless an earlier seeding was cut off" };
        var command = new Command("seed", "Make the sample: two environments of the tenant acme, and what happened to them. Goes on where it was cut off")
        {
            ifEmpty, Printing.FormatOption(),
        };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            using var turn = await SampleTurn.TakeAsync(context, client);
            DemoReport.Print(context, await SeedAsync(context, client, parsed.GetValue(ifEmpty)), parsed.IsJson());
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static async Task<DemoReport> SeedAsync(CliContext context, GaiaClient client, bool ifEmpty)
    {
        var history = await SampleHistory.ReadAsync(client, context.Token);
        switch (history.Phase)
        {
            case SamplePhase.Complete or SamplePhase.Foreign:
                return DemoReport.Of(DemoOutcome.Unchanged, history);
            case SamplePhase.Absent or SamplePhase.Removing when ifEmpty && await HasRunsAsync(context, client):
                return DemoReport.Of(DemoOutcome.Skipped, history);
            case SamplePhase.Removing:
                await new RemoveSample(context, client).RunAsync(history);
                history = await SampleHistory.ReadAsync(client, context.Token);
                break;
        }
        return DemoReport.Of(DemoOutcome.Seeded, await new SeedSample(context, client).RunAsync(history));
    }

    private static async Task<bool> HasRunsAsync(CliContext context, GaiaClient client) =>
        await client.ListRunsAsync(new(PageSize: 1), context.Token).AnyAsync(context.Token);
}
