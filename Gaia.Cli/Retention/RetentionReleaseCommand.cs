using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Retention;

internal static class RetentionReleaseCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<Guid>("id") { Description = "Id of the hold; `gaia admin retention holds` shows it" };
        var command = new Command("release", "Release a legal hold: what is past its time goes with the next sweep") { id, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var hold = await client.ReleaseHoldAsync(parsed.GetValue(id), context.Token);
            if (parsed.IsJson()) context.PrintJson(hold, ContractsJson.Default.HoldResponse);
            else context.Out.WriteLine($"Hold {hold.Id} is released.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
