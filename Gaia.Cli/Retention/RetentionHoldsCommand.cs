using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Retention;

internal static class RetentionHoldsCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("holds", "Legal holds, those that were released as well") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var holds = new List<HoldResponse>();
            await foreach (var hold in client.ListHoldsAsync(context.Token)) holds.Add(hold);
            if (parsed.IsJson()) context.PrintJson(new Page<HoldResponse>(holds, null), ContractsJson.Default.PageHoldResponse);
            else if (holds.Count == 0) context.Error.WriteLine("No holds. `gaia admin retention hold STACKS --reason TEXT` places one.");
            else context.Print(Table.Of(["ID", "STACKS", "COMPONENT", "PLACED BY", "STATE", "REASON"], [.. holds.Select(hold => Row(hold, context.Time.GetUtcNow()))]));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IReadOnlyList<Piece> Row(HoldResponse hold, DateTimeOffset now) =>
    [
        new(hold.Id.ToString()), new(hold.Stacks), new(hold.Component ?? "all"), new(hold.PlacedBy),
        hold.ReleasedAt is { } released ? new($"released {Elapsed.Ago(released, now)} by {hold.ReleasedBy}", Ink.Dim) : new($"stands, placed {Elapsed.Ago(hold.PlacedAt, now)}", Ink.Yellow),
        new(hold.Reason),
    ];
}
