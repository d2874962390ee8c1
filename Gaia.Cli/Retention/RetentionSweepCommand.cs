using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Retention;

internal static class RetentionSweepCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("sweep", "Have a worker remove now what is due, instead of within the hour") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var sweep = await client.SweepAsync(context.Token);
            if (parsed.IsJson()) context.PrintJson(sweep, ContractsJson.Default.SweepResponse);
            else context.Out.WriteLine(sweep.Queued ? "A worker sweeps; `gaia admin retention show` tells what it removed." : "A sweep is waiting or going on already.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
