using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Retention;

internal static class RetentionHoldCommand
{
    public static Command Create(CliContext context)
    {
        var stacks = new Argument<string>("stacks") { Description = "Stacks whose runs, logs, plans and states are kept, as a glob: prod-*" };
        var component = new Option<string?>("--component") { Description = "Only of this component" };
        var reason = new Option<string>("--reason") { Description = "Why; it is on record", Required = true };
        var command = new Command("hold", "Keep what some stacks leave until the hold is released") { stacks, component, reason, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var hold = await client.PlaceHoldAsync(new(parsed.GetValue(stacks)!, parsed.GetValue(reason)!, parsed.GetValue(component)), context.Token);
            if (parsed.IsJson()) context.PrintJson(hold, ContractsJson.Default.HoldResponse);
            else context.Out.WriteLine($"Hold {hold.Id} stands. `gaia admin retention release {hold.Id}` ends it.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
