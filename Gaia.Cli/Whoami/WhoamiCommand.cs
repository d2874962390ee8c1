using System.CommandLine;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Cli.Tokens;
using Gaia.Contracts;

namespace Gaia.Cli.Whoami;

internal static class WhoamiCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("whoami", "Whose token this is: its name, role, stacks and end") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var me = await client.WhoamiAsync(context.Token);
            if (parsed.IsJson()) context.PrintJson(me, ContractsJson.Default.WhoamiResponse);
            else context.Print(Lines(me, ActiveContext.Of(context), context.Time.GetUtcNow()));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IEnumerable<Line> Lines(WhoamiResponse me, ActiveContext active, DateTimeOffset now)
    {
        yield return Row("Actor", me.Actor);
        if (me.Id is { } id) yield return Row("Token", $"{id}{(active.TokenSource is { } source ? $" ({source})" : "")}");
        yield return Row("Role", TokenWords.Of(me.Role));
        yield return Row("Stacks", me.Stacks.Count == 0 ? "none" : string.Join(", ", me.Stacks));
        yield return Row("Expires", me.ExpiresAt is { } end ? $"{TokenWords.Moment(end)}, in {Elapsed.Short(end - now)}" : "never");
        yield return Row("API", ApiAddress.Text(active.Api));
    }

    private static Line Row(string name, string value) => new(new Piece($"{name,-11}", Ink.Dim), new Piece(value));
}
