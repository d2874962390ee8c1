using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Tokens;

internal static class TokensRevokeCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<Guid>("id") { Description = "Id of the token; `gaia tokens list` shows it" };
        var command = new Command("revoke", "End a token now") { id };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            await client.RevokeTokenAsync(parsed.GetValue(id), context.Token);
            context.Out.WriteLine($"Token {parsed.GetValue(id)} is revoked.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
