using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Audit;

internal static class AuditListCommand
{
    public static Command Create(CliContext context)
    {
        var limit = LimitOption.Create(unlessGiven: 30);
        var command = new Command("list", "The latest entries") { limit, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var most = parsed.GetValue(limit);
            var (entries, more) = await LimitOption.TakeAsync(client.ListAuditAsync(Math.Min(most + 1, 200), context.Token), most);
            if (parsed.IsJson()) context.PrintJson(new Page<AuditEntryResponse>(entries, null), ContractsJson.Default.PageAuditEntryResponse);
            else context.Print(Table.Of(["#", "WHEN", "WHO", "WHAT", "TO WHAT", "DETAIL"], [.. entries.Select(entry => Row(entry, context.Time.GetUtcNow()))]));
            if (more) context.Error.WriteLine(LimitOption.More(most, "entries"));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IReadOnlyList<Piece> Row(AuditEntryResponse entry, DateTimeOffset now) =>
    [
        new(entry.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)), new(Elapsed.Ago(entry.At, now)), new(entry.ActorName ?? entry.Actor),
        new(entry.Action), new(entry.Subject), new(entry.Detail ?? "", Ink.Dim),
    ];
}
