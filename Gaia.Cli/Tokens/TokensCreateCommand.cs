using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tokens;

internal static class TokensCreateCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("name") { Description = "Who or what will use it" };
        var role = new Option<Role>("--role") { Description = "viewer, planner, operator, approver or admin", DefaultValueFactory = _ => Role.Planner };
        var stacks = new Option<string[]>("--stack", "-s") { Description = "Stacks it reaches, as a glob; again for more. Default: all" };
        var days = new Option<int?>("--expires-in-days") { Description = "1 to 366; without it never" };
        var command = new Command("create", "Make a token; its secret is shown this once") { name, role, stacks, days, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var globs = parsed.GetValue(stacks) is { Length: > 0 } given ? given : null;
            var created = await client.CreateTokenAsync(new(parsed.GetValue(name)!, parsed.GetValue(role), globs, parsed.GetValue(days)), context.Token);
            ShownToken.Print(context, created, parsed.IsJson());
            return ExitCodes.Ok;
        }));
        return command;
    }
}
