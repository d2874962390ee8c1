using System.CommandLine;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Tokens;

namespace Gaia.Cli.Admin;

internal static class AdminInitCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Option<string>("--name") { Description = "Whose token it is", DefaultValueFactory = _ => "admin" };
        var login = new Option<bool>("--login") { Description = "Store it for this user, as `gaia login` does" };
        var command = new Command("init", "Make the first admin token of a new installation, once. From elsewhere than its own machine set GAIA_BOOTSTRAP_SECRET")
        {
            name, login, Printing.FormatOption(),
        };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var secret = context.Environment.GetValueOrDefault("GAIA_BOOTSTRAP_SECRET");
            var created = await client.InitializeAsync(new(parsed.GetValue(name), secret), context.Token);
            ShownToken.Print(context, created, parsed.IsJson());
            var token = new GivenToken(created.Secret, created.Token.Role, created.Token.ExpiresAt);
            if (parsed.GetValue(login)) await ContextFile.Of(context).UpdateAsync(contexts => Login.Into(contexts, ActiveContext.Of(context), client.Url, token), context.Token);
            return ExitCodes.Ok;
        }));
        return command;
    }
}
