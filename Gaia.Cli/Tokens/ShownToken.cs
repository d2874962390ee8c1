using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tokens;

/// <summary>The secret alone goes to stdout, so that a script can take it.</summary>
internal static class ShownToken
{
    public static void Print(CliContext context, CreatedTokenResponse created, bool json)
    {
        if (json)
        {
            context.PrintJson(created, ContractsJson.Default.CreatedTokenResponse);
            return;
        }
        var token = created.Token;
        context.Error.WriteLine($"Token {token.Name}: {TokenWords.Of(token.Role)} of {string.Join(", ", token.Stacks)}"
            + (token.ExpiresAt is { } end ? $", until {end:yyyy-MM-dd}" : ", never expires") + ". Keep it: it is shown this once.");
        context.Error.Flush();
        context.Out.WriteLine(created.Secret);
    }
}
