using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tokens;

internal static class TokensCommand
{
    public static Command Create(CliContext context) => new("tokens", "Tokens for people and programs")
    {
        TokensCreateCommand.Create(context),
        TokensListCommand.Create(context),
        TokensRevokeCommand.Create(context),
    };
}
